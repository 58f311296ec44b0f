"""Who is the same person: likely pairs with their reasons, clusters, and the pure plan of a merge.

`files` and `scan` feed `records`; `candidates` names the pairs worth a look, `comparison` describes each in levels,
`score` weighs them, `reasons` says it in words. What is done about a pair lives in `store` (marks, outbox, trash).
Nothing here knows Qt, HTTP or the service. Scores are probabilities in 0-1; the reasons' weights add up to log-odds.
"""

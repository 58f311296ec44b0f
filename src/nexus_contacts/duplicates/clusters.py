"""Contacts that belong together: pairs joined where most of their members agree, never by a chain of single links.

Agglomerative clustering by average linkage, on the pairs alone, after the finding that the transitive closure of
matches joins strangers (Hassanzadeh et al., "Framework for Evaluating Clustering Algorithms in Duplicate Detection",
VLDB 2009). A pair that was not listed counts as certainly different.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LARGEST = 10
"""No cluster has more members."""
JOIN_AT = 0.5
"""Clusters are joined while the mean probability over all pairs between them is at least this."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Contacts that are likely one person. `weakest` is the least score between two of them, 0 for an unlisted pair;
    `weak` are the pairs inside it that do not reach the joining score by themselves.
    """

    members: tuple[str, ...]
    weakest: float
    weak: tuple[tuple[str, str], ...] = ()


def clusters(pairs: Iterable[tuple[str, str, float]]) -> tuple[Cluster, ...]:
    """The clusters of two and more that `pairs` (two ids, score) make, the surest first. Each contact is in one."""
    scores: dict[tuple[str, str], float] = {}
    for first, second, score in pairs:
        scores[min(first, second), max(first, second)] = score
    group_of: dict[str, int] = {}
    groups: dict[int, list[str]] = {}
    for (first, second), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score < JOIN_AT:
            break
        for one in (first, second):
            if one not in group_of:
                group_of[one] = len(group_of)
                groups[group_of[one]] = [one]
        here, there = group_of[first], group_of[second]
        if here != there and _belong(groups[here], groups[there], scores):
            for one in groups[there]:
                group_of[one] = here
            groups[here] += groups.pop(there)
    found = [_cluster(members, scores) for members in groups.values() if len(members) > 1]
    return tuple(sorted(found, key=lambda one: (-one.weakest, one.members)))


def _belong(here: list[str], there: list[str], scores: Mapping[tuple[str, str], float]) -> bool:
    if len(here) + len(there) > LARGEST:
        return False
    total = sum(scores.get((min(a, b), max(a, b)), 0.0) for a in here for b in there)
    return total / (len(here) * len(there)) >= JOIN_AT


def _cluster(members: list[str], scores: Mapping[tuple[str, str], float]) -> Cluster:
    ordered = sorted(members)
    inside = {(a, b): scores.get((a, b), 0.0) for place, a in enumerate(ordered) for b in ordered[place + 1 :]}
    weak = tuple(pair for pair, score in inside.items() if score < JOIN_AT)
    return Cluster(tuple(ordered), min(inside.values()), weak)

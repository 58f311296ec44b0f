"""What the service says: records (frozen values), client (the endpoints), pages (walks), errors, limits.

Below the client: encode and decode (the wire, judged by models), retries (tries and backoff), budget (the pace),
refusals (errors of any shape), transport (one try over HTTP), faults (why a connection failed), addresses.

Nothing here knows the local copy. Only `transport` imports httpx; importing `records` alone costs nothing.
"""

"""What the service says: records (frozen values), models (pydantic, the wire), client, transport, pages, errors.

Nothing here knows the local copy. Only `transport` imports httpx; importing `records` alone costs nothing.
"""

"""The last requests as the person may read them: method, path, status, time taken; no query, no body, no key."""

from collections import deque
from threading import Lock

from nexus_contacts.api.records import RequestRecord

MOST = 300


class RequestLog:
    """Keeps the last requests. Written on the network thread, read on any."""

    def __init__(self, most: int = MOST) -> None:
        self._records: deque[RequestRecord] = deque(maxlen=most)
        self._lock = Lock()

    def note(self, record: RequestRecord) -> None:
        """Take a request; for the client's `on_request`."""
        with self._lock:
            self._records.append(record)

    def newest(self) -> tuple[RequestRecord, ...]:
        """The requests, the newest first."""
        with self._lock:
            return tuple(reversed(self._records))

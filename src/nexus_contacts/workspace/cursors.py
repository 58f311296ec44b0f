"""Cursors: a place in an order, sealed so that it is opaque, cannot be altered, and opens only the list it is from."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Hashable
from typing import Any

from nexus_contacts.workspace.answers import bad_parameter

_SEAL_BYTES = 12


class Cursors:
    """Seals and opens cursors with the database's own secret; so they outlive a restart."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def seal(self, of: Hashable, place: tuple[Any, ...]) -> str:
        """The cursor of `place` (JSON scalars) in the list `of`: its workspace, endpoint, filter and sort."""
        payload = json.dumps(place, ensure_ascii=False, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(self._mac(of, payload) + payload).decode()

    def open(self, of: Hashable, cursor: str) -> tuple[Any, ...]:
        """The place of a cursor. Raises RefusedError (400) where it is none, or of another list."""
        try:
            sealed = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            sealed = b""
        seal, payload = sealed[:_SEAL_BYTES], sealed[_SEAL_BYTES:]
        if not hmac.compare_digest(seal, self._mac(of, payload)):
            raise bad_parameter(
                "cursor: not one of this list; pass meta.next_cursor of the page before, with the same sort and filters"
            )
        return tuple(json.loads(payload))

    def _mac(self, of: Hashable, payload: bytes) -> bytes:
        text = repr(of).encode("utf-8", "surrogatepass") + b"\0" + payload
        return hmac.new(self._secret, text, hashlib.sha256).digest()[:_SEAL_BYTES]

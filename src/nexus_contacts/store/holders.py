"""Who holds an e-mail address, asked for one row of a large file after the other."""

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database
from nexus_contacts.store.folding import KEY_LENGTH, sort_key

_FEW = 1000
"""So many questions are answered by the copy alone: to learn all addresses first would take longer."""
_BITS_EACH = 32
_PORTION = 5000
_KEYS = "SELECT DISTINCT email_key FROM contacts WHERE email_key > ? ORDER BY email_key LIMIT ?"


class Holders:
    """Answers for the copy as it is when the many questions begin: what comes into it later may not be seen.

    Most addresses of a file are new: one bit for the hash of each known one tells nearly all of them so.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked = 0
        self._bits = bytearray()
        self._mask = 0

    def find(self, email: str) -> Contact | None:
        """The contact that holds an address, compared as `contacts.find_by_email` does; None: nobody does."""
        self._asked += 1
        if self._bits:
            # The sort key of an address that has nothing to fold but capitals is told at once.
            is_plain = email.isascii() and email.isprintable() and " " not in email and len(email) <= KEY_LENGTH
            place = hash(email.lower() if is_plain else sort_key(email)) & self._mask
            if not self._bits[place >> 3] & 1 << (place & 7):
                return None
        elif self._asked > _FEW:
            self._learn()
        holder = contacts.find_by_email(self._database, email)
        return None if holder is None else contacts.get(self._database, holder)

    def _learn(self) -> None:
        count = contacts.total(self._database)
        size = max(1 << 16, 1 << (count * _BITS_EACH).bit_length())
        bits, mask = bytearray(size >> 3), size - 1
        connection, last = self._database.reading(), ""
        while keys := connection.all(_KEYS, (last, _PORTION)):
            for (key,) in keys:
                place = hash(key) & mask
                bits[place >> 3] |= 1 << (place & 7)
            last = keys[-1][0]
        self._bits, self._mask = bits, mask

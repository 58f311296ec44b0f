"""Full-text search, the one place where SQLite (FTS5) and PostgreSQL (tsvector) differ.

Both get the words as `folding` makes them, in three weights: names, then e-mail and company, then custom fields.
Contacts are met in the order of their numbers, so that a page costs the same wherever it begins.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import Connection, TextClause, text

from nexus_contacts.workspace.folding import fold, joined, tokens

if TYPE_CHECKING:
    from nexus_contacts.workspace.contact_rows import StoredContact

TIERS = 4
"""Best first: the words are the names or the e-mail address; begin names; names, e-mail or company; anything."""
_LONGEST_WORD = 100  # characters; PostgreSQL refuses a word over 2 KiB

_WHOLE_SIGNS = "@._-+"  # what an e-mail address keeps beside letters and digits


def _whole(word: str) -> str:
    """An e-mail address as one word, its rarer signs folded to the underscore."""
    return "".join(sign if sign.isalnum() or sign in _WHOLE_SIGNS else "_" for sign in fold(word))[:_LONGEST_WORD]


def words_of(texts: Iterable[str]) -> list[str]:
    """The words under which `texts` are found: their tokens, compounds also joined, e-mail addresses also whole."""
    words: dict[str, None] = {}
    for word in " ".join(texts).split():
        pieces = tokens(word)
        if len(pieces) > 1:
            pieces.append(joined(word))
        words.update(dict.fromkeys(piece[:_LONGEST_WORD] for piece in pieces))
        if "@" in word:
            words[_whole(word)] = None
    return list(words)


def _custom_texts(contact: "StoredContact") -> Iterable[str]:
    return (str(value) for value in contact.custom_fields.values() if value is not None)


class FullText:
    """The index of one kind of database: how a search is worded, and the statements on `contact_words`."""

    AND: ClassVar[str]
    OR: ClassVar[str]
    NOT: ClassVar[str]
    CREATE: ClassVar[tuple[str, ...]]
    PUT: ClassVar[TextClause]
    REMOVE: ClassVar[TextClause]
    NUMBERS: ClassVar[TextClause]
    COUNT: ClassVar[TextClause]

    def term(self, word: str, weight: int, *, prefix: bool) -> str:
        """The condition that a word of at least this weight (0 is the heaviest) is `word`, or begins with it."""
        raise NotImplementedError

    def row(self, number: int, weighted: tuple[list[str], list[str], list[str]]) -> dict[str, object]:
        """The parameters of `PUT` for one contact."""
        raise NotImplementedError

    def create(self, connection: Connection) -> None:
        """Make the index where it is missing."""
        for statement in self.CREATE:
            connection.execute(text(statement))

    def put(self, connection: Connection, numbered: Iterable[tuple[int, "StoredContact"]]) -> None:
        """Index contacts that are not in the index."""
        rows = [
            self.row(
                number,
                (
                    words_of((one.first_name, one.last_name or "")),
                    words_of((one.email, one.company or "")),
                    words_of(_custom_texts(one)),
                ),
            )
            for number, one in numbered
        ]
        connection.execute(self.PUT, rows)

    def remove(self, connection: Connection, number: int) -> None:
        """Take one contact out of the index."""
        connection.execute(self.REMOVE, {"number": number})

    def numbers(
        self, connection: Connection, sought: Sequence[str], tier: int, span: tuple[int, int], size: int
    ) -> list[int]:
        """The first `size` numbers of a tier (from 0) that are over the span's first and at most its second number."""
        above, to = span
        wanted = {"sought": self._tier(sought, tier), "above": above, "to": to, "size": size}
        return list(connection.execute(self.NUMBERS, wanted).scalars())

    def count(self, connection: Connection, sought: Sequence[str], span: tuple[int, int]) -> int:
        """How many contacts with numbers in the span match, whatever the tier."""
        above, to = span
        wanted = {"sought": self._all(sought, TIERS - 1), "above": above, "to": to}
        return int(connection.execute(self.COUNT, wanted).scalar_one())

    def _tier(self, sought: Sequence[str], tier: int) -> str:
        """One tier without the better ones, so that each contact stands in exactly one."""
        here = self._all(sought, tier)
        if tier == 0:
            return here
        better = self.OR.join(f"({self._all(sought, one)})" for one in range(tier))
        return f"({here}){self.NOT}({better})"

    def _all(self, sought: Sequence[str], tier: int) -> str:
        return self.AND.join(f"({self._word(word, tier)})" for word in sought)

    def _word(self, word: str, tier: int) -> str:
        """One word of the search in a tier: as an address, in pieces, or with its signs left out."""
        prefix, weight = tier > 0, max(tier - 1, 0)
        pieces = [piece[:_LONGEST_WORD] for piece in tokens(word)]
        ways = [self.term("".join(pieces)[:_LONGEST_WORD], weight, prefix=prefix)]
        if "@" in word[1:]:
            ways.append(self.term(_whole(word), max(weight, 1), prefix=prefix))
        elif len(pieces) > 1:
            ways.append(self.AND.join(self.term(piece, weight, prefix=prefix) for piece in pieces))
        return self.OR.join(f"({way})" for way in ways)


class SqliteFullText(FullText):
    """FTS5. The tokenizer only splits at blanks: the words come folded and split."""

    AND, OR, NOT = " AND ", " OR ", " NOT "
    CREATE = (
        "CREATE VIRTUAL TABLE IF NOT EXISTS contact_words USING fts5("
        "names, contact, custom, detail='column', columnsize=0, prefix='1 2 3', "
        f"tokenize=\"ascii tokenchars '{_WHOLE_SIGNS}'\")",
    )
    PUT = text("INSERT INTO contact_words (rowid, names, contact, custom) VALUES (:number, :names, :contact, :custom)")
    REMOVE = text("DELETE FROM contact_words WHERE rowid = :number")
    NUMBERS = text(
        "SELECT rowid FROM contact_words WHERE contact_words MATCH :sought AND rowid > :above AND rowid <= :to "
        "ORDER BY rowid LIMIT :size"
    )
    COUNT = text(
        "SELECT count(*) FROM contact_words WHERE contact_words MATCH :sought AND rowid > :above AND rowid <= :to"
    )
    _COLUMNS = ("{names}", "{names contact}", "{names contact custom}")

    def term(self, word: str, weight: int, *, prefix: bool) -> str:
        """A quoted string of FTS5; words hold no quotation marks."""
        return f'{self._COLUMNS[weight]} : "{word}"{"*" if prefix else ""}'

    def row(self, number: int, weighted: tuple[list[str], list[str], list[str]]) -> dict[str, object]:
        """One text a column."""
        names, contact, custom = (" ".join(words) for words in weighted)
        return {"number": number, "names": names, "contact": contact, "custom": custom}


class PostgresqlFullText(FullText):
    """A tsvector with a GIN index; it is written word by word, so no dictionary of PostgreSQL alters anything."""

    AND, OR, NOT = " & ", " | ", " & !"
    CREATE = (
        "CREATE TABLE IF NOT EXISTS contact_words (number bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX IF NOT EXISTS contact_words_gin ON contact_words USING gin (words)",
    )
    PUT = text("INSERT INTO contact_words (number, words) VALUES (:number, CAST(:words AS tsvector))")
    REMOVE = text("DELETE FROM contact_words WHERE number = :number")
    NUMBERS = text(
        "SELECT number FROM contact_words WHERE words @@ CAST(:sought AS tsquery) AND number > :above "
        "AND number <= :to ORDER BY number LIMIT :size"
    )
    COUNT = text(
        "SELECT count(*) FROM contact_words WHERE words @@ CAST(:sought AS tsquery) AND number > :above "
        "AND number <= :to"
    )
    _WEIGHTS = ("A", "AB", "ABC")

    def term(self, word: str, weight: int, *, prefix: bool) -> str:
        """A quoted word of a tsquery; words hold no quotation marks or backslashes."""
        return f"'{word}':{'*' if prefix else ''}{self._WEIGHTS[weight]}"

    def row(self, number: int, weighted: tuple[list[str], list[str], list[str]]) -> dict[str, object]:
        """Every word at the first place: only its weight counts."""
        lexemes = (f"'{word}':1{weight}" for weight, words in zip("ABC", weighted, strict=True) for word in words)
        return {"number": number, "words": " ".join(lexemes)}


@cache
def _of_dialect(name: str) -> FullText:
    return PostgresqlFullText() if name == "postgresql" else SqliteFullText()


def full_text(connection: Connection) -> FullText:
    """The full-text search of this connection's database."""
    return _of_dialect(connection.dialect.name)

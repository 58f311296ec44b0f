"""The tables of the copy and of the journal, and what keeps the copy quick: indexes, counters, the word index.

A contact's row is what the person sees. While an edit of it waits, the service's own state lies in `served` and
`waiting` says which kind of edit it is; so lists, counts and search need no second path for edited contacts.

Sort keys have no declared type, so SQLite compares them as bytes and converts nothing; NULL is a missing value.
"""

import string

COPY_TABLES = """
CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE contacts (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
    company TEXT NOT NULL, job_title TEXT NOT NULL, status TEXT NOT NULL, source TEXT NOT NULL,
    tags TEXT NOT NULL, assigned_to TEXT NOT NULL, engagement_score REAL,
    created_at INTEGER, updated_at INTEGER,
    waiting TEXT NOT NULL DEFAULT '',
    name_key, email_key, phone_key, company_key, title_key, status_key, source_key, tags_key, owner_key
);
CREATE TABLE bodies (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE words (number INTEGER PRIMARY KEY, words TEXT NOT NULL);
CREATE TABLE served (number INTEGER PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE paired (number INTEGER PRIMARY KEY);
CREATE TABLE contact_tags (tag TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (tag, number)) WITHOUT ROWID;
CREATE TABLE custom_values (
    key TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, sort_key, PRIMARY KEY (key, number)
) WITHOUT ROWID;
CREATE TABLE counts (
    kind TEXT NOT NULL, value TEXT NOT NULL, folded, count INTEGER NOT NULL, PRIMARY KEY (kind, value)
) WITHOUT ROWID;
CREATE TABLE details (
    contact_id TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL, fetched_at INTEGER NOT NULL,
    items TEXT NOT NULL, PRIMARY KEY (contact_id, kind)
);
INSERT INTO counts VALUES ('total', '', NULL, 0);
"""

JOURNAL_TABLES = """
CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    other_id TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    base TEXT NOT NULL DEFAULT '{}',
    state TEXT NOT NULL DEFAULT 'waiting',
    reason TEXT NOT NULL DEFAULT '',
    batch INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    hold_until INTEGER,
    idempotency_key TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
);
CREATE INDEX outbox_of_contact ON outbox (contact_id);
CREATE INDEX outbox_by_state ON outbox (state, number);
CREATE TABLE trash (
    number INTEGER PRIMARY KEY,
    cause TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    primary_id TEXT NOT NULL DEFAULT '',
    record TEXT NOT NULL,
    details TEXT NOT NULL DEFAULT '{}',
    state TEXT NOT NULL DEFAULT 'kept',
    new_id TEXT NOT NULL DEFAULT '',
    thrown_at INTEGER NOT NULL
);
CREATE INDEX trash_of_contact ON trash (contact_id);
CREATE TABLE not_pairs (
    first_id TEXT NOT NULL, second_id TEXT NOT NULL, marked_at INTEGER NOT NULL, PRIMARY KEY (first_id, second_id)
) WITHOUT ROWID;
CREATE TABLE views (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, icon TEXT NOT NULL, body TEXT NOT NULL, position INTEGER NOT NULL
);
CREATE TABLE owners (id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE stars (contact_id TEXT PRIMARY KEY) WITHOUT ROWID;
"""

JOURNAL_WRITING = """
DROP TABLE outbox;
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    other_id TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    base TEXT NOT NULL DEFAULT '{}',
    state TEXT NOT NULL DEFAULT 'waiting',
    reason TEXT NOT NULL DEFAULT '',
    step INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    hold_until INTEGER,
    idempotency_key TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    sent_at INTEGER
);
CREATE INDEX outbox_of_contact ON outbox (contact_id);
CREATE INDEX outbox_by_state ON outbox (state, number);
CREATE INDEX outbox_of_step ON outbox (step);
ALTER TABLE trash ADD COLUMN name TEXT NOT NULL DEFAULT '';
CREATE TABLE steps (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, title TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'done', created_at INTEGER NOT NULL
);
CREATE TABLE step_items (
    step INTEGER NOT NULL, contact_id TEXT NOT NULL, kind TEXT NOT NULL, entry INTEGER NOT NULL, after TEXT NOT NULL,
    before TEXT NOT NULL, PRIMARY KEY (step, contact_id, entry)
) WITHOUT ROWID;
CREATE INDEX step_items_of_contact ON step_items (contact_id);
CREATE TABLE drafts (key TEXT PRIMARY KEY, body TEXT NOT NULL, changed_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE history (
    number INTEGER PRIMARY KEY, contact_id TEXT NOT NULL, name TEXT NOT NULL, field TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, origin TEXT NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX history_of_contact ON history (contact_id, number);
"""
"""What writing needs: the outbox anew, undo steps, drafts of what is typed, and what changed when.

Nothing was ever written into the first outbox. Numbers of entries and steps are never used twice: a message on the
screen may still offer to take back the one that is gone.
"""

COPY_PAIRS = """
CREATE TABLE pairs (
    first_id TEXT NOT NULL, second_id TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL, other TEXT NOT NULL,
    PRIMARY KEY (first_id, second_id)
) WITHOUT ROWID;
CREATE INDEX pairs_by_score ON pairs (score);
CREATE INDEX pairs_by_second ON pairs (second_id);
"""
JOURNAL_MERGING = """
CREATE TABLE deeds (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, first_id TEXT NOT NULL, second_id TEXT NOT NULL,
    title TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX outbox_of_other ON outbox (other_id) WHERE other_id <> '';
"""
"""What clean-up needs: likely pairs beside the contacts, and the record of merges and dismissals in the journal."""

KEY_COLUMNS = {
    "name": "name_key",
    "email": "email_key",
    "phone": "phone_key",
    "company": "company_key",
    "title": "title_key",
    "status": "status_key",
    "source": "source_key",
    "tags": "tags_key",
    "score": "engagement_score",
    "owner": "owner_key",
    "created": "created_at",
    "updated": "updated_at",
}
"""The column that each of `filters.SORT_COLUMNS` is ordered by."""

# An index ends in the row's number by itself, which breaks ties and is what a page continues from.
INDEXES = {f"contacts_by_{name}": f"contacts ({column})" for name, column in KEY_COLUMNS.items()} | {
    "contacts_waiting": "contacts (waiting) WHERE waiting <> ''",
    "custom_order": "custom_values (key, sort_key, number)",
}

# Words come folded and split at blanks; every other ASCII sign is part of a word, so a whole e-mail address is one.
_SIGNS = "".join(sign for sign in string.punctuation if sign not in "\"'") + "''"
WORD_INDEX = f"""
CREATE VIRTUAL TABLE word_index USING fts5(
    words, content='words', content_rowid='number', detail=none, columnsize=0, prefix='1 2 3',
    tokenize="ascii tokenchars '{_SIGNS}'"
);
"""

# Words up to the mark are in the word index; while it is being built, those beyond will be reached later.
_INDEXED = "number <= (SELECT CAST(value AS INTEGER) FROM marks WHERE name = 'words_indexed')"
_TAKE_OUT = "INSERT INTO word_index (word_index, rowid, words) VALUES ('delete', old.number, old.words);"
_PUT_IN = "INSERT INTO word_index (rowid, words) VALUES (new.number, new.words);"
EVERY_WORD = str(2**62)
WORD_TRIGGERS = {
    "words_added": f"AFTER INSERT ON words WHEN new.{_INDEXED} BEGIN {_PUT_IN} END",
    "words_changed": f"AFTER UPDATE OF words ON words WHEN old.{_INDEXED} BEGIN {_TAKE_OUT} {_PUT_IN} END",
    "words_gone": f"AFTER DELETE ON words WHEN old.{_INDEXED} BEGIN {_TAKE_OUT} END",
}

COUNTED = {"status": "status", "source": "source", "owner": "assigned_to", "company": "company", "waiting": "waiting"}
"""The columns of a contact whose values are counted, by the kind of count."""


def _up(kind: str, value: str, folded: str = "NULL") -> str:
    return (
        f"INSERT INTO counts VALUES ('{kind}', {value}, {folded}, 1)"
        " ON CONFLICT (kind, value) DO UPDATE SET count = count + 1;"
    )


def _down(kind: str, value: str) -> str:
    where = f"kind = '{kind}' AND value = {value}"
    gone = "" if kind == "total" else f"DELETE FROM counts WHERE {where} AND count <= 0;"
    return f"UPDATE counts SET count = count - 1 WHERE {where}; {gone}"


def _folded(kind: str) -> str:
    return "new.company_key" if kind == "company" else "NULL"


def _count_triggers() -> dict[str, str]:
    ups = " ".join(_up(kind, f"new.{column}", _folded(kind)) for kind, column in COUNTED.items())
    downs = " ".join(_down(kind, f"old.{column}") for kind, column in COUNTED.items())
    triggers = {
        "contact_counted": f"AFTER INSERT ON contacts BEGIN {_up('total', chr(39) * 2)} {ups} END",
        "contact_discounted": f"AFTER DELETE ON contacts BEGIN {_down('total', chr(39) * 2)} {downs} END",
    }
    for kind, column in COUNTED.items():
        triggers[f"{kind}_recounted"] = (
            f"AFTER UPDATE OF {column} ON contacts WHEN old.{column} <> new.{column}"
            f" BEGIN {_down(kind, f'old.{column}')} {_up(kind, f'new.{column}', _folded(kind))} END"
        )
    for kind, table, column in (("tag", "contact_tags", "tag"), ("custom", "custom_values", "key")):
        triggers[f"{kind}_counted"] = f"AFTER INSERT ON {table} BEGIN {_up(kind, f'new.{column}')} END"
        triggers[f"{kind}_discounted"] = f"AFTER DELETE ON {table} BEGIN {_down(kind, f'old.{column}')} END"
    return triggers


COUNT_TRIGGERS = _count_triggers()

COUNT_ALL = (
    "DELETE FROM counts;",
    "INSERT INTO counts SELECT 'total', '', NULL, count(*) FROM contacts;",
    *(
        f"INSERT INTO counts SELECT '{kind}', {column}, {'max(company_key)' if kind == 'company' else 'NULL'}, count(*)"
        f" FROM contacts GROUP BY {column};"
        for kind, column in COUNTED.items()
    ),
    "INSERT INTO counts SELECT 'tag', tag, NULL, count(*) FROM contact_tags GROUP BY tag;",
    "INSERT INTO counts SELECT 'custom', key, NULL, count(*) FROM custom_values GROUP BY key;",
)

LIVE_SQL = (
    "".join(f"CREATE INDEX {name} ON {what};\n" for name, what in INDEXES.items())
    + WORD_INDEX
    + f"INSERT INTO marks VALUES ('words_indexed', '{EVERY_WORD}');\n"
    + "".join(f"CREATE TRIGGER {name} {what};\n" for name, what in (WORD_TRIGGERS | COUNT_TRIGGERS).items())
)

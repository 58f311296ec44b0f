"""The schemas of both files, step by step. A file's `user_version` is the number of steps it has seen."""

from collections.abc import Sequence

from nexus_contacts.store import schema

COPY: tuple[str, ...] = (schema.COPY_TABLES + schema.LIVE_SQL, schema.COPY_PAIRS)
JOURNAL: tuple[str, ...] = (schema.JOURNAL_TABLES, schema.JOURNAL_WRITING, schema.JOURNAL_MERGING)


def script(steps: Sequence[str], found: int) -> str:
    """What brings a file from version `found` to the next one, as one transaction."""
    return f"BEGIN IMMEDIATE;\n{steps[found]}\nPRAGMA user_version = {found + 1};\nCOMMIT;"

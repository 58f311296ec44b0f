"""The schemas of both files, step by step. A file's `user_version` is the number of steps it has seen."""

from collections.abc import Sequence

from nexus_contacts.store import schema

COPY: tuple[str, ...] = (schema.COPY_TABLES + schema.LIVE_SQL,)
JOURNAL: tuple[str, ...] = (schema.JOURNAL_TABLES,)


def scripts(steps: Sequence[str], found: int) -> list[str]:
    """What brings a file from version `found` to the present: one script a step, each a transaction of its own."""
    return [
        f"BEGIN IMMEDIATE;\n{steps[number]}\nPRAGMA user_version = {number + 1};\nCOMMIT;"
        for number in range(found, len(steps))
    ]

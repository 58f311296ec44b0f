"""The word to SQLite's planner, and its absence elsewhere."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from nexus_contacts.workspace.planning import Unindexed
from nexus_contacts.workspace.tables import contacts


def test_only_sqlite_is_told_to_leave_an_index_alone() -> None:
    wanted = (
        select(contacts.c.id).where(Unindexed(contacts.c.status) == "lead").order_by(Unindexed(contacts.c.id).desc())
    )

    told = str(wanted.compile(dialect=sqlite.dialect()))
    plain = str(wanted.compile(dialect=postgresql.dialect()))

    assert "+contacts.status = ?" in told
    assert "ORDER BY +contacts.id DESC" in told
    assert "+contacts" not in plain

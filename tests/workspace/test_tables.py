"""The schema, on both kinds of database."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from nexus_contacts.workspace.tables import contacts, metadata


def test_every_table_belongs_to_a_workspace() -> None:
    apart = {"secrets", "workspaces"}

    assert all("workspace_id" in table.c for table in metadata.tables.values() if table.name not in apart)


def test_the_same_tables_are_made_on_postgresql_with_keys_compared_by_bytes() -> None:
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert "COLLATE" not in str(CreateTable(table).compile(dialect=sqlite.dialect()))

    assert 'company_key TEXT COLLATE "C"' in str(CreateTable(contacts).compile(dialect=postgresql.dialect()))

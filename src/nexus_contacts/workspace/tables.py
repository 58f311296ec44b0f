"""The tables of a workspace database. One schema serves SQLite and PostgreSQL; full-text search is in `full_text`.

A contact is kept as the JSON text the API answers (`document`), beside the columns that filters, sorts and uniqueness
need: a page is then read and sent without building it anew. `contact_rows` is the only writer of contacts.
"""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

NUMBERS_PER_WORKSPACE = 1 << 40
"""A contact's number is its workspace's id times this, plus a sequence: one range of numbers is one workspace."""

# Bytes are compared, not a language's order: keys are folded before they are stored, and a cursor must mean the same
# place to the database and to Python.
_Key = Text().with_variant(Text(collation="C"), "postgresql")
# SQLite makes a column its row number only where the type reads INTEGER.
_Number = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()

secrets = Table(
    "secrets",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
    comment="The schema's version, the salt of the keys and the seal of the cursors.",
)

workspaces = Table(
    "workspaces",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("contact_count", BigInteger, nullable=False, default=0),
    Column("next_number", BigInteger, nullable=False, default=1),
    Column("changes", BigInteger, nullable=False, default=0),  # grows with every change to a contact
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("workspace_id", ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("scope", String(16), nullable=False),  # full | read_only
)

contacts = Table(
    "contacts",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),
    Column("workspace_id", ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("id", _Key, nullable=False),
    Column("revision", Integer, nullable=False, default=1),
    Column("email_key", _Key, nullable=False),
    Column("first_name_key", _Key),  # folded; NULL where there is none
    Column("last_name_key", _Key),
    Column("company_key", _Key),
    Column("status", String(16), nullable=False),
    Column("source", String(16), nullable=False),
    Column("assigned_to", _Key),
    Column("created_at", BigInteger, nullable=False),  # seconds since 1970, UTC
    Column("updated_at", BigInteger, nullable=False),
    Column("merged_from", Text, nullable=False, default="[]"),  # JSON array of the ids merged into this contact
    Column("document", Text, nullable=False),  # JSON object as `GET /contacts` lists it
    Index("contacts_id", "workspace_id", "id", unique=True),
    Index("contacts_email", "workspace_id", "email_key", unique=True),
    Index("contacts_created", "workspace_id", "created_at", "id"),
    Index("contacts_updated", "workspace_id", "updated_at", "id"),
    Index("contacts_first_name", "workspace_id", "first_name_key", "id"),
    Index("contacts_last_name", "workspace_id", "last_name_key", "id"),
    Index("contacts_company", "workspace_id", "company_key", "id"),
    Index("contacts_status", "workspace_id", "status", "created_at", "id"),
    Index("contacts_source", "workspace_id", "source", "created_at", "id"),
    Index("contacts_owner", "workspace_id", "assigned_to", "created_at", "id"),
)

contact_tags = Table(
    "contact_tags",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_key", _Key, primary_key=True),  # folded
    Column("contact_number", _Number, ForeignKey("contacts.number", ondelete="CASCADE"), primary_key=True),
    Index("contact_tags_contact", "contact_number"),
    sqlite_with_rowid=False,
)


def _related(name: str, time: str, *columns: Column[object], keep: bool = False) -> Table:
    """A table of things that belong to a contact, ordered by the column `time`, then by number.

    `keep`: the row outlives its contact and only loses the link.
    """
    link = ForeignKey("contacts.number", ondelete="SET NULL" if keep else "CASCADE")
    return Table(
        name,
        metadata,
        Column("number", _Number, primary_key=True, autoincrement=True),
        Column("workspace_id", ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
        Column("id", _Key, nullable=False),
        Column("contact_number", _Number, link, nullable=keep),
        *columns,
        Index(f"{name}_id", "workspace_id", "id", unique=True),
        Index(f"{name}_contact", "contact_number", time, "number"),
    )


activities = _related(
    "activities",
    "occurred_at",
    Column("type", String(16), nullable=False),  # call | email | meeting | note
    Column("subject", Text),
    Column("body", Text),
    Column("outcome", Text),
    Column("duration_minutes", Integer),
    Column("user_id", Text),
    Column("occurred_at", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

timeline_events = _related(
    "timeline_events",
    "occurred_at",
    Column("type", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("description", Text),
    Column("data", Text, nullable=False, default="{}"),  # JSON object
    Column("user_id", Text),
    Column("occurred_at", BigInteger, nullable=False),
)

notes = _related(
    "notes",
    "created_at",
    Column("content", Text, nullable=False),
    Column("author_id", Text),
    Column("created_at", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
)

deals = _related(
    "deals",
    "created_at",
    Column("title", Text, nullable=False),
    Column("pipeline_id", Text),
    Column("stage_id", Text),
    Column("stage_name", Text),
    Column("value", Float),
    Column("currency", String(3)),
    Column("probability", Integer),  # 0-100
    Column("owner_id", Text),
    Column("expected_close_date", String(10)),  # ISO date
    Column("status", String(8), nullable=False),  # open | won | lost
    Column("custom_fields", Text, nullable=False, default="{}"),  # JSON object
    Column("created_at", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    keep=True,
)

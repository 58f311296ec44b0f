"""Rows as the store gives them, for tests that need no store."""

from dataclasses import replace

from nexus_contacts.store.rows import Row

JANE = Row(
    number=1,
    id="con_0",
    first_name="Jane",
    last_name="Smith",
    email="jane@example.com",
    phone="+1 555 0100",
    company="Acme Corp",
    job_title="VP of Marketing",
    status="active",
    source="paid_ads",
    tags=("enterprise", "marketing"),
    assigned_to="usr_1",
    engagement_score=85.0,
    created_at=1_700_000_000,
    updated_at=1_750_000_000,
    custom=("Tech",),
    waiting="",
    starred=False,
)


def row(number: int = 0, **changes: object) -> Row:
    """Jane under another id, changed."""
    return replace(JANE, number=number + 1, id=f"con_{number}", **changes)  # type: ignore[arg-type]

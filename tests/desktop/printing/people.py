"""Contacts to print."""

from collections.abc import Iterator
from datetime import UTC, datetime

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.printing.columns import columns_for
from nexus_contacts.desktop.printing.list_pages import ListPlan

KEYS = ("name", "company", "title", "status", "source", "tags", "score", "owner", "updated")
PLAN = ListPlan(
    "My open leads", columns_for(KEYS, str), "Status: Lead", "Printed 27 Nov 2026, 10:24", "Northwind Sales"
)


def person(number: int, **fields: object) -> Contact:
    """One contact; `fields` are those that matter."""
    given = {
        "first_name": "Ada",
        "last_name": f"Number{number}",
        "email": f"ada{number}@example.com",
        "company": "Riverstone",
        "job_title": "IT Director",
        "status": "lead",
        "source": "website",
        "tags": ("trial", "eu"),
        "engagement_score": 62.0,
        "updated_at": datetime(2026, 11, 18, 14, 22, tzinfo=UTC),
    }
    return Contact(f"con_{number}", **{**given, **fields})  # type: ignore[arg-type]


def people(count: int) -> Iterator[Contact]:
    """So many contacts, one after the other."""
    return (person(number) for number in range(count))

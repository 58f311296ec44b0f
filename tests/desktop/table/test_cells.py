"""Every cell has its text, its words for a screen reader and its line on the clipboard."""

import pytest

from nexus_contacts.desktop.table.cells import Cells, heading_line, waiting_text

from .rows import row

CELLS = Cells(("industry",), {"usr_1": "Maya Okafor"}.get)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "text", "spoken"),
    [
        ("name", "Jane Smith", "Jane Smith, jane@example.com"),
        ("status", "Active", "Status: Active"),
        ("source", "Paid ads", "Source: Paid ads"),
        ("score", "85", "Engagement score 85 of 100"),
        ("owner", "Maya Okafor", "Owner Maya Okafor"),
        ("tags", "enterprise, marketing", "Tags: enterprise, marketing"),
        ("company", "Acme Corp", "Company: Acme Corp"),
        ("custom:industry", "Tech", "industry: Tech"),
        ("custom:region", "", "No region"),
    ],
)
def test_a_cell_is_shown_and_said(key: str, text: str, spoken: str) -> None:
    assert CELLS.text(row(), key) == text
    assert CELLS.spoken(row(), key) == spoken


def test_what_is_missing_is_said_in_words() -> None:
    bare = row(assigned_to="", engagement_score=None, updated_at=None, tags=(), company="")

    said = [CELLS.spoken(bare, key) for key in ("owner", "score", "updated", "tags", "company")]

    assert said == ["No owner", "No engagement score", "Update date unknown", "No tags", "No company"]


def test_a_waiting_change_is_part_of_the_name() -> None:
    assert CELLS.spoken(row(waiting="edit"), "name").endswith("Edit waiting to be sent")
    assert waiting_text(row(waiting="note")) == "Note waiting"
    assert waiting_text(row(waiting="unheard of")) == "unheard of"


def test_rows_are_copied_as_cells_parted_by_tabs_without_inner_breaks() -> None:
    odd = row(company="Two\tlines\nof text")

    assert heading_line(("name", "company")) == "Name\tEmail\tCompany"
    assert CELLS.line(odd, ("name", "company")) == "Jane Smith\tjane@example.com\tTwo lines of text"


def test_an_owner_without_a_name_is_shown_by_id() -> None:
    assert CELLS.text(row(assigned_to="usr_9"), "owner") == "usr_9"
    assert CELLS.value(row(), "owner") == "usr_1"

"""Records beside each other: what differs, what only one has."""

from typing import Any

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.duplicates.comparison import ComparisonView, lines_of, related_text

JANE = Contact("con_1", "Jane", "Smith", "jane@example.com", "+15550123", tags=("a",))
JAYNE = Contact("con_2", "Jane", "Smyth", "j@acme.com", "+1 555 0123", company="Acme", tags=("b",))


def test_what_differs_is_told_from_what_only_one_has() -> None:
    lines = {line.title: line for line in lines_of((JANE, JAYNE), lambda _id: "")}

    assert not lines["First name"].differs
    assert not lines["Phone"].differs
    assert lines["Last name"].tone(0) == lines["Last name"].tone(1) == "diff"
    assert (lines["Company"].tone(0), lines["Company"].tone(1)) == ("", "okSoft")
    assert lines["Tags"].differs


def test_what_hangs_on_a_record() -> None:
    assert related_text({"notes": 1, "deals": 0}) == "0 deals · 1 note"
    assert related_text({}) == "not downloaded yet"


def test_it_is_painted_and_spoken(qtbot: Any) -> None:
    view = ComparisonView()
    qtbot.addWidget(view)
    view.show_records((JANE, JAYNE), 0, {"con_1": {"notes": 2}}, lambda _id: "")
    view.resize(900, view.sizeHint().height())

    assert not view.grab().isNull()
    assert "Last name: Smith / Smyth" in view.accessibleDescription()

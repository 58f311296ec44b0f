"""What the pane shows of a contact, read from the copy in one go."""

import pytest

from nexus_contacts.api.records import Contact, Note
from nexus_contacts.desktop.detail.record import grouped_phone, read_record
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, details, stars


def owner_name(id: str) -> str:
    return {"usr_1": "Maya Okafor"}.get(id, "")


@pytest.mark.parametrize(
    ("phone", "grouped"),
    [
        ("+14155550123", "+1 415 555 0123"),
        ("+15550123", "+1 555 0123"),
        ("+442079460958", "+44 20 7946 0958"),
        ("555-0123", "555-0123"),
        ("+", "+"),
        ("", ""),
        ("+1 call me", "+1 call me"),
    ],
)
def test_a_phone_number_is_grouped_where_it_can_be_read(phone: str, grouped: str) -> None:
    assert grouped_phone(phone) == grouped


def test_a_record_holds_the_four_lists(told: Session, jane: Contact) -> None:
    record = read_record(told.database, jane.id, owner_name)

    assert record is not None
    assert [line.title for line in record.timeline if not line.heading] == ["Opened “Q3 proposal”", "Note added"]
    assert [each.note.id for each in record.notes] == ["note_2", "note_1"]
    assert [line.title for line in record.activities] == ["Call – 18 min", "“Q3 proposal”"]
    assert (record.count("deals"), record.count("notes"), record.count("activities")) == (2, 2, 2)
    assert record.downloaded == {"timeline", "deals", "notes", "activities"}
    assert record.fresh


def test_a_contact_that_is_not_there_has_no_record(session: Session) -> None:
    assert read_record(session.database, "con_nobody", owner_name) is None


def test_lists_that_never_came_are_not_fresh(session: Session) -> None:
    contacts.write_page(session.database, [Contact("con_1")])
    stars.star(session.database, ["con_1"])

    record = read_record(session.database, "con_1", owner_name)

    assert record is not None
    assert record.starred
    assert record.downloaded == frozenset()
    assert not record.fresh


def test_only_the_wanted_notes_are_made_ready(told: Session, jane: Contact) -> None:
    details.replace(told.database, jane.id, "notes", [Note(f"note_{number}") for number in range(50)])

    record = read_record(told.database, jane.id, owner_name, notes_wanted=20)

    assert record is not None
    assert (len(record.notes), record.notes_left, record.count("notes")) == (20, 30, 50)

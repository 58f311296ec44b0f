"""What the Changes screen says of each kind of entry, and which ways on it offers."""

from datetime import UTC, datetime
from typing import Any

import pytest

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.desktop.changes.lines import line, lines
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import deciding, entries, outbox, settling
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.entries import Reason
from nexus_contacts.store.incoming import write_page


def nobody(owner: str) -> str:
    return ""


@pytest.fixture
def here(session: Session) -> Session:
    people = [Contact("con_1", "Jane", "Smith", status="lead"), Contact("con_2", "Bo", status="lead")]
    write_page(session.database, people)
    return session


def ways(found: Any) -> list[str]:
    return [way.id for way in found.ways]


def test_what_waits_is_said_with_old_and_new(here: Session) -> None:
    outbox.edit(here.database, ["con_1"], Edit((("status", "active"),)))

    (found,) = lines(entries.waiting(here.database), nobody)

    assert found.title == "Edit Jane Smith"
    assert found.fields == (("Status", "Lead", "Active"),)
    assert (found.icon, found.tone, found.state, ways(found)) == ("pencil", "warn", "Waiting", ["undo"])


def test_one_step_over_many_is_one_row(here: Session) -> None:
    outbox.edit(here.database, ["con_1", "con_2"], Edit((("status", "active"),)))

    (found,) = lines(entries.waiting(here.database), nobody)

    assert found.title == "Edit 2 contacts"
    assert len(found.entries) == 2
    assert found.fields == (("Status", "Lead", "Active"),)


def test_notes_creations_and_deletions_have_their_own_words(here: Session) -> None:
    outbox.add_note(here.database, "con_1", "called\n" + "x" * 300)
    outbox.create(here.database, Draft("Ada", "ada@example.com"))
    outbox.delete(here.database, ["con_2"])

    note, create, delete = lines(entries.waiting(here.database), nobody)

    assert note.title == "Note on Jane Smith"
    assert note.text.endswith("…”")
    assert (ways(note), ways(create), ways(delete)) == (["edit_note", "undo"], ["undo"], ["undo"])
    assert create.title == "New contact: Ada"
    assert "trash" in delete.text


@pytest.mark.parametrize(
    ("reason", "words", "offered"),
    [
        (Reason("conflict", theirs=(("status", "churned"),)), "Status was also changed", ["compare"]),
        (Reason("email_taken", existing_id="con_2"), "already belongs", ["undo", "edit", "open_holder"]),
        (Reason("gone"), "deleted in AutomateNexus", ["undo", "create_again"]),
        (Reason("invalid", fields=(("status", "is wrong"),)), "Status: is wrong", ["undo", "edit"]),
        (Reason("refused", "no such thing"), "no such thing", ["undo", "retry"]),
        (Reason("server_error", status=500), "500", ["undo", "retry"]),
        (Reason("ask_delete"), "Nothing is deleted yet", ["undo", "retry"]),
        (Reason("not_kept", hints=(("status", "state"),)), "Did you mean “state”?", ["undo", "use_key"]),
        (Reason("not_kept"), "is not a field", ["undo"]),
        (Reason("restored"), "It may have been sent since", ["undo", "retry"]),
    ],
)
def test_every_reason_has_its_words_and_its_ways(here: Session, reason: Reason, words: str, offered: list[str]) -> None:
    outbox.edit(here.database, ["con_1"], Edit((("status", "active"),)))
    settling.park(here.database, entries.waiting(here.database)[0].number, reason)

    found = line(entries.parked(here.database)[0], nobody)

    assert words in found.text
    assert ways(found) == offered
    assert found.tone == "danger"


def test_what_a_backup_brought_of_one_step_is_one_row_to_decide(here: Session) -> None:
    outbox.edit(here.database, ["con_1", "con_2"], Edit((("status", "active"),)))
    deciding.ask_about_restored(here.database, datetime(2026, 3, 1, 12, tzinfo=UTC))

    (found,) = lines(entries.parked(here.database), nobody)

    assert (found.title, found.state, ways(found)) == ("Edit 2 contacts", "Decide", ["undo", "retry"])
    assert len(found.entries) == 2
    assert "From the backup of" in found.text

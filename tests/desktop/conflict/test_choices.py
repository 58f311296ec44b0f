"""The fields of a conflict as values."""

from typing import Any

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.conflict.choices import Clash, clashes, combined, outcome
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import entries, outbox, settling
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.entries import Entry, Reason
from nexus_contacts.store.incoming import write_page


def conflict(session: Session) -> Entry:
    write_page(session.database, [Contact("con_1", "Jane", company="Acme", phone="1", tags=("a",))])
    edit = Edit((("company", "Mine"), ("phone", "2")), add_tags=("hot",))
    outbox.edit(session.database, ["con_1"], edit)
    reason = Reason("conflict", theirs=(("company", "Theirs"), ("phone", "")))
    settling.park(session.database, entries.waiting(session.database)[0].number, reason)
    return entries.parked(session.database)[0]


def test_three_versions_of_each_field_that_clashes(session: Session) -> None:
    entry = conflict(session)

    assert set(clashes(entry)) == {Clash("company", "Acme", "Mine", "Theirs"), Clash("phone", "1", "2", "")}
    assert [change.field for change in combined(entry)] == ["tags"]


def test_what_the_service_will_hold_is_said_before_it_is_sent(session: Session) -> None:
    entry = conflict(session)

    def text(field: str, value: Any) -> str:
        return f"{field}={value}"

    said = outcome(entry, {"company": "Mine", "phone": ""}, text)

    assert set(said.split(", t")[0].split(", ")) == {"company=Mine", "phone="}
    assert "tags=('a', 'hot')" in said

"""Merges tried out in a server of our own."""

from nexus_contacts.api.records import Contact, Note
from nexus_contacts.desktop.rehearsal import rehearse
from nexus_contacts.desktop.session import Session
from nexus_contacts.duplicates.merge import merged, preset
from nexus_contacts.store import contacts, details, entries

JANE = Contact("con_1", "Jane", "Smith", "jane@x.org", "+15550123", status="active", source="api", tags=("a",))
JAYNE = Contact("con_2", "Jane", "Smyth", "j@acme.com", company="Acme", status="lead", source="api", tags=("b",))
ODD = Contact("con_3", "Odd", "One", "odd@x.org", status="prospect", source="api")


def test_what_comes_out_is_what_was_shown_and_nothing_else_is_touched(session: Session) -> None:
    contacts.write_page(session.database, [JANE, JAYNE, ODD])
    details.replace(session.database, "con_2", "notes", [Note("n", "con_2", "hello")])
    chosen = preset("primary", (JANE, JAYNE)) | {"email": 1, "last_name": 1}
    merges = [merged((JANE, JAYNE), chosen), merged((JANE, ODD), preset("primary", (JANE, ODD)))]

    done, refused = rehearse(session.database, merges)

    assert (done.differs, done.notes, done.problem) == ((), 1, "")
    assert refused.problem
    assert contacts.total(session.database) == 3
    assert entries.counts(session.database).waiting == 0

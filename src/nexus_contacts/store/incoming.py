"""What the service said, taken over into the copy: under the waiting entries where there are any."""

from collections.abc import Iterable, Mapping, Sequence

from nexus_contacts.api.records import Contact
from nexus_contacts.store import history, overlay
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.encoding import clean
from nexus_contacts.store.entries import ACTIVE, Reason, active_ids, reason_text
from nexus_contacts.store.writes import apply, is_older, known, owner_names, take_out

MANY = 5_000
"""More changed contacts than this are told as "many", without their ids."""


def write_page(db: Database, contacts: Sequence[Contact], *, marks: Mapping[str, str | None] | None = None) -> Changed:
    """Take over what the service said about `contacts`, in one transaction; give several pages at once for speed.

    `marks` are put in the same transaction (None takes one away), so that the sync's position and what it has written
    never disagree. A contact's address and metadata are kept where the answer left them out. The answer names only
    the contacts that really changed. Raises DiskFull, Busy; then nothing was written.
    """
    with db.writing() as connection:
        ids = take_over(connection, contacts)
        for name, value in (marks or {}).items():
            if value is None:
                connection.run("DELETE FROM marks WHERE name = ?", (name,))
            else:
                connection.run("INSERT OR REPLACE INTO marks VALUES (?, ?)", (name, value))
    if not ids:
        return NOTHING
    return Changed(frozenset(ids) if len(ids) <= MANY else None, frozenset({"contacts"}))


def take_over(connection: Connection, contacts: Sequence[Contact]) -> list[str]:
    """Take over what the service said, in the caller's transaction; return the ids of what changed."""
    touched = active_ids(connection, [clean(contact.id) for contact in contacts])
    plain = [contact for contact in contacts if clean(contact.id) not in touched] if touched else contacts
    changed = apply(connection, plain, owner_names(connection), history.noting(connection))
    if touched:
        said = {clean(contact.id): contact for contact in contacts if clean(contact.id) in touched}
        before = {id: overlay.served_contact(connection, id) for id in said}
        differing = [id for id, contact in said.items() if contact != before[id] and not _is_stale(contact, before[id])]
        for contact_id in differing:
            history.note(connection, before[contact_id], said[contact_id])
        changed += overlay.relay(connection, differing, {id: said[id] for id in differing})
    return changed


def _is_stale(contact: Contact, before: Contact | None) -> bool:
    return before is not None and is_older(contact, before.updated_at)


def remove(db: Database, ids: Iterable[str]) -> Changed:
    """Forget contacts that the service no longer has, with their details. Ids that are not here are passed over.

    A contact that somebody changed here stays, and its entries are parked: nothing that was typed goes with it. One
    that waits to be deleted is done with.
    """
    with db.writing() as connection:
        here = known(connection, list(dict.fromkeys(ids)))
        touched = active_ids(connection, list(here))
        for contact_id in sorted(touched):
            _gone_under(connection, contact_id)
        left = {id: row for id, row in here.items() if id not in touched}
        take_out(connection, left)
        if touched:
            overlay.relay(connection, sorted(touched), dict.fromkeys(touched))
            overlay.bump(connection)
    if not here:
        return NOTHING
    kinds = {"contacts", "details"} | ({"outbox"} if touched else set())
    return Changed(frozenset(here) if len(here) <= MANY else None, frozenset(kinds))


def _gone_under(connection: Connection, contact_id: str) -> None:
    """Settle the entries of a contact that was deleted on the service."""
    wanted = "contact_id = ? AND kind = 'delete' AND state IN ('held', 'waiting')"
    done = connection.run(
        f"UPDATE journal.outbox SET state = 'sent', sent_at = changed_at WHERE {wanted}", (contact_id,)
    )
    if done:
        connection.run(f"DELETE FROM journal.outbox WHERE contact_id = ? AND {ACTIVE}", (contact_id,))
        return
    connection.run(
        "UPDATE journal.outbox SET state = 'parked', reason = ? WHERE contact_id = ? AND state IN ('waiting', 'held')",
        (reason_text(Reason("gone")), contact_id),
    )

"""The curl command of an entry: what would be sent, without the key."""

import shlex

from tests.sync.desk import Desk

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import entries, outbox
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.incoming import write_page
from nexus_contacts.sync.curl import as_curl

BASE = "https://crm.example.com/v1"
JANE = Contact("con_1", "Jane", company="Acme", custom_fields=(("plan", "pro"),))


def commands(database: Database) -> list[list[str]]:
    return [shlex.split(as_curl(BASE, entry, JANE)) for entry in entries.waiting(database)]


def test_every_kind_has_its_request(linked: Desk) -> None:
    database = linked.database
    write_page(database, [JANE])
    outbox.create(database, Draft("O'Neill", "o@example.com"))
    outbox.edit(database, ("con_1",), Edit((("custom_fields.seats", 5),)))
    outbox.add_note(database, "con_1", "it's $HOME")
    outbox.delete(database, ("con_1",), hold_s=0)

    made, edited, noted, deleted = commands(database)

    assert made[1:4] == ["--request", "POST", f"{BASE}/contacts"]
    assert '"first_name":"O\'Neill"' in made[-1]
    assert edited[1:4] == ["--request", "PUT", f"{BASE}/contacts/con_1"]
    assert edited[-1] == '{"custom_fields":{"plan":"pro","seats":5}}'
    assert noted[1:4] == ["--request", "POST", f"{BASE}/contacts/con_1/notes"]
    assert noted[-1] == '{"content":"it\'s $HOME"}'
    assert deleted[1:4] == ["--request", "DELETE", f"{BASE}/contacts/con_1"]


def test_the_key_comes_from_the_environment(linked: Desk) -> None:
    outbox.create(linked.database, Draft("Ada", "ada@example.com"))

    text = as_curl(BASE, entries.waiting(linked.database)[0], JANE)

    assert '"Authorization: Bearer $NEXUS_CONTACTS_API_KEY"' in text
    assert "Idempotency-Key: " in text

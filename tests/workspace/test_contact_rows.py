"""Contacts in the tables: their document, and everything they leave behind."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from nexus_contacts.workspace.contact_rows import StoredContact, delete_contact, email_key, replace_contact
from nexus_contacts.workspace.database import Database
from nexus_contacts.workspace.tables import contact_tags, contacts, workspaces

Stored = Callable[..., StoredContact]
Put = Callable[..., int]


def test_a_document_has_the_members_of_the_vendor_page_in_its_order(stored: Stored) -> None:
    members = json.loads(stored(tags=("a",), custom_fields={"k": 1}).document())

    assert list(members) == [
        "id", "first_name", "last_name", "email", "phone", "company", "job_title", "status", "source", "tags",
        "assigned_to", "engagement_score", "custom_fields", "address", "created_at", "updated_at",
    ]  # fmt: skip
    assert members["created_at"].endswith("Z")


def test_an_address_is_one_whatever_its_case_and_blanks() -> None:
    assert email_key(" Jane@Example.COM ") == "jane@example.com"


def test_each_contact_leaves_its_keys_tags_words_and_count(database: Database, stored: Stored, put: Put) -> None:
    put(stored(first_name="Élan", company=" Ökö GmbH", tags=("VIP", "vip")), stored(last_name="O'Brien"))

    with database.reading() as connection:
        first, second = connection.execute(select(contacts).order_by(contacts.c.number)).all()
        tags = connection.execute(select(contact_tags.c.tag_key, contact_tags.c.contact_number)).all()
        counted = connection.execute(select(workspaces.c.contact_count)).scalar()
        words = connection.execute(text("SELECT count(*) FROM contact_words")).scalar()

    assert (first.first_name_key, first.last_name_key, first.company_key) == ("elan", None, "oko gmbh")
    assert second.number == first.number + 1
    assert tags == [("vip", first.number)]
    assert (counted, words) == (2, 2)


def test_two_workspaces_number_their_contacts_apart(database: Database, stored: Stored, put: Put) -> None:
    one = stored(id="con_same", email="same@example.com")

    put(one, name="first")
    put(one, name="second")

    with database.reading() as connection:
        assert connection.execute(select(func.count(func.distinct(contacts.c.number)))).scalar() == 2


def test_an_address_stands_once_in_a_workspace(stored: Stored, put: Put) -> None:
    put(stored(email="ann@example.com"))

    with pytest.raises(IntegrityError):
        put(stored(email="ANN@example.com"))


@pytest.mark.usefixtures("only_sqlite")
def test_a_changed_contact_loses_what_it_was(database: Database, stored: Stored, put: Put) -> None:
    put(stored(id="con_1", first_name="Old", tags=("old",)))

    with database.writing() as connection:
        number = connection.execute(select(contacts.c.number)).scalar_one()
        replace_contact(connection, number, stored(id="con_1", first_name="New", tags=("new",)), revision=2)
        changed = connection.execute(select(contacts)).one()
        tags = connection.execute(select(contact_tags.c.tag_key)).scalars().all()
        names = connection.execute(text("SELECT names FROM contact_words")).scalars().all()

    assert (changed.first_name_key, changed.revision, tags, names) == ("new", 2, ["new"], ["new"])


def test_a_deleted_contact_leaves_nothing(database: Database, stored: Stored, put: Put) -> None:
    put(stored(tags=("vip",)))

    with database.writing() as connection:
        delete_contact(connection, connection.execute(select(contacts.c.number)).scalar_one())
        left = [
            connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()
            for table in ("contacts", "contact_tags", "contact_words")
        ]
        counted = connection.execute(select(workspaces.c.contact_count)).scalar()

    assert left == [0, 0, 0]
    assert counted == 0

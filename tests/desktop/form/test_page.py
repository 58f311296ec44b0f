"""The fields of a form: what is put in comes out, in any order of folding."""

from typing import Any

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.form import values
from nexus_contacts.desktop.form.page import FormPage
from nexus_contacts.desktop.session import Session
from nexus_contacts.store.incoming import write_page


def test_what_is_shown_is_what_is_typed(qtbot: Any, session: Session) -> None:
    page = FormPage(session, is_new=False)
    qtbot.addWidget(page)
    contact = Contact(
        "con_1", "Jane", email="jane@example.com", status="on-hold", tags=("a",), custom_fields=(("seats", 3),)
    )
    typed = values.typed_of(contact)

    page.show_typed(typed)

    assert page.typed() == typed
    assert values.changes_of(page.typed(), contact) == ()


def test_companies_and_keys_of_the_workspace_are_offered(qtbot: Any, session: Session) -> None:
    write_page(session.database, [Contact("con_1", company="Acme Corp", custom_fields=(("plan", "Pro"),))])
    page = FormPage(session, is_new=True)
    qtbot.addWidget(page)

    qtbot.waitUntil(lambda: page._companies.stringList() == ["Acme Corp"])

    assert page.custom.likely_key("PLAN") == "plan"


def test_what_is_wrong_is_listed_in_order(qtbot: Any, session: Session) -> None:
    page = FormPage(session, is_new=True)
    qtbot.addWidget(page)

    page.show_fault("phone", "wrong")
    page.show_fault("first_name", "missing")
    page.show_holder(Contact("con_2", "Bo"))

    assert page.wrong() == ["first_name", "email", "phone"]
    page.show_holder(None)
    assert page.wrong() == ["first_name", "phone"]

"""From a contact into a form and back: only what was changed is a change."""

from nexus_contacts.api.records import Address, Contact, Draft
from nexus_contacts.desktop.form import values

JANE = Contact(
    "con_1", "Jane ", "Smith", "jane@example.com", "+1-555-0123", "Acme", "VP", "active", "website", ("a",), "usr_1",
    custom_fields=(("seats", 3), ("odd", [1])), address=Address(city="Bonn"),
)  # fmt: skip


def test_a_form_that_nobody_touched_changes_nothing() -> None:
    assert values.changes_of(values.typed_of(JANE), JANE) == ()
    assert values.changes_of(values.typed_of(Contact("con_1")), Contact("con_1")) == ()


def test_only_what_was_typed_is_a_change() -> None:
    typed = values.typed_of(JANE) | {"company": " New ", "address.city": "", "tags": ["a", "b"]}
    typed["custom_fields"] = [["seats", 4], ["odd", [1]]]

    changes = {change.field: change.after for change in values.changes_of(typed, JANE)}

    assert changes == {"company": "New", "address.city": "", "tags": ("a", "b"), "custom_fields.seats": 4}


def test_a_draft_holds_what_was_typed() -> None:
    typed = values.typed_of(Contact("")) | {"first_name": " Ada ", "email": "ada@example.com", "tags": ["a"]}

    assert values.draft_of(typed) == Draft("Ada", "ada@example.com", tags=("a",))


def test_updating_the_holder_takes_what_was_typed_and_differs() -> None:
    typed = values.typed_of(Contact("", status="lead")) | {"first_name": "Jane", "company": "New", "tags": ["b"]}

    changes = {change.field: change.after for change in values.differing(typed, JANE)}

    assert changes == {"first_name": "Jane", "company": "New", "status": "lead", "tags": ("a", "b")}

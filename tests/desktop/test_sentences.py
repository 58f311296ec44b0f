"""What was changed, as sentences."""

from datetime import UTC, datetime
from typing import Any

import pytest

from nexus_contacts.desktop import sentences
from nexus_contacts.store.edits import Change, Edit
from nexus_contacts.store.steps import Step, StepKind, edit_facts
from nexus_contacts.store.undo import Turned

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def owner(id: str) -> str:
    return {"usr_1": "Leo Brandt"}.get(id, "")


def done(kind: StepKind, **facts: Any) -> str:
    return sentences.done_text(Step(1, kind, {"count": 1, "name": "Jane Smith", **facts}, False, NOW), owner)


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"edit": edit_facts(Edit((("assigned_to", "usr_1"),))), "count": 5}, "5 contacts assigned to Leo Brandt"),
        ({"edit": edit_facts(Edit((("assigned_to", ""),)))}, "Jane Smith: no owner"),
        ({"edit": edit_facts(Edit((("status", "customer"),)))}, "Jane Smith: Status is now Customer"),
        ({"edit": edit_facts(Edit((("company", ""),)))}, "Jane Smith: Company emptied"),
        ({"edit": edit_facts(Edit(add_tags=("vip",))), "count": 1250}, "1,250 contacts: tag vip added"),
        ({"edit": edit_facts(Edit(remove_tags=("a", "b")))}, "Jane Smith: tag a, b removed"),
        ({"edit": edit_facts(Edit(rename_tags=(("a", "b"),)))}, "Tag a is now b (Jane Smith)"),
        ({"after": {"company": "New"}}, "Jane Smith: Company is now New"),
        ({"after": {"company": "New", "phone": "1"}}, "Jane Smith changed"),
    ],
)
def test_an_edit_is_one_sentence(facts: dict[str, Any], text: str) -> None:
    assert done("edit", **facts) == text


def test_other_steps_have_their_words() -> None:
    assert done("create") == "Jane Smith created"
    assert done("create", restored=3) == "Jane Smith comes back"
    assert done("note") == "Note added to Jane Smith"
    assert done("delete", count=3) == "3 contacts deleted"
    step = Step(1, "note", {"count": 1, "name": "Jane"}, True, NOW)
    assert sentences.turned_text(step, owner, undone=True) == "Undone: Note added to Jane"
    assert sentences.turned_text(step, owner, undone=False) == "Done again: Note added to Jane"


def test_what_stays_after_an_undo_is_told_with_its_reason() -> None:
    step = Step(1, "import", {"count": 3, "name": "n.csv"}, False, NOW)
    assert sentences.rest_texts(Turned(step, 3)) == []
    assert sentences.rest_texts(Turned(step, 3, notes_left=3)) == ["3 notes stay: the service keeps notes"]
    assert sentences.rest_texts(Turned(step, 3, left=1, notes_left=1, sent=("con_1", "con_2"))) == [
        "1 was changed since and stays",
        "1 note stays: the service keeps notes",
        "2 were sent and are there until you delete them",
    ]


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("status", "lead", "Lead"),
        ("source", "paid_ads", "Paid ads"),
        ("assigned_to", "usr_1", "Leo Brandt"),
        ("tags", ("a", "b"), "a, b"),
        ("custom_fields.vip", True, "yes"),
        ("custom_fields.seats", 1200, "1,200"),
        ("company", "", ""),
        ("custom_fields.x", None, ""),
    ],
)
def test_values_are_said_as_they_are_read(field: str, value: Any, text: str) -> None:
    assert sentences.value_text(field, value, owner) == text


def test_fields_have_their_names() -> None:
    assert sentences.field_title("job_title") == "Job title"
    assert sentences.field_title("address.zip") == "Postal code"
    assert sentences.field_title("custom_fields.plan") == "plan"


def test_a_change_with_what_was_and_what_is() -> None:
    assert sentences.change_text(Change("company", "", "Acme"), str) == "Company: empty → Acme"

"""A row as it will be."""

from dataclasses import replace

import pytest
from tests.desktop.table.rows import row

from nexus_contacts.desktop.table.previewing import previewed
from nexus_contacts.store.edits import Edit


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (Edit((("status", "churned"),)), {"status": "churned"}),
        (Edit((("company", None),)), {"company": ""}),
        (Edit(add_tags=("new",)), {"tags": ("a", "new")}),
        (Edit(remove_tags=("a",)), {"tags": ()}),
        (Edit(rename_tags=(("a", "b"),)), {"tags": ("b",)}),
        (Edit((("tags", ("x",)),)), {"tags": ("x",)}),
    ],
)
def test_an_edit_is_shown_with_its_mark(edit: Edit, after: dict[str, object]) -> None:
    before = replace(row(1), tags=("a",), company="Acme", status="lead")

    assert previewed(before, edit) == replace(before, **after, waiting="edit")


def test_what_is_so_already_gets_no_mark_and_others_keep_theirs() -> None:
    before = replace(row(1), status="lead")

    assert previewed(before, Edit((("status", "lead"),))) == before
    conflict = replace(before, waiting="conflict")
    assert previewed(conflict, Edit((("status", "active"),))).waiting == "conflict"

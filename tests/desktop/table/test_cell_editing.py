"""Editing a cell by a double click: texts where they stand, choices by their menu, names in the detail pane."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from tests.desktop.table.conftest import ShowPane

from nexus_contacts.desktop.controls.inline_editor import InlineEditor
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.table.cell_editing import text_field
from nexus_contacts.desktop.table.pane import TablePane
from nexus_contacts.store import contacts


@pytest.fixture
def pane(show_pane: ShowPane, session: Session) -> TablePane:
    made = show_pane(20)
    session.bridge.changed.connect(made.apply_changed)
    made.layout_of_columns.set_visible("custom:industry", True)
    return made


def twice(pane: TablePane, number: int, key: str) -> None:
    index = pane.model.index(number, pane.model.column(key))
    place = pane.table.visualRect(index).center()
    QTest.mouseDClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def editor_of(pane: TablePane) -> InlineEditor | None:
    found = [one for one in pane.table.viewport().findChildren(InlineEditor) if one.isVisible()]
    return found[-1] if found else None


@pytest.mark.parametrize(
    ("key", "typed", "shown"),
    [
        ("company", "Globex", lambda one: one.company),
        ("title", "CEO", lambda one: one.job_title),
        ("custom:industry", "Tea", lambda one: dict(one.custom_fields)["industry"]),
    ],
)
def test_a_text_is_edited_where_it_stands(
    qtbot: Any, session: Session, pane: TablePane, key: str, typed: str, shown: Any
) -> None:
    qtbot.waitUntil(lambda: pane.model.column(key) >= 0)
    id = pane.model.ids()[2]

    twice(pane, 2, key)
    qtbot.waitUntil(lambda: editor_of(pane) is not None)
    editor = editor_of(pane)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, typed)
    QTest.keyClick(editor, Qt.Key.Key_Return)

    def is_so() -> bool:
        found = contacts.get(session.database, id)
        return found is not None and shown(found) == typed

    qtbot.waitUntil(is_so)


def test_a_choice_opens_its_menu(pane: TablePane) -> None:
    twice(pane, 1, "status")

    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Churned" in [action.text() for action in menu.actions()]
    menu.close()


def test_a_name_opens_the_contact(qtbot: Any, pane: TablePane) -> None:
    with qtbot.waitSignal(pane.contact_opened) as told:
        twice(pane, 1, "name")

    assert told.args == [pane.model.ids()[1]]


def test_a_key_that_may_only_read_edits_nothing(qtbot: Any, session: Session, pane: TablePane) -> None:
    session.changer.set_read_only(True)

    with qtbot.waitSignal(pane.contact_opened):
        twice(pane, 1, "company")

    assert editor_of(pane) is None


def test_scrolling_keeps_what_is_typed(qtbot: Any, session: Session, pane: TablePane) -> None:
    id = pane.model.ids()[0]
    pane.resize(900, 300)
    twice(pane, 0, "company")
    qtbot.waitUntil(lambda: editor_of(pane) is not None)
    editor = editor_of(pane)
    assert editor is not None
    editor.setText("Globex")

    pane.table.verticalScrollBar().setValue(40)

    assert editor_of(pane) is None
    qtbot.waitUntil(lambda: contacts.rows_of(session.database, (id,))[0].company == "Globex")


def test_only_texts_of_one_field_are_edited_as_texts() -> None:
    assert [text_field(key) for key in ("name", "score", "updated", "title", "custom:a")] == [
        "", "", "", "job_title", "custom_fields.a",
    ]  # fmt: skip

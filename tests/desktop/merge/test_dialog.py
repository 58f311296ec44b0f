"""The merge dialog: choices by keyboard, what it tells, what it confirms."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QInputDialog, QLabel, QPushButton, QWidget

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.merge.dialog import MergeDialog
from nexus_contacts.desktop.merge.rows import FieldRow

JANE = Contact("con_1", "Jane", "Smith", "jane@x.org", "+15550123", status="active", tags=("a",))
JAYNE = Contact("con_2", "Jane", "Smyth", "j@acme.com", "+15550999", company="Acme", status="active", tags=("b",))


@pytest.fixture
def area(qtbot: Any) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1300, 860)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def dialog(area: QWidget, *contacts: Contact, **options: Any) -> MergeDialog:
    made = MergeDialog(
        contacts or (JANE, JAYNE), "97 % match", {"con_2": {"notes": 1}}, lambda _id: "", area, **options
    )
    made.show()
    return made


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in (*widget.findChildren(QLabel), *widget.findChildren(QPushButton))]


def fields(made: MergeDialog) -> list[str]:
    return [row.field for row in made.findChildren(FieldRow) if row.isVisible()]


def press(key: Any, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def test_it_begins_with_what_differs_and_shows_all_on_a(area: QWidget) -> None:
    made = dialog(area)
    assert fields(made) == ["last_name", "email", "phone", "company"]
    assert "Merge and delete Jane Smyth" in texts(made)
    assert "Moves over from Jane Smyth to Jane Smith: 1 note." in texts(made)

    press(Qt.Key.Key_A)

    assert {"first_name", "status"} <= set(fields(made))


def test_choices_by_keyboard_end_in_what_is_confirmed(area: QWidget, qtbot: Any) -> None:
    made = dialog(area)
    told: list[Any] = []
    made.confirmed.connect(lambda merge, note: told.append((merge, note)))

    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    ((merge, note),) = told
    assert (merge.result.last_name, merge.result.email, merge.result.phone) == ("Smyth", "j@acme.com", "+15550123")
    assert "Phone of Jane Smyth: +15550999" in note
    assert "Email of Jane Smith: jane@x.org" in note


def test_enter_does_nothing_and_escape_leaves(area: QWidget) -> None:
    made = dialog(area)
    told: list[Any] = []
    made.confirmed.connect(lambda merge, note: told.append(merge))

    press(Qt.Key.Key_Return)
    assert made.isVisible()
    press(Qt.Key.Key_Escape)

    assert told == []


def test_swapping_names_the_other_record_as_the_one_that_goes(area: QWidget) -> None:
    made = dialog(area)

    press(Qt.Key.Key_X)

    assert "Merge and delete Jane Smith" in texts(made)
    assert made.merge.primary == JAYNE


def test_what_is_lost_is_named_and_need_not_be_kept(area: QWidget) -> None:
    made = dialog(area)
    assert any(text.startswith("Not kept: Last name “Smyth”") for text in texts(made))
    told: list[str] = []
    made.confirmed.connect(lambda merge, note: told.append(note))

    next(box for box in made.findChildren(QCheckBox) if box.text().startswith("Keep these")).setChecked(False)
    made.submit()

    assert told == [""]


def test_a_result_can_be_typed(area: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    made = dialog(area)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_more: (" Smithe ", True))

    press(Qt.Key.Key_F2)

    assert made.merge.result.last_name == "Smithe"
    assert "Custom" in texts(made)


def test_three_at_once_and_offline(area: QWidget) -> None:
    third = Contact("con_3", "J.", "Smith", "js@y.org")
    made = dialog(area, JANE, JAYNE, third, offline=True)

    assert "Merge 3 contacts" in texts(made)
    assert "Plan merge" in texts(made)
    press(Qt.Key.Key_3)
    assert made.merge.result.first_name == "J."
    made.copy_wanted.connect(lambda contacts: contacts)
    assert len(made.merge.parts) == 2

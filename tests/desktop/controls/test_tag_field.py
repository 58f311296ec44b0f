"""Tags as they are entered: by Enter, comma and completion, taken off by Backspace and their ×."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nexus_contacts.desktop.controls.chips import TagChip
from nexus_contacts.desktop.controls.tag_field import TagField, tags_in


@pytest.mark.parametrize(
    ("typed", "tags"),
    [("a, b ,, a", ("a", "b")), ("  ", ()), ("x" * 80, ("x" * 64,)), ("one two", ("one two",))],
)
def test_a_text_holds_tags(typed: str, tags: tuple[str, ...]) -> None:
    assert tags_in(typed) == tags


def test_tags_are_typed_and_taken_off(qtbot: Any, show_active: Any) -> None:
    field = TagField("Tags", lambda: ("enterprise", "finance"))
    show_active(field)
    field.setFocus()
    told: list[tuple[str, ...]] = []
    field.tags_changed.connect(told.append)
    typing = field.focusProxy()

    QTest.keyClicks(typing, "saas,vip")
    QTest.keyClick(typing, Qt.Key.Key_Return)
    assert field.tags == ("saas", "vip")
    QTest.keyClick(typing, Qt.Key.Key_Backspace)
    assert field.tags == ("saas",)
    QTest.keyClicks(typing, "half")
    assert field.tags == ("saas", "half")
    assert told[-1] == ("saas", "half")


def test_a_chip_takes_its_tag_off(qtbot: Any) -> None:
    field = TagField("Tags")
    qtbot.addWidget(field)
    field.show_tags(("a", "b"))
    field.show()

    chip = next(one for one in field.findChildren(TagChip) if "a" in one.accessibleName())
    chip.click()

    assert field.tags == ("b",)

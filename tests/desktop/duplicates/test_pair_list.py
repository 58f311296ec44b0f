"""The queue's list: rows, keys."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nexus_contacts.desktop.duplicates.items import Item
from nexus_contacts.desktop.duplicates.pair_list import PairList


def item(*ids: str) -> Item:
    return Item(ids, tuple(f"Name {one}" for one in ids), 0.95, (), "colleague")


def test_keys_and_rows(qtbot: Any) -> None:
    listed = PairList()
    qtbot.addWidget(listed)
    listed.pairs.show_items((item("a", "b"), item("c", "d", "e")))
    told: list[str] = []
    listed.key_pressed.connect(told.append)
    listed.resize(372, 300)
    listed.show()
    listed.go_to(5)

    for key in "JKMNSU":
        QTest.keyClick(listed, key)
    QTest.keyClick(listed, Qt.Key.Key_Return)

    assert listed.currentIndex().row() == 1
    assert told == ["next", "previous", "merge", "dismiss", "skip", "undo", "merge"]
    assert listed.pairs.row_of(frozenset("ab")) == 0
    assert listed.pairs.row_of(frozenset("xy")) == -1
    assert listed.pairs.item(7) is None
    assert not listed.grab().isNull()


def test_letters_can_be_switched_off(qtbot: Any) -> None:
    listed = PairList()
    qtbot.addWidget(listed)
    listed.letters_on = False
    told: list[str] = []
    listed.key_pressed.connect(told.append)

    QTest.keyClick(listed, Qt.Key.Key_M)

    assert told == []

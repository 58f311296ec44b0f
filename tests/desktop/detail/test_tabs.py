"""The five tabs: exact names, counts beside them, room in a narrow pane."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.detail.tabs import DetailTabs
from nexus_contacts.desktop.theme import Theme

TITLES = ("Overview", "Timeline", "Deals", "Notes", "Activities")


@pytest.fixture
def tabs(qtbot: QtBot) -> DetailTabs:
    made = DetailTabs(TITLES)
    qtbot.addWidget(made)
    made.resize(364, 40)
    made.set_count(2, 3)
    made.set_count(3, 1_250)
    made.show()
    return made


def test_the_names_are_the_words_alone(tabs: DetailTabs) -> None:
    told = QAccessible.queryAccessibleInterface(tabs)

    assert [told.child(at).text(QAccessible.Text.Name) for at in range(5)] == list(TITLES)
    assert tabs.tabToolTip(3) == "Notes: 1,250"


@pytest.mark.parametrize("width", [320, 364, 520])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_all_tabs_fit_beside_each_other(tabs: DetailTabs, width: int, direction: Qt.LayoutDirection) -> None:
    tabs.set_count(3, 12)

    tabs.setLayoutDirection(direction)
    tabs.resize(width, 40)
    tabs.grab()

    places = [tabs.tabRect(at) for at in range(5)]
    assert min(place.left() for place in places) >= 0
    assert max(place.right() for place in places) <= width
    assert not any(one.intersects(other) for one in places for other in places if one is not other)


def test_the_arrow_keys_move_and_the_down_key_goes_inside(tabs: DetailTabs, qtbot: QtBot) -> None:
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    QTest.keyClick(tabs, Qt.Key.Key_End)
    assert tabs.currentIndex() == 4

    with qtbot.waitSignal(tabs.content_wanted):
        QTest.keyClick(tabs, Qt.Key.Key_Down)


def test_they_grow_with_the_text(tabs: DetailTabs, look: Theme) -> None:
    before = tabs.sizeHint().height()

    look.set_text_size(150)

    assert tabs.sizeHint().height() > before

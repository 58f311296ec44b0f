"""The list of what happened: read line by line, headings passed over, rows as tall as their words."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from nexus_contacts.desktop.detail.happening_list import HappeningList
from nexus_contacts.desktop.detail.happenings import Happening
from nexus_contacts.desktop.theme import Theme

Show = Callable[[QWidget], None]
LINES = (
    Happening("Today", heading=True),
    Happening("Opened “Q3 proposal”", "3 opens", icon="mail-open", tone="info", time="14:22", moment="Today, 14:22"),
    Happening("Call", "18 min", "Budget confirmed. " * 8, icon="phone", time="13:00", owner_id="usr_1"),
    Happening("Yesterday", heading=True),
    Happening("quantum_leap", moment="Yesterday, 09:00"),
)


@pytest.fixture
def happenings(show_active: Show) -> HappeningList:
    made = HappeningList(timeline=True, owner_name=lambda _id: "Maya Okafor")
    made.setAccessibleName("Timeline of the contact")
    made.resize(364, 400)
    made.show_lines(LINES, from_top=True)
    show_active(made)
    made.clearFocus()
    made.setCurrentIndex(QModelIndex())
    return made


def row(happenings: HappeningList) -> int:
    return happenings.currentIndex().row()


def test_the_keys_pass_over_the_headings(happenings: HappeningList) -> None:
    happenings.setFocus(Qt.FocusReason.TabFocusReason)
    assert row(happenings) == 1

    QTest.keyClick(happenings, Qt.Key.Key_Down)
    QTest.keyClick(happenings, Qt.Key.Key_Down)
    assert row(happenings) == 4
    QTest.keyClick(happenings, Qt.Key.Key_Home)

    assert row(happenings) == 1


def test_each_line_is_spoken_in_full(happenings: HappeningList) -> None:
    model = happenings.model()

    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Opened “Q3 proposal”, 3 opens, Today, 14:22"


def test_a_quote_makes_its_row_taller_and_no_more_than_eight_lines(happenings: HappeningList) -> None:
    rects = [happenings.visualRect(happenings.model().index(at, 0)) for at in range(3)]
    happenings.show_lines((Happening("Call", quote="word " * 4_000),), from_top=True)
    happenings.grab()

    assert rects[2].height() > rects[1].height() > rects[0].height()
    assert happenings.visualRect(happenings.model().index(0, 0)).height() < 260


def test_the_focused_line_looks_different(happenings: HappeningList) -> None:
    before = happenings.grab().toImage()

    happenings.setFocus(Qt.FocusReason.TabFocusReason)

    assert happenings.grab().toImage() != before


def test_the_day_stays_in_sight(happenings: HappeningList) -> None:
    happenings.resize(364, 120)
    happenings.grab()
    happenings.verticalScrollBar().setValue(60)

    top = happenings.grab().toImage().copy(0, 0, 120, 24)

    happenings.show_lines((Happening("Tomorrow", heading=True), *LINES[1:]), from_top=False)
    happenings.verticalScrollBar().setValue(60)
    assert happenings.grab().toImage().copy(0, 0, 120, 24) != top


def test_the_menu_copies_a_line(happenings: HappeningList) -> None:
    happenings.setCurrentIndex(happenings.model().index(1, 0))
    place = happenings.visualRect(happenings.currentIndex()).center()

    QApplication.sendEvent(
        happenings.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, happenings.viewport().mapToGlobal(place)),
    )
    menu = happenings.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()

    assert QGuiApplication.clipboard().text() == "Opened “Q3 proposal”, 3 opens, Today, 14:22"


@pytest.mark.parametrize("timeline", [True, False])
def test_odd_lines_are_painted_in_both_directions(timeline: bool, show_active: Show, look: Theme) -> None:
    made = HappeningList(timeline=timeline, owner_name=lambda _id: "")
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.resize(320, 400)
    odd = (Happening(""), Happening("T" * 500, "D" * 500, "Q" * 5_000, owner_id="usr_1"), Happening("محمد", "a\0b"))
    made.show_lines(odd, from_top=True)
    show_active(made)

    look.set_text_size(150)

    assert not made.grab().isNull()


def test_many_lines_arrive_in_portions(happenings: HappeningList) -> None:
    happenings.show_lines(tuple(Happening(f"Event {number}") for number in range(300)), from_top=True)

    assert happenings.model().rowCount() == 300
    assert happenings.verticalScrollBar().value() == 0

"""Active filters are chips: one Tab stop, arrows among them; a narrow window folds them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.table.chips_row import ChipsRow
from nexus_contacts.store.filters import DateChoice, Filter

TWO = Filter(statuses=("lead", "active"), updated=DateChoice("last_30_days"))


def chips(qtbot: QtBot, choice: Filter = TWO, width: int = 900) -> ChipsRow:
    made = ChipsRow(lambda owner: owner)
    qtbot.addWidget(made)
    made.resize(width, 40)
    with qtbot.waitActive(made):
        made.show()
    made.show_filter(choice, "All contacts")
    return made


def test_arrows_move_and_enter_goes_to_the_section(qtbot: QtBot) -> None:
    made = chips(qtbot)
    made.focus_first()

    QTest.keyClick(made.chips[0], Qt.Key.Key_Right)
    with qtbot.waitSignal(made.section_wanted) as wanted:
        QTest.keyClick(made.chips[1], Qt.Key.Key_Return)

    assert made.chips[1].hasFocus()
    assert wanted.args == ["updated"]


def test_without_filters_there_is_a_heading_and_what_can_be_done_with_all(qtbot: QtBot) -> None:
    made = chips(qtbot, Filter())

    assert made.chips == []
    assert made._heading.text() == "All contacts"
    assert made.columns_button.isVisible()
    assert not made._save.isVisible()


def test_a_search_alone_is_named(qtbot: QtBot) -> None:
    made = chips(qtbot, Filter(text=" acme "))

    with qtbot.waitSignal(made.filter_changed) as told:
        made._clear.click()

    assert made._heading.text() == "Results for “acme”"
    assert told.args == [Filter()]


def test_a_narrow_window_folds_the_chips_into_one(qtbot: QtBot) -> None:
    made = chips(qtbot, width=500)

    with qtbot.waitSignal(made.filter_changed) as told:
        QTest.keyClick(made.chips[0], Qt.Key.Key_Delete)

    assert [chip.accessibleName() for chip in made.chips] == ["Filter Filters: 2"]
    assert told.args == [Filter()]


def test_focus_stays_among_the_chips_when_one_goes(qtbot: QtBot) -> None:
    made = chips(qtbot)
    made.focus_first()

    made.show_filter(TWO.without("statuses"), "All contacts")
    one_left = made.chips[0].hasFocus()
    made.show_filter(Filter(), "All contacts")

    assert one_left
    assert made.columns_button.hasFocus()

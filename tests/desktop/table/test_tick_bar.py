"""The bar counts what is ticked and offers the rest of the results."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.table.tick_bar import TickBar
from nexus_contacts.desktop.table.ticks import NO_TICKS, Ticks


def test_after_the_whole_page_all_results_are_offered(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(900, 600)
    bar = TickBar(ground)
    ground.show()
    ticks = Ticks(frozenset(f"con_{number}" for number in range(100)))

    bar.show_ticks(ticks, True, 1250)
    offered = bar._all.text(), bar._all.isVisible(), bar._count.text()
    bar.show_ticks(ticks, True, 100)
    needless = bar._all.isVisible()
    bar.show_ticks(NO_TICKS, False, 1250)

    assert offered == ("Select all 1,250", True, "100 selected")
    assert not needless
    assert not bar.isVisible()


def test_the_bar_stays_in_the_middle_of_the_lower_edge(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(900, 600)
    bar = TickBar(ground)
    bar.show_ticks(Ticks(frozenset({"a"})), False, 10)
    ground.show()

    ground.resize(700, 500)

    assert abs(bar.geometry().center().x() - 350) <= 1
    assert bar.geometry().bottom() < 500 - 38


def test_what_else_can_be_done_stands_in_a_menu(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    bar = TickBar(ground)
    told: list[str] = []
    bar.copy_wanted.connect(told.append)
    bar.field_wanted.connect(lambda: told.append("field"))
    bar.merge_wanted.connect(lambda: told.append("merge"))

    for action in bar.more_menu().actions():
        action.trigger()
    bar.set_read_only(True)

    assert told == ["rows", "email", "field", "merge"]
    withheld = [action.text() for action in bar.more_menu().actions() if not action.isEnabled()]
    assert withheld == ["Set a field…", "Merge…"]

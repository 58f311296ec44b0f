"""Ticks show in the header, in the bar and to screen readers, and copying takes what is ticked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from .conftest import ShowPane


def test_the_header_shows_none_some_or_all(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(4)
    heading = pane.table.heading
    seen = [heading.tick_state]

    pane.table.ticked.emit(("con_00001",), True)
    seen.append(heading.tick_state)
    heading.tick_wanted.emit()
    seen.append(heading.tick_state)
    heading.tick_wanted.emit()

    assert seen == [Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked]
    assert not pane.selection.ticks


def test_screen_readers_are_told_by_the_selection_model(show_pane: ShowPane) -> None:
    pane = show_pane(4)

    pane.table.ticked.emit(("con_00001", "con_00003"), True)
    chosen = {index.row() for index in pane.table.selectionModel().selectedIndexes()}
    pane.bar.cleared.emit()

    assert chosen == {1, 3}
    assert not pane.table.selectionModel().hasSelection()


def test_without_ticks_the_current_row_is_copied(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(4)
    pane.table.set_current(2)

    with qtbot.waitSignal(pane.copied):
        pane.selection.copy("email")

    assert QGuiApplication.clipboard().text() == "person2@example.com"


def test_all_results_follow_their_filter_not_the_page(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(150)

    with qtbot.waitSignal(pane.selection_changed) as told:
        pane.table.tick_wanted.emit("all")
    pane.table.ticked.emit(("con_00000",), False)

    assert len(told.args[0]) == 150
    assert len(pane.selection.ticks) == 149
    assert "con_00149" in pane.selection.ticks

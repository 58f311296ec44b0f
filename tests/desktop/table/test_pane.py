"""The pane as a person meets it: pages, filters, sorts, ticks, keys, and what a sync may and may not change."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.table.pane import TablePane
from nexus_contacts.store import contacts
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.filters import Filter, Sort
from nexus_contacts.store.views import ColumnState, View
from nexus_contacts.sync.progress import Phase, SyncState

from .conftest import ShowPane, contact


def words_of(pane: TablePane) -> str:
    return " · ".join(label.text() for label in pane.footer.findChildren(type(pane.footer._range)) if label.text())


def ids(pane: TablePane, count: int = 3) -> tuple[str, ...]:
    return pane.model.ids()[:count]


def test_the_first_page_comes_newest_first_with_its_counts(show_pane: ShowPane) -> None:
    pane = show_pane(250)

    assert ids(pane) == ("con_00000", "con_00001", "con_00002")
    assert pane.model.rowCount() == 100
    assert words_of(pane) == "1–100 of 250 · Page 1 of 3"
    assert pane.table.accessibleName() == "Contacts"


def test_pages_are_turned_there_and_back_by_keys(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(250)

    for _ in range(2):
        with qtbot.waitSignal(pane.page_shown):
            QTest.keyClick(pane.table, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    last = words_of(pane), ids(pane, 1), pane.table.current_id
    with qtbot.waitSignal(pane.page_shown):
        QTest.keyClick(pane.table, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)

    assert last == ("201–250 of 250 · Page 3 of 3", ("con_00200",), "con_00200")
    assert words_of(pane) == "101–200 of 250 · Page 2 of 3"
    assert ids(pane, 1) == ("con_00100",)


def test_a_filter_shows_its_chips_and_how_many_of_all(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(90)

    with qtbot.waitSignal(pane.counted):
        pane.show_filter(Filter(statuses=("lead",)))

    assert [chip.accessibleName() for chip in pane.chips.chips] == ["Filter Status: Lead"]
    assert words_of(pane) == "1–30 of 30 · filtered from 90 · Page 1 of 1"


def test_the_cross_of_a_chip_takes_its_filter_away_and_tells_it(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(90)
    with qtbot.waitSignal(pane.counted):
        pane.show_filter(Filter(statuses=("lead",), company="Firm 1"))

    with qtbot.waitSignal(pane.filter_changed) as told, qtbot.waitSignal(pane.counted):
        QTest.keyClick(pane.chips.chips[0], Qt.Key.Key_Delete)

    assert told.args == [Filter(company="Firm 1")]
    assert len(pane.chips.chips) == 1


def test_the_heading_sorts_reverses_and_returns(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(20)
    heading = pane.table.heading
    seen = []

    for _ in range(3):
        logical = pane.model.column("name")
        x = heading.sectionViewportPosition(logical) + 20
        with qtbot.waitSignal(pane.page_shown):
            QTest.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
        seen.append((pane.pager.question.sort, ids(pane, 1)[0]))

    assert seen == [
        (Sort("name", False), "con_00000"),
        (Sort("name", True), "con_00019"),
        (Sort(), "con_00000"),
    ]


def test_the_heading_is_worked_by_keys(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(20)
    heading = pane.table.heading
    heading.setFocus(Qt.FocusReason.TabFocusReason)

    for _ in range(2):
        QTest.keyClick(heading, Qt.Key.Key_Right)
    with qtbot.waitSignal(pane.page_shown):
        QTest.keyClick(heading, Qt.Key.Key_Return)
    QTest.keyClick(heading, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    before = heading.sectionSize(pane.model.column("company"))
    QTest.keyClick(heading, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)

    assert pane.pager.question.sort == Sort("company", False)
    assert heading.shown_keys()[:3] == ("name", "title", "company")
    assert heading.sectionSize(pane.model.column("company")) == before + 8
    assert heading.accessibleName() == "Table header: Company, sorted ascending"


def test_a_row_is_picked_after_a_rest_and_opened_by_enter(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(20)
    picked: list[str] = []
    pane.contact_picked.connect(picked.append)

    with qtbot.waitSignal(pane.contact_picked):
        for _ in range(4):
            QTest.keyClick(pane.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.contact_opened) as opened:
        QTest.keyClick(pane.table, Qt.Key.Key_Return)

    assert picked == ["con_00003"]
    assert opened.args == ["con_00003"]


def test_ticks_are_kept_across_pages_and_cleared_by_escape(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(250)
    QTest.keyClick(pane.table, Qt.Key.Key_Down)
    QTest.keyClick(pane.table, Qt.Key.Key_Space)
    for _ in range(2):
        QTest.keyClick(pane.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    with qtbot.waitSignal(pane.page_shown):
        QTest.keyClick(pane.table, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    kept = len(pane.selection.ticks)
    QTest.keyClick(pane.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page = len(pane.selection.ticks)
    QTest.keyClick(pane.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    everything = len(pane.selection.ticks)
    QTest.keyClick(pane.table, Qt.Key.Key_Escape)

    assert (kept, page, everything, len(pane.selection.ticks)) == (3, 103, 250, 0)
    assert not pane.bar.isVisible()


def test_a_range_made_smaller_gives_ticks_back(show_pane: ShowPane) -> None:
    pane = show_pane(20)
    pane.table.set_current(2)

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(pane.table, key, Qt.KeyboardModifier.ShiftModifier)

    assert pane.selection.ticks.ids == {"con_00002", "con_00003"}


def test_the_box_in_the_first_column_ticks_without_picking(show_pane: ShowPane) -> None:
    pane = show_pane(20)

    QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 60))

    assert pane.selection.ticks.ids == {"con_00001"}
    assert pane.table.current_id == ""
    assert pane.bar.isVisible()


def test_ticked_rows_are_copied_as_text_from_any_page(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(150)
    pane.selection.set_ticks(pane.selection.ticks.with_ids(("con_00001", "con_00140")))

    with qtbot.waitSignal(pane.copied) as copied:
        QTest.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text().splitlines()
    with qtbot.waitSignal(pane.copied):
        QTest.keyClick(
            pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )

    assert copied.args == [2]
    assert text[0].startswith("Name\tEmail\tCompany\tTitle\tStatus")
    assert [line.split("\t")[0] for line in text[1:]] == ["Person00001 Doe", "Person00140 Doe"]
    assert QGuiApplication.clipboard().text() == "person1@example.com, person140@example.com"


def test_a_change_of_a_shown_row_is_shown_where_it_stands(show_pane: ShowPane, session: Session, qtbot: QtBot) -> None:
    pane = show_pane(20)

    changed = contacts.write_page(session.database, [contact(4, first_name="Renamed")])
    with qtbot.waitSignal(pane.model.dataChanged):
        pane.apply_changed(changed)

    row = pane.model.row(4)
    assert row is not None
    assert row.name == "Renamed Doe"


def test_no_row_moves_while_somebody_works_with_them(show_pane: ShowPane, session: Session, qtbot: QtBot) -> None:
    pane = show_pane(20)
    pane.selection.set_ticks(pane.selection.ticks.with_ids(("con_00004",)))
    before = pane.model.ids()
    newest = contact(9).updated_at or contact(0).updated_at

    changed = contacts.write_page(
        session.database,
        [replace(contact(9, first_name="Moved"), updated_at=newest.replace(year=2027))],  # type: ignore[union-attr]
    )
    with qtbot.waitSignal(pane.pager.page_reread):
        pane.apply_changed(changed)
    stood = pane.model.ids(), pane.model.row(9)
    with qtbot.waitSignal(pane.page_shown):
        pane.footer._news.click()

    assert stood[0] == before
    assert stood[1] is not None
    assert stood[1].first_name == "Moved"
    assert ids(pane, 1) == ("con_00009",)
    assert pane.selection.ticks.ids == {"con_00004"}


def test_untouched_rows_come_into_their_new_order_by_themselves(
    show_pane: ShowPane, session: Session, qtbot: QtBot
) -> None:
    pane = show_pane(20)
    pane.table.set_current(3, pick=True)

    changed = contacts.remove(session.database, ["con_00000"])
    with qtbot.waitSignal(pane.pager.page_reread):
        pane.apply_changed(changed)

    assert ids(pane, 1) == ("con_00001",)
    assert pane.table.current_id == "con_00003"
    assert pane.table.currentIndex().row() == 2


@pytest.mark.parametrize(
    ("choice", "title"),
    [
        (Filter(text="zzz"), "Nothing matches “zzz”"),
        (Filter(statuses=("churned",)), "Nothing matches"),
    ],
)
def test_where_nothing_matches_it_says_so_with_a_way_on(
    show_pane: ShowPane, qtbot: QtBot, choice: Filter, title: str
) -> None:
    pane = show_pane(20)

    with qtbot.waitSignal(pane.counted):
        pane.show_filter(choice)
    said = pane.blank.state.accessibleName()
    with qtbot.waitSignal(pane.counted):
        pane.blank.state.buttons()[0].click()

    assert said == title
    assert pane.model.rowCount() == 20


def test_the_first_download_is_told_until_there_are_rows(show_pane: ShowPane, session: Session, qtbot: QtBot) -> None:
    pane = show_pane(0)
    pane.set_sync_state(SyncState(Phase.FIRST_MIRROR, 0, 1250))
    said = pane.blank.state.accessibleName()

    changed = contacts.write_page(session.database, [contact(number) for number in range(200)])
    with qtbot.waitSignal(pane.counted):
        pane.apply_changed(Changed(None, changed.kinds))
    words = words_of(pane)

    assert said == "Downloading 1,250 contacts"
    assert words == "1–100 of 1,250 · Page 1 of 13"


def test_a_view_brings_its_filter_sort_and_columns_and_they_are_remembered(
    show_pane: ShowPane, session: Session, qtbot: QtBot
) -> None:
    pane = show_pane(30)
    columns = (ColumnState("name", 0), ColumnState("email", 240), ColumnState("custom:industry", 0))
    view = View(0, "Trade", filter=Filter(statuses=("lead",)), sort=Sort("name", True), columns=columns)

    with qtbot.waitSignal(pane.counted):
        pane.show_view(view)
    shown = pane.table.heading.shown_keys(), ids(pane, 1), pane.table.columnWidth(pane.model.column("email"))
    industry = pane.model.index(0, pane.model.column("custom:industry")).data()
    with qtbot.waitSignal(pane.counted):
        pane.show_view(None)

    assert shown == (("name", "email", "custom:industry"), ("con_00027",), 240)
    assert industry == "Trade 0"
    assert pane.table.heading.shown_keys()[1] == "company"


def test_a_contact_on_a_later_page_is_gone_to(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(250)

    with qtbot.waitSignal(pane.page_shown):
        pane.show_contact("con_00220")

    assert pane.table.current_id == "con_00220"
    assert words_of(pane) == "201–250 of 250 · Page 3 of 3"


def test_the_number_of_rows_a_page_is_chosen_and_remembered(
    show_pane: ShowPane, session: Session, qtbot: QtBot
) -> None:
    pane = show_pane(60)
    sizes = pane.footer.findChild(QComboBox)
    assert sizes is not None

    with qtbot.waitSignal(pane.page_shown):
        sizes.setCurrentIndex(0)
        sizes.activated.emit(0)

    assert pane.model.rowCount() == 25
    assert session.settings.choices.page_size == 25


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_row_menu_filters_by_the_value_under_it(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(30)

    pane.table.menu_wanted.emit("con_00001", "status", QPoint(0, 0))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    actions = {action.text().split("\t")[0]: action for action in menu.actions()}
    with qtbot.waitSignal(pane.filter_changed) as told, qtbot.waitSignal(pane.counted):
        actions["Not Status: Active"].trigger()
    menu.close()

    assert told.args == [Filter(excluded=(("status", "active"),))]
    assert pane.pager.count == 20


def test_every_stop_has_a_name_and_the_order_is_that_of_reading(show_pane: ShowPane) -> None:
    pane = show_pane(150)
    stops = [pane.chips.columns_button, pane.table.heading, pane.table]
    order = []
    widget = pane.chips.columns_button
    for _ in range(60):
        order.append(widget)
        widget = widget.nextInFocusChain()

    assert [order.index(stop) for stop in stops] == sorted(order.index(stop) for stop in stops)
    assert order.index(pane.table) < order.index(pane.footer.findChildren(QToolButton)[1])
    assert all(stop.accessibleName() or stop.text() for stop in (*stops, *pane.footer.page_buttons()))

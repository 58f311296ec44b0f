"""Columns are fitted to the window, changed by hand, and remembered for each view."""

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.table.pane import TablePane
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store import views
from nexus_contacts.store.views import View

from .conftest import ShowPane


def test_columns_fill_the_table_at_any_text_size(show_pane: ShowPane) -> None:
    pane = show_pane(5)
    theme().set_text_size(130)

    heading = pane.table.heading
    widths = sum(heading.sectionSize(logical) for _, logical in heading.sections())

    assert abs(widths - pane.table.viewport().width()) <= 12
    assert heading.shown_keys()[0] == "name"


def test_the_layout_of_all_contacts_is_there_after_a_restart(
    show_pane: ShowPane, session: Session, qtbot: QtBot
) -> None:
    pane = show_pane(5)
    pane.table.heading.resized_by_hand.emit("company", 222)
    pane.layout_of_columns.set_visible("source", False)
    pane.flush()

    again = TablePane(session)
    qtbot.addWidget(again)

    states = {state.key: state for state in again.layout_of_columns.states}
    assert states["company"].width == 222
    assert not states["source"].visible


def test_the_layout_of_a_saved_view_is_saved_with_it(show_pane: ShowPane, session: Session, qtbot: QtBot) -> None:
    pane = show_pane(5)
    view, _ = views.save_view(session.database, View(0, "Mine"))
    with qtbot.waitSignal(pane.counted):
        pane.show_view(view)

    with qtbot.waitSignal(session.bridge.changed) as told:
        pane.layout_of_columns.set_visible("phone", True)
        pane.flush()

    (saved,) = views.list_views(session.database)
    assert "views" in told.args[0].kinds
    assert any(state.key == "phone" and state.visible for state in saved.columns)


def test_nonsense_in_the_remembered_layout_is_passed_over(show_pane: ShowPane, session: Session, qtbot: QtBot) -> None:
    session.settings.geometry().setValue("columns/test", '[["name"]]')

    pane = show_pane(5)

    assert pane.table.heading.shown_keys()[0] == "name"

"""A page that takes its time is announced by a skeleton; one that fails leaves the rows that are here."""

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.table.pager import Place
from nexus_contacts.store.errors import DiskFull

from .conftest import ShowPane


def test_a_late_page_has_a_skeleton_of_as_many_rows_as_it_will_have(show_pane: ShowPane) -> None:
    pane = show_pane(130)
    pane.pager.loading, pane.pager.wanted = True, Place(1)

    pane.pager.patience_ended.emit()

    assert pane.arrival.skeleton
    assert pane.model.rowCount() == 30
    assert pane.footer._range.text() == "Loading 101–130 of 130"


def test_reading_the_same_page_again_shows_no_skeleton(show_pane: ShowPane) -> None:
    pane = show_pane(30)
    pane.pager.loading, pane.pager.wanted = True, pane.pager.place

    pane.pager.patience_ended.emit()

    assert not pane.arrival.skeleton


def test_a_failure_leaves_the_rows_and_reaches_the_window(show_pane: ShowPane, session: Session, qtbot: QtBot) -> None:
    pane = show_pane(30)
    session.background.error_unclaimed.disconnect()

    with qtbot.waitSignal(session.background.error_unclaimed):
        pane.pager.refused.emit(DiskFull("full"))

    assert pane.model.rowCount() == 30

"""The main screen: one filter in every part, the detail pane docked or as a drawer, regions by F6."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from tests.desktop.desk import Desk

from nexus_contacts.store.filters import Filter, Sort
from nexus_contacts.store.views import View
from nexus_contacts.workspace.running import EmbeddedServer

Start = Callable[..., EmbeddedServer]


@pytest.fixture
def open_desk(desk: Desk, workspace_server: Start) -> Desk:
    desk.open_on(workspace_server(sample=40))
    return desk


def test_a_filter_is_shown_in_every_part(open_desk: Desk) -> None:
    place = open_desk.place

    place.set_filter(Filter(text="a", statuses=("lead",)))

    open_desk.wait_until(lambda: not place.table.pager.loading)
    assert place.topbar.search.text() == "a"
    assert place.table.pager.question.filter == Filter(text="a", statuses=("lead",))
    assert all(row is not None and row.status == "lead" for row in place.table.model.rows)


def test_a_view_brings_its_filter_and_sort(open_desk: Desk) -> None:
    place = open_desk.place
    view = View(0, "Customers by name", filter=Filter(statuses=("customer",)), sort=Sort("name", descending=False))

    place.show_view(view)

    open_desk.wait_until(lambda: not place.table.pager.loading)
    assert place.choice == view.filter
    assert place.table.pager.question.sort == view.sort


def test_leaving_a_view_shows_everything_again(open_desk: Desk) -> None:
    place = open_desk.place
    place.show_view(View(0, "Customers", filter=Filter(statuses=("customer",))))

    place.show_all()

    open_desk.wait_until(lambda: len(place.table.model.ids()) == 40)
    assert place.choice == Filter()


def test_the_detail_pane_follows_the_picked_row(open_desk: Desk) -> None:
    place = open_desk.place
    place.table.focus_table()

    open_desk.press(Qt.Key.Key_Down)

    open_desk.wait_until(lambda: place.detail.contact_id == place.table.model.ids()[1])
    assert place.picked_contact == place.detail.contact_id


def test_the_detail_pane_is_docked_where_there_is_room_and_a_drawer_where_not(open_desk: Desk) -> None:
    place, window = open_desk.place, open_desk.window
    assert window is not None
    assert place.detail.isVisible()

    window.resize(1100, 720)
    open_desk.wait_until(lambda: not place.detail.isVisible())
    place.open_contact(place.table.model.ids()[2])
    open_desk.wait_until(place.detail.isVisible)
    place.close_detail()

    assert not place.detail.isVisible()
    window.resize(1440, 900)
    open_desk.wait_until(place.detail.isVisible)


def test_the_sidebar_hides_and_comes_back(open_desk: Desk) -> None:
    place = open_desk.place

    place.toggle_sidebar()
    hidden = not place.sidebar.isVisible()
    place.toggle_sidebar()

    assert hidden
    assert place.sidebar.isVisible()


def test_a_narrow_window_shows_a_rail_that_opens_as_a_drawer(open_desk: Desk) -> None:
    place, window = open_desk.place, open_desk.window
    assert window is not None
    window.resize(800, 600)
    open_desk.wait_until(lambda: place.sidebar.width() < 100)

    place.toggle_sidebar()

    open_desk.wait_until(lambda: place.sidebar.width() > 150)


def test_f6_goes_through_the_regions_and_comes_around(open_desk: Desk) -> None:
    place = open_desk.place
    parts = (place.topbar, place.sidebar, place.table, place.detail)
    open_desk.wait_until(place.detail.tabs.isVisible)
    place.table.focus_table()
    visited = []

    for _ in range(4):
        place.step_region(1)
        focused = open_desk.focused()
        visited.append(next(part for part in parts if part.isAncestorOf(focused)))

    assert visited == [place.detail, place.topbar, place.sidebar, place.table]

"""The main job by keyboard alone: filter, sort, search, open, read the five tabs."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from tests.desktop.desk import Desk

from nexus_contacts.api.client import Client
from nexus_contacts.api.records import Draft
from nexus_contacts.desktop.palette.entry_list import EntryList
from nexus_contacts.store.filters import DateChoice, Filter
from nexus_contacts.store.views import View
from nexus_contacts.workspace.running import EmbeddedServer

Start = Callable[..., EmbeddedServer]
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
CHOICES = ("Lead", "Website", "Referral")


def tab_to(desk: Desk, wanted: Callable[[str], bool]) -> None:
    """Press Down until the focus is on a control whose name is wanted; a button without one is called by its text."""
    for _ in range(80):
        focused = desk.focused()
        text = focused.text() if isinstance(focused, QAbstractButton) else ""
        if wanted(focused.accessibleName() or text):
            return
        desk.press(Qt.Key.Key_Down)
    raise AssertionError(f"never reached; the focus is on {desk.focused()!r}")


def enter_two(server: EmbeddedServer) -> None:
    """Enter two contacts that the journey will find: whatever the day, they were changed this month."""

    async def enter() -> None:
        async with Client(server.base_url, server.api_key) as client:
            for name, source in (("Ada", "website"), ("Bo", "referral")):
                draft = Draft(
                    name, f"{name.lower()}@acme.example", company=f"Acme {name}", source=source, tags=("saas",)
                )
                await client.create(draft)

    asyncio.run(enter())


def test_find_and_read_a_contact_without_a_mouse(desk: Desk, workspace_server: Start) -> None:
    server = workspace_server(sample=400)
    enter_two(server)
    desk.open_on(server)
    place = desk.place

    # Leads of two sources: F6 goes from the table over the detail pane and the top bar into the sidebar.
    desk.wait_until(
        lambda: all(any(shown.startswith(f"{name},") for shown in desk.control_names()) for name in CHOICES)
    )
    while not place.sidebar.isAncestorOf(desk.focused()):
        desk.press(Qt.Key.Key_F6)
    for name in CHOICES:
        tab_to(desk, lambda shown, name=name: shown.split(",")[0] == name)
        desk.press(Qt.Key.Key_Space)
        assert isinstance(desk.focused(), QAbstractButton)
    desk.wait_until(lambda: place.choice.sources == ("website", "referral"))
    assert place.choice.statuses == ("lead",)

    # Updated this month: the section is opened, its preset pressed.
    tab_to(desk, lambda shown: shown.split(",")[0] == "Updated")
    desk.press(Qt.Key.Key_Right)
    tab_to(desk, lambda shown: shown == "This month")
    desk.press(Qt.Key.Key_Space)
    desk.wait_until(lambda: place.choice.updated == DateChoice("this_month"))

    # One tag, typed as a token where the search is; then words.
    desk.press(Qt.Key.Key_F, CTRL)
    desk.type("tag:saas ")
    desk.wait_until(lambda: place.choice.tags == ("saas",))
    desk.wait_until(lambda: not place.table.pager.loading and place.table.pager.count is not None)
    shown = [row for row in place.table.model.rows if row is not None]
    assert shown
    assert len(shown) < 100
    assert all(row.status == "lead" and row.source in ("website", "referral") and "saas" in row.tags for row in shown)

    # Sort by company: from the rows into the header.
    desk.press(Qt.Key.Key_Down)
    assert desk.focused() is place.table.table
    desk.press(Qt.Key.Key_Up, CTRL)
    assert place.table.table.heading.hasFocus()
    for _ in range(20):
        if "Company" in place.table.table.heading.accessibleDescription() + place.table.table.heading.accessibleName():
            break
        desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Return)
    desk.wait_until(lambda: place.table.pager.question.sort.column == "company")

    # Search, go to the rows, open, read the tabs.
    desk.press(Qt.Key.Key_F, CTRL)
    desk.type("acm")
    desk.wait_until(lambda: place.choice.text == "acm" and not place.table.pager.loading)
    desk.wait_until(
        lambda: {"Acme Ada", "Acme Bo"} <= {row.company for row in place.table.model.rows if row is not None}
    )
    desk.press(Qt.Key.Key_Down)
    desk.wait_until(lambda: bool(place.table.model.ids()))
    desk.press(Qt.Key.Key_Return)
    desk.wait_until(lambda: place.detail.tabs.hasFocus())
    for tab in range(5):
        desk.press(Qt.Key(Qt.Key.Key_1 + tab), ALT)
        assert place.detail.tabs.currentIndex() == tab
    desk.press(Qt.Key.Key_Escape)
    assert place.table.table.hasFocus()


def test_the_palette_opens_a_contact(desk: Desk, workspace_server: Start) -> None:
    desk.open_on(workspace_server(sample=60))
    desk.place.table.focus_table()
    wanted = next(row for row in desk.place.table.model.rows[5:] if row is not None)

    desk.press(Qt.Key.Key_K, CTRL)
    desk.wait_until(lambda: isinstance(desk.focused(), QLineEdit))
    desk.type(wanted.email)
    results = desk.find("Results", EntryList)
    assert isinstance(results, EntryList)
    desk.wait_until(lambda: getattr(results.current(), "id", "") == wanted.id)
    desk.press(Qt.Key.Key_Return)

    desk.wait_until(lambda: desk.place.detail.contact_id == wanted.id)


def test_a_view_is_saved_and_shown_again(desk: Desk, workspace_server: Start) -> None:
    desk.open_on(workspace_server(sample=60))
    place = desk.place
    desk.press(Qt.Key.Key_F, CTRL)
    desk.type("status:lead ")
    desk.wait_until(lambda: place.choice.statuses == ("lead",))

    place.sidebar.save_view(View(0, "Leads", filter=place.choice))
    desk.wait_until(lambda: desk.has("Views"))
    place.show_all()
    desk.wait_until(lambda: len(place.table.model.ids()) == 60)
    place.show_view(View(1, "Leads", filter=Filter(statuses=("lead",))))

    desk.wait_until(lambda: 0 < len(place.table.model.ids()) < 60)

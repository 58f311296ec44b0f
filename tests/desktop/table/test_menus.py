"""The menus offer what the value under the pointer makes sense for."""

import pytest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.table.cells import Cells
from nexus_contacts.desktop.table.menus import columns_menu, heading_menu, value_filters
from nexus_contacts.store.filters import Filter, Sort

from .conftest import ShowPane
from .rows import row


@pytest.mark.parametrize(
    ("key", "texts", "first"),
    [
        ("status", ["Only Status: Active", "Not Status: Active"], Filter(statuses=("active",))),
        ("company", ["Only Company: Acme Corp", "Not Company: Acme Corp"], Filter(company="Acme Corp")),
        ("owner", ["Only Owner: usr_1", "Not Owner: usr_1"], Filter(owners=("usr_1",))),
        ("phone", [], None),
    ],
)
def test_a_value_can_be_filtered_by_or_left_out(key: str, texts: list[str], first: Filter | None) -> None:
    offered = list(value_filters(row(), key, Cells(), Filter()))

    assert [text for text, _, _ in offered] == texts
    assert (offered[0][2] if offered else None) == first


def test_each_tag_is_offered_and_only_takes_back_not() -> None:
    choice = Filter(excluded=(("tag", "marketing"),))

    offered = {text: changed for text, _, changed in value_filters(row(), "tags", Cells(), choice)}

    assert offered["Only Tag: marketing"] == Filter(tags=("marketing",))
    assert offered["Not Tag: enterprise"].excluded == (("tag", "marketing"), ("tag", "enterprise"))


def test_the_heading_menu_sorts_and_hides(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(5)
    sorts: list[Sort] = []

    menu = heading_menu(pane, pane.layout_of_columns, "company", Sort("company", False), sorts.append)
    actions = {action.text(): action for action in menu.actions()}
    actions["Sort descending"].trigger()
    actions["Hide column"].trigger()

    assert sorts == [Sort("company", True)]
    assert not actions["Sort ascending"].isEnabled()
    assert "company" not in pane.table.heading.shown_keys()


def test_columns_are_ticked_in_their_menu_and_reset(show_pane: ShowPane, qtbot: QtBot) -> None:
    pane = show_pane(5)
    qtbot.waitUntil(lambda: pane.layout_of_columns.custom_keys == ("industry",))

    menu = columns_menu(pane, pane.layout_of_columns)
    actions = {action.text(): action for action in menu.actions()}
    with qtbot.waitSignal(pane.page_shown):
        actions["industry"].trigger()
    shown = pane.table.heading.shown_keys()[-1]
    actions["Reset columns"].trigger()

    assert shown == "custom:industry"
    assert not actions["Name"].isEnabled()
    assert "custom:industry" not in pane.table.heading.shown_keys()

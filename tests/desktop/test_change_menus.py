"""The menus that change a contact: what it has is ticked, a choice is an edit."""

import pytest
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.change_menus import ChangeMenus
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import owners
from nexus_contacts.store.edits import Edit

JANE = Contact("con_1", first_name="Jane", status="lead", source="api", tags=("eu",), assigned_to="usr_1")


@pytest.fixture
def edits() -> list[Edit]:
    return []


@pytest.fixture
def menus(session: Session, qtbot: QtBot, edits: list[Edit]) -> ChangeMenus:
    owner = QWidget()
    qtbot.addWidget(owner)
    made = ChangeMenus(session, owner, lambda: JANE, edits.append)
    made.known_tags = ("eu", "vip")
    return made


def test_what_the_contact_has_is_ticked(menus: ChangeMenus, session: Session, qtbot: QtBot) -> None:
    owners.set_name(session.database, "usr_1", "Maya Okafor")
    session.read_owner_names(menus, lambda: None)
    qtbot.waitUntil(lambda: bool(session.owner_names()))
    ticked = []
    for fill in (menus.fill_status, menus.fill_sources, menus.fill_owners, menus.fill_tags):
        menu = QMenu()
        fill(menu)
        ticked.append([action.text() for action in menu.actions() if action.isChecked()])

    assert ticked == [["Lead"], ["API"], ["Maya Okafor"], ["eu"]]


def test_a_choice_is_an_edit(menus: ChangeMenus, edits: list[Edit]) -> None:
    for fill, text in (
        (menus.fill_status, "Churned"),
        (menus.fill_sources, "Referral"),
        (menus.fill_owners, "Unassigned"),
        (menus.fill_tags, "eu"),
        (menus.fill_tags, "vip"),
    ):
        menu = QMenu()
        fill(menu)
        next(action for action in menu.actions() if action.text() == text).trigger()

    assert edits == [
        Edit((("status", "churned"),)),
        Edit((("source", "referral"),)),
        Edit((("assigned_to", ""),)),
        Edit(remove_tags=("eu",)),
        Edit(add_tags=("vip",)),
    ]


def test_tags_can_be_typed(menus: ChangeMenus, edits: list[Edit]) -> None:
    menu = QMenu()
    menus.fill_tags(menu)
    next(action for action in menu.actions() if action.text() == "Add tags…").trigger()
    dialog = menus._owner.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue("gold, trade fair")
    dialog.accept()

    assert edits == [Edit(add_tags=("gold", "trade fair"))]


def test_a_menu_has_all_parts_and_asks_the_window_for_another_field(menus: ChangeMenus, qtbot: QtBot) -> None:
    menu = QMenu()
    menus.add_to(menu)

    assert [action.text() for action in menu.actions()] == ["Status", "Tags", "Assign to", "Set a field…"]
    with qtbot.waitSignal(menus.field_wanted):
        menu.actions()[-1].trigger()

"""The top bar: what is typed changes the filter that is shown; it folds where it is narrow."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.topbar.pane import TopBar
from nexus_contacts.store import owners
from nexus_contacts.store.filters import UNASSIGNED, Filter
from nexus_contacts.store.incoming import write_page
from nexus_contacts.sync.progress import Phase, SyncState


@pytest.fixture
def bar(qtbot: QtBot, session: Session) -> TopBar:
    """The top bar of a window of 1440 pixels, over a copy of two contacts."""
    write_page(session.database, [Contact(id="con_1"), Contact(id="con_2")])
    owners.set_name(session.database, "usr_1", "Maya Okafor")
    made = TopBar(session)
    qtbot.addWidget(made)
    made.resize(1228, 52)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_words_and_tokens_change_the_filter_that_is_shown(qtbot: QtBot, session: Session, bar: TopBar) -> None:
    told: list[Filter] = []
    bar.filter_changed.connect(told.append)
    session.read_owner_names(bar)
    qtbot.waitUntil(lambda: session.owner_name("usr_1") == "Maya Okafor")
    bar.show_filter(Filter(statuses=("lead",)))

    QTest.keyClicks(bar.search, "tag:saas owner:maya owner:none acm")

    assert told[-1] == Filter(text="acm", statuses=("lead",), tags=("saas",), owners=("usr_1", UNASSIGNED))
    assert bar.search.text() == "acm"


def test_a_filter_from_elsewhere_shows_its_text(bar: TopBar) -> None:
    bar.show_filter(Filter(text="smith"))

    assert bar.search.text() == "smith"


def test_offline_it_says_how_many_contacts_are_there(qtbot: QtBot, bar: TopBar) -> None:
    bar.show_state(SyncState(Phase.OFFLINE))

    qtbot.waitUntil(lambda: bar.sync.sentence.text == "Offline – showing 2 cached contacts")


def test_new_contact_says_why_it_cannot_be_pressed(qtbot: QtBot, bar: TopBar) -> None:
    bar.set_new_contact(False, "Not in this version")
    with qtbot.assertNotEmitted(bar.new_contact_wanted):
        QTest.mouseClick(bar.new_contact, Qt.MouseButton.LeftButton)
    told = bar.new_contact.toolTip()

    bar.set_new_contact(True)
    with qtbot.waitSignal(bar.new_contact_wanted):
        QTest.mouseClick(bar.new_contact, Qt.MouseButton.LeftButton)

    assert told == "Not in this version"
    assert bar.new_contact.accessibleName() == "New contact"


@pytest.mark.parametrize(
    ("width", "placeholder", "words", "has_menu"),
    [
        (1228, "Search name, email, company or custom field", "New contact", True),
        (888, "Search contacts", "New contact", True),
        (664, "Search contacts", "New", False),
    ],
)
def test_it_folds_by_its_width(bar: TopBar, width: int, placeholder: str, words: str, has_menu: bool) -> None:
    bar.resize(width, 52)

    assert bar.search.placeholderText() == placeholder
    assert bar.new_contact.text() == words
    assert bar.menu.isVisible() is has_menu
    assert bar.minimumSizeHint().width() <= width


def test_its_controls_bear_the_names_that_are_part_of_the_interface(bar: TopBar) -> None:
    names = [bar.search.accessibleName(), bar.sync.accessibleName(), bar.new_contact.accessibleName()]

    assert names == ["Search contacts", "Sync state", "New contact"]

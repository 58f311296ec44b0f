"""The queue over a real copy: going on, dismissing, skipping, taking back, nothing left."""

from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.duplicates.screen import DuplicatesScreen
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, pairs
from nexus_contacts.store.pairs import StoredPair

WHY = (("phone", "same", 6.9), ("prior", "", -4.0))


def pair(first: str, second: str, score: float) -> StoredPair:
    return StoredPair(first, second, score, WHY, "colleague")


@pytest.fixture
def here(session: Session) -> Session:
    contacts.write_page(session.database, [Contact(f"con_{n}", f"Name{n}", "Smith", f"n{n}@x.org") for n in range(8)])
    found = [pair("con_0", "con_1", 0.98), pair("con_2", "con_3", 0.97), pair("con_4", "con_5", 0.7)]
    pairs.replace(session.database, [*found, pair("con_6", "con_7", 0.35)])
    return session


@pytest.fixture
def screen(qtbot: Any, here: Session) -> DuplicatesScreen:
    made = DuplicatesScreen(here)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.list.pairs.rowCount() == 3)
    qtbot.waitUntil(lambda: len(made.shown_ids()) == 2)
    return made


def test_the_likeliest_is_compared_first_and_keys_go_on(qtbot: Any, screen: DuplicatesScreen) -> None:
    assert set(screen.shown_ids()) == {"con_0", "con_1"}
    told: list[Any] = []
    screen.merge_wanted.connect(lambda ids, item: told.append(ids))

    QTest.keyClick(screen.list, "J")
    qtbot.waitUntil(lambda: set(screen.shown_ids()) == {"con_2", "con_3"})
    QTest.keyClick(screen.list, "M")
    QTest.keyClick(screen.list, "K")
    qtbot.waitUntil(lambda: set(screen.shown_ids()) == {"con_0", "con_1"})

    assert set(told[0]) == {"con_2", "con_3"}


def test_a_dismissed_pair_goes_the_next_comes_and_it_can_be_taken_back(
    qtbot: Any, here: Session, screen: DuplicatesScreen
) -> None:
    QTest.keyClick(screen.list, "N")
    qtbot.waitUntil(lambda: screen.list.pairs.rowCount() == 2)
    qtbot.waitUntil(lambda: set(screen.shown_ids()) == {"con_2", "con_3"})
    assert len(pairs.dismissed(here.database)) == 1

    QTest.keyClick(screen.list, "U")
    qtbot.waitUntil(lambda: screen.list.pairs.rowCount() == 3)
    assert pairs.dismissed(here.database) == ()


def test_a_skipped_pair_comes_last(qtbot: Any, screen: DuplicatesScreen) -> None:
    QTest.keyClick(screen.list, "S")

    qtbot.waitUntil(lambda: set(screen.shown_ids()) == {"con_2", "con_3"})
    assert screen.list.pairs.row_of(frozenset(("con_0", "con_1"))) == 2


def test_the_confidence_is_a_filter_and_one_contact_can_be_looked_at(qtbot: Any, screen: DuplicatesScreen) -> None:
    screen.set_level(0.9)
    qtbot.waitUntil(lambda: screen.list.pairs.rowCount() == 2)
    screen.show_only("con_7")
    qtbot.waitUntil(lambda: screen.list.pairs.rowCount() == 1)
    screen.show_only("")
    qtbot.waitUntil(lambda: screen.list.pairs.rowCount() == 3)


def test_a_key_that_may_only_read_may_look(qtbot: Any, here: Session, screen: DuplicatesScreen) -> None:
    told: list[Any] = []
    screen.merge_wanted.connect(lambda *_: told.append(1))
    here.changer.set_read_only(True)

    QTest.keyClick(screen.list, "M")
    QTest.keyClick(screen.list, "N")

    assert told == []
    assert pairs.dismissed(here.database) == ()


def test_nothing_looked_for_yet_offers_to(qtbot: Any, session: Session) -> None:
    screen = DuplicatesScreen(session)
    qtbot.addWidget(screen)
    screen.show()

    qtbot.waitUntil(lambda: "Not looked for yet" in [label.text() for label in screen.findChildren(QLabel)])


def test_progress_and_menu(screen: DuplicatesScreen) -> None:
    screen.show_progress(0.4)

    assert "Comparing contacts… 40 %" in [label.text() for label in screen.findChildren(QLabel)]
    texts = [action.text() for action in screen.more_menu().actions() if action.text()]
    assert "Record of the clean-up…" in texts

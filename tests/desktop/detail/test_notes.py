"""The Notes tab: cards that are filled again, a few at once, the rest when there is time."""

from datetime import datetime

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.api.records import Note
from nexus_contacts.desktop.controls.buttons import SecondaryButton, ToolButton
from nexus_contacts.desktop.detail.note_browser import NoteBrowser
from nexus_contacts.desktop.detail.note_html import NoteHtml, render_note
from nexus_contacts.desktop.detail.notes import NoteCard, NotesTab
from nexus_contacts.desktop.detail.record import ShownNote

NOW = datetime.now().astimezone()


def shown(id: str, content: str, author: str = "usr_1") -> ShownNote:
    return ShownNote(Note(id, content=content, author_id=author, created_at=NOW), render_note(content))


@pytest.fixture
def tab(qtbot: QtBot) -> NotesTab:
    made = NotesTab(lambda id: {"usr_1": "Maya Okafor"}.get(id, ""))
    qtbot.addWidget(made)
    made.resize(364, 700)
    made.show()
    return made


def cards(tab: QWidget) -> list[NoteCard]:
    return [card for card in tab.findChildren(NoteCard) if card.isVisible()]


def texts(tab: QWidget) -> list[str]:
    found = [card.findChild(NoteBrowser) for card in cards(tab)]
    return [browser.toPlainText() for browser in found if browser is not None]


def test_a_note_is_shown_with_its_author(tab: NotesTab) -> None:
    tab.show_notes("con_1", (shown("n1", "Budget **confirmed**"),), 0)

    assert texts(tab) == ["Budget confirmed"]
    assert cards(tab)[0].accessibleName().startswith("Note by Maya Okafor, Today")


def test_all_notes_come_and_cards_are_used_again(tab: NotesTab, qtbot: QtBot) -> None:
    many = tuple(shown(f"n{number}", f"Note {number}") for number in range(12))

    tab.show_notes("con_1", many, 0)
    qtbot.waitUntil(lambda: len(cards(tab)) == 12)
    before = cards(tab)
    tab.show_notes("con_2", (shown("m1", "Another"),), 0)

    assert texts(tab) == ["Another"]
    assert cards(tab)[0] is before[0]


def test_a_new_note_on_top_moves_the_others_down(tab: NotesTab, qtbot: QtBot) -> None:
    old = (shown("n1", "one"), shown("n2", "two"))
    tab.show_notes("con_1", old, 0)

    tab.show_notes("con_1", (shown("n3", "three"), *old), 0)

    qtbot.waitUntil(lambda: texts(tab) == ["three", "one", "two"])


def test_more_notes_can_be_asked_for(tab: NotesTab, qtbot: QtBot) -> None:
    tab.show_notes("con_1", (shown("n1", "one"),), 80)
    more = tab.findChild(SecondaryButton)
    assert more is not None
    assert more.text() == "Show more notes (80)"

    with qtbot.waitSignal(tab.more_wanted):
        more.click()


def test_copying_takes_the_markdown(tab: NotesTab) -> None:
    tab.show_notes("con_1", (shown("n1", "Budget **confirmed**"),), 0)
    next(button for button in cards(tab)[0].findChildren(ToolButton) if button.isVisible()).click()

    assert QGuiApplication.clipboard().text() == "Budget **confirmed**"


def test_a_link_is_passed_on(tab: NotesTab, qtbot: QtBot) -> None:
    tab.show_notes("con_1", (shown("n1", "[paper](https://example.com)"),), 0)
    browser = tab.findChild(NoteBrowser)
    assert browser is not None

    with qtbot.waitSignal(tab.link_wanted):
        browser.anchorClicked.emit(QUrl("https://example.com"))


def test_a_note_without_anything_is_still_a_card(tab: NotesTab) -> None:
    tab.show_notes("con_1", (ShownNote(Note("n1"), NoteHtml("")),), 0)

    assert cards(tab)[0].accessibleName() == "Note, No date"
    assert not tab.grab().isNull()


def test_the_words_of_a_note_begin_under_its_head(tab: NotesTab, qtbot: QtBot) -> None:
    tab.show_notes("con_1", (shown("n1", "w" * 3_000),), 0)
    browser = tab.findChild(NoteBrowser)
    assert browser is not None

    qtbot.waitUntil(lambda: browser.height() == browser.heightForWidth(browser.width()))

    assert browser.height() > 1_000

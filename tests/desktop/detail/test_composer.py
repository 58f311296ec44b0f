"""Where a note is written: marks, preview, a draft for each contact."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.detail.composer import Composer
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import drafts, entries
from nexus_contacts.store.incoming import write_page

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def composer(session: Session, show_active: Any) -> Composer:
    write_page(session.database, [Contact("con_1", "Jane"), Contact("con_2", "Bo")])
    made = Composer(session)
    made.resize(360, 180)
    show_active(made)
    made.show_contact("con_1")
    made.text.setFocus()
    return made


def test_ctrl_enter_adds_the_note_and_makes_room(qtbot: Any, session: Session, composer: Composer) -> None:
    QTest.keyClicks(composer.text, "called")

    with qtbot.waitSignal(composer.added):
        QTest.keyClick(composer.text, Qt.Key.Key_Return, CTRL)

    assert [entry.content for entry in entries.waiting(session.database)] == ["called"]
    assert composer.text.toPlainText() == ""
    qtbot.waitUntil(lambda: drafts.get(session.database, "note:con_1") is None)


def test_nothing_is_added_of_blanks(session: Session, composer: Composer) -> None:
    QTest.keyClicks(composer.text, "  ")
    composer.add()

    assert entries.waiting(session.database) == ()


def test_each_contact_keeps_its_own_draft(qtbot: Any, session: Session, composer: Composer) -> None:
    QTest.keyClicks(composer.text, "half a")
    composer.show_contact("con_2")
    assert composer.text.toPlainText() == ""
    qtbot.waitUntil(lambda: drafts.get(session.database, "note:con_1") == {"content": "half a"})

    composer.show_contact("con_1")

    qtbot.waitUntil(lambda: composer.text.toPlainText() == "half a")


def test_what_is_typed_is_kept_after_a_rest(qtbot: Any, session: Session, composer: Composer) -> None:
    QTest.keyClicks(composer.text, "kept")

    qtbot.waitUntil(lambda: drafts.get(session.database, "note:con_1") == {"content": "kept"})
    composer.rename("con_1", "con_9")
    QTest.keyClicks(composer.text, "!")
    qtbot.waitUntil(lambda: drafts.get(session.database, "note:con_9") == {"content": "kept!"})


def test_marks_go_around_the_words_and_off_again(composer: Composer) -> None:
    composer.text.setPlainText("yes")
    composer.text.selectAll()

    QTest.keyClick(composer.text, Qt.Key.Key_B, CTRL)
    assert composer.text.toPlainText() == "**yes**"
    composer.text.selectAll()
    QTest.keyClick(composer.text, Qt.Key.Key_B, CTRL)
    assert composer.text.toPlainText() == "yes"
    composer.text.selectAll()
    composer._list.click()
    assert composer.text.toPlainText() == "- yes"


def test_the_preview_shows_it_as_it_will_be_read(qtbot: Any, composer: Composer) -> None:
    composer.text.setPlainText("**yes** <b>no</b>")

    composer._preview.click()

    qtbot.waitUntil(lambda: "yes <b>no</b>" in composer._shown.toPlainText())


def test_words_that_come_back_do_not_overwrite_others(qtbot: Any, session: Session, composer: Composer) -> None:
    composer.bring_back("con_1", "back")
    assert composer.text.toPlainText() == "back"

    composer.bring_back("con_2", "elsewhere")

    assert composer.text.toPlainText() == "back"
    qtbot.waitUntil(lambda: drafts.get(session.database, "note:con_2") == {"content": "elsewhere"})

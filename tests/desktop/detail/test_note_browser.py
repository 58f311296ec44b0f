"""A note loads nothing, is as tall as its text, and only reports its links."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.detail.note_browser import NoteBrowser
from nexus_contacts.desktop.detail.note_html import render_note
from nexus_contacts.desktop.theme import Theme


class Canary:
    """A server that counts who comes by."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="canary")
        self.visits = 0
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread.start()

    def _listen(self) -> None:
        while not self._stop.is_set():
            try:
                visitor, _ = self._socket.accept()
            except TimeoutError:
                continue
            self.visits += 1
            visitor.close()

    def close(self) -> None:
        self._stop.set()
        self._thread.join(5)
        self._socket.close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    made = Canary()
    yield made
    made.close()


@pytest.fixture
def browser(qtbot: QtBot) -> NoteBrowser:
    made = NoteBrowser()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    return made


def hostile(address: str, folder: Path) -> str:
    """Raw HTML as no note gets through the renderer: the browser is the second wall."""
    return (
        f'<link rel="stylesheet" href="{address}/a.css"><style>@import url({address}/b.css);</style>'
        f'<body background="{address}/c.png"><img src="{address}/d.png"><img src="file://{folder}/e.png">'
        f'<table background="{address}/f.png"><tr><td>x</td></tr></table>'
        f'<p style="background-image:url({address}/g.png)">words</p><iframe src="{address}"></iframe>'
    )


def test_no_note_loads_anything(browser: NoteBrowser, canary: Canary, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "e.png").write_bytes(b"not a picture")
    markdown = f"![x]({canary.address}/x.png) <img src={canary.address}/y.png> [l]({canary.address}/z)"

    for html in (hostile(canary.address, tmp_path), render_note(markdown).html):
        browser.show_html(html)
        browser.grab()
        qtbot.wait(80)

    assert canary.visits == 0
    for kind in QTextDocument.ResourceType:
        assert browser.loadResource(kind.value, QUrl(f"file://{tmp_path}/e.png")) is None


def test_a_note_is_as_tall_as_its_text(browser: NoteBrowser) -> None:
    browser.show_html("<p>one line</p>")
    one = browser.heightForWidth(300)
    browser.show_html("<p>" + "many words " * 60 + "</p>")

    assert browser.heightForWidth(300) > 4 * one
    assert browser.heightForWidth(600) < browser.heightForWidth(300)


def test_a_clicked_link_is_reported_and_the_note_stays(browser: NoteBrowser, qtbot: QtBot) -> None:
    browser.show_html('<p><a href="https://example.com/paper">paper</a></p>')

    with qtbot.waitSignal(browser.link_wanted) as told:
        QTest.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))

    assert told.args == [QUrl("https://example.com/paper")]
    assert browser.toPlainText() == "paper"


def test_a_link_can_be_reached_by_keyboard(browser: NoteBrowser, qtbot: QtBot) -> None:
    browser.show_html('<p><a href="https://example.com/paper">paper</a></p>')
    browser.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(browser, Qt.Key.Key_Tab)

    with qtbot.waitSignal(browser.link_wanted):
        QTest.keyClick(browser, Qt.Key.Key_Return)


def test_the_theme_is_followed(browser: NoteBrowser, look: Theme) -> None:
    browser.show_html('<p><a href="https://example.com">x</a></p>')

    look.set_mode("dark")

    assert look.color("accentText").name() in browser.document().defaultStyleSheet()
    assert browser.toPlainText() == "x"

"""A link is opened only after it was shown where it goes, and only where it is of a known kind."""

import pytest
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.detail.links import ask_and_open, honest_address, may_open


class Catcher(QObject):
    """Stands where the browser would be."""

    caught = Signal(QUrl)


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://example.com/a", True),
        ("http://example.com", True),
        ("mailto:jane@example.com", True),
        ("tel:+15550123", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("data:text/html,x", False),
        ("smb://host/share", False),
        ("", False),
    ],
)
def test_only_four_kinds_of_links_are_opened(address: str, may: bool) -> None:
    assert may_open(QUrl(address)) is may


def test_an_address_is_shown_as_it_is() -> None:
    assert honest_address(QUrl("https://еxample.com/")) == "https://xn--xample-2of.com/"
    assert "\u202e" not in honest_address(QUrl("https://example.com/\u202egpj.exe"))
    assert honest_address(QUrl("https://example.com/" + "a" * 900)).endswith("…")


def asked(parent: QWidget) -> QMessageBox:
    box = parent.findChild(QMessageBox)
    assert box is not None
    return box


def test_a_link_shows_where_it_goes_and_opens_on_consent(qtbot: QtBot) -> None:
    parent, catcher = QWidget(), Catcher()
    qtbot.addWidget(parent)
    parent.show()
    QDesktopServices.setUrlHandler("https", catcher, "caught")

    try:
        ask_and_open(parent, QUrl("https://example.com/paper"))
        box = asked(parent)
        assert box.informativeText() == "https://example.com/paper"
        assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
        with qtbot.waitSignal(catcher.caught) as opened:
            next(button for button in box.buttons() if button.text() == "Open").click()
    finally:
        QDesktopServices.unsetUrlHandler("https")

    assert opened.args == [QUrl("https://example.com/paper")]


def test_nothing_opens_when_the_person_declines(qtbot: QtBot) -> None:
    parent, catcher = QWidget(), Catcher()
    qtbot.addWidget(parent)
    parent.show()
    QDesktopServices.setUrlHandler("https", catcher, "caught")

    try:
        with qtbot.assertNotEmitted(catcher.caught):
            ask_and_open(parent, QUrl("https://example.com/paper"))
            asked(parent).button(QMessageBox.StandardButton.Cancel).click()
    finally:
        QDesktopServices.unsetUrlHandler("https")


def test_a_link_of_another_kind_asks_nothing(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    ask_and_open(parent, QUrl("file:///etc/passwd"))

    assert parent.findChild(QMessageBox) is None
    assert parent.findChild(QDialogButtonBox) is None

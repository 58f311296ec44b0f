"""The left half of the first screen."""

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.account.welcome import Welcome
from nexus_contacts.desktop.controls.labels import Label


def test_it_promises_three_things_and_shows_them_whole(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.resize(560, 900)
    welcome.show()

    texts = [label.text() for label in welcome.findChildren(Label)]

    assert "Welcome to Nexus Contacts" in texts
    assert {"Works offline", "Your key stays with you"} <= set(texts)
    assert all(label.height() >= label.heightForWidth(label.width()) for label in welcome.findChildren(Label))

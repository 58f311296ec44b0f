"""The head of the pane: who it is, and what can be done at once."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.controls.labels import ElidedLabel
from nexus_contacts.desktop.detail.header import ContactHeader
from nexus_contacts.desktop.theme import Theme


@pytest.fixture
def header(qtbot: QtBot, jane: Contact) -> ContactHeader:
    made = ContactHeader()
    qtbot.addWidget(made)
    made.resize(364, 150)
    made.show_contact(jane, False)
    made.show()
    return made


def button(header: ContactHeader, name: str) -> QAbstractButton:
    return next(each for each in header.findChildren(QAbstractButton) if name in (each.accessibleName(), each.text()))


def test_it_says_who_it_is(header: ContactHeader) -> None:
    shown = [label.text() for label in header.findChildren(ElidedLabel)]

    assert shown == ["Jane Smith", "VP of Marketing · Acme Corp"]


def test_every_button_has_a_name(header: ContactHeader) -> None:
    names = [each.accessibleName() or each.text() for each in header.findChildren(QAbstractButton)]

    assert all(names)
    assert len(names) == len(set(names))


def test_what_a_key_may_not_do_is_greyed_out_with_the_reason(header: ContactHeader) -> None:
    header.set_read_only("Your key may only read")
    for name in ("Add note", "Edit"):
        assert not button(header, name).isEnabled()
        assert button(header, name).toolTip() == "Your key may only read"

    header.set_read_only("")
    assert button(header, "Edit").isEnabled()


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("Email", "email_wanted"),
        ("Call", "call_wanted"),
        ("Close the detail pane", "close_wanted"),
        ("More actions for the contact", "menu_wanted"),
        ("Star the contact", "star_toggled"),
    ],
)
def test_each_button_tells_what_is_wanted(header: ContactHeader, qtbot: QtBot, name: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(header, signal)):
        button(header, name).click()


def test_a_starred_contact_offers_to_take_the_star_away(header: ContactHeader, jane: Contact, qtbot: QtBot) -> None:
    header.show_contact(jane, True)

    with qtbot.waitSignal(header.star_toggled) as told:
        button(header, "Remove the star").click()

    assert told.args == [False]


def test_nothing_to_write_to_means_no_writing(header: ContactHeader) -> None:
    header.show_contact(Contact("con_bare"), False)

    assert not button(header, "Email").isEnabled()
    assert not button(header, "Call").isEnabled()
    assert header.findChildren(ElidedLabel)[0].text() == "con_bare"


def test_a_name_of_any_length_fits(header: ContactHeader, jane: Contact) -> None:
    header.show_contact(replace(jane, first_name="Maximiliane " * 50, status="waiting-for-" * 9), False)

    assert header.minimumSizeHint().width() <= 320
    assert not header.grab().isNull()


@pytest.mark.parametrize("width", [320, 364, 520])
def test_no_button_is_cut_off(header: ContactHeader, look: Theme, width: int) -> None:
    header.resize(width, 220)
    header.grab()

    for each in header.findChildren(QAbstractButton):
        assert each.width() >= each.sizeHint().width()
        assert header.rect().contains(
            each.geometry().translated(each.parentWidget().mapTo(header, each.rect().topLeft()))
        )


def test_it_mirrors(qapp: QApplication, qtbot: QtBot, jane: Contact) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    header = ContactHeader()
    qtbot.addWidget(header)
    header.resize(364, 150)
    header.show_contact(jane, False)
    header.show()

    assert button(header, "Close the detail pane").x() < button(header, "Star the contact").x()

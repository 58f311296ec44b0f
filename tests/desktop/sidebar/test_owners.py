"""The owners section: names where there are any, short ids elsewhere, and a field to name one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.buttons import LinkButton
from nexus_contacts.desktop.controls.facets import FacetCheck
from nexus_contacts.desktop.sidebar.owners import OwnersBody, short_id
from nexus_contacts.store.facets import Facets
from nexus_contacts.store.filters import UNASSIGNED, Filter

FACETS = Facets(owners=(("usr_77c0ffee12", 9), (UNASSIGNED, 5), ("usr_1", 3)))


@pytest.fixture
def body(qtbot: QtBot) -> OwnersBody:
    """Three owners, of whom one has a name."""
    made = OwnersBody(lambda owner: "Maya Okafor" if owner == "usr_1" else "")
    qtbot.addWidget(made)
    made.show_facets(FACETS)
    made.show()
    qtbot.waitExposed(made)
    return made


def link(body: OwnersBody) -> LinkButton:
    return next(button for button in body.findChildren(LinkButton) if button.text() == "Name it")


def test_nobody_stands_last_and_an_unnamed_id_is_short(body: OwnersBody) -> None:
    texts = [check.text() for check in body.findChildren(FacetCheck)]

    assert texts == ["usr_77c…", "Maya Okafor", "Unassigned"]
    assert short_id("usr_1") == "usr_1"


def test_nobody_can_be_chosen(qtbot: QtBot, body: OwnersBody) -> None:
    with qtbot.waitSignal(body.filter_changed) as told:
        body.findChildren(FacetCheck)[2].click()

    assert told.args == [Filter(owners=(UNASSIGNED,))]


def test_escape_leaves_the_naming_without_a_name(qtbot: QtBot, body: OwnersBody) -> None:
    link(body).click()
    field = body.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Leo")

    with qtbot.assertNotEmitted(body.owner_named):
        QTest.keyClick(field, Qt.Key.Key_Escape)

    assert not field.isVisible()
    assert link(body).accessibleName() == "Name the owner usr_77c0ffee12"


def test_a_name_that_is_being_typed_is_not_disturbed_by_new_counts(qtbot: QtBot, body: OwnersBody) -> None:
    link(body).click()
    field = body.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Leo")

    body.show_facets(Facets(owners=(("usr_99999999999", 99),)))
    with qtbot.waitSignal(body.owner_named) as named:
        QTest.keyClick(field, Qt.Key.Key_Return)

    assert named.args == ["usr_77c0ffee12", "Leo"]

"""The company section: typing rests a moment before it filters, and is not disturbed meanwhile."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.sidebar.company import CompanyBody
from nexus_contacts.store.filters import Filter


def company(qtbot: QtBot) -> tuple[CompanyBody, QLineEdit]:
    body = CompanyBody()
    qtbot.addWidget(body)
    body.show()
    qtbot.waitExposed(body)
    field = body.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    return body, field


def test_several_keys_are_one_filter(qtbot: QtBot) -> None:
    body, field = company(qtbot)
    told: list[Filter] = []
    body.filter_changed.connect(told.append)

    QTest.keyClicks(field, " acme ")

    qtbot.waitUntil(lambda: told == [Filter(company="acme")])


def test_enter_filters_at_once(qtbot: QtBot) -> None:
    body, field = company(qtbot)
    QTest.keyClicks(field, "acme")

    with qtbot.waitSignal(body.filter_changed, timeout=50):
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_filter_that_comes_back_does_not_overwrite_what_is_being_typed(qtbot: QtBot) -> None:
    body, field = company(qtbot)
    body.show_filter(Filter(company="Acme"))
    shown = field.text()

    QTest.keyClicks(field, " Co")
    body.show_filter(Filter(company="Acme", starred=True))

    assert shown == "Acme"
    assert field.text() == "Acme Co"

"""Setting one field in several contacts: custom fields too, a wrong value is not taken."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.field_sheet import FieldSheet
from nexus_contacts.store.edits import Edit


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def sheet(window: QWidget, told: list[Edit], field: str, typed: str) -> FieldSheet:
    made = FieldSheet("5 contacts", ("plan",), told.append, window)
    made.fields.setCurrentIndex(made.fields.findData(field))
    made.value.setText(typed)
    return made


def test_a_field_is_set(window: QWidget) -> None:
    told: list[Edit] = []

    sheet(window, told, "company", " Acme ").submit()
    sheet(window, told, "custom_fields.plan", "pro").submit()
    sheet(window, told, "custom_fields.plan", "").submit()

    assert told == [
        Edit((("company", "Acme"),)),
        Edit((("custom_fields.plan", "pro"),)),
        Edit((("custom_fields.plan", None),)),
    ]


def test_a_wrong_value_is_not_taken(window: QWidget) -> None:
    told: list[Edit] = []
    shown = sheet(window, told, "phone", "call me")

    shown.submit()

    assert told == []
    assert shown.value.error

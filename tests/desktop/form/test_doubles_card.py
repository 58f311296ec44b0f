"""The warning of somebody who is likely there already."""

from typing import Any

from PySide6.QtWidgets import QPushButton

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.form.doubles_card import DoublesCard


def test_it_names_who_and_why(qtbot: Any) -> None:
    card = DoublesCard()
    qtbot.addWidget(card)
    told: list[str] = []
    card.open_wanted.connect(told.append)
    assert card.isHidden()

    card.show_double(Contact("con_1", "Jane", "Smith", "jane@x.org"), "Same phone")

    assert not card.isHidden()
    card.findChildren(QPushButton)[0].click()
    assert told == ["con_1"]
    card.show_double(None)
    assert card.isHidden()

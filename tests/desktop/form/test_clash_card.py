"""Whose address it is already, and the ways on."""

from typing import Any

from PySide6.QtWidgets import QPushButton

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.form.clash_card import ClashCard


def test_the_holder_is_named_and_can_be_opened(qtbot: Any) -> None:
    card = ClashCard()
    qtbot.addWidget(card)
    opened: list[str] = []
    card.open_wanted.connect(opened.append)

    assert card.isHidden()
    card.show_holder(Contact("con_1", "Jane", "Smith", company="Acme"))
    button = next(one for one in card.findChildren(QPushButton) if one.text() == "Open Jane Smith")
    button.click()

    assert not card.isHidden()
    assert opened == ["con_1"]
    card.show_holder(None)
    assert card.isHidden()

"""The comparison with its buttons."""

from typing import Any

from PySide6.QtWidgets import QPushButton

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.duplicates.items import Item
from nexus_contacts.desktop.duplicates.pair_pane import PairPane, Shown


def test_buttons_mean_the_same_as_keys_and_can_be_withheld(qtbot: Any) -> None:
    pane = PairPane()
    qtbot.addWidget(pane)
    records = (Contact("a", "Jane", "Smith"), Contact("b", "Jane", "Smyth"))
    pane.show_pair(Shown(Item(("a", "b"), ("Jane", "Jane"), 0.97, (), ""), records, {}), 0, 3, lambda _id: "")
    told: list[str] = []
    pane.key_pressed.connect(told.append)
    buttons = {button.text(): button for button in pane.findChildren(QPushButton)}

    buttons["Merge…"].click()
    buttons["Skip"].click()
    pane.offer(False, "Your key may only read")

    assert told == ["merge", "skip"]
    assert not buttons["Not a duplicate"].isEnabled()
    assert buttons["Not a duplicate"].toolTip() == "Your key may only read"

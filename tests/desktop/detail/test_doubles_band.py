"""Whose double a contact may be, in the detail pane."""

from typing import Any

from PySide6.QtWidgets import QPushButton

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.detail.doubles_band import DoublesBand
from nexus_contacts.desktop.detail.record import ContactRecord
from nexus_contacts.store.pairs import StoredPair


def test_it_names_the_likeliest_and_leads_to_the_comparison(qtbot: Any) -> None:
    band = DoublesBand()
    qtbot.addWidget(band)
    doubles = (
        StoredPair("con_1", "con_2", 0.999, (), "colleague", "Jane Smith", "Jane Smyth"),
        StoredPair("con_0", "con_1", 0.7, (), "colleague", "J. Smith", "Jane Smith"),
    )
    told: list[str] = []
    band.compare_wanted.connect(told.append)

    band.show_doubles(ContactRecord(Contact("con_1", "Jane", "Smith"), doubles=doubles))

    assert band.accessibleName() == "Possible duplicate of Jane Smyth · 99 % · 1 more"
    assert not band.grab().isNull()
    band.findChildren(QPushButton)[0].click()
    assert told == ["con_1"]
    band.show_doubles(None)
    assert band.isHidden()

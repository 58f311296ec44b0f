"""What can be chosen in the export."""

from typing import Any

from PySide6.QtWidgets import QRadioButton, QWidget

from nexus_contacts.desktop.exporting.sheet import ExportSheet, Part
from nexus_contacts.exchange.outgoing import Outgoing

SOME = Outgoing(only=frozenset({"con_1"}))


def test_a_table_with_the_columns_shown_or_cards(qtbot: Any) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    area.resize(900, 700)
    area.show()
    parts = (Part("Selected", 1, SOME), Part("Listed", 0, Outgoing()), Part("All", 9, Outgoing()))
    sheet = ExportSheet(parts, ("name", "custom:industry"), area)
    sheet.show()
    told: list[Outgoing] = []
    sheet.chosen.connect(told.append)
    selected, listed, everything = sheet.findChildren(QRadioButton)
    assert selected.isChecked()
    assert not listed.isEnabled()
    assert not sheet.notes.isVisible()

    assert sheet.wanted() == SOME
    sheet.all_columns.setChecked(False)
    assert sheet.wanted().columns == ("first_name", "last_name", "custom_fields.industry")

    everything.setChecked(True)
    sheet.form.setCurrentIndex(2)
    sheet.apart.setChecked(True)
    sheet.submit()
    assert told == [Outgoing(vcard="4.0", apart=True)]

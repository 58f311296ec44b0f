"""What was changed since an import."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from nexus_contacts.desktop.trash.stayed_sheet import SHOWN, StayedSheet
from nexus_contacts.store.edits import Change
from nexus_contacts.store.undo import Stayed


def test_what_is_ticked_is_set_back(qtbot: Any) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    area.resize(900, 700)
    area.show()
    many = [Stayed(f"con_{n}", f"Ann {n}", (Change("company", "Newer", ""),)) for n in range(SHOWN + 2)]
    sheet = StayedSheet(many, lambda _id: "", area)
    told: list[Any] = []
    sheet.confirmed.connect(told.append)
    boxes = sheet.findChildren(QCheckBox)

    assert boxes[0].text() == "Ann 0 – Company: Newer → empty"
    assert boxes[-1].text() == "2 more contacts"
    boxes[0].setChecked(True)
    boxes[-1].setChecked(True)
    sheet.submit()

    assert told == [(many[0], *many[SHOWN:])]

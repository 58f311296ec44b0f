"""What was decided, listed."""

from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.duplicates.lists import DismissedSheet, RecordSheet, deed_text
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, pairs


def test_marks_are_listed_and_taken_back_and_the_record_has_both(qtbot: Any, session: Session) -> None:
    contacts.write_page(session.database, [Contact("a", "Jane"), Contact("b", "Jayne")])
    pairs.dismiss(session.database, ("a", "b"))
    area = QWidget()
    qtbot.addWidget(area)
    area.resize(900, 700)
    area.show()
    sheet = DismissedSheet(session, area)
    sheet.show()
    qtbot.waitUntil(lambda: "Jane · Jayne" in [label.text() for label in sheet.findChildren(QLabel)])

    next(one for one in sheet.findChildren(QPushButton) if one.text() == "Take back").click()
    qtbot.waitUntil(lambda: "No pair is marked." in [label.text() for label in sheet.findChildren(QLabel)])

    record = RecordSheet(session, area)
    record.show()
    told = "Possible duplicates again: Jane · Jayne"
    qtbot.waitUntil(lambda: told in [label.text() for label in record.findChildren(QLabel)])
    assert [deed_text(one) for one in pairs.deeds(session.database)][1] == "Not a duplicate: Jane · Jayne"

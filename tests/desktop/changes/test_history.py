"""What changed in one contact, the newest first, with where it was changed."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.changes.history import HistoryDialog
from nexus_contacts.desktop.session import Session
from nexus_contacts.store.incoming import write_page

JANE = Contact("con_1", "Jane", company="Acme")


def shown(qtbot: Any, session: Session, id: str) -> list[str]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 800)
    window.show()
    dialog = HistoryDialog(session, id, window)
    qtbot.waitUntil(lambda: dialog.accessibleName() != "History")
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_the_changes_of_one_contact_are_listed(qtbot: Any, session: Session) -> None:
    write_page(session.database, [JANE])
    write_page(session.database, [replace(JANE, company="New"), Contact("con_2", "Bo")])
    write_page(session.database, [replace(JANE, company="Newer")])

    texts = shown(qtbot, session, "con_1")

    assert [text for text in texts if text.startswith("Company")] == ["Company: New → Newer", "Company: Acme → New"]
    assert "in AutomateNexus" in texts
    assert "History of Jane" in texts

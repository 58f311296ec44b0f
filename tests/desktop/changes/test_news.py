"""What the service changed since the person last looked, and having looked."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.changes.news import NewsDialog
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import history
from nexus_contacts.store.incoming import write_page

JANE = Contact("con_1", "Jane", company="Acme", engagement_score=5.0)


def test_the_news_are_said_by_contact_and_field_and_seen_once(qtbot: Any, session: Session) -> None:
    write_page(session.database, [JANE])
    history.mark_looked(session.database)
    write_page(session.database, [replace(JANE, company="New", engagement_score=9.0), Contact("con_2", "Bo")])
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 800)
    dialog = NewsDialog(session, window)

    qtbot.waitUntil(lambda: "Jane" in [label.text() for label in dialog.findChildren(QLabel)])
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"Company: Acme → New", "Score: 5.0 → 9.0", "New contact", "Bo"} <= set(texts)
    dialog.submit()

    qtbot.waitUntil(lambda: history.news(session.database) == 0)

"""Which column goes where."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel

from nexus_contacts.desktop.importing import job
from nexus_contacts.desktop.importing.match_page import MatchPage
from nexus_contacts.desktop.session import Session


def test_columns_are_shown_and_matched_otherwise(qtbot: Any, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "fair, 2026.csv"
    path.write_text("Name;Mail;Size;Score\nJane Smith;jane@x.org;5;44\n")
    page = MatchPage()
    qtbot.addWidget(page)
    changes: list[bool] = []
    page.changed.connect(lambda: changes.append(True))

    page.show_file(job.open_file(session.database, path))

    texts = [label.text() for label in page.findChildren(QLabel)]
    assert "1 row · 4 columns · UTF-8 · semicolon" in texts
    assert "New custom field" in texts
    assert "Read-only in AutomateNexus" in texts
    assert page.missing() == ()
    assert (page.options.existing, page.options.tag) == ("skip", "fair  2026")
    box = page._boxes[1]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert page.missing() == ("email",)
    assert changes == [True]
    assert page.opened.source.targets[1] == ""


def test_of_cards_only_what_they_fill_is_shown(qtbot: Any, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    path.write_text("BEGIN:VCARD\nFN:Jane Smith\nEMAIL:jane@x.org\nEND:VCARD\n")
    page = MatchPage()
    qtbot.addWidget(page)

    page.show_file(job.open_file(session.database, path))

    assert len(page._boxes) == 3

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
    assert "1 row · 4 columns" in texts
    assert (page.habits.encoding.currentText(), page.habits.delimiter.currentText()) == ("UTF-8", "semicolon")
    assert "New custom field" in texts
    assert "Read-only in AutomateNexus" in texts
    assert page.missing() == ()
    assert (page.options.existing, page.options.tag) == ("skip", "fair 2026")
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


def test_words_of_a_column_are_translated_and_phones_shown_as_they_will_be(
    qtbot: Any, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "fair.csv"
    path.write_text("Name,Mail,Status,Tel\nJane,jane@x.org,Hot,089 123456\nJohn,john@x.org,Kunde,089 123457\n")
    page = MatchPage()
    qtbot.addWidget(page)
    page.show_file(job.open_file(session.database, path))
    page.region.setText("DE")

    assert page._links[2].text() == "1 value to translate…"
    assert "Will be rewritten to +4989123456" in [label.text() for label in page.findChildren(QLabel)]
    page._links[2].click()
    box = page.words.boxes["Hot"]
    box.setCurrentIndex(box.findData("lead"))
    box.activated.emit(0)

    assert page._links[2].text() == "2 values, all known"
    assert page.options.statuses == {"Hot": "lead"}
    page._links[2].click()
    assert page.words.isHidden()


def test_a_column_made_a_status_asks_for_its_words(qtbot: Any, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "fair.csv"
    path.write_text("Name,Mail,Phase\nJane,jane@x.org,Hot\n")
    page = MatchPage()
    qtbot.addWidget(page)
    page.show_file(job.open_file(session.database, path))
    asked: list[bool] = []
    page.words_wanted.connect(lambda: asked.append(True))

    box = page._boxes[2]
    box.setCurrentIndex(box.findData("status"))
    box.activated.emit(0)
    page.take_words(job.with_words(page.opened))

    assert asked == [True]
    assert page._links[2].text() == "1 value to translate…"


def test_what_was_chosen_for_the_same_header_is_chosen_again(qtbot: Any, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "fair.csv"
    path.write_text("Name,Mail\nJane,jane@x.org; other@x.org\n")
    page = MatchPage()
    qtbot.addWidget(page)
    page.show_file(job.open_file(session.database, path))
    assert not page.further.isHidden()
    page.existing.setCurrentIndex(2)
    page.region.setText("FR")
    page.further.setCurrentIndex(1)
    page.tag.setText("spring, 2027")
    assert page.options.tag == "spring 2027"
    job.check_all(session.database, page.opened, page.options)

    page.show_file(job.open_file(session.database, path))
    assert page.options.tag == "spring 2027"  # the same file, read otherwise
    page = MatchPage()
    qtbot.addWidget(page)
    page.show_file(job.open_file(session.database, path))

    assert (page.options.existing, page.options.region, page.options.further) == ("update", "FR", "note")
    assert page.options.tag == "fair"
    assert "Matched as last time" in [label.text() for label in page.findChildren(QLabel)]

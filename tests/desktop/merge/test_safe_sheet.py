"""Merging together what is safe."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.merge.safe_sheet import SafeSheet, safe_merges
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, outbox
from nexus_contacts.store.edits import Edit


def test_only_what_loses_nothing_is_offered(qtbot: Any, session: Session) -> None:
    same = {"first_name": "Jane", "last_name": "Smith", "email": "j@x.org", "status": "lead", "source": "api"}
    people = [Contact("a", **same), Contact("b", **same, company="Acme"), Contact("c", **(same | {"email": "z@x.org"}))]
    people += [Contact("d", **same), Contact("e", **same)]
    contacts.write_page(session.database, people)
    outbox.edit(session.database, ("e",), Edit((("company", "Waits"),)))

    merges = safe_merges(session.database, [("a", "b"), ("a", "c"), ("d", "e"), ("a", "gone")])

    assert [(one.result.company, len(one.secondaries)) for one in merges] == [("Acme", 1)]
    area = QWidget()
    qtbot.addWidget(area)
    area.resize(900, 700)
    area.show()
    sheet = SafeSheet(merges, 4, area)
    sheet.show()
    told: list[Any] = []
    sheet.confirmed.connect(told.append)
    button = next(one for one in sheet.findChildren(QPushButton) if one.text() == "Merge 1 pair")
    box = sheet.findChildren(QCheckBox)[0]
    box.setChecked(False)
    assert not button.isEnabled()
    box.setChecked(True)
    button.click()
    assert told == [list(merges)]


def test_where_something_is_lost_everywhere_it_says_so(qtbot: Any) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    sheet = SafeSheet((), 2, area)

    assert not any(button.isEnabled() for button in sheet.findChildren(QPushButton) if "Merge" in button.text())


def test_a_rehearsal_is_told_under_each_merge(qtbot: Any) -> None:
    from nexus_contacts.desktop.merge.safe_sheet import rehearsed_text
    from nexus_contacts.desktop.rehearsal import Rehearsed
    from nexus_contacts.duplicates.merge import merged
    from nexus_contacts.store.edits import Change

    jane = Contact("a", "Jane", "Smith", "j@x.org")
    merge = merged((jane, Contact("b", "Jane", "Smith", "j@x.org")), {})
    area = QWidget()
    qtbot.addWidget(area)
    area.resize(900, 700)
    area.show()
    sheet = SafeSheet((merge,), 1, area)
    sheet.show()
    wanted: list[Any] = []
    sheet.rehearsal_wanted.connect(wanted.append)

    next(one for one in sheet.findChildren(QPushButton) if one.text() == "Rehearse").click()
    sheet.show_rehearsed([Rehearsed(merge, notes=2)])

    assert wanted == [[merge]]
    assert rehearsed_text(Rehearsed(merge, notes=2)) == "Rehearsed: it comes out as shown, with 2 notes"
    assert rehearsed_text(Rehearsed(merge, problem="refused")) == "It could not be tried out: refused"
    differing = Rehearsed(merge, (Change("company", "", "Acme"),))
    assert rehearsed_text(differing) == "Rehearsed: it comes out otherwise in Company"

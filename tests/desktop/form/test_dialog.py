"""The form whole: typed, checked, kept, saved; over a real copy."""

from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.desktop.form.dialog import ContactForm
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, drafts, entries, outbox, settling
from nexus_contacts.store.edits import Change
from nexus_contacts.store.entries import Reason
from nexus_contacts.store.incoming import write_page

JANE = Contact("con_1", "Jane", "Smith", "jane@example.com", company="Acme", status="active", source="website")


@pytest.fixture
def window(session: Session, show_active: Any) -> QWidget:
    write_page(session.database, [JANE])
    made = QWidget()
    made.resize(900, 800)
    show_active(made)
    return made


def opened(qtbot: Any, form: ContactForm) -> ContactForm:
    form.show()
    qtbot.waitUntil(form.isVisible)
    return form


def put(form: ContactForm, name: str, text: str) -> None:
    field = form.page.boxes[name].control
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, text)


def test_a_new_contact_is_saved_and_told(qtbot: Any, session: Session, window: QWidget) -> None:
    form = opened(qtbot, ContactForm(session, window))
    put(form, "first_name", "Ada")
    put(form, "email", "ada@example.com")

    with qtbot.waitSignal(form.saved) as saved:
        form.submit()

    (entry,) = entries.waiting(session.database)
    assert entry.draft is not None
    assert (entry.draft.first_name, entry.draft.email, entry.draft.source) == ("Ada", "ada@example.com", "manual")
    assert saved.args == [entry.contact_id]


def test_what_is_wrong_keeps_the_form_open_at_the_first_wrong_field(
    qtbot: Any, session: Session, window: QWidget
) -> None:
    form = opened(qtbot, ContactForm(session, window))
    put(form, "phone", "555 0123")

    form.submit()

    assert form.isVisible()
    assert QApplication.focusWidget() is form.page.boxes["first_name"].control
    assert "3 fields need attention" in [label.text() for label in form.findChildren(QLabel)]
    assert entries.waiting(session.database) == ()


def test_an_address_that_is_taken_names_its_holder_before_any_call(
    qtbot: Any, session: Session, window: QWidget
) -> None:
    form = opened(qtbot, ContactForm(session, window))
    put(form, "email", " JANE@example.com")
    opened_ids: list[str] = []
    form.open_wanted.connect(opened_ids.append)

    form.page.boxes["first_name"].control.setFocus()
    qtbot.waitUntil(lambda: not form.page.clash.isHidden())
    form.page.clash.open_wanted.emit("con_1")

    assert opened_ids == ["con_1"]
    qtbot.waitUntil(lambda: drafts.get(session.database, drafts.NEW_CONTACT) is not None)


def test_only_what_was_changed_is_sent(qtbot: Any, session: Session, window: QWidget) -> None:
    form = opened(qtbot, ContactForm(session, window, contact=JANE))
    put(form, "company", "New")

    with qtbot.waitSignal(form.saved):
        form.submit()

    (entry,) = entries.waiting(session.database)
    assert entry.changes == (Change("company", "Acme", "New"),)


def test_a_draft_survives_and_is_found_again(qtbot: Any, session: Session, window: QWidget) -> None:
    first = opened(qtbot, ContactForm(session, window, contact=JANE))
    put(first, "job_title", "CEO")
    qtbot.waitUntil(lambda: drafts.get(session.database, drafts.form_key("con_1")) is not None)
    first.hide()

    again = opened(qtbot, ContactForm(session, window, contact=JANE))
    qtbot.waitUntil(lambda: again.page.text("job_title") == "CEO")
    again._over.click()

    assert again.page.text("job_title") == ""
    qtbot.waitUntil(lambda: drafts.get(session.database, drafts.form_key("con_1")) is None)


def test_leaving_asks_only_where_something_was_typed(qtbot: Any, session: Session, window: QWidget) -> None:
    form = opened(qtbot, ContactForm(session, window))
    put(form, "first_name", "Ada")

    form.leave()
    box = form.findChild(QMessageBox)
    assert box is not None
    assert form.isVisible()
    discard = next(button for button in box.buttons() if button.text() == "Discard")
    with qtbot.waitSignal(form.rejected):
        discard.click()

    untouched = opened(qtbot, ContactForm(session, window))
    with qtbot.waitSignal(untouched.rejected):
        untouched.leave()


def test_what_the_service_refused_is_mended_and_sent_again(qtbot: Any, session: Session, window: QWidget) -> None:
    done = outbox.create(session.database, Draft("Ada", "ada@example.com", company="Too long"))
    settling.park(session.database, done.entry, Reason("invalid", fields=(("company", "is too long"),)))
    (entry,) = entries.parked(session.database)
    form = opened(qtbot, ContactForm(session, window, entry=entry))
    assert form.page.boxes["company"].fault == "is too long"
    put(form, "company", "Short")

    with qtbot.waitSignal(form.saved):
        form.submit()

    (waiting,) = entries.waiting(session.database)
    assert waiting.draft is not None
    assert waiting.draft.company == "Short"
    assert contacts.total(session.database) == 2

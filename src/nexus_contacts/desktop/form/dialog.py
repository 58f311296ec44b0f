"""The form for a contact: new, or changed. Kept while it is typed, checked as it is left, only what changed is sent."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QWidget
from typing_extensions import override

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import LinkButton, PrimaryButton, SecondaryButton
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.controls.toasts import announce
from nexus_contacts.desktop.field_checks import fault
from nexus_contacts.desktop.form import values
from nexus_contacts.desktop.form.page import FormPage
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, drafts, edits
from nexus_contacts.store.entries import Entry
from nexus_contacts.store.outbox import Done

_SIZE = (640, 692)
_KEEP_MS = 400


def _say(text: str) -> str:
    return QCoreApplication.translate("ContactForm", text)


class ContactForm(Sheet):
    """`contact` None makes a new one. `entry` is one that needs the person: it is filled in, with what is wrong.

    A draft that was neither saved nor thrown away is found again.
    """

    open_wanted = Signal(str)
    update_wanted = Signal(str, object)
    """Update this contact (by id) with the typed values (as `form.values` has them)."""
    typed_changed = Signal(object)
    """What stands in the form of a new contact, when a field that tells who it is was left."""
    saved = Signal(str)

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        *,
        contact: Contact | None = None,
        entry: Entry | None = None,
        draft: Draft | None = None,
    ) -> None:
        title = _say("New contact") if contact is None else _say("Edit {name}").replace("{name}", contact.name)
        super().__init__(title, _say("Saved on this computer first, then sent to AutomateNexus."), _SIZE, parent)
        self._session = session
        self._contact = contact
        self._entry = entry
        self._key = drafts.form_key("" if contact is None else contact.id)
        self._begun: dict[str, Any] = {}
        self.page = FormPage(session, is_new=contact is None)
        self.column.addWidget(self.page)
        self.column.addStretch(1)
        self._make_foot()
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep.timeout.connect(self._keep_draft)
        self._connect()
        self._fill(draft)

    def _make_foot(self) -> None:
        self._note = Label("", "small_strong", "danger")
        self._over = LinkButton(self.tr("Start over"))
        self._over.hide()
        self._cancel = SecondaryButton(self.tr("Cancel"), key=self.tr("Esc"))
        text = self.tr("Create contact") if self._contact is None else self.tr("Save changes")
        self._save = PrimaryButton(text, key=self.tr("Ctrl ↵"))
        self.foot.addWidget(self._note)
        self.foot.addWidget(self._over)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self._save)

    def _connect(self) -> None:
        self._cancel.clicked.connect(self.leave)
        self._save.clicked.connect(self.submit)
        self._over.clicked.connect(self._start_over)
        self.page.edited.connect(self._note_edit)
        self.page.email_left.connect(self._look_for_holder)
        self.page.who_left.connect(self._tell_who)
        self.page.double.open_wanted.connect(self._open_holder)
        self.page.clash.open_wanted.connect(self._open_holder)
        self.page.clash.update_wanted.connect(lambda id: self.update_wanted.emit(id, self.page.typed()))
        for box in self.page.boxes.values():
            box.control.installEventFilter(self)

    # ── what stands in it ─────────────────────────────────────────────────────────────────────────────────────────────

    def _fill(self, draft: Draft | None) -> None:
        entry = self._entry
        if self._contact is not None:
            self._begun = values.typed_of(self._contact)
        elif entry is not None and entry.draft is not None:
            self._begun = values.typed_of(edits.contact_of(entry.draft, ""))
        else:
            self._begun = values.typed_of(Contact("", status="lead", source="manual"))
        shown = self._begun if draft is None else values.typed_of(edits.contact_of(draft, ""))
        self.page.show_typed(shown)
        if entry is not None:
            for field, text in entry.reason.fields:
                self.page.show_fault(field, text)
            if entry.reason.existing_id:
                self._find(entry.reason.existing_id)
        elif draft is None:
            database, key = self._session.database, self._key
            self._session.background.run(self, lambda: drafts.get(database, key), self._show_draft, key="draft")
        self.page.first().setFocus(Qt.FocusReason.TabFocusReason)

    def _show_draft(self, content: dict[str, Any] | None) -> None:
        if not content or content.get("typed") == self._begun or self.page.typed() != self._begun:
            return
        self.page.show_typed(content["typed"])
        when = words.time_text(datetime.fromisoformat(content["at"]))
        self._note.set_token("text2")
        self._note.setText(self.tr("Your draft from {time}").replace("{time}", when))
        self._over.show()

    def _start_over(self) -> None:
        self.page.show_typed(self._begun)
        self._over.hide()
        self._note.setText("")
        self._session.changer.keep_draft(self._key, None)

    def _note_edit(self) -> None:
        self._keep.start()
        self._recount()

    def _keep_draft(self) -> None:
        typed = self.page.typed()
        content = None if typed == self._begun else {"typed": typed, "at": datetime.now().astimezone().isoformat()}
        self._session.changer.keep_draft(self._key, content)

    # ── checks ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            for field, box in self.page.boxes.items():
                if box.control is watched:
                    self._check(field)
        return super().eventFilter(watched, event)

    def _check(self, field: str) -> None:
        """Check a field as it is left; one that nobody has touched yet is let be."""
        text = self.page.text(field)
        if text or self.page.boxes[field].fault:
            self.page.show_fault(field, fault(field, text))
        self._recount()

    def _recount(self) -> None:
        wrong = self.page.wrong()
        if wrong:
            self._note.set_token("danger")
            one, many = self.tr("1 field needs attention"), self.tr("{n} fields need attention")
            self._note.setText(words.counted(one, many, len(wrong)))
        elif self._over.isHidden():
            self._note.setText("")

    def _tell_who(self) -> None:
        typed = self.page.typed()
        if self._contact is None and typed != self._begun:
            self.typed_changed.emit(typed)

    def show_double(self, contact: Contact | None, why: str) -> None:
        """Warn that somebody who is there already may be the same person."""
        self.page.double.show_double(contact if self.page.clash.isHidden() else None, why)

    def _look_for_holder(self, email: str) -> None:
        database = self._session.database

        def find() -> Contact | None:
            holder = contacts.find_by_email(database, email)
            return None if holder is None else contacts.get(database, holder)

        self._session.background.run(self, find, self._show_holder, key="holder")

    def _find(self, contact_id: str) -> None:
        database = self._session.database
        self._session.background.run(self, lambda: contacts.get(database, contact_id), self._show_holder, key="holder")

    def _show_holder(self, holder: Contact | None) -> None:
        mine = self._contact.id if self._contact is not None else self._entry.contact_id if self._entry else ""
        if holder is not None and holder.id == mine:
            holder = None
        self.page.show_holder(holder)
        self._recount()

    # ── the end ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @override
    def submit(self) -> None:
        """Save, or go to the first field that is wrong."""
        for field in self.page.boxes:
            self.page.show_fault(field, fault(field, self.page.text(field)))
        wrong = self.page.wrong()
        self._recount()
        if wrong:
            self.page.go_to(wrong[0])
            announce(self, self._note.text(), assertive=True)
            return
        self._save.setEnabled(False)
        QTimer.singleShot(2000, self, lambda: self._save.setEnabled(True))  # where the disk is full it stays open
        typed, changer = self.page.typed(), self._session.changer
        if self._contact is not None:
            changes = values.changes_of(typed, self._contact)
            self._leave_with(lambda then: changer.change(self._contact.id, changes, then) if self._contact else None)
        elif self._entry is not None:
            before = values.contact_of(self._begun, Contact(self._entry.contact_id))
            changes = edits.changes_between(before, values.contact_of(typed, before))
            id = self._entry.contact_id
            if changes:
                self._leave_with(lambda then: changer.change(id, changes, then))
            else:
                changer.retry(self._entry.number)
                self._close_saved(id)
        else:
            self._leave_with(lambda then: changer.create(values.draft_of(typed), then))

    def _leave_with(self, save: Callable[[Callable[[Done], None]], object]) -> None:
        save(lambda done: self._close_saved(done.contact_id))

    def _close_saved(self, contact_id: str) -> None:
        self._keep.stop()
        self._session.changer.keep_draft(self._key, None)
        self.saved.emit(contact_id)
        self.accept()

    def _open_holder(self, contact_id: str) -> None:
        self._keep.stop()
        self._keep_draft()
        self.open_wanted.emit(contact_id)
        self.reject()

    @override
    def leave(self) -> None:
        """Ask before what was typed is thrown away."""
        if self.page.typed() == self._begun:
            self._throw_away()
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Discard this draft?"))
        box.setText(self.tr("Discard this draft?"))
        box.setInformativeText(self.tr("What you typed is not saved yet."))
        go = box.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Keep editing"), QMessageBox.ButtonRole.RejectRole))
        go.clicked.connect(self._throw_away)
        box.open()

    def _throw_away(self) -> None:
        self._keep.stop()
        self._session.changer.keep_draft(self._key, None)
        self.reject()

"""What the window does about changes: forms and dialogs opened, what was done told with Undo, undo and redo."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.desktop import deleting, sentences, words
from nexus_contacts.desktop.actions import Actions
from nexus_contacts.desktop.changer import Made
from nexus_contacts.desktop.places import CHANGES
from nexus_contacts.desktop.tag_changes import TagChanges
from nexus_contacts.store import contacts, edits, facets
from nexus_contacts.store.entries import Entry
from nexus_contacts.store.outbox import HOLD_S
from nexus_contacts.store.undo import Turned

if TYPE_CHECKING:
    from nexus_contacts.desktop.window import MainWindow
    from nexus_contacts.desktop.workplace import Workplace

_WRITING = ("new_contact", "undo", "redo")
_OF_CONTACT = ("edit_contact", "add_note", "delete_contact")


class Writing(QObject):
    """The link between the outbox and the window: one for each window, attached to each workplace.

    Forms and dialogs are imported when they are first asked for: the first paint need not wait for them.
    """

    merge_wanted = Signal(object)
    """A merge's entry that a person wants to look at again."""
    form_opened = Signal(object)

    def __init__(self, window: "MainWindow", actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self.tags = TagChanges(window)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What its actions do, by their ids."""
        return {
            "new_contact": self.new_contact,
            "undo": partial(self._at_place, lambda place: place.session.changer.undo()),
            "redo": partial(self._at_place, lambda place: place.session.changer.redo()),
            "go_changes": partial(self._at_place, lambda place: place.go_to(CHANGES)),
            "trash": self.open_trash,
            "news": self.open_news,
            "requests": self.open_requests,
            "edit_contact": partial(self._at_place, lambda place: self.edit_contact(place.picked_contact)),
            "add_note": partial(self._at_place, lambda place: self.write_note(place.picked_contact)),
            "delete_contact": partial(self._at_place, lambda place: self.ask_to_delete((place.picked_contact,))),
        }

    def attach(self, workplace: "Workplace") -> None:
        """Listen to a workplace and its changer."""
        changer = workplace.session.changer
        changer.made.connect(self._tell_made)
        changer.turned.connect(self._tell_turned)
        changer.nothing_to_undo.connect(self._tell_nothing)
        changer.read_only_changed.connect(self.offer)
        workplace.new_contact_wanted.connect(self.new_contact)
        workplace.picked.connect(lambda _id: self.offer())
        workplace.table.edit_wanted.connect(self.edit_contact)
        workplace.table.note_wanted.connect(self.write_note)
        workplace.table.delete_wanted.connect(self.ask_to_delete)
        workplace.table.changes.menus.field_wanted.connect(self.set_field)
        workplace.sidebar.filters.tags.rename_wanted.connect(self.tags.rename)
        workplace.sidebar.filters.tags.removal_wanted.connect(self.tags.remove)
        workplace.detail.edit_wanted.connect(self.edit_contact)
        workplace.detail.history_wanted.connect(self.open_history)
        workplace.places.add_place(CHANGES, partial(self._make_changes, workplace))
        self.offer()

    @property
    def _place(self) -> "Workplace | None":
        return self._window.workplace

    def _at_place(self, deed: Callable[["Workplace"], None]) -> None:
        if self._place is not None:
            deed(self._place)

    def offer(self, _read_only: bool = False) -> None:
        """Offer what can be done now, and say why the rest cannot."""
        place = self._place
        read_only = place is not None and place.session.changer.read_only
        may_not = self.tr("Your key may only read")
        for id in _WRITING:
            self._actions.set_enabled(id, not read_only, may_not)
        picked = place is not None and bool(place.picked_contact)
        reason = may_not if read_only else self.tr("Pick a contact first")
        for id in _OF_CONTACT:
            self._actions.set_enabled(id, picked and not read_only, reason)

    # ── told ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _tell_made(self, made: Made) -> None:
        place, step = self._place, made.step
        if place is None or step is None:
            return
        text = sentences.done_text(step, place.session.owner_name)
        if made.done.stopped:
            text = self.tr("Stopped: {done}. The others are as they were.").replace("{done}", text)
        seconds = int(HOLD_S) if step.kind in ("delete", "merge") else self._window.settings.choices.toast_s
        icon = {"create": "plus", "note": "note", "delete": "trash", "merge": "merge"}.get(step.kind, "pencil")
        self._window.toasts.show_toast(
            text,
            icon=icon,
            action=self.tr("Undo"),
            key=self.tr("Ctrl Z"),
            seconds=seconds,
            taken=partial(place.session.changer.undo, step.number),
        )

    def _tell_turned(self, turned: Turned, undone: bool) -> None:
        place = self._place
        if place is None:
            return
        rest = sentences.rest_texts(turned)
        if turned.count:
            done = sentences.turned_text(turned.step, place.session.owner_name, undone=undone)
            self._window.say(" – ".join([done, *rest]))
        elif turned.sent:
            self._window.say(" – ".join(rest))
        elif rest and not turned.thrown:
            text = self.tr("Nothing to take back: it was sent, or changed since")
            self._window.say(" – ".join([text, *rest]) if turned.notes_left else text)
        elif not turned.thrown:
            self._tell_nothing(undone)
        if undone:
            self._follow_undone(place, turned)

    def _follow_undone(self, place: "Workplace", turned: Turned) -> None:
        """What was typed goes back to where it was typed; what the service has already is asked about."""
        if turned.draft is not None:
            self.new_contact(turned.draft)
        elif turned.content:
            place.detail.composer.bring_back(turned.contact_id, turned.content)
        if turned.stayed and turned.step.kind == "import":
            self._ask_about_stayed(place, turned)
        elif turned.sent:
            self.ask_to_delete(turned.sent, taking_back=turned.step.number)
        if turned.thrown:
            self.open_trash(turned.thrown[0])

    def _ask_about_stayed(self, place: "Workplace", turned: Turned) -> None:
        from nexus_contacts.desktop.trash.stayed_sheet import StayedSheet

        sheet = StayedSheet(turned.stayed, place.session.owner_name, self._window)
        sheet.confirmed.connect(place.session.changer.set_back)
        if turned.sent:
            ask = partial(self.ask_to_delete, turned.sent, taking_back=turned.step.number)
            sheet.finished.connect(lambda _result: ask())
        self._window.open_dialog(sheet)

    def _tell_nothing(self, undone: bool) -> None:
        self._window.say(self.tr("Nothing to undo") if undone else self.tr("Nothing to redo"))

    # ── forms ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def new_contact(self, draft: Draft | None = None) -> None:
        """Open the form for a new contact."""
        if self._place is not None and not self._place.session.changer.read_only:
            self._open_form(draft=draft)

    def edit_contact(self, contact_id: str) -> None:
        """Open the form for a contact."""
        place = self._place
        if place is None or not contact_id or place.session.changer.read_only:
            return
        database = place.session.database
        place.session.background.run(
            self,
            lambda: contacts.get(database, contact_id),
            lambda contact: self._open_form(contact=contact) if contact is not None else None,
            key="form",
        )

    def _edit_entry(self, entry: Entry) -> None:
        """Open the form over what the service refused."""
        place = self._place
        if place is None:
            return
        if entry.draft is not None:
            self._open_form(entry=entry)
            return
        database = place.session.database
        place.session.background.run(
            self,
            lambda: contacts.get(database, entry.contact_id),
            lambda contact: self._open_form(contact=contact, entry=entry) if contact is not None else None,
            key="form",
        )

    def _open_form(
        self, *, contact: Contact | None = None, entry: Entry | None = None, draft: Draft | None = None
    ) -> None:
        from nexus_contacts.desktop.form.dialog import ContactForm

        place = self._place
        if place is None:
            return
        form = ContactForm(place.session, self._window, contact=contact, entry=entry, draft=draft)
        form.open_wanted.connect(place.open_contact)
        form.update_wanted.connect(lambda id, typed: self._offer_update(form, id, typed, entry))
        self.form_opened.emit(form)
        form.saved.connect(lambda id: self._show_saved(id, is_new=contact is None))
        self._window.open_dialog(form)

    def _show_saved(self, contact_id: str, *, is_new: bool) -> None:
        if self._place is not None and is_new and contact_id:
            self._place.show_contact(contact_id)

    def _offer_update(self, form: QWidget, holder_id: str, typed: object, entry: Entry | None) -> None:
        """Let the values of a form go to the contact that has its address already, field by field."""
        from nexus_contacts.desktop.form.update_sheet import UpdateSheet
        from nexus_contacts.desktop.form.values import differing

        place = self._place
        assert isinstance(typed, dict)
        if place is None:
            return
        database, changer = place.session.database, place.session.changer

        def update(id: str, changes: edits.Changes) -> None:
            changer.change(id, changes)
            if entry is not None:
                changer.cancel(entry.number)
            form.close()
            place.open_contact(id)

        def show(holder: Contact | None) -> None:
            if holder is None:
                return
            sheet = UpdateSheet(holder, differing(typed, holder), place.session.owner_name, self._window)
            sheet.update_chosen.connect(update)
            sheet.show()
            sheet.raise_()

        place.session.background.run(self, lambda: contacts.get(database, holder_id), show, key="holder")

    def write_note(self, contact_id: str) -> None:
        """Bring a contact's notes to the front, ready to write one."""
        place = self._place
        if place is not None and contact_id and not place.session.changer.read_only:
            place.open_contact(contact_id)
            place.detail.write_note()

    def ask_to_delete(self, ids: Sequence[str], *, taking_back: int | None = None) -> None:
        """Ask whether contacts are to be deleted, and do it; `taking_back` is the step that ends with it."""
        place = self._place
        if place is None or not any(ids) or place.session.changer.read_only:
            return
        database, changer = place.session.database, place.session.changer
        wanted = tuple(ids)
        place.session.background.run(
            self,
            lambda: deleting.what_goes(database, wanted),
            lambda goes: deleting.ask_to_delete(
                self._window, wanted, goes, partial(changer.delete, wanted, taking_back=taking_back)
            ),
            key="what goes",
        )

    def set_field(self) -> None:
        """Ask for a field and a value, for what is meant in the table."""
        from nexus_contacts.desktop.field_sheet import FieldSheet

        place = self._place
        if place is None or place.session.changer.read_only:
            return
        database, changes = place.session.database, place.table.changes
        who = words.counted(self.tr("1 contact"), self.tr("{n} contacts"), len(changes.meant()))

        def show(keys: tuple[str, ...]) -> None:
            self._window.open_dialog(FieldSheet(who, keys, changes.apply, self._window))

        place.session.background.run(
            self, lambda: tuple(key for key, _ in facets.custom_keys(database)), show, key="field sheet"
        )

    # ── screens ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _make_changes(self, place: "Workplace") -> QWidget:
        from nexus_contacts.desktop.changes.screen import ChangesScreen

        screen = ChangesScreen(place.session)
        screen.open_wanted.connect(place.open_contact)
        screen.edit_wanted.connect(self._edit_entry)
        screen.compare_wanted.connect(self._compare)
        screen.merge_wanted.connect(self.merge_wanted)
        screen.trash_wanted.connect(self.open_trash)
        screen.news_wanted.connect(self.open_news)
        screen.send_wanted.connect(self._send_now)
        return screen

    def _send_now(self) -> None:
        if self._window.service is not None:
            self._window.service.wake()

    def _compare(self, entry: Entry) -> None:
        from nexus_contacts.desktop.conflict.dialog import ConflictDialog

        if self._place is not None:
            self._window.open_dialog(ConflictDialog(self._place.session, entry, self._window))

    def open_trash(self, number: int = 0) -> None:
        """Open the trash; with a number, at the plan of that contact."""
        from nexus_contacts.desktop.trash.dialog import TrashDialog

        if self._place is not None:
            self._window.open_dialog(TrashDialog(self._place.session, self._window, number))

    def open_news(self) -> None:
        """Show what the service changed since the person last looked."""
        from nexus_contacts.desktop.changes.news import NewsDialog

        if self._place is not None:
            dialog = NewsDialog(self._place.session, self._window)
            dialog.open_wanted.connect(self._place.open_contact)
            self._window.open_dialog(dialog)

    def open_history(self, contact_id: str) -> None:
        """Show what changed in one contact."""
        from nexus_contacts.desktop.changes.history import HistoryDialog

        if self._place is not None:
            self._window.open_dialog(HistoryDialog(self._place.session, contact_id, self._window))

    def open_requests(self) -> None:
        """Show the last requests."""
        from nexus_contacts.desktop.changes.requests import RequestsDialog

        if self._place is not None:
            log = self._place.session.requests
            self._window.open_dialog(RequestsDialog(log.newest() if log is not None else (), self._window))

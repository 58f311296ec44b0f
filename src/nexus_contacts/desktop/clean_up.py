"""What the window does about duplicates: the watch, the queue, merging by hand or together, undoing, the record."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from nexus_contacts.desktop import asking, words
from nexus_contacts.desktop.actions import Actions
from nexus_contacts.desktop.places import DUPLICATES
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.store import contacts, merging
from nexus_contacts.store.entries import Entry
from nexus_contacts.sync.progress import Phase, SyncState

if TYPE_CHECKING:
    from nexus_contacts.api.records import Contact
    from nexus_contacts.desktop.duplicate_watch import DuplicateWatch
    from nexus_contacts.desktop.duplicates.items import Item
    from nexus_contacts.desktop.duplicates.screen import DuplicatesScreen
    from nexus_contacts.desktop.form.dialog import ContactForm
    from nexus_contacts.desktop.merge.safe_sheet import SafeSheet
    from nexus_contacts.desktop.window import MainWindow
    from nexus_contacts.desktop.workplace import Workplace
    from nexus_contacts.duplicates.merge import Merge
    from nexus_contacts.duplicates.records import Person
    from nexus_contacts.duplicates.scan import Pair

MOST_AT_ONCE = 10
"""So many contacts can be merged into one."""
_WATCH_AFTER_MS = 800
WARN_FROM = 0.6
"""Somebody at least so likely to be there already is warned of while a contact is typed."""


def _person(typed: Mapping[str, Any]) -> "Person":
    from nexus_contacts.duplicates.records import Person

    parts = {part: typed.get(f"address.{part}", "") for part in ("street", "city", "state", "zip", "country")}
    names = ("first_name", "last_name", "email", "phone", "company", "job_title")
    return Person("", **{name: typed.get(name, "") for name in names}, **parts)


class CleanUp(QObject):
    """The link between duplicates and the window: one for each window, attached to each workplace.

    Screens and dialogs, and the engine's libraries, are imported when they are first asked for.
    """

    def __init__(self, window: "MainWindow", actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._watch: DuplicateWatch | None = None
        self._screen: DuplicatesScreen | None = None
        self._form: ContactForm | None = None
        self._state: SyncState | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """What its actions do, by their ids."""
        return {
            "go_duplicates": self.open_queue,
            "find_duplicates": self._find_of_picked,
            "merge_ticked": self._merge_ticked,
        }

    def _find_of_picked(self) -> None:
        if self._place is not None:
            self.find_doubles(self._place.picked_contact)

    def _merge_ticked(self) -> None:
        if self._place is not None:
            self._place.table.changes.merge()

    def attach(self, workplace: "Workplace") -> None:
        """Listen to a workplace, and begin to watch for duplicates once its rows stand."""
        workplace.places.add_place(DUPLICATES, partial(self._make_screen, workplace))
        workplace.table.changes.merge_wanted.connect(self.merge_by_hand)
        workplace.table.doubles_wanted.connect(self.find_doubles)
        workplace.detail.doubles.compare_wanted.connect(self.find_doubles)
        workplace.session.bridge.state_changed.connect(self._take_state)
        workplace.populated.connect(lambda: QTimer.singleShot(_WATCH_AFTER_MS, self, partial(self._begin, workplace)))
        self._screen = None

    def close(self) -> None:
        """End the watch of the workplace that is left."""
        watch, self._watch, self._screen = self._watch, None, None
        if watch is not None:
            watch.close()
            watch.deleteLater()

    @property
    def _place(self) -> "Workplace | None":
        return self._window.workplace

    def _take_state(self, state: SyncState) -> None:
        self._state = state

    def _begin(self, workplace: "Workplace") -> None:
        if self._place is workplace and self._watch is None:
            self._made_watch(workplace)

    def _made_watch(self, workplace: "Workplace") -> "DuplicateWatch":
        if self._watch is None:
            from nexus_contacts.desktop.duplicate_watch import DuplicateWatch

            self._watch = DuplicateWatch(workplace.session, self)
            self._watch.counted.connect(workplace.show_pairs)
            self._watch.doubles_found.connect(self._warn)
            if self._state is not None:
                self._watch.take_state(self._state)
        return self._watch

    # ── the queue ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _make_screen(self, place: "Workplace") -> QWidget:
        from nexus_contacts.desktop.duplicates.screen import DuplicatesScreen

        screen = DuplicatesScreen(place.session)
        watch = self._made_watch(place)
        screen.merge_wanted.connect(self._merge_item)
        screen.safe_wanted.connect(self._merge_safe)
        screen.dismissed_wanted.connect(self.open_dismissed)
        screen.record_wanted.connect(self.open_record)
        screen.scan_wanted.connect(watch.scan)
        screen.stop_wanted.connect(watch.stop)
        screen.details_wanted.connect(lambda id: place.session.load_details(screen, id))
        watch.progressed.connect(screen.show_progress)
        self._screen = screen
        return screen

    def open_queue(self) -> None:
        """Go to the queue, the keyboard in its list."""
        if self._place is not None:
            self._place.go_to(DUPLICATES)
            if self._screen is not None:
                self._screen.list.setFocus()

    def find_doubles(self, contact_id: str) -> None:
        """Show the pairs that one contact takes part in."""
        if self._place is not None and contact_id:
            self.open_queue()
            if self._screen is not None:
                self._screen.show_only(contact_id)

    def warn_in(self, form: "ContactForm") -> None:
        """Warn in a form of somebody who is likely there already."""
        self._form = form
        form.typed_changed.connect(self._check)

    def _check(self, typed: Mapping[str, Any]) -> None:
        if self._watch is not None:
            self._watch.check(_person(typed))

    def _warn(self, found: "tuple[Pair, ...]") -> None:
        form, place = self._form, self._place
        if form is None or place is None or not isValid(form):
            return
        from nexus_contacts.desktop.duplicate_watch import stored
        from nexus_contacts.desktop.duplicates.items import items, reason_line

        likely = [one for one in found if one.score >= WARN_FROM]
        if not likely:
            form.show_double(None, "")
            return
        why = reason_line(items((stored(likely[0]),))[0])
        read = partial(contacts.get, place.session.database, likely[0].second_id)
        place.session.background.run(form, read, lambda contact: form.show_double(contact, why), key="double")

    # ── merging ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def merge_by_hand(self, ids: Sequence[str]) -> None:
        """Merge contacts that a person chose; one alone shows its likely doubles."""
        if len(ids) == 1:
            self.find_doubles(ids[0])
        elif len(ids) > MOST_AT_ONCE:
            text = self.tr("At most {n} contacts can be merged into one")
            self._window.say(text.replace("{n}", words.number(MOST_AT_ONCE)))
        elif ids:
            self.open_merge(ids, self.tr("Chosen by hand"))

    def _merge_item(self, ids: Sequence[str], item: "Item") -> None:
        from nexus_contacts.desktop.duplicates.items import percent, reason_line

        text = self.tr("{n} % match · {why}").replace("{n}", str(percent(item.score)))
        self.open_merge(ids, text.replace("{why}", reason_line(item).lower()))

    def open_merge(self, ids: Sequence[str], text: str) -> None:
        """Open the merge dialog on contacts, the one to keep first; what waits for them blocks it."""
        place = self._place
        if place is None or place.session.changer.read_only:
            return
        database, wanted = place.session.database, tuple(ids)

        def read() -> "tuple[tuple[Contact, ...], dict[str, dict[str, int]], int]":
            found = (contacts.get(database, one) for one in wanted)
            records = tuple(one for one in found if one is not None)
            return records, merging.related_counts(database, wanted), len(merging.blocking(database, wanted))

        def show(told: "tuple[tuple[Contact, ...], dict[str, dict[str, int]], int]") -> None:
            records, related, waiting = told
            if waiting:
                one, many = self.tr("Send or discard 1 change first"), self.tr("Send or discard {n} changes first")
                self._window.say(words.counted(one, many, waiting))
            elif len(records) > 1:
                self._show_merge(place, records, text, related)

        place.session.background.run(self, read, show, self._window.show_error, key="merge")

    def _show_merge(
        self, place: "Workplace", records: "Sequence[Contact]", text: str, related: dict[str, dict[str, int]]
    ) -> None:
        from nexus_contacts.desktop.merge.dialog import MergeDialog

        dialog = MergeDialog(records, text, related, place.session.owner_name, self._window, offline=self._is_offline)
        dialog.confirmed.connect(lambda merge, note: place.session.changer.merge([(merge.parts, note)]))
        dialog.copy_wanted.connect(self._save_copy)
        self._window.open_dialog(dialog)

    @property
    def _is_offline(self) -> bool:
        return self._state is not None and self._state.phase is Phase.OFFLINE

    def _save_copy(self, records: "Sequence[Contact]") -> None:
        from nexus_contacts.exchange import csv_out

        keys = sorted({key for one in records for key, _ in one.custom_fields})

        def write(path: str) -> None:
            from pathlib import Path

            count = csv_out.export(iter(records), keys, Path(path))
            self._window.say(words.counted(self.tr("1 contact written"), self.tr("{n} contacts written"), count))

        asking.ask_for_file(self._window, write)

    def _merge_safe(self, items: "Sequence[Item]") -> None:
        """Merge the likeliest pairs in which nothing is lost, after they were shown."""
        place = self._place
        if place is None or place.session.changer.read_only:
            return
        from nexus_contacts.desktop.merge.safe_sheet import SafeSheet, safe_merges

        database = place.session.database

        def show(merges: "tuple[Merge, ...]") -> None:
            sheet = SafeSheet(merges, len(items), self._window)
            sheet.confirmed.connect(lambda chosen: place.session.changer.merge([(one.parts, "") for one in chosen]))
            sheet.rehearsal_wanted.connect(lambda chosen: self._rehearse(sheet, chosen))
            self._window.open_dialog(sheet)

        groups = [item.ids for item in items]
        place.session.background.run(self, partial(safe_merges, database, groups), show, key="safe")

    def _rehearse(self, sheet: "SafeSheet", merges: "Sequence[Merge]") -> None:
        from nexus_contacts.desktop.rehearsal import rehearse

        place = self._place
        if place is not None:
            work = partial(rehearse, place.session.database, tuple(merges))
            place.session.background.run(sheet, work, sheet.show_rehearsed, self._window.show_error, key="rehearsal")

    def look_again(self, entry: Entry) -> None:
        """A merge was set aside because a contact changed: it is taken back, and its dialog opened on what is now."""
        place = self._place
        if place is not None:
            ids = (entry.contact_id, entry.other_id)
            text = self.tr("{name} was changed after this merge was planned").replace("{name}", one_line(entry.name))
            place.session.changer.cancel(entry.number, then=lambda _done: self.open_merge(ids, text))

    # ── what was decided ──────────────────────────────────────────────────────────────────────────────────────────────

    def open_dismissed(self) -> None:
        """List what was marked as different people."""
        from nexus_contacts.desktop.duplicates.lists import DismissedSheet

        if self._place is not None:
            self._window.open_dialog(DismissedSheet(self._place.session, self._window))

    def open_record(self) -> None:
        """List every merge, dismissal and undo."""
        from nexus_contacts.desktop.duplicates.lists import RecordSheet

        place = self._place
        if place is not None:
            sheet = RecordSheet(place.session, self._window)
            sheet.save_wanted.connect(self._save_record)
            self._window.open_dialog(sheet)

    def _save_record(self) -> None:
        place = self._place
        if place is None:
            return
        database = place.session.database

        def write(path: str) -> None:
            done = self.tr("The record was written")
            work = partial(asking.write_record, database, path)
            place.session.background.run(self, work, lambda _nothing: self._window.say(done), self._window.show_error)

        asking.ask_for_file(self._window, write)

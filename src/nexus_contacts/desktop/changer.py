"""The one way from the screens to the outbox: every change a person makes goes through here, in order, off the UI
thread, and comes back as what was done, with its undo step.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from nexus_contacts.api.records import Draft
from nexus_contacts.store import deciding, drafts, merging, outbox, pairs, restoring, steps, undo
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Changes, Edit, Value
from nexus_contacts.store.errors import DiskFull
from nexus_contacts.store.merging import Planned, UndoPlan
from nexus_contacts.store.outbox import Done
from nexus_contacts.store.steps import Step
from nexus_contacts.store.undo import Stayed, Turned

if TYPE_CHECKING:
    from nexus_contacts.desktop.session import Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Made:
    """What was just done, with the step that takes it back (None: nothing was to do, or there is nothing to undo)."""

    done: Done
    step: Step | None


def with_reserve(database: Database, work: Callable[[], T]) -> T:
    """Run a write; on a full disk once more with the laid-by room given back. Raises StoreError."""
    try:
        return work()
    except DiskFull:
        if not database.free_reserve():
            raise
        return work()


class Changer(QObject):
    """Makes changes for one session. All methods are called on the UI thread; `then` gets what was done.

    A write that fails goes to `failed`, else to the window; the screens are then told to read again.
    """

    previewed = Signal(object, object)
    """(ids, Edit): about to be written. What is shown can be painted as it will be, before any file is touched."""
    made = Signal(object)
    """A `Made`: the window tells it with Undo."""
    turned = Signal(object, bool)
    """A `Turned`, and whether it was undone (True) or done again."""
    progressed = Signal(int, int)
    """(done, all) contacts of an edit of many."""
    read_only_changed = Signal(bool)
    nothing_to_undo = Signal(bool)
    """There is nothing to undo (True) or to redo (False)."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session.background)
        self._session = session
        self._stop = Event()
        self._read_only = False

    # ── what a person may do ──────────────────────────────────────────────────────────────────────────────────────────

    @property
    def read_only(self) -> bool:
        """Whether nothing that writes may be offered: the key may only read."""
        return self._read_only

    def set_read_only(self, read_only: bool) -> None:
        """Take what the service said of the key."""
        if read_only != self._read_only:
            self._read_only = read_only
            self.read_only_changed.emit(read_only)

    # ── changes ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def create(self, draft: Draft, then: Callable[[Done], None] | None = None) -> None:
        """Create a contact."""
        self._make(partial(outbox.create, self._session.database, draft), then)

    def change(self, contact_id: str, changes: Changes, then: Callable[[Done], None] | None = None) -> None:
        """Change fields of one contact, which stood as the changes say when the person began."""
        if not changes:
            if then is not None:
                then(Done(None, contact_id=contact_id))
            return
        self.previewed.emit((contact_id,), Edit(tuple((one.field, one.after) for one in changes)))
        self._make(partial(outbox.change, self._session.database, contact_id, changes), then)

    def edit(self, ids: Sequence[str], edit: Edit, then: Callable[[Done], None] | None = None) -> None:
        """Make the same edit in some contacts; `progressed` tells how far it is, `stop` ends it."""
        self._stop.clear()
        self.previewed.emit(tuple(ids), edit)
        work = partial(
            outbox.edit,
            self._session.database,
            ids,
            edit,
            on_progress=self.progressed.emit,
            stopped=self._stop.is_set,
        )
        self._make(work, then)

    def stop(self) -> None:
        """End the edit of many that runs; what was changed by then stands."""
        self._stop.set()

    def add_note(self, contact_id: str, content: str, then: Callable[[Done], None] | None = None) -> None:
        """Add a note."""
        self._make(partial(outbox.add_note, self._session.database, contact_id, content), then)

    def delete(
        self, ids: Sequence[str], then: Callable[[Done], None] | None = None, *, taking_back: int | None = None
    ) -> None:
        """Delete contacts; they leave after the ten seconds in which it can be undone.

        `taking_back` is the step that created them, where they are deleted to take it back: it is undone then.
        """
        database = self._session.database
        if taking_back is None:
            self._make(partial(outbox.delete, database, ids), then)
        else:
            self._make(partial(undo.delete_sent, database, taking_back, ids), then)

    def restore(self, number: int, then: Callable[[Done], None] | None = None) -> None:
        """Take a contact back out of the trash."""
        self._make(partial(restoring.restore, self._session.database, number), then)

    # ── duplicates ────────────────────────────────────────────────────────────────────────────────────────────────────

    def merge(
        self, merges: Sequence[tuple[Sequence[Planned], str]], then: Callable[[Done], None] | None = None
    ) -> None:
        """Merge contacts, each merge with the note that keeps what has no place; they leave after the ten seconds."""
        self._make(partial(merging.plan_many, self._session.database, merges), then)

    def undo_merge(self, undo: UndoPlan, taken: Sequence[str]) -> None:
        """Take a merge back that was sent; `taken` are the fields to set back though somebody changed them since."""
        self._make(partial(restoring.undo_merge, self._session.database, undo, taken), None)

    def dismiss(self, ids: Sequence[str]) -> None:
        """Remember that contacts are different people."""
        self._decide(pairs.dismiss, ids)

    def revoke(self, dismissed: Sequence[tuple[str, str]]) -> None:
        """Forget that contacts are different people."""
        self._decide(pairs.revoke, dismissed)

    # ── entries ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def cancel(self, *numbers: int, then: Callable[[Done], None] | None = None) -> None:
        """Take back entries that wait or need the person."""
        self._write(partial(deciding.cancel, self._session.database, *numbers), then, lambda done: done.changed)

    def retry(self, *numbers: int) -> None:
        """Send entries that were set aside, or held, as soon as may be."""
        self._decide(deciding.retry, *numbers)

    def resolve(self, number: int, chosen: dict[str, Value]) -> None:
        """Settle a conflict with a value for each field that clashed."""
        self._decide(deciding.resolve, number, chosen)

    def create_again(self, number: int) -> None:
        """Create anew what was deleted on the service while it was changed here."""
        self._decide(deciding.create_again, number)

    def rewrite_note(self, number: int, content: str) -> None:
        """Give a note that waits other words."""
        self._decide(outbox.rewrite_note, number, content)

    def keep_draft(self, key: str, content: dict[str, Any] | None) -> None:
        """Keep what is being typed, or forget it."""
        self._write(partial(drafts.keep, self._session.database, key, content), None, lambda _nothing: Changed())

    # ── undo and redo ─────────────────────────────────────────────────────────────────────────────────────────────────

    def undo(self, number: int | None = None) -> None:
        """Take back the step of this number, else the last one."""
        self._turn(number, undone=True)

    def set_back(self, stayed: Sequence[Stayed]) -> None:
        """Set fields back although they were changed since the step that was taken back."""
        self._decide(undo.set_back, stayed)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._turn(None, undone=False)

    def _turn(self, number: int | None, *, undone: bool) -> None:
        database = self._session.database
        find = steps.last_done if undone else steps.first_undone

        def work() -> Turned | None:
            step = find(database) if number is None else steps.get(database, number)
            if step is None or step.undone is undone:
                return None
            return (undo.undo if undone else undo.redo)(database, step)

        def tell(turned: Turned | None) -> None:
            if turned is None:
                self.nothing_to_undo.emit(undone)
            else:
                self.turned.emit(turned, undone)

        self._write(work, tell, lambda turned: Changed() if turned is None else turned.changed)

    # ── inside ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _make(self, work: Callable[[], Done], then: Callable[[Done], None] | None) -> None:
        database = self._session.database

        def made() -> Made:
            done = work()
            return Made(done, None if done.step is None else steps.get(database, done.step))

        def tell(made: Made) -> None:
            if then is not None:
                then(made.done)
            self.made.emit(made)

        self._write(made, tell, lambda made: made.done.changed)

    def _decide(self, work: Callable[..., Changed], *arguments: Any) -> None:
        self._write(partial(work, self._session.database, *arguments), None, lambda changed: changed)

    def _write(
        self, work: Callable[[], T], then: Callable[[T], None] | None, changed_of: Callable[[T], Changed]
    ) -> None:
        session = self._session

        def written(result: T) -> None:
            changed = changed_of(result)
            session.bridge.tell_at_once(changed)
            if then is not None:
                then(result)
            if changed and session.engine is not None:
                session.engine.push_soon()

        def failed(error: BaseException) -> None:
            session.bridge.tell_at_once(Changed(None, frozenset({"contacts", "details", "outbox"})))
            session.background.error_unclaimed.emit(error)

        session.background.write(self, partial(with_reserve, session.database, work), written, failed)

"""Borrows one page of rows after another from the local copy. A newer question stops an older one; every answer comes
back on the UI thread as a signal.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database
from nexus_contacts.store.errors import Interrupted
from nexus_contacts.store.filters import Filter, Sort
from nexus_contacts.store.rows import Anchor, RowPage

if TYPE_CHECKING:
    from nexus_contacts.desktop.session import Session

PAGE_SIZES = (25, 50, 100)
PATIENCE_MS = 150
"""After this long without the page, skeleton rows say that it is coming."""
_REFRESH_PAUSE_MS = 300
_FARTHEST = 50_000
"""A keyset has no way to a position but to walk there; farther than this it would be felt."""
_STEP = 1000

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: which contacts, in which order, how many at a time, with which custom fields."""

    filter: Filter = Filter()  # noqa: RUF009 - a frozen value
    sort: Sort = Sort()  # noqa: RUF009 - a frozen value
    size: int = 100
    custom: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """One page of a list: its number from 0, and the anchor that it is read from."""

    number: int = 0
    after: Anchor | None = None
    before: Anchor | None = None
    from_end: bool = False
    size: int = 0
    """Fewer rows than a full page, where the last page is read from the end; 0 is a full page."""


class Pager(QObject):
    """Knows which page of which list is shown, and reads it, its neighbours and its counts.

    `page_came` tells a page that was asked for, `page_reread` the newest state of the one that is shown.
    """

    page_came = Signal(object)
    page_reread = Signal(object)
    patience_ended = Signal()
    counted = Signal()
    refused = Signal(object)

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.question = Question()
        self.place = Place()
        self.page = RowPage((), None, None)
        self.count: int | None = None
        self.total: int | None = None
        self.loading = False
        self.wanted: Place | None = None
        """The page that is on its way, None where none is."""
        self.expected = 0
        """How many contacts the service has, while the first of them are being downloaded."""
        self._stale = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.patience_ended)
        self._pause = QTimer(self, singleShot=True, interval=_REFRESH_PAUSE_MS)
        self._pause.timeout.connect(self._reread)

    # ── asking ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def ask(self, question: Question) -> None:
        """Show the first page of a list."""
        if question.filter != self.question.filter:
            self.count = None
        self.question = question
        self._read(Place())

    def ask_again(self, **changes: object) -> None:
        """Show the first page of the same list, asked otherwise: another sort, size or custom fields."""
        self.ask(replace(self.question, **changes))  # type: ignore[arg-type]

    def reread(self) -> None:
        """Read the shown page again soon; many wishes are answered by one read."""
        if self.loading:
            self._stale = True
        elif not self._pause.isActive():
            self._pause.start()

    def reread_now(self) -> None:
        """Read the shown page again at once, as a page that was asked for."""
        self._read(self.place)

    @property
    def pages(self) -> int | None:
        """How many pages the list has, None while nobody knows."""
        count = self.known_count
        return None if count is None else max(1, -(-count // self.question.size))

    @property
    def known_count(self) -> int | None:
        """How many contacts the list has: in the copy, or on the service while the copy is being filled."""
        if self.count is not None and self.expected and not self.question.filter:
            return max(self.count, self.expected)
        return self.count

    def has_next(self) -> bool:
        """Whether a page follows the one that is shown or on its way."""
        number = (self.wanted or self.place).number
        pages = self.pages
        return number + 1 < pages if pages is not None else len(self.page.rows) >= self.question.size

    def show_next(self) -> None:
        """Show the following page."""
        if self.has_next() and not self.loading:
            self._read(Place(self.place.number + 1, after=self.page.last))

    def show_previous(self) -> None:
        """Show the page before."""
        if self.place.number > 0 and not self.loading:
            number = self.place.number - 1
            self._read(Place(number, before=self.page.first) if number and self.page.first else Place())

    def show_first(self) -> None:
        """Show the first page."""
        self._read(Place())

    def show_last(self) -> None:
        """Show the last page."""
        if self.count and self.pages is not None:
            size = self.question.size
            self._read(Place(-(-self.count // size) - 1, from_end=True, size=(self.count - 1) % size + 1))

    def show_position(self, position: int) -> None:
        """Show the page that holds the row at `position` of the list, from 0."""
        if position >= _FARTHEST:
            return
        number = position // self.question.size
        if not number:
            self.show_first()
            return
        question, database = self.question, self._session.database
        self._run("position", lambda: _anchor_at(database, question, number), self._read)

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _read(self, place: Place) -> None:
        self._pause.stop()
        # A count of the list before would only keep this page waiting.
        self._session.background.cancel(self, "count")
        self.loading = True
        self.wanted = place
        self._patience.start()
        self._run("page", self._work(place), lambda page: self._came(place, page))

    def _work(self, place: Place) -> Callable[[], RowPage]:
        question, database = self.question, self._session.database

        def work() -> RowPage:
            return contacts.page(
                database,
                question.filter,
                question.sort,
                size=place.size or question.size,
                after=place.after,
                before=place.before,
                from_end=place.from_end,
                custom=question.custom,
            )

        return work

    def _run(self, key: str, work: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        """Read off this thread. A newer question under the same key interrupts an older one."""
        interrupt = self._session.database.interrupt
        self._session.background.run(self, work, then, self._fail, key=key, on_superseded=interrupt)

    def _came(self, place: Place, page: RowPage) -> None:
        self._settle()
        if not page.rows and place.number:
            # The list became shorter than this page's number: what is shown now is its end.
            self._read(Place())
            return
        self.place = place
        self.page = page
        self._note_count(page)
        self.page_came.emit(page)
        self._count()
        if self._stale:
            self._stale = False
            self.reread()

    def _settle(self) -> None:
        self._patience.stop()
        self.loading = False
        self.wanted = None

    def _reread(self) -> None:
        if self.loading:
            self._stale = True
            return
        place = self.place
        self._run("page", self._work(place), lambda page: self._reread_came(place, page))

    def _reread_came(self, place: Place, page: RowPage) -> None:
        if page.rows or not place.number:
            self.page_reread.emit(page)
        else:
            self._read(Place())
        self._count()

    def accept(self, page: RowPage) -> None:
        """Take a page that was reread as the one that is shown."""
        self.page = page

    def _note_count(self, page: RowPage) -> None:
        """A first page that is not full says how many there are, without counting."""
        if self.place.number == 0 and len(page.rows) < self.question.size:
            self.count = len(page.rows)

    def _count(self) -> None:
        choice, database = self.question.filter, self._session.database

        def work() -> tuple[int, int]:
            total = contacts.total(database)
            return (contacts.count(database, choice) if choice else total), total

        self._run("count", work, self._counted)

    def _counted(self, counts: tuple[int, int]) -> None:
        self.count, self.total = counts
        self.counted.emit()

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, Interrupted):
            return
        self._settle()
        self.refused.emit(error)


def _anchor_at(database: Database, question: Question, number: int) -> Place:
    """Walk to the page of this number and return its place."""
    after: Anchor | None = None
    left = number * question.size
    while left > 0:
        page = contacts.page(database, question.filter, question.sort, size=min(_STEP, left), after=after)
        if not page.rows:
            break
        left -= len(page.rows)
        after = page.last
    return Place(number, after=after)

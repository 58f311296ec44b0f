"""What stands in place of the rows where there are none: nothing matches, nothing here yet, still being downloaded."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import PrimaryButton, SecondaryButton
from nexus_contacts.desktop.controls.cards import Surface
from nexus_contacts.desktop.controls.states import EmptyState
from nexus_contacts.desktop.safe_text import plain
from nexus_contacts.store import contacts
from nexus_contacts.store.filters import Filter

if TYPE_CHECKING:
    from nexus_contacts.desktop.session import Session
    from nexus_contacts.sync.progress import SyncState

_LOADING = frozenset({"never", "first_mirror", "indexing"})
"""The phases of the sync in which an empty copy is no empty workspace."""


def is_first_download(state: "SyncState | None") -> bool:
    """Whether the copy is being filled for the first time."""
    return state is not None and state.phase.value in _LOADING


class Blank(Surface):
    """The state of a table without rows."""

    clear_wanted = Signal()
    search_wanted = Signal(str)
    sync_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._session = session
        self._filter = Filter()
        self.state = EmptyState(parent=self)
        column = QVBoxLayout(self)
        column.addWidget(self.state)

    def show_nothing(self, choice: Filter, sync: "SyncState | None") -> None:
        """Say why there are no rows for this filter."""
        self._filter = choice
        if choice:
            self._show_no_match(None)
            if choice.text.strip() and choice != Filter(text=choice.text):
                self._ask_without_filters(choice.text)
        elif is_first_download(sync):
            self._show_download(sync)
        else:
            self._show_empty()

    def show_failure(self, error: BaseException) -> None:
        """Say what kept the rows from being read."""
        from nexus_contacts.desktop.messages import explain  # knows every error there is: not needed at the start

        told = explain(error)
        again = SecondaryButton(self.tr("Try again"), "refresh")
        again.clicked.connect(self.retry_wanted)
        self.state.show_state("alert", "warn", told.title, told.text, (again,), told.technical)

    def _show_no_match(self, without: int | None) -> None:
        text = plain(self._filter.text.strip())
        title = self.tr("Nothing matches “{text}”").replace("{text}", text) if text else self.tr("Nothing matches")
        clear = SecondaryButton(self.tr("Clear filters"))
        clear.clicked.connect(self.clear_wanted)
        buttons: list[SecondaryButton | PrimaryButton] = [clear]
        if text:
            server = PrimaryButton(self.tr("Search the server"), "globe")
            server.clicked.connect(lambda: self.search_wanted.emit(self._filter.text.strip()))
            buttons.append(server)
        self.state.show_state("search", "accent", title, self._filters_text(without), buttons)

    def _filters_text(self, without: int | None) -> str:
        parts = words.filter_chips(self._filter, self._session.owner_name)
        if not parts:
            return self.tr("No name, email, phone, company, title, tag or custom field begins with these words.")
        names = ", ".join(f"{part.label} {part.value}".strip() for part in parts)
        text = words.counted(
            self.tr("1 filter is on: {names}."), self.tr("{n} filters are on: {names}."), len(parts)
        ).replace("{names}", plain(names))
        if without is None:
            return text
        results = words.counted(
            self.tr("Without it there is 1 result.") if len(parts) == 1 else self.tr("Without them there is 1 result."),
            self.tr("Without it there are {n} results.")
            if len(parts) == 1
            else self.tr("Without them there are {n} results."),
            without,
        )
        return f"{text} {results}"

    def _ask_without_filters(self, text: str) -> None:
        database, asked = self._session.database, self._filter

        def take(count: int) -> None:
            if self._filter == asked:
                self._show_no_match(count)

        self._session.background.run(
            self,
            lambda: contacts.count(database, Filter(text=text)),
            take,
            lambda _error: None,
            key="without",
            on_superseded=database.interrupt,
        )

    def _show_download(self, sync: "SyncState | None") -> None:
        total = sync.total if sync is not None else None
        if sync is None or total is None:
            self.state.show_state("refresh", "accent", self.tr("Downloading contacts"), self.tr("Asking how many…"))
            return
        title = self.tr("Downloading {n} contacts").replace("{n}", words.number(total))
        text = self.tr("{done} of {n}. You can already work with those that are here.")
        text = text.replace("{done}", words.number(sync.done)).replace("{n}", words.number(total))
        self.state.show_state("refresh", "accent", title, text)

    def _show_empty(self) -> None:
        again = SecondaryButton(self.tr("Sync now"), "refresh")
        again.clicked.connect(self.sync_wanted)
        text = self.tr("This workspace is empty. Contacts show up here as soon as it has some.")
        self.state.show_state("users", "accent", self.tr("No contacts yet"), text, (again,))

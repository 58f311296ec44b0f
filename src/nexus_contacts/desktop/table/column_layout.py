"""Keeps the columns of each view: shows what the width has room for, takes what the person changes, remembers it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from nexus_contacts.desktop.table.columns import completed, moved, shared_widths, shown_columns, with_column
from nexus_contacts.desktop.table.view import TableView
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store import facets, views
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.views import ColumnState, View

if TYPE_CHECKING:
    from nexus_contacts.desktop.session import Session

_SAVE_MS = 400


class ColumnLayout(QObject):
    """The columns of the view that is shown."""

    asked = Signal(object)
    """The custom fields (tuple of keys) whose columns show: rows must carry their texts."""

    def __init__(self, session: "Session", table: TableView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        self._view: View | None = None
        self.custom_keys: tuple[str, ...] = ()
        self.states: tuple[ColumnState, ...] = completed((), ())
        self._asked: tuple[str, ...] = ()
        self._shown: tuple[tuple[str, ...], tuple[int, ...]] = ((), ())
        self._save = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._save.timeout.connect(self._remember)
        table.heading.moved.connect(lambda key, step: self._take(moved(self.states, key, step)))
        table.heading.dragged.connect(self._take_order)
        table.heading.resized_by_hand.connect(self._take_width)
        theme().changed.connect(self._rearrange)

    # ── which view ────────────────────────────────────────────────────────────────────────────────────────────────────

    def show_view(self, view: View | None) -> None:
        """Show the columns of a saved view, or those of all contacts (None)."""
        if self._save.isActive():
            self._save.stop()
            self._remember()
        self._view = view
        self._take(completed(view.columns if view is not None else self._kept(), self.custom_keys), save=False)

    def refresh_custom_keys(self) -> None:
        """Ask the copy which custom fields there are."""
        database = self._session.database
        self._session.background.run(self, lambda: facets.custom_keys(database), self._take_custom, key="custom keys")

    def _take_custom(self, counted: Sequence[tuple[str, int]]) -> None:
        keys = tuple(key for key, _ in counted)
        if keys != self.custom_keys:
            self.custom_keys = keys
            self._table.rows.set_custom_fields(self._all_custom())
            self._take(completed(self.states, keys), save=False)

    def _all_custom(self) -> tuple[str, ...]:
        """The custom fields that there are, and those that a view still shows."""
        shown = (state.key.removeprefix("custom:") for state in self.states if state.key.startswith("custom:"))
        return tuple(dict.fromkeys((*self.custom_keys, *shown)))

    # ── what the person changes ───────────────────────────────────────────────────────────────────────────────────────

    def set_visible(self, key: str, visible: bool) -> None:
        """Show or hide a column."""
        self._take(with_column(self.states, key, visible=visible))

    def reset_width(self, key: str) -> None:
        """Give a column's width back to the table."""
        self._take(with_column(self.states, key, width=0))

    def reset(self) -> None:
        """Show the columns as at first."""
        self._take(completed((), self.custom_keys))

    def _take_width(self, key: str, width: int) -> None:
        self._take(with_column(self.states, key, width=round(width * 100 / theme().text_percent)))

    def _take_order(self) -> None:
        order = {key: at for at, key in enumerate(self._table.heading.shown_keys())}
        shown = sorted((state for state in self.states if state.key in order), key=lambda state: order[state.key])
        places = iter(shown)
        self._take(tuple(next(places) if state.key in order else state for state in self.states))

    def _take(self, states: tuple[ColumnState, ...], *, save: bool = True) -> None:
        changed = states != self.states
        self.states = states
        self._table.rows.set_custom_fields(self._all_custom())
        self._rearrange()
        custom = tuple(key.removeprefix("custom:") for key in self._visible() if key.startswith("custom:"))
        if custom != self._asked:
            self._asked = custom
            self.asked.emit(custom)
        if changed and save:
            self._save.start()

    def _visible(self) -> list[str]:
        return [state.key for state in self.states if state.visible]

    # ── the width ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def arrange(self) -> None:
        """Fit the columns into the table's width; called whenever it changes."""
        heading = self._table.heading
        percent = theme().text_percent
        room = self._table.viewport().width() - heading.tick_width()
        window = self._table.window().width() * 100 // percent
        keys = shown_columns(self.states, window, room * 100 // percent)
        widths = shared_widths(self.states, keys, room, percent)
        if (keys, tuple(widths)) != self._shown:
            self._shown = (keys, tuple(widths))
            heading.arrange(keys, widths)

    def _rearrange(self) -> None:
        self._shown = ((), ())
        self.arrange()

    # ── remembering ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _place(self) -> str:
        return f"columns/{self._session.account.slug}"

    def _kept(self) -> tuple[ColumnState, ...]:
        text = self._session.settings.geometry().value(self._place(), "")
        try:
            packed = json.loads(str(text)) if text else []
            return tuple(ColumnState(str(key), int(width), bool(visible)) for key, width, visible in packed)
        except (ValueError, TypeError):
            # Somebody edited the file: the columns start anew.
            return ()

    def _remember(self) -> None:
        if self._view is None or not self._view.id:
            packed = [[state.key, state.width, state.visible] for state in self.states]
            self._session.settings.geometry().setValue(self._place(), json.dumps(packed))
            return
        database = self._session.database
        view = self._view = replace(self._view, columns=self.states)
        self._session.background.run(self, lambda: views.save_view(database, view)[1], self._tell, key="save view")

    def _tell(self, changed: Changed) -> None:
        self._session.bridge.on_changed(changed)

    def flush(self) -> None:
        """Remember at once what still waits to be remembered."""
        if self._save.isActive():
            self._save.stop()
            self._remember()

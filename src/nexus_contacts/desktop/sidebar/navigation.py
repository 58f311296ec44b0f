"""The places of the program, from top to bottom: Contacts, Duplicates, Import, Changes, as the window names them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.sidebar.rows import GAP_PX, ROW_PX, RowLook, paint_row
from nexus_contacts.desktop.theme import theme

_KEY_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One place to go. `count` None shows none; `reason` says why a place that is not `enabled` cannot be gone to."""

    place: str
    text: str
    icon: str
    count: int | None = None
    enabled: bool = True
    reason: str = ""
    warns: bool = False


class NavButton(QPushButton):
    """A row of the sidebar that is pressed: a place, or in the rail the views, the filters, the settings."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._count: int | None = None
        self._warns = False
        self._rail = False
        self._ring = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_count(self, count: int | None, *, warns: bool = False) -> None:
        """Show a count at the row's end; `warns` draws it amber."""
        self._count, self._warns = count, warns
        self.setAccessibleDescription("" if count is None else words.number(count))
        self.update()

    def set_rail(self, rail: bool) -> None:
        """Show the icon alone, with the text as tool tip."""
        self._rail = rail
        if rail and not self.toolTip():
            self.setToolTip(self.text())
        elif not rail and self.toolTip() == self.text():
            self.setToolTip("")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        if self._rail:
            return QSize(look.px(40), look.px(36))
        width = QFontMetrics(look.font("strong")).horizontalAdvance(self.text()) + look.px(33 + 50)
        return QSize(width, look.px(ROW_PX))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40), self.sizeHint().height())

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in _KEY_REASONS
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = RowLook(
            self._icon,
            self.text(),
            self._count,
            current=self.isChecked(),
            hover=self.underMouse() and self.isEnabled(),
            focus=self.hasFocus() and self._ring,
            enabled=self.isEnabled(),
            warns=self._warns,
            rail=self._rail,
        )
        painter = QPainter(self)
        paint_row(painter, self.rect(), look, self.layoutDirection())
        painter.end()


class Navigation(QWidget):
    """The list of places. `place_picked(place)` tells that the person wants to go there."""

    place_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, NavButton] = {}
        self._counts: dict[str, int] = {}
        self._current = ""
        self._rail = False
        self.setAccessibleName(self.tr("Places"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_PX)

    def show_entries(self, entries: Sequence[NavEntry]) -> None:
        """Show these places in this order; buttons that stay keep the focus."""
        wanted = {entry.place for entry in entries}
        for place in [place for place in self._buttons if place not in wanted]:
            button = self._buttons.pop(place)
            self._column.removeWidget(button)
            button.deleteLater()
        for position, entry in enumerate(entries):
            button = self._buttons.get(entry.place) or self._add(entry)
            self._column.insertWidget(position, button)
            count = self._counts.get(entry.place) if entry.count is None else entry.count
            button.set_count(count, warns=entry.warns)
            button.setEnabled(entry.enabled)
            button.setToolTip("" if entry.enabled else entry.reason)
            button.set_rail(self._rail)

    @property
    def current(self) -> str:
        """The place that is marked, or ``""``."""
        return self._current

    def show_count(self, place: str, count: int) -> None:
        """Show another count at a place; it stays until an entry brings one of its own."""
        self._counts[place] = count
        button = self._buttons.get(place)
        if button is not None:
            button.set_count(count)

    def show_place(self, place: str) -> None:
        """Mark a place as the one the person is at; ``""`` marks none, as a view is shown."""
        self._current = place
        for name, button in self._buttons.items():
            button.setChecked(name == place)

    def set_rail(self, rail: bool) -> None:
        """Show icons alone."""
        self._rail = rail
        self._column.setSpacing(theme().px(4) if rail else GAP_PX)
        for button in self._buttons.values():
            button.set_rail(rail)

    def _add(self, entry: NavEntry) -> NavButton:
        button = NavButton(entry.icon, entry.text, self)
        button.setCheckable(True)
        button.setChecked(entry.place == self._current)
        button.clicked.connect(lambda _=False, place=entry.place: self._pick(place))
        self._buttons[entry.place] = button
        return button

    def _pick(self, place: str) -> None:
        # A checkable button unchecks itself; where one is, is for the window to say.
        self.show_place(self._current)
        self.place_picked.emit(place)

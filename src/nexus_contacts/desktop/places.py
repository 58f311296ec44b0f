"""The places of the program on top of each other: the contacts, and others that are made when first gone to."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

CONTACTS, DUPLICATES, IMPORT, CHANGES = "contacts", "duplicates", "import", "changes"


class Places(QStackedWidget):
    """One place is shown at a time; the first is there from the beginning."""

    shown = Signal(str)

    def __init__(self, first: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._made = {CONTACTS: first}
        self.current = CONTACTS
        self.addWidget(first)

    def add_place(self, place: str, make: Callable[[], QWidget]) -> None:
        """Say how a place is made."""
        self._makers[place] = make

    def widget_of(self, place: str) -> QWidget | None:
        """The widget of a place, or None where it was not gone to yet."""
        return self._made.get(place)

    def show_place(self, place: str) -> None:
        """Go to a place. A place that nobody can make is passed over."""
        if place not in self._made:
            if place not in self._makers:
                return
            self._made[place] = self._makers[place]()
            self.addWidget(self._made[place])
        self.setCurrentWidget(self._made[place])
        if place != self.current:
            self.current = place
            self.shown.emit(place)

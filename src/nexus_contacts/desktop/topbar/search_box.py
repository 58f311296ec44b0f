"""The search field of the top bar: plain words at each key, finished tokens taken out as filters."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.fields import SearchField
from nexus_contacts.desktop.topbar.query import Query, parse

MAX_LETTERS = 500


class SearchBox(SearchField):
    """Tells what is typed, as it is typed. `queried` carries a `Query`; its tokens are already out of the field."""

    queried = Signal(object)
    table_wanted = Signal()
    """Down or Enter: the person wants to go on to what was found."""

    def __init__(self, name: str, *, placeholder: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder=placeholder, key=key, quiet=True, parent=parent)
        self._query = Query()
        self.setMaxLength(MAX_LETTERS)
        self.textChanged.connect(lambda _text: self._take(finished=False))

    @property
    def query(self) -> Query:
        """What stands in the field."""
        return self._query

    def show_text(self, text: str) -> None:
        """Show other words; what is being typed stays as long as it means the same."""
        if text != self._query.text:
            # A token under the cursor is nobody's words yet: it stays behind them.
            rest = Query(text, (), self._query.unfinished).rest
            self._query = Query(text, (), self._query.unfinished)
            self.setText(rest)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(finished=True)
            self.table_wanted.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.table_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, *, finished: bool) -> None:
        query = parse(self.text(), finished=finished)
        if query.tokens:
            kept = Query(query.text, (), query.unfinished)
            blank = " " if kept.rest and self.text().endswith(" ") else ""
            before = self.blockSignals(True)
            self.setText(kept.rest + blank)
            self.blockSignals(before)
            # The × of the field listens to the text as well.
            self._show_clear(self.text())
        if query.tokens or query.text != self._query.text:
            self._query = Query(query.text, (), query.unfinished)
            self.queried.emit(query)
        else:
            self._query = Query(query.text, (), query.unfinished)

"""A text edited where it stands: Enter or leaving keeps it, Esc lets it be, a wrong one stays open and says why."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.controls.toasts import announce


class InlineEditor(TextField):
    """Opened over or in place of a value. `check` gives what is wrong with a text, "" where nothing is.

    Ends itself: exactly one of `committed` and `ended` comes last, and the editor is deleted.
    """

    committed = Signal(str)
    """A text other than the first one."""
    ended = Signal()
    """The editor is gone, whether it committed something or not."""

    def __init__(
        self,
        name: str,
        text: str,
        check: Callable[[str], str] = lambda _text: "",
        words: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent=parent)
        self._first = text
        self._check = check
        self._over = False
        self.setText(text)
        if words:
            completer = QCompleter(list(words), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(completer)
        self.textEdited.connect(self._recheck)

    def begin(self) -> None:
        """Show the editor with all of its text selected."""
        self.show()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> bool:
        """Keep what is typed and end; False where it is wrong and the editor stays."""
        if self._over:
            return True
        changed = self.text().strip() != self._first.strip()
        wrong = self._check(self.text()) if changed else ""
        if wrong:
            self._say(wrong)
            announce(self, wrong)
            return False
        self._end(committing=changed)
        return True

    def cancel(self) -> None:
        """End without keeping anything."""
        self._end(committing=False)

    def _end(self, *, committing: bool) -> None:
        if self._over:
            return
        self._over = True
        if committing:
            self.committed.emit(self.text())
        self.ended.emit()
        self.hide()
        self.deleteLater()

    def _say(self, wrong: str) -> None:
        self.set_error(wrong)
        self.setToolTip(wrong)

    def _recheck(self, text: str) -> None:
        """Only what is red already is checked while somebody types."""
        if self.error:
            self._say(self._check(text))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.finish()

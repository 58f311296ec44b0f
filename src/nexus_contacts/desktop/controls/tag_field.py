"""Tags as they are entered: chips that can be taken off, and a place to type the next one, with completion."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.chips import TagChip
from nexus_contacts.desktop.controls.drawing import focus_ring, rounded, smooth
from nexus_contacts.desktop.controls.flow import FlowLayout
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.theme import theme

MOST_TAGS, LONGEST_TAG = 50, 64


def tags_in(text: str) -> tuple[str, ...]:
    """The tags that a typed text holds: split at commas, trimmed, of the length that the service takes."""
    return tuple(dict.fromkeys(tag.strip()[:LONGEST_TAG] for tag in text.split(",") if tag.strip()))


class TagField(QFrame):
    """`known` gives the tags to complete from. Enter or a comma adds; Backspace, with nothing typed, takes one off."""

    tags_changed = Signal(object)

    def __init__(self, name: str, known: Callable[[], Sequence[str]] = tuple, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._tags: tuple[str, ...] = ()
        self._chips: list[TagChip] = []
        self._input = QLineEdit(self)
        self._input.setFrame(False)
        self._input.setAccessibleName(name)
        self._input.setMinimumWidth(theme().px(90))
        self._input.installEventFilter(self)
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.activated.connect(self._take_completion, Qt.ConnectionType.QueuedConnection)
        self._input.setCompleter(self._completer)
        self._input.textEdited.connect(self._take_commas)
        self._flow = FlowLayout(self, gap=6, line_gap=4)
        self._flow.setContentsMargins(8, 5, 8, 5)
        self._flow.addWidget(self._input)
        self.setFocusProxy(self._input)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, with what is typed and not added yet."""
        return tuple(dict.fromkeys((*self._tags, *tags_in(self._input.text()))))

    def show_tags(self, tags: Sequence[str]) -> None:
        """Show these tags."""
        self._tags = tuple(dict.fromkeys(tags))
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._flow.removeWidget(self._input)
        self._chips = [self._chip(tag) for tag in self._tags]
        for widget in (*self._chips, self._input):
            self._flow.addWidget(widget)
            widget.show()
        self._words.setStringList([tag for tag in self._known() if tag not in self._tags])
        self.updateGeometry()

    def _chip(self, tag: str) -> TagChip:
        chip = TagChip(tag, removable=True, parent=self)
        chip.setAccessibleName(self.tr("Take the tag {tag} off").replace("{tag}", one_line(tag)))
        chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        chip.clicked.connect(lambda: self._set(tuple(one for one in self._tags if one != tag)))
        chip.removed.connect(lambda: self._set(tuple(one for one in self._tags if one != tag)))
        return chip

    def _set(self, tags: tuple[str, ...]) -> None:
        if tags != self._tags:
            self.show_tags(tags[:MOST_TAGS])
            self.tags_changed.emit(self._tags)
        self._input.setFocus()

    def _add_typed(self) -> None:
        typed = tags_in(self._input.text())
        self._input.clear()
        self._set(tuple(dict.fromkeys((*self._tags, *typed))))

    def _take_commas(self, text: str) -> None:
        if "," in text:
            self._add_typed()
        self.tags_changed.emit(self.tags)

    def _take_completion(self, text: str) -> None:
        self._input.setText(text)
        self._add_typed()

    def _dress(self) -> None:
        look = theme()
        self._input.setFont(look.font("body"))
        self._input.setStyleSheet("QLineEdit { background: transparent; border: 0; padding: 0; }")
        self._input.setFixedHeight(look.px(24))
        self.setMinimumHeight(look.size("field"))
        self.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._input and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self._input.text().strip():
                self._add_typed()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self._input.text() and self._tags:
                self._set(self._tags[:-1])
                return True
        if watched is self._input and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._input.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        rect, radius = QRectF(self.rect()), look.radius("control")
        rounded(painter, rect, radius, look.color("surface"), look.color("control"))
        if self._input.hasFocus():
            focus_ring(painter, rect, radius)

"""One field of a merge: its name, a cell for each record, and the result; worked by the keyboard as one stop."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.buttons import LinkButton
from nexus_contacts.desktop.controls.drawing import focus_ring, smooth
from nexus_contacts.desktop.controls.labels import ElidedLabel, Label
from nexus_contacts.desktop.merge.cells import ValueCell
from nexus_contacts.desktop.theme import theme

LABEL_PX, RESULT_PX = 100, 250


def _say(text: str) -> str:
    return QCoreApplication.translate("MergeDialog", text)


class FieldRow(QFrame):
    """`chosen(place)` tells whose value is taken, `typing_wanted` that another is to be typed; ↑ ↓ are `step`."""

    chosen = Signal(str, int)
    typing_wanted = Signal(str)
    stepped = Signal(int)

    def __init__(self, field: str, title: str, values: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._values = tuple(values)
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self._label = Label(title, "body", "text2")
        self._label.setFixedWidth(theme().px(LABEL_PX))
        self._label.setWordWrap(True)
        self.cells = [ValueCell(value, _say("empty"), _say("not kept")) for value in values]
        self._result = ElidedLabel("", "body")
        self._mark = Label("", "small_strong", "accentText")
        self._edit = LinkButton(_say("Type…"))
        self._edit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._edit.setAccessibleName(_say("Type another value for {field}").replace("{field}", title))
        self._arrange()
        for place, cell in enumerate(self.cells):
            cell.clicked.connect(lambda _checked=False, place=place: self._choose(place))
        self._edit.clicked.connect(lambda: self.typing_wanted.emit(self.field))

    def _arrange(self) -> None:
        look = theme()
        row, result = QHBoxLayout(self), QHBoxLayout()
        row.setContentsMargins(look.px(6), look.px(2), look.px(4), look.px(2))
        row.setSpacing(look.px(8))
        row.addWidget(self._label)
        for cell in self.cells:
            row.addWidget(cell, 1)
        box = QWidget()
        box.setFixedWidth(look.px(RESULT_PX))
        box.setLayout(result)
        result.setContentsMargins(look.px(8), 0, 0, 0)
        result.setSpacing(look.px(6))
        result.addWidget(self._result, 1)
        result.addWidget(self._mark)
        result.addWidget(self._edit)
        row.addWidget(box)
        self._offer_typing()

    def show_result(self, result: str, *, place: int, lost: Sequence[bool], mark: str, token: str) -> None:
        """Show what comes out: `place` is the chosen record's (-1: something typed), `lost` whose value goes."""
        self._current = place
        for at, cell in enumerate(self.cells):
            cell.show_choice(chosen=at == place, loses=lost[at])
        self._result.set_text(result or _say("empty"))
        self._mark.setText(mark)
        self._mark.set_token(token)
        self.setAccessibleDescription(_say("Result: {value}").replace("{value}", result or _say("empty")))

    def _choose(self, place: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit(self.field, place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count = event.key(), len(self.cells)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        sides = {Qt.Key.Key_Left: 1 if mirrored else -1, Qt.Key.Key_Right: -1 if mirrored else 1}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in sides:
            self.chosen.emit(self.field, max(0, min(self._current + sides[Qt.Key(key)], count - 1)))
        elif Qt.Key.Key_1 <= key < Qt.Key.Key_1 + count:
            self.chosen.emit(self.field, int(key) - int(Qt.Key.Key_1))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_F2:
            self.typing_wanted.emit(self.field)
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.typing_wanted.emit(self.field)

    def _offer_typing(self) -> None:
        """The way to another value shows where the person is."""
        size = self._edit.sizePolicy()
        size.setRetainSizeWhenHidden(True)
        self._edit.setSizePolicy(size)
        self._edit.setVisible(self.hasFocus() or self.underMouse())
        self.update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._offer_typing()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._offer_typing()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._offer_typing()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._offer_typing()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = smooth(self)
            focus_ring(painter, QRectF(self.rect()), theme().radius("control"))
            painter.end()

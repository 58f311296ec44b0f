"""The rows of the Overview tab: a label, a value, perhaps a button. Rows are made once and filled again and again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.buttons import ToolButton
from nexus_contacts.desktop.controls.drawing import focus_ring, mirrored, ring_after, smooth
from nexus_contacts.desktop.controls.inline_editor import InlineEditor
from nexus_contacts.desktop.controls.labels import ElidedLabel, Label
from nexus_contacts.desktop.detail.line_drawing import draw_line
from nexus_contacts.desktop.safe_text import breakable, cleaned, is_rtl, one_line, tip, unbroken
from nexus_contacts.desktop.theme import theme

LABEL_WIDTH = 98
ASIDE_INSET = 6
"""A button's icon is this much narrower than the button on each side: what has no button ends where icons do."""
_GAP = 12
_ROW = 30


class ValueLabel(Label):
    """A value of any length: wraps, breaks long words, can be selected; copying takes the value as it is."""

    edit_wanted = Signal()
    """The person wants to change the value: F2, a double click, the menu."""

    def __init__(self, name: str, role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__("", role, wrap=True, selectable=True, parent=parent)
        self.editable = False
        """Whether an edit is offered."""
        self._name = name
        self._value = ""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)

    def show_value(self, text: str) -> None:
        """Show another value, in the direction of its own script."""
        mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        rtl = is_rtl(text)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        if text != self._value or not self.accessibleName():
            self._value = text
            self.setText(breakable(text))
            self.setAccessibleName(f"{self._name}: {cleaned(text)}")

    def show_named(self, name: str, text: str) -> None:
        """Show another value of another field."""
        if name != self._name:
            self._name = name
            self.setAccessibleName("")
        self.show_value(text)

    def copy(self) -> None:
        """Copy what is selected, or the whole value where nothing is."""
        QGuiApplication.clipboard().setText(unbroken(self.selectedText()) or self._value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.editable:
            self.edit_wanted.emit()
        else:
            super().mouseDoubleClickEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy")).triggered.connect(self.copy)
        if self.editable:
            menu.addAction(self.tr("Edit")).triggered.connect(self.edit_wanted)
        menu.popup(event.globalPos())
        event.accept()


class ValueLink(QPushButton):
    """A value that acts when it is clicked: at the start of its row, elided where the row is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring = False
        self.setFlat(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_value(self, text: str, name: str) -> None:
        """Show another value; `name` says to a screen reader what a click does."""
        self.setText(one_line(text).replace("&", "&&"))
        self.setToolTip(tip(one_line(text)))
        self.setAccessibleName(name)
        self.updateGeometry()

    def _shown(self) -> str:
        return self.text().replace("&&", "&")

    @override
    def sizeHint(self) -> QSize:
        metrics = theme().metrics("body")
        height = max(theme().size("target"), metrics.height() + theme().px(4))
        return QSize(metrics.horizontalAdvance(self._shown()) + 4, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme().px(48), self.sizeHint().width()), self.sizeHint().height())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        draw_line(painter, self.rect(), self._shown(), "body", "accentText", mirrored=rtl)
        if self.underMouse():
            metrics = theme().metrics("body")
            width = min(self.width(), metrics.horizontalAdvance(self._shown()))
            left = self.width() - width if rtl else 0
            base = (self.height() + metrics.ascent() - metrics.descent()) // 2 + 2
            painter.fillRect(left, base, width, 1, theme().color("accentText"))
        if self._ring and self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), theme().radius("check"))


def copy_button(name: str) -> ToolButton:
    """A small button that copies; `name` says what."""
    return ToolButton("copy", name, token="text3", icon_size=14)


class FieldRow(QWidget):
    """One label with its value; `aside` stands at the end. A row that has nothing to show is hidden.

    A pencil shows while the pointer is over a row that can be edited; it takes the room of nothing else.
    """

    edit_wanted = Signal()

    def __init__(self, label: str, value: QWidget, aside: QWidget | None = None, *, fills: bool = True) -> None:
        super().__init__()
        self.value = value
        self.aside = aside
        self.label = ElidedLabel(label, "body", "text2")
        self.editor: InlineEditor | None = None
        """What edits the value now."""
        self._editable = False
        self._pencil = ToolButton("pencil", "", icon_size=14, parent=self)
        self.name_pencil(label)
        self._pencil.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pencil.hide()
        self._pencil.clicked.connect(self.edit_wanted)
        if isinstance(value, ValueLabel):
            value.edit_wanted.connect(self._want_edit)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.label, 0, Qt.AlignmentFlag.AlignVCenter)
        if fills:
            self._line.addWidget(value, 1)
        else:
            self._line.addWidget(value)
            self._line.addStretch(1)
        if aside is not None:
            self._line.addWidget(aside)
        else:
            self._line.addSpacing(ASIDE_INSET)
        self._measure()
        theme().changed.connect(self._measure)

    def set_editable(self, editable: bool) -> None:
        """Offer an edit, or do not."""
        self._editable = editable
        if isinstance(self.value, ValueLabel):
            self.value.editable = editable
        if not editable:
            self._pencil.hide()
            if self.editor is not None:
                self.editor.cancel()

    def name_pencil(self, name: str) -> None:
        """Say what the pencil edits, for a row whose label changes."""
        self._pencil.set_name(self.tr("Edit {field}").replace("{field}", name))

    def edit(self, name: str, text: str, check: Callable[[str], str], words: Sequence[str] = ()) -> InlineEditor:
        """Open an editor in place of the value; the one that is open already goes on."""
        if self.editor is None:
            self.editor = InlineEditor(name, text, check, words, parent=self)
            self.editor.ended.connect(self._end_edit)
            self._line.insertWidget(1, self.editor, 1)
            self.value.hide()
            self._pencil.hide()
            self.editor.begin()
        return self.editor

    def _end_edit(self) -> None:
        editor, self.editor = self.editor, None
        self.value.show()
        if editor is not None and editor.hasFocus():
            self.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want_edit(self) -> None:
        if self._editable:
            self.edit_wanted.emit()

    def _measure(self) -> None:
        look = theme()
        self._line.setSpacing(look.px(_GAP))
        self.label.setFixedWidth(look.px(LABEL_WIDTH))
        self.setMinimumHeight(look.px(_ROW))

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if self._editable and self.editor is None:
            self._place_pencil()
            self._pencil.show()
            self._pencil.raise_()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pencil.hide()

    def _place_pencil(self) -> None:
        size = self._pencil.sizeHint()
        aside = self.aside.width() if self.aside is not None and self.aside.isVisible() else 0
        place = QRect(self.width() - aside - size.width(), (self.height() - size.height()) // 2, 0, 0)
        place.setSize(size)
        self._pencil.setGeometry(mirrored(self, place))


class Section(QWidget):
    """A heading over rows, with a line above it unless it comes first. Without a title the section above goes on."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._line = bool(title)
        self._gap_below = True
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        if title:
            self._column.addWidget(Label(title, "small_strong", "text2"))
            self._column.addSpacing(3)
        self._measure()
        theme().changed.connect(self._measure)

    def add(self, row: QWidget, *, before: QWidget | None = None) -> None:
        """Put a row at the end, or before another one."""
        self._column.insertWidget(-1 if before is None else self._column.indexOf(before), row)

    def close_up(self) -> None:
        """Leave no gap below: what follows goes on with this section."""
        self._gap_below = False
        self._measure()

    def set_line(self, line: bool) -> None:
        """Draw the line above, or not."""
        if line != self._line:
            self._line = line
            self._measure()

    def _measure(self) -> None:
        look = theme()
        below = look.px(8) if self._gap_below else 0
        self._column.setContentsMargins(0, look.px(10) if self._line else 0, 0, below)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line:
            line = mirrored(self, QRect(0, 0, self.width() - ASIDE_INSET, 1))
            smooth(self).fillRect(line, theme().color("border"))

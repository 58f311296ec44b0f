"""The rows of the Overview tab: a label, a value, perhaps a button. Rows are made once and filled again and again."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.buttons import ToolButton
from nexus_contacts.desktop.controls.drawing import focus_ring, mirrored, ring_after, smooth
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

    def __init__(self, name: str, role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__("", role, wrap=True, selectable=True, parent=parent)
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
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy")).triggered.connect(self.copy)
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
    """One label with its value; `aside` stands at the end. A row that has nothing to show is hidden."""

    def __init__(self, label: str, value: QWidget, aside: QWidget | None = None, *, fills: bool = True) -> None:
        super().__init__()
        self.value = value
        self.aside = aside
        self.label = ElidedLabel(label, "body", "text2")
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

    def _measure(self) -> None:
        look = theme()
        self._line.setSpacing(look.px(_GAP))
        self.label.setFixedWidth(look.px(LABEL_WIDTH))
        self.setMinimumHeight(look.px(_ROW))


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

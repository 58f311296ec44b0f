"""A segmented control: a few choices side by side, one of them raised."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.drawing import focus_ring, rounded, smooth
from nexus_contacts.desktop.controls.flow import FlowLayout
from nexus_contacts.desktop.theme import theme


class Segment(QPushButton):
    """One choice of a segmented control, with its count."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._ring = False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(
            look.metrics("small_strong").size(Qt.TextFlag.TextHideMnemonic, self.text()).width() + look.px(18),
            look.px(24),
        )

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme().px(40), self.sizeHint().width()), theme().px(24))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # An arrow key moves between the segments, for which Qt gives no reason of its own.
        self._ring = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        if self.isChecked():
            rounded(painter, QRectF(self.rect()), 5, look.color("surface"), look.color("borderStrong"))
        if self._ring and self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 5)
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.color("text" if self.isChecked() or self.underMouse() else "text2"))
        metrics = look.metrics("small_strong")
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - look.px(8))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic), shown)


class Segments(QWidget):
    """A row of segments; `chosen` tells the key of the picked one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = FlowLayout(self, gap=2, line_gap=2)
        self._line.setContentsMargins(2, 2, 2, 2)
        self._group = QButtonGroup(self)
        self._choices: list[tuple[str, str, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme().changed.connect(self.update)

    def show_choices(self, choices: list[tuple[str, str, int]], current: str) -> None:
        """Show choices of (key, text, count) with the one of key `current` raised."""
        if choices != self._choices:
            self._choices = choices
            self._rebuild()
        for button, (key, _text, _count) in zip(self._group.buttons(), choices, strict=True):
            button.setChecked(key == current)

    def _rebuild(self) -> None:
        while item := self._line.takeAt(0):
            widget = item.widget()
            if widget is not None:
                self._group.removeButton(widget)  # type: ignore[arg-type]
                widget.deleteLater()
        for key, text, count in self._choices:
            segment = Segment(f"{text} {words.number(count)}".replace("&", "&&"))
            segment.setAccessibleName(f"{text}, {words.number(count)}")
            segment.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(segment)
            self._line.addWidget(segment)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(smooth(self), QRectF(self.rect()), theme().radius("control"), theme().color("sunken"))

"""One row of the Changes screen: an icon, what it is, old and new values, its state, and buttons for the ways on."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.changes.lines import FIELDS_SHOWN, Line
from nexus_contacts.desktop.controls.buttons import GhostButton, SecondaryButton, ToolButton
from nexus_contacts.desktop.controls.drawing import rounded, smooth
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.states import IconTile
from nexus_contacts.desktop.theme import theme


class StatePill(QWidget):
    """The state of an entry as words on a soft ground."""

    def __init__(self, text: str, tone: str) -> None:
        super().__init__()
        self._text, self._tone = text, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.metrics("small_strong").horizontalAdvance(self._text) + look.px(16), look.px(22))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        rounded(painter, QRectF(self.rect()), look.radius("tag"), look.color(f"{self._tone}Soft"))
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.color(self._tone))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._text)


class FieldChange(QWidget):
    """A field with its old and its new value."""

    def __init__(self, field: str, before: str, after: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(10), theme().px(3), theme().px(10), theme().px(3))
        row.setSpacing(theme().px(8))
        row.addWidget(Label(field, "small", "text2"))
        row.addWidget(Label(before, "small", "text2"))
        row.addWidget(Label("→", "small", "text3"))
        row.addWidget(Label(after, "small_bold"))
        self.setAccessibleName(self.tr("{field}: {before} becomes {after}").replace("{field}", field)
                               .replace("{before}", before).replace("{after}", after))  # fmt: skip
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(smooth(self), QRectF(self.rect()), theme().radius("tag"), theme().color("canvas"))


class LineRow(QWidget):
    """Shows one `Line`. `chosen` tells which way on was taken."""

    chosen = Signal(str, object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        look = theme()
        self.setAccessibleName(f"{line.title}. {line.state}. {line.text}")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(11), look.px(12), look.px(11))
        row.setSpacing(look.px(12))
        row.addWidget(IconTile(line.icon, line.tone, side=32, icon_side=16), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(), 1)
        row.addWidget(StatePill(line.state, line.tone))
        for way in line.ways:
            button = SecondaryButton(way.text, small=True) if way.main else GhostButton(way.text, small=True)
            button.setAccessibleName(f"{way.text}: {line.title}")
            button.clicked.connect(lambda _checked=False, id=way.id: self.chosen.emit(id, line))
            row.addWidget(button)
        more = ToolButton("more", self.tr("More: {what}").replace("{what}", line.title))
        more.clicked.connect(lambda: self.menu_wanted.emit(line, more.mapToGlobal(QPoint(0, more.height()))))
        row.addWidget(more)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.line, event.globalPos())
        event.accept()

    def _words(self) -> QVBoxLayout:
        line = self.line
        column = QVBoxLayout()
        column.setSpacing(theme().px(2))
        column.addWidget(Label(line.title, "strong"))
        column.addWidget(Label(line.text, "small", "text2", wrap=True, selectable=line.tone == "danger"))
        for field, before, after in line.fields[:FIELDS_SHOWN]:
            column.addSpacing(theme().px(2))
            column.addWidget(FieldChange(field, before, after), 0, Qt.AlignmentFlag.AlignLeft)
        if len(line.fields) > FIELDS_SHOWN:
            more = self.tr("and {n} more fields").replace("{n}", str(len(line.fields) - FIELDS_SHOWN))
            column.addWidget(Label(more, "small", "text3"))
        return column

"""The sample workspace as a card that is one button."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import draw_icon, focus_ring, rounded, smooth
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.states import IconTile
from nexus_contacts.desktop.theme import theme


class SampleCard(QPushButton):
    """Opens the sample workspace."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = self.tr("Try the sample workspace")
        text = self.tr("1,250 made-up contacts with deals and notes. No account, nothing leaves this computer.")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(title, "bold"))
        words.addWidget(Label(text, "small", "text2", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(12)
        row.addWidget(IconTile("sparkle", side=40, icon_side=18), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addSpacing(theme().px(22))  # the arrow at the end is painted
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme().changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        layout = self.layout()
        return QSize(theme().px(440), max(theme().px(72), layout.heightForWidth(self.width()) if layout else 0))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(72))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        fill = "hover" if self.underMouse() or self.isDown() else "raised"
        radius = look.radius("bar")
        rounded(painter, QRectF(self.rect()), radius, look.color(fill), look.color("borderStrong"))
        side = look.px(14)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = 16 if rtl else self.width() - 16 - side
        draw_icon(painter, QRectF(x, (self.height() - side) / 2, side, side).toRect(), "chevron-right", "text3")
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), radius)

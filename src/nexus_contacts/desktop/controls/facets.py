"""The sidebar's filter rows: a check box with a dot, an avatar or an icon and a count, and the heading of a section."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.avatars import paint_avatar
from nexus_contacts.desktop.controls.buttons import LinkButton, ToolButton
from nexus_contacts.desktop.controls.checks import paint_check
from nexus_contacts.desktop.controls.drawing import dot, draw_icon, focus_ring, mirrored, ring_after, rounded, smooth
from nexus_contacts.desktop.safe_text import tip
from nexus_contacts.desktop.theme import theme

_INSET = 4
_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class FacetCheck(QCheckBox):
    """One value of a facet: ticked or not, with how many contacts have it. At most one of dot, avatar and icon.

    `dot_token` is a colour's token, `avatar_id` the id an avatar's colour is taken from, `icon` an icon's name.
    """

    def __init__(
        self,
        text: str,
        count: int | None = None,
        *,
        dot_token: str = "",
        avatar_id: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._count = count
        self._dot_token = dot_token
        self._avatar_id = avatar_id
        self._icon_name = icon
        self._ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(count)
        theme().changed.connect(self._restyle)

    def set_count(self, count: int | None) -> None:
        """Show another count; None for none."""
        self._count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()}, {words.number(count)}")
        self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _mark_width(self) -> int:
        """The width of dot, avatar or icon, with its gap."""
        look = theme()
        if self._avatar_id or self._icon_name:
            return look.px(20 + 8)
        return look.px(7 + 8) if self._dot_token else 0

    def _text_left(self) -> int:
        return _INSET + theme().size("check") + theme().px(8) + self._mark_width()

    def _count_text(self) -> str:
        return "" if self._count is None else words.number(self._count)

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        text = look.metrics("strong").horizontalAdvance(self.text())
        count = look.metrics("body").horizontalAdvance(self._count_text())
        return QSize(self._text_left() + text + look.px(8) + count + _INSET, look.size("facet"))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._text_left() + theme().px(40), theme().size("facet"))

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(tip(self.text()) if self._shown() != self.text() else "")

    def _room(self) -> int:
        count = theme().metrics("body").horizontalAdvance(self._count_text())
        return self.width() - self._text_left() - count - theme().px(8) - _INSET

    def _role(self) -> str:
        return "strong" if self.isChecked() else "body"

    def _shown(self) -> str:
        return theme().metrics(self._role()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self._room())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        if self.underMouse() and self.isEnabled():
            rounded(painter, QRectF(self.rect()), look.radius("control"), look.color("sunken"))
        side = look.size("check")
        box = mirrored(self, QRect(_INSET, 0, side, self.height()))
        paint_check(painter, box, self.checkState(), hovered=self.underMouse(), enabled=self.isEnabled())
        self._paint_mark(painter, _INSET + side + look.px(8))
        self._paint_words(painter)
        if self._ring and self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), look.radius("control"))

    def _paint_mark(self, painter: QPainter, left: int) -> None:
        look = theme()
        if self._avatar_id:
            side = look.px(20)
            place = QRect(left, (self.height() - side) // 2, side, side)
            paint_avatar(painter, mirrored(self, place), self._avatar_id, self.text())
        elif self._icon_name:
            side = look.size("icon")
            place = QRect(left + look.px(2), (self.height() - side) // 2, side, side)
            draw_icon(painter, mirrored(self, place), self._icon_name, "text2")
        elif self._dot_token:
            width = look.px(7)
            place = mirrored(self, QRect(left, 0, width, self.height()))
            dot(painter, QPointF(QRectF(place).center()), width, look.color(self._dot_token))

    def _paint_words(self, painter: QPainter) -> None:
        look = theme()
        quiet = "text" if self.isChecked() else "text2"
        if not self.isEnabled():
            quiet = "disabled"
        painter.setFont(look.font(self._role()))
        painter.setPen(look.color(quiet))
        start = int(_FLAGS | Qt.AlignmentFlag.AlignLeading)
        room = QRect(self._text_left(), 0, self._room() + 1, self.height())
        painter.drawText(mirrored(self, room), start, self._shown())
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text2" if self.isEnabled() else "disabled"))
        end = mirrored(self, QRect(0, 0, self.width() - _INSET, self.height()))
        painter.drawText(end, int(_FLAGS | Qt.AlignmentFlag.AlignTrailing), self._count_text())


class SectionHeader(QPushButton):
    """The heading of a section that opens and closes. With a choice in it, an × clears it; a short value may stand
    before the × while the section is closed. Right opens, Left closes, Delete clears.
    """

    open_changed = Signal(bool)
    cleared = Signal()

    def __init__(self, title: str, *, opened: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._ring = False
        self._value = ""
        self.setCheckable(True)
        self.setChecked(opened)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._link = LinkButton(role="strong", parent=self)
        self._link.hide()
        self._cross = ToolButton(
            "x", self.tr("Clear {section}").replace("{section}", title), side=24, icon_size=12, parent=self
        )
        self._cross.hide()
        self._describe()

        self.toggled.connect(self._tell)
        self._link.clicked.connect(lambda: self.setChecked(True))
        self._cross.clicked.connect(self.cleared)
        theme().changed.connect(self._restyle)

    @property
    def opened(self) -> bool:
        """Whether the section is open."""
        return self.isChecked()

    def set_open(self, opened: bool) -> None:
        """Open or close the section."""
        self.setChecked(opened)

    def set_choice(self, chosen: bool, value: str = "") -> None:
        """Show or hide the ×; `value` says what is chosen, for the closed section."""
        self._value = value
        self._cross.setVisible(chosen)
        self._link.setText(value)
        self._link.setAccessibleName(f"{self.text()}: {value}" if value else "")
        self._place()

    def _tell(self, opened: bool) -> None:
        self._describe()
        self._place()
        self.open_changed.emit(opened)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.tr("Open") if self.isChecked() else self.tr("Closed"))

    def _restyle(self) -> None:
        self._place()
        self.updateGeometry()
        self.update()

    def _place(self) -> None:
        side = self._cross.sizeHint().width()
        middle = (self.height() - side) // 2
        self._cross.setGeometry(mirrored(self, QRect(self.width() - side, middle, side, side)))
        hint = self._link.sizeHint()
        # The link brings a gap of its own, so that it may begin where the heading's words end.
        width = min(hint.width(), self.width() - side - self._words_width() + theme().px(4))
        shown = bool(self._value) and not self.isChecked() and width >= min(hint.width(), theme().px(40))
        self._link.setVisible(shown)
        if shown:
            top = (self.height() - hint.height()) // 2
            self._link.setGeometry(mirrored(self, QRect(self.width() - side - width, top, width, hint.height())))

    def _words_width(self) -> int:
        return theme().px(18) + _INSET + theme().metrics("bold").horizontalAdvance(self.text())

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._words_width() + theme().px(40), theme().size("button_small"))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        opening, closing = (Qt.Key.Key_Left, Qt.Key.Key_Right) if rtl else (Qt.Key.Key_Right, Qt.Key.Key_Left)
        if event.key() == opening:
            self.setChecked(True)
        elif event.key() == closing:
            self.setChecked(False)
        elif event.key() == Qt.Key.Key_Delete and not self._cross.isHidden():
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        token = "text" if self.underMouse() else "text2"
        side = look.px(12)
        chevron = "chevron-down" if self.isChecked() else "chevron-right"
        draw_icon(painter, mirrored(self, QRect(_INSET - 1, (self.height() - side) // 2, side, side)), chevron, "text3")
        painter.setFont(look.font("bold"))
        painter.setPen(look.color(token))
        words_at = mirrored(self, QRect(_INSET + look.px(18) - 2, 0, self.width(), self.height()))
        painter.drawText(words_at, int(_FLAGS | Qt.AlignmentFlag.AlignLeading), self.text())
        if self._ring and self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), look.radius("control"))

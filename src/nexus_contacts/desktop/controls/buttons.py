"""Buttons: real QPushButtons and QToolButtons that paint themselves from the tokens, with a ring for keyboard focus."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import (
    draw_icon,
    draw_key_cap,
    focus_ring,
    key_cap_size,
    mirrored,
    ring_after,
    rounded,
    smooth,
)
from nexus_contacts.desktop.safe_text import tip
from nexus_contacts.desktop.theme import theme


@dataclass(frozen=True, slots=True)
class ButtonLook:
    """The tokens of a button: fills at rest and under the pointer, words, outline. "" is none."""

    fill: str
    hover: str
    text: str
    line: str = ""
    icon: str = ""

    @property
    def filled(self) -> bool:
        """Whether the button is a coloured body, whose focus ring keeps a gap."""
        return self.text.startswith("on")


PRIMARY = ButtonLook("accent", "accentHover", "onAccent")
SECONDARY = ButtonLook("raised", "hover", "text", "borderStrong")
GHOST = ButtonLook("", "hover", "text2")
DANGER = ButtonLook("dangerFill", "dangerHover", "onDanger")
SOFT = ButtonLook("sunken", "hover", "text")
CHOSEN = ButtonLook("accentSoft", "accentSoft", "accentText")
_TEXT_FLAGS = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic | Qt.TextFlag.TextSingleLine


class Button(QPushButton):
    """A push button with an optional icon before its words and a key cap after them."""

    look = SECONDARY

    def __init__(
        self, text: str = "", icon: str = "", *, key: str = "", small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        self._trailing_icon = ""
        self._key = key
        self._small = small
        self._ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        theme().changed.connect(self._restyle)

    @property
    def ring_visible(self) -> bool:
        """Whether the focus ring shows."""
        return self._ring and self.hasFocus()

    def set_icon_name(self, name: str) -> None:
        """Show another icon before the words; "" for none."""
        self._icon_name = name
        self._restyle()

    def set_trailing_icon(self, name: str) -> None:
        """Show an icon after the words (a chevron of a menu); "" for none."""
        self._trailing_icon = name
        self._restyle()

    def set_key(self, key: str) -> None:
        """Show another key cap; "" for none."""
        self._key = key
        self._restyle()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _role(self) -> str:
        return "small_strong" if self._small else "strong"

    def _padding(self) -> int:
        return theme().px(10 if self._small else 12)

    def _parts(self) -> list[tuple[str, int, int]]:
        """What stands in a row: (kind, width, gap before it)."""
        look = theme()
        parts: list[tuple[str, int, int]] = []
        if self._icon_name:
            parts.append(("icon", look.size("icon"), 0))
        if self.text():
            width = look.metrics(self._role()).size(Qt.TextFlag.TextHideMnemonic, self.text()).width()
            parts.append(("text", width + 1, look.px(6)))
        if self._key:
            parts.append(("key", self._key_width(), look.px(8)))
        if self._trailing_icon:
            parts.append(("trailing", look.px(14), look.px(4)))
        if parts:
            parts[0] = (*parts[0][:2], 0)
        return parts

    def _key_width(self) -> int:
        if self._current().filled:
            return theme().metrics("caption").horizontalAdvance(self._key)
        return key_cap_size(self._key).width()

    @override
    def sizeHint(self) -> QSize:
        width = sum(part + gap for _, part, gap in self._parts())
        height = theme().size("button_small" if self._small else "button")
        return QSize(max(width + 2 * self._padding(), height), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)

    def _current(self) -> ButtonLook:
        return CHOSEN if self.isCheckable() and self.isChecked() else self.look

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        self._paint_body(painter)
        self._paint_parts(painter)

    def _paint_body(self, painter: QPainter) -> None:
        look, current = theme(), self._current()
        rect = QRectF(self.rect())
        radius = look.radius("control")
        if not self.isEnabled():
            rounded(painter, rect, radius, look.color("sunken") if current.fill else None)
            return
        fill = current.hover if self.underMouse() or self.isDown() else current.fill
        if self.ring_visible and current.filled:
            focus_ring(painter, rect, radius)
            rounded(painter, rect.adjusted(4, 4, -4, -4), radius - 2, look.color(fill))
            return
        line = look.color(current.line) if current.line else look.color("control") if look.contrast else None
        rounded(painter, rect, radius, look.color(fill) if fill else None, line)
        if self.ring_visible:
            focus_ring(painter, rect, radius)

    def _paint_parts(self, painter: QPainter) -> None:
        parts = self._parts()
        x = (self.width() - sum(part + gap for _, part, gap in parts)) // 2
        for kind, width, gap in parts:
            x += gap
            self._paint_part(painter, kind, mirrored(self, QRect(x, 0, width, self.height())))
            x += width

    def _paint_part(self, painter: QPainter, kind: str, rect: QRect) -> None:
        look, current = theme(), self._current()
        token = current.text if self.isEnabled() else "disabled"
        if kind == "icon":
            side = look.size("icon")
            draw_icon(painter, QRect(rect.x(), (self.height() - side) // 2, side, side), self._icon_name, token)
        elif kind == "trailing":
            side = look.px(14)
            draw_icon(painter, QRect(rect.x(), (self.height() - side) // 2, side, side), self._trailing_icon, token)
        elif kind == "key" and not current.filled:
            size = key_cap_size(self._key)
            draw_key_cap(
                painter, QRect(rect.topLeft() + QPoint(0, (self.height() - size.height()) // 2), size), self._key
            )
        else:
            painter.setPen(look.color(token))
            painter.setFont(look.font("caption" if kind == "key" else self._role()))
            painter.drawText(rect, int(_TEXT_FLAGS), self._key if kind == "key" else self.text())


class PrimaryButton(Button):
    """The one main action of a surface."""

    look = PRIMARY

    @override
    def _role(self) -> str:
        return "bold" if not self._small else "small_strong"


class SecondaryButton(Button):
    """An outlined button."""

    look = SECONDARY


class GhostButton(Button):
    """A button without an outline, for quiet actions."""

    look = GHOST


class DangerButton(PrimaryButton):
    """A button that destroys; its words name what."""

    look = DANGER


class SoftButton(Button):
    """A small soft button, often one choice of several (checkable) or the opener of a menu."""

    look = SOFT

    def __init__(
        self, text: str = "", icon: str = "", *, checkable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon, small=True, parent=parent)
        self.setCheckable(checkable)


class LinkButton(QPushButton):
    """Words that act, in the colour of links."""

    def __init__(
        self, text: str = "", *, role: str = "strong", token: str = "accentText", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._type_role = role
        self._token = token
        self._ring = False
        self.setFlat(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        size = theme().metrics(self._type_role).size(Qt.TextFlag.TextHideMnemonic, self.text())
        return QSize(size.width() + theme().px(8), max(theme().size("target"), size.height() + theme().px(4)))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _shown(self) -> str:
        """The words, elided where the room is smaller than asked for."""
        if self.width() >= self.sizeHint().width():
            return self.text()
        metrics = theme().metrics(self._type_role)
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - theme().px(8))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(tip(self.text()) if self._shown() != self.text() else "")

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        font = look.font(self._type_role)
        if self.underMouse() and self.isEnabled():
            font = type(font)(font)
            font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(look.color(self._token if self.isEnabled() else "disabled"))
        painter.drawText(self.rect(), int(_TEXT_FLAGS), self._shown())
        if self._ring and self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), look.radius("check"))


class ToolButton(QToolButton):
    """An icon that acts. Its name (verb and object) is its accessible name and its tool tip."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        key: str = "",
        token: str = "text2",
        side: int = 26,
        icon_size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._token = token
        self._side = side
        self._icon_side = icon_size
        self._ring = False
        self.set_name(name, key)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def set_icon_name(self, name: str, token: str = "") -> None:
        """Show another icon, in another colour where `token` is given."""
        self._icon_name = name
        self._token = token or self._token
        self.update()

    def set_name(self, name: str, key: str = "") -> None:
        """Name what the button does; `key` is added to the tool tip."""
        self.setAccessibleName(name)
        self.setToolTip(tip(f"{name}  {key}" if key else name))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = max(theme().px(self._side), theme().size("target"))
        return QSize(side, side)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        rect = QRectF(self.rect())
        radius = look.radius("control")
        if self.isChecked():
            rounded(painter, rect, radius, look.color("accentSoft"))
        elif self.isEnabled() and (self.underMouse() or self.isDown()):
            rounded(painter, rect, radius, look.color("sunken" if not look.dark else "borderStrong"))
        token = "disabled" if not self.isEnabled() else "accentText" if self.isChecked() else self._token
        side = look.px(self._icon_side)
        icon = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        draw_icon(painter, icon, self._icon_name, token)
        if self._ring and self.hasFocus():
            focus_ring(painter, rect, radius)

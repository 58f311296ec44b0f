"""Toasts: a short word about what was done, with its undo. They never take the focus, and stay while looked at."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import draw_icon, ring_after, rounded, smooth
from nexus_contacts.desktop.theme import theme

_EDGE = 20
_GAP = 8


def announce(widget: QWidget, text: str, *, assertive: bool = False) -> None:
    """Tell a screen reader something that has just happened, without moving the focus."""
    event = QAccessibleAnnouncementEvent(widget, text)
    if assertive:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


class _ToastButton(QPushButton):
    """Words or an × on a toast's dark ground."""

    focus_changed = Signal()

    def __init__(self, text: str, *, icon: str = "", token: str = "toastAction", key: str = "") -> None:
        super().__init__(text)
        self._icon_name = icon
        self._token = token
        self._key = key
        self._ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.updateGeometry)

    def _text_width(self) -> int:
        return 0 if self._icon_name else theme().metrics("bold").horizontalAdvance(self.text()) + 1

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        side = look.size("tool")
        if self._icon_name:
            return QSize(side, side)
        key = look.px(8) + look.metrics("caption").horizontalAdvance(self._key) if self._key else 0
        return QSize(self._text_width() + key + look.px(12), side)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)
        self.focus_changed.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        color = look.color("onToast" if self.underMouse() else self._token)
        rect = self.rect().adjusted(look.px(6), 0, -look.px(6), 0)
        if self._icon_name:
            side = look.px(14)
            icon = self.rect().adjusted(*(2 * [(self.width() - side) // 2]), *(2 * [-(self.width() - side) // 2]))
            draw_icon(painter, icon, self._icon_name, "onToast")
        else:
            painter.setPen(color)
            painter.setFont(look.font("bold"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), self.text())
            painter.setPen(look.color("onToast"))
            painter.setFont(look.font("caption"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing), self._key)
        if self._ring and self.hasFocus():
            rounded(painter, QRectF(self.rect()), look.radius("control"), None, look.color("toastAction"), 2.0)


class Toast(QFrame):
    """One toast. `ended` tells whether its action was taken (True) or it was dismissed or timed out (False)."""

    ended = Signal(bool)

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        action: str = "",
        key: str = "",
        seconds: int = 10,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(text)
        self._icon_name = icon
        self._text = text
        self._over = False
        self._timer = QTimer(self, singleShot=True, interval=seconds * 1000)
        self._action = _ToastButton(action, key=key) if action else None
        self._close = _ToastButton("", icon="x")
        self._close.setAccessibleName(self.tr("Dismiss"))

        row = QHBoxLayout(self)
        row.addStretch(1)
        if self._action is not None:
            row.addWidget(self._action)
            self._action.clicked.connect(lambda: self._end(True))
        row.addWidget(self._close)

        for button in (self._action, self._close):
            if button is not None:
                button.focus_changed.connect(self._hold)
        self._close.clicked.connect(lambda: self._end(False))
        self._timer.timeout.connect(lambda: self._end(False))
        theme().changed.connect(self._restyle)
        self._restyle()
        if seconds:
            self._timer.start()

    @property
    def text(self) -> str:
        """The words of the toast."""
        return self._text

    def focus_action(self) -> None:
        """Give the focus to the toast's action, or to its ×."""
        (self._action or self._close).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _end(self, taken: bool) -> None:
        self._timer.stop()
        self.ended.emit(taken)

    def _restyle(self) -> None:
        look = theme()
        start, end = look.px(40 if self._icon_name else 14) + self._words_width() + look.px(16), look.px(6)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(start, look.px(6), end, look.px(6))
            layout.setSpacing(look.px(2))
        self.adjustSize()
        self.update()

    def _words_width(self) -> int:
        return theme().metrics("bold").horizontalAdvance(self._text) + 1

    def _hold(self) -> None:
        """Stand still while the pointer or the focus is on the toast, then run the whole time again."""
        focused = QApplication.focusWidget()
        if self._over or (focused is not None and self.isAncestorOf(focused)):
            self._timer.stop()
        elif self._timer.interval():
            self._timer.start()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self._over = event.type() == QEvent.Type.Enter
            self._hold()
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end(False)
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        rounded(
            painter,
            QRectF(self.rect()),
            look.radius("card"),
            look.color("toast"),
            look.color("borderStrong") if look.dark else None,
        )
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = look.size("icon")
        if self._icon_name:
            x = self.width() - look.px(14) - side if rtl else look.px(14)
            draw_icon(painter, self.rect().adjusted(x, 0, x + side - self.width(), 0), self._icon_name, "onToast")
        pad = look.px(40 if self._icon_name else 14)
        painter.setPen(look.color("onToast"))
        painter.setFont(look.font("bold"))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        painter.drawText(self.rect().adjusted(0 if rtl else pad, 0, -pad if rtl else 0, 0), flags, self._text)


class ToastHost(QObject):
    """Keeps the toasts of one window in its lower start corner, the newest lowest; at most three at a time."""

    def __init__(self, area: QWidget, *, most: int = 3) -> None:
        super().__init__(area)
        self._area = area
        self._most = most
        self._toasts: list[Toast] = []
        area.installEventFilter(self)

    def show_toast(
        self,
        text: str,
        *,
        icon: str = "",
        action: str = "",
        key: str = "",
        seconds: int = 10,
        taken: Callable[[], None] | None = None,
    ) -> Toast:
        """Show a toast; `taken` is called where its action is clicked. `seconds` 0 stays until dismissed."""
        toast = Toast(text, icon=icon, action=action, key=key, seconds=seconds, parent=self._area)
        self._toasts.append(toast)

        def end(was_taken: bool) -> None:
            self._drop(toast)
            if was_taken and taken is not None:
                taken()

        toast.ended.connect(end)
        while len(self._toasts) > self._most:
            self._drop(self._toasts[0])
        toast.show()
        toast.raise_()
        self._place()
        announce(toast, text)
        return toast

    def newest(self) -> Toast | None:
        """The toast that was shown last and is still there."""
        return self._toasts[-1] if self._toasts else None

    def _drop(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        look = theme()
        bottom = self._area.height() - look.px(_EDGE)
        rtl = self._area.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for toast in reversed(self._toasts):
            size = toast.sizeHint()
            width = min(size.width(), self._area.width() - 2 * look.px(_EDGE))
            x = self._area.width() - look.px(_EDGE) - width if rtl else look.px(_EDGE)
            toast.setGeometry(x, bottom - size.height(), width, size.height())
            bottom -= size.height() + look.px(_GAP)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

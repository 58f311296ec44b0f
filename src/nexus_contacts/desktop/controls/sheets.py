"""A dialog that lies inside its window, over the veil: a header and a footer that stay, and a body that scrolls.

It is a child of the window and no window of its own, so its round corners need no compositor. The keyboard stays
inside: Tab goes round, and the window's shortcuts rest.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.buttons import ToolButton
from nexus_contacts.desktop.controls.cards import Divider
from nexus_contacts.desktop.controls.drawing import rounded, smooth
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.scroll_areas import scrolled
from nexus_contacts.desktop.theme import theme

_PAD, _AROUND = 24, 16


class Sheet(QDialog):
    """`column` takes the body's widgets and `foot` the footer's; `size` is in pixels at 100 %."""

    def __init__(self, title: str, text: str, size: tuple[int, int], parent: QWidget) -> None:
        super().__init__(parent)
        self.opener = QApplication.focusWidget()
        """Who had the focus before the dialog, which takes it while it is made."""
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # where nothing inside takes it, the keys still come here
        self.setAccessibleName(title)
        self._wanted = size
        self._heading = Label(title, "title")
        self._under_title = Label(text, "body", "text2", wrap=True)
        if not text:  # shown before it has a parent, it would be a window of its own for a moment
            self._under_title.hide()
        self._close = ToolButton("x", self.tr("Close"), key=self.tr("Esc"))
        self._close.clicked.connect(self.leave)
        self.column = QVBoxLayout()
        self.foot = QHBoxLayout()
        self._arrange()
        parent.installEventFilter(self)
        theme().changed.connect(self._fit)
        self._fit()

    def set_heading(self, title: str, text: str) -> None:
        """Show another title and another line below it."""
        self.setAccessibleName(title)
        self._heading.setText(title)
        self._under_title.setText(text)
        self._under_title.setVisible(bool(text))

    def leave(self) -> None:
        """Close without doing anything; a dialog with something typed in it asks first."""
        self.reject()

    def submit(self) -> None:
        """Do what the primary button does."""

    def take_focus(self) -> None:
        """Give the focus to the first place that Tab comes to; where there is none but the ×, the dialog has it."""
        fields = [widget for widget in self._stops() if widget is not self._close]
        (fields[0] if fields else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to a widget that was just shown, once it has its place."""
        QTimer.singleShot(0, widget, lambda: self._scroll.ensureWidgetVisible(widget, 0, theme().px(12)))

    def keep_below(self, *widgets: QWidget) -> None:
        """Let widgets stand between the body, which scrolls, and the footer."""
        look, box = theme(), QVBoxLayout()
        box.setContentsMargins(look.px(_PAD), look.px(4), look.px(_PAD), look.px(14))
        box.setSpacing(look.px(8))
        for widget in widgets:
            box.addWidget(widget)
        self._outer.insertLayout(3, box)

    def _arrange(self) -> None:
        look = theme()
        head, words = QHBoxLayout(), QVBoxLayout()
        words.setSpacing(look.px(2))
        words.addWidget(self._heading)
        words.addWidget(self._under_title)
        head.addLayout(words, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        head.setContentsMargins(look.px(_PAD), look.px(18), look.px(_PAD), look.px(14))
        self.column.setContentsMargins(look.px(_PAD), look.px(16), look.px(_PAD), look.px(16))
        self.column.setSpacing(look.px(12))
        self._scroll = scrolled(self.column, sideways=True)
        self.foot.setContentsMargins(look.px(_PAD), look.px(12), look.px(_PAD), look.px(12))
        self.foot.setSpacing(look.px(10))
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(Divider())
        outer.addWidget(self._scroll, 1)
        outer.addWidget(Divider())
        outer.addLayout(self.foot)

    def _fit(self) -> None:
        """Stand in the middle of the window, as large as wanted or as there is room for."""
        area, look = self.parentWidget(), theme()
        if area is None:
            return
        around = 2 * look.px(_AROUND)
        width = min(look.px(self._wanted[0]), area.width() - around)
        height = min(look.px(self._wanted[1]), area.height() - around)
        self.setGeometry((area.width() - width) // 2, (area.height() - height) // 2, width, height)

    def _stops(self) -> list[QWidget]:
        """Everything inside that Tab comes to, in reading order; the × comes last."""
        found = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isEnabled()
            and widget.isVisibleTo(self)
            and widget.focusProxy() is None
        ]
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft

        def place(widget: QWidget) -> tuple[bool, int, int]:
            centre = widget.mapTo(self, widget.rect().center())
            return widget is self._close, centre.y() // 8, -centre.x() if mirrored else centre.x()

        return sorted(found, key=place)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = self._stops()
        focused = self.focusWidget()
        if not stops:
            return False
        here = stops.index(focused) if focused in stops else -1 if forward else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target = stops[(here + (1 if forward else -1)) % len(stops)]
        target.setFocus(reason)
        self._scroll.ensureWidgetVisible(target, 0, theme().px(40))
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self.parentWidget():
            self._fit()
        return super().eventFilter(watched, event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            event.accept()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        rounded(painter, QRectF(self.rect()), look.radius("dialog"), look.color("raised"), look.color("borderStrong"))

"""Moving through the sidebar by arrow keys: every button is reached with ↑ ↓, each group is one stop of the Tab key."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

_UP, _DOWN = -1, 1
_STOP, _ON_THE_WAY = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus


class ArrowKeys(QObject):
    """Arrow keys for all that takes focus inside `pane`.

    `groups` are the widgets whose buttons share one Tab stop. ← → and Del are asked for only while a button has
    focus, because text fields and sliders need them for themselves.
    """

    opened = Signal(QWidget)
    closed = Signal(QWidget)
    cleared = Signal(QWidget)

    def __init__(self, pane: QWidget, scroll: QScrollArea, groups: tuple[QWidget, ...]) -> None:
        super().__init__(pane)
        self._pane = pane
        self._scroll = scroll
        self._groups = groups
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.settle)
        self._stops: dict[QWidget, QAbstractButton] = {}
        self._add(Qt.Key.Key_Up, lambda: self._step(_UP))
        self._add(Qt.Key.Key_Down, lambda: self._step(_DOWN))
        self._for_buttons = (
            self._add(Qt.Key.Key_Right, lambda: self._turn(1)),
            self._add(Qt.Key.Key_Left, lambda: self._turn(-1)),
            self._add(Qt.Key.Key_Delete, self._clear),
        )
        for shortcut in self._for_buttons:
            shortcut.setEnabled(False)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def settle_soon(self) -> None:
        """Settle with the next turn of the loop, once for many changes."""
        self._soon.start()

    def settle(self) -> None:
        """Give each group one Tab stop again, after buttons came or went."""
        targets = self._targets()
        for group in self._groups:
            buttons = [
                widget for widget in targets if isinstance(widget, QAbstractButton) and group.isAncestorOf(widget)
            ]
            stop = self._stops.get(group)
            if stop not in buttons:
                stop = buttons[0] if buttons else None
            for button in buttons:
                button.setFocusPolicy(_STOP if button is stop else _ON_THE_WAY)
            if stop is not None:
                self._stops[group] = stop

    def _add(self, key: Qt.Key, act: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._pane)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
        return shortcut

    def _turn(self, direction: int) -> None:
        focused = QApplication.focusWidget()
        if focused is None:
            return
        mirrored = self._pane.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if (direction > 0) != mirrored:
            self.opened.emit(focused)
        else:
            self.closed.emit(focused)

    def _clear(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            self.cleared.emit(focused)

    def _targets(self) -> list[QWidget]:
        """Everything in the pane that can take focus now, in reading order."""
        found = [
            widget
            for widget in self._pane.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.ClickFocus
            and widget.isEnabled()
            and widget.isVisibleTo(self._pane)
        ]
        mirrored = self._pane.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return sorted(found, key=lambda widget: _place(widget, self._pane, mirrored))

    def _step(self, direction: int) -> None:
        focused = QApplication.focusWidget()
        if focused is None or (isinstance(focused, QAbstractItemView) and _step_inside(focused, direction)):
            return
        targets = self._targets()
        if focused not in targets:
            return
        place = targets.index(focused) + direction
        if 0 <= place < len(targets):
            targets[place].setFocus(Qt.FocusReason.TabFocusReason)
            _enter(targets[place], direction)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        inside = now is not None and self._pane.isAncestorOf(now)
        for shortcut in self._for_buttons:
            shortcut.setEnabled(inside and isinstance(now, QAbstractButton))
        if now is None or not inside:
            return
        content = self._scroll.widget()
        if content is not None and content.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, 12)
        for group in self._groups:
            if isinstance(now, QAbstractButton) and group.isAncestorOf(now):
                self._move_stop(group, now)

    def _move_stop(self, group: QWidget, button: QAbstractButton) -> None:
        before = self._stops.get(group)
        if before is button:
            return
        if before is not None and isValid(before):
            before.setFocusPolicy(_ON_THE_WAY)
        button.setFocusPolicy(_STOP)
        self._stops[group] = button


def _place(widget: QWidget, pane: QWidget, mirrored: bool) -> tuple[int, int]:
    centre = widget.mapTo(pane, widget.rect().center())
    # Buttons of one line may differ in height by a pixel or two.
    return centre.y() // 8, -centre.x() if mirrored else centre.x()


def _step_inside(view: QAbstractItemView, direction: int) -> bool:
    """Move the view's own current line; False at its end, where the arrow leaves it."""
    model = view.model()
    row = view.currentIndex().row() + direction
    if not 0 <= row < model.rowCount():
        return False
    view.setCurrentIndex(model.index(row, 0))
    return True


def _enter(target: QWidget, direction: int) -> None:
    """Come into a list from the side the arrow points away from."""
    if isinstance(target, QAbstractItemView) and target.model().rowCount():
        row = 0 if direction == _DOWN else target.model().rowCount() - 1
        target.setCurrentIndex(target.model().index(row, 0))

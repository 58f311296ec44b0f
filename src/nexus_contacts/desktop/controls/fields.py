"""Text fields: a real QLineEdit in a drawn frame, with an icon before it, a button or a key cap after it, an error."""

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.buttons import ToolButton
from nexus_contacts.desktop.controls.drawing import (
    draw_icon,
    draw_key_cap,
    focus_ring,
    key_cap_size,
    mirrored,
    rounded,
    smooth,
)
from nexus_contacts.desktop.theme import theme

_PAD = 10


class TextField(QLineEdit):
    """A line of text. `name` is its accessible name; `quiet` draws it softer, for a field on a pane's ground."""

    def __init__(
        self,
        name: str,
        *,
        placeholder: str = "",
        icon: str = "",
        quiet: bool = False,
        mono: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._quiet = quiet
        self._role = "mono" if mono else "body"
        self._key = ""
        self._error = ""
        self._description = ""
        self._trailing: ToolButton | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme().changed.connect(self._restyle)

    @property
    def error(self) -> str:
        """What is wrong with the text; "" where nothing is."""
        return self._error

    def set_error(self, error: str) -> None:
        """Draw the field as wrong and describe the error to a screen reader; "" takes it back."""
        if not self._error:
            self._description = self.accessibleDescription()
        self._error = error
        self.setAccessibleDescription(error or self._description)
        self._restyle()

    def set_key(self, key: str) -> None:
        """Show a key cap at the end while the field is empty and has no focus."""
        self._key = key
        self._restyle()

    def set_icon_name(self, icon: str) -> None:
        """Show another icon before the text; "" for none."""
        self._icon_name = icon
        self._restyle()

    def add_button(self, icon: str, name: str) -> ToolButton:
        """Put a button at the end of the field, within its frame; returns it. There is room for one."""
        button = ToolButton(icon, name, side=24, parent=self)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        self._trailing = button
        self._restyle()
        return button

    def key_cap_visible(self) -> bool:
        """Whether the key cap shows."""
        return bool(self._key) and not self.text() and not self.hasFocus()

    def _restyle(self) -> None:
        look = theme()
        self.setFont(look.font(self._role))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        palette.setColor(QPalette.ColorRole.PlaceholderText, look.color("text3"))
        palette.setColor(QPalette.ColorGroup.Normal, QPalette.ColorRole.Text, look.color("text"))
        palette.setColor(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Text, look.color("text"))
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, look.color("disabled"))
        self.setPalette(palette)
        self._place()
        self.updateGeometry()
        self.update()

    def _end_width(self) -> int:
        """The width of what stands at the end, with its gap."""
        look = theme()
        if self._trailing is not None and not self._trailing.isHidden():
            return self._trailing.sizeHint().width() + look.px(4)
        if self._error:
            return look.size("icon") + look.px(_PAD + 4)
        if self._key:
            return key_cap_size(self._key).width() + look.px(12)
        return look.px(_PAD) - 2

    def _place(self) -> None:
        """Make room in the text for what stands before and after it; margins do not mirror by themselves."""
        look = theme()
        start = look.px(_PAD) - 2 + (look.size("icon") + look.px(8) if self._icon_name else 0)
        end = self._end_width()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        self.setTextMargins(start, 0, end, 0)
        if self._trailing is not None:
            side = self._trailing.sizeHint().width()
            rect = QRect(self.width() - side - look.px(4), (self.height() - side) // 2, side, side)
            self._trailing.setGeometry(mirrored(self, rect))

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().px(180), theme().size("field"))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(72), theme().size("field"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()
        elif event.type() == QEvent.Type.PaletteChange and hasattr(self, "_trailing"):
            # Under a style sheet Qt gives a field that moves to another parent the palette it was first shown with.
            shown = self.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.Text)
            if shown != theme().color("text"):
                self._restyle()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        self._paint_frame(painter)
        self._paint_ends(painter)
        painter.end()
        super().paintEvent(event)

    def _paint_frame(self, painter: QPainter) -> None:
        look = theme()
        rect, radius = QRectF(self.rect()), look.radius("control")
        fill = "sunken" if not self.isEnabled() else "canvas" if self._quiet and not self.hasFocus() else "surface"
        line, width = ("borderStrong" if self._quiet else "control"), 1.0
        if self._error:
            line, width = "danger", 1.3
        elif self._quiet and self.underMouse():
            line = "control"
        rounded(painter, rect, radius, look.color(fill), look.color(line), width)
        if self.hasFocus():
            if self._error:
                rounded(painter, rect, radius, None, look.color("danger"), 2.0)
            else:
                focus_ring(painter, rect, radius)

    def _paint_ends(self, painter: QPainter) -> None:
        look = theme()
        side = look.size("icon")
        middle = (self.height() - side) // 2
        if self._icon_name:
            token = "text2" if self.isEnabled() else "disabled"
            draw_icon(painter, mirrored(self, QRect(look.px(_PAD), middle, side, side)), self._icon_name, token)
        has_button = self._trailing is not None and not self._trailing.isHidden()
        if self._error and not has_button:
            place = QRect(self.width() - look.px(_PAD) - side, middle, side, side)
            draw_icon(painter, mirrored(self, place), "alert", "danger")
        elif self.key_cap_visible() and not has_button:
            size = key_cap_size(self._key)
            place = QRect(self.width() - look.px(8) - size.width(), (self.height() - size.height()) // 2, 0, 0)
            place.setSize(size)
            draw_key_cap(painter, mirrored(self, place), self._key)


class SearchField(TextField):
    """A field to search with: a magnifier, a key cap at rest, and an × where there is text; Esc empties it first."""

    cleared = Signal()

    def __init__(
        self, name: str, *, placeholder: str = "", key: str = "", quiet: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, placeholder=placeholder, icon="search", quiet=quiet, parent=parent)
        self.set_key(key)
        self._clear = self.add_button("x", self.tr("Clear search"))
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        self._clear.clicked.connect(self._empty)
        self.textChanged.connect(self._show_clear)
        self._show_clear(self.text())

    def _show_clear(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._place()

    def _empty(self) -> None:
        self.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cleared.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self._empty()
            return
        super().keyPressEvent(event)


class PasswordField(TextField):
    """A field for a secret: masked, pasted text is trimmed, and an eye shows it as long as it is wanted."""

    def __init__(self, name: str, *, placeholder: str = "", icon: str = "key", parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder=placeholder, icon=icon, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        # The masking sign is read before the style sheet is; a change of style makes the field read it again.
        self.ensurePolished()
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))
        self._show_name, self._hide_name = self._eye_names()
        self._eye = self.add_button("eye", self._show_name)
        self._eye.clicked.connect(self._toggle)
        self.textChanged.connect(self._trim)

    def _eye_names(self) -> tuple[str, str]:
        return self.tr("Show the key"), self.tr("Hide the key")

    def _trim(self, text: str) -> None:
        if text != text.strip():
            self.setText(text.strip())

    def _toggle(self) -> None:
        shown = self.echoMode() is QLineEdit.EchoMode.Normal
        self.setEchoMode(QLineEdit.EchoMode.Password if shown else QLineEdit.EchoMode.Normal)
        self._eye.set_icon_name("eye" if shown else "eye-off")
        self._eye.set_name(self._show_name if shown else self._hide_name)


class PassphraseField(PasswordField):
    """A field for a passphrase: blanks are part of it, at its ends too."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(name, icon="lock", parent=parent)

    @override
    def _eye_names(self) -> tuple[str, str]:
        return self.tr("Show the passphrase"), self.tr("Hide the passphrase")

    @override
    def _trim(self, text: str) -> None:
        """Leave the text as it is."""

"""Labels in a role of type and a token's colour, elided labels, and how long ago something was."""

import time

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.safe_text import one_line, tip
from nexus_contacts.desktop.theme import theme

_MINUTE, _HOUR, _DAY, _WEEK = 60, 3600, 86_400, 604_800
_UNITS = (
    (_WEEK, QT_TRANSLATE_NOOP("labels", "{n} wk")),
    (_DAY, QT_TRANSLATE_NOOP("labels", "{n} d")),
    (_HOUR, QT_TRANSLATE_NOOP("labels", "{n} h")),
    (_MINUTE, QT_TRANSLATE_NOOP("labels", "{n} min")),
)
_WEEKS_TOLD = 8


def relative_time(epoch: float, now: float | None = None) -> str:
    """How long ago a moment (seconds since 1970) was, short: now, ``12 min``, ``6 h``, ``3 d``, ``1 wk``; a date
    where it is further away, or in the future.
    """
    ago = (time.time() if now is None else now) - epoch
    if ago > _WEEKS_TOLD * _WEEK or ago < -_HOUR:
        return words.date_text(words.local(epoch).date())
    for seconds, text in _UNITS:
        if ago >= seconds:
            return QCoreApplication.translate("labels", str(text)).replace("{n}", words.number(int(ago // seconds)))
    return QCoreApplication.translate("labels", "now")


class Label(QLabel):
    """Words in a role of type and a colour, which follow the theme. The text is plain, whatever it holds."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        token: str = "text",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role = role
        self._token = token
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_token(self, token: str) -> None:
        """Show the words in another colour."""
        self._token = token
        self._restyle()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Under a style sheet Qt gives a label that moves to another parent the palette it was first shown with.
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_token"):
            shown = self.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
            if shown != theme().color(self._token):
                self._restyle()

    def set_role(self, role: str) -> None:
        """Show the words in another role of type."""
        self._role = role
        self._restyle()

    def _restyle(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorGroup.All, QPalette.ColorRole.WindowText, theme().color(self._token))
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, theme().color("disabled"))
        self.setPalette(palette)
        self.setFont(theme().font(self._role))


class ElidedLabel(QWidget):
    """One line that is elided where it does not fit; then the whole text is its tool tip."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        token: str = "text",
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._shown = ""
        self._role = role
        self._token = token
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)
        theme().changed.connect(self._restyle)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text, as one line of what a screen may show."""
        self._text = one_line(text)
        self.setAccessibleName(self._text)
        self._restyle()

    def set_token(self, token: str) -> None:
        """Show the text in another colour."""
        self._token = token
        self.update()

    def _restyle(self) -> None:
        self._elide()
        self.updateGeometry()
        self.update()

    def _elide(self) -> None:
        self._shown = theme().metrics(self._role).elidedText(self._text, self._mode, self.width())
        self.setToolTip(tip(self._text) if self._shown != self._text else "")

    @override
    def sizeHint(self) -> QSize:
        metrics = theme().metrics(self._role)
        height = max(theme().line_height(self._role), metrics.height())
        return QSize(metrics.horizontalAdvance(self._text) + 1, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme().px(24)), self.sizeHint().height())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._elide()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme().font(self._role))
        painter.setPen(theme().color(self._token if self.isEnabled() else "disabled"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine
        shown = self._shown
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            shown = f"\u2068{shown}\u2069"  # isolated, so that an ellipsis stays at the end of the words
        painter.drawText(QRect(0, 0, self.width() + 1, self.height()), int(flags), shown)

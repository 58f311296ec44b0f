"""The one look: tokens as Qt colours, fonts and icons, for the palette, the style sheet and everything that paints.
Follows the system's light or dark live; every change is told by `Theme.changed`.
"""

import re
import zlib
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QApplication

from nexus_contacts.desktop.resources import DIRECTIONAL_ICONS, FONT_FAMILY, icon_source, load_fonts, style_template
from nexus_contacts.desktop.tokens import Tokens, load_measures, load_tokens

MODES = ("system", "light", "dark")
TEXT_SIZES = (90, 150)

_PALETTE = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "onAccent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "onAccent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accentText",
    QPalette.ColorRole.LinkVisited: "accentText",
    QPalette.ColorRole.ToolTipBase: "toast",
    QPalette.ColorRole.ToolTipText: "onToast",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "border",
    QPalette.ColorRole.Mid: "borderStrong",
    QPalette.ColorRole.Dark: "control",
    QPalette.ColorRole.Shadow: "control",
}
_DISABLED_ROLES = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.PlaceholderText,
)
_PLACEHOLDER = re.compile(r"@(px|radius)\((\w+)\)|@(\w+)")


class Theme(QObject):
    """The application's look. Painters read it at paint time; widgets that keep sizes listen to `changed`."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._measures = load_measures()
        self._mode = "system"
        self._contrast = "system"
        self._motion = "system"
        self._percent = 100
        self._system_dark = False
        self._app: QApplication | None = None
        self._tokens = load_tokens("light")
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetrics] = {}
        self._pixmaps: dict[tuple[str, str, int, float, bool], QPixmap] = {}
        self.generation = 0
        """Grows with each change: a part of every cache key that depends on the look."""

    # ── choosing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def tokens(self) -> Tokens:
        """The tokens in use."""
        return self._tokens

    @property
    def dark(self) -> bool:
        """Whether the theme in use is dark."""
        return self._tokens.dark

    @property
    def contrast(self) -> bool:
        """Whether the theme in use is one of high contrast: chips and selections get an outline."""
        return self._tokens.contrast

    @property
    def mode(self) -> str:
        """The choice of `MODES`."""
        return self._mode

    @property
    def text_percent(self) -> int:
        """The text size in percent."""
        return self._percent

    def set_mode(self, mode: str) -> None:
        """Choose ``light``, ``dark`` or ``system``. Raises ValueError for anything else."""
        if mode not in MODES:
            raise ValueError(mode)
        if mode != self._mode:
            self._mode = mode
            self._tell_platform()
            self._renew()

    def set_text_size(self, percent: int) -> None:
        """Scale all text and what holds it; kept within 90 to 150 percent."""
        percent = max(TEXT_SIZES[0], min(TEXT_SIZES[1], percent))
        if percent != self._percent:
            self._percent = percent
            self._renew(sizes=True)

    def set_contrast(self, choice: str) -> None:
        """Choose high contrast: ``system``, ``on`` or ``off``."""
        if choice != self._contrast:
            self._contrast = choice
            self._renew()

    def set_motion(self, choice: str) -> None:
        """Choose motion: ``system``, ``on`` or ``off``."""
        self._motion = choice

    def apply(self, app: QApplication) -> None:
        """Dress the application: Fusion, fonts, palette, style sheet; from now on follow the system's scheme."""
        self._app = app
        load_fonts()
        if app.style().name().lower() != "fusion":  # making it anew costs 5 ms
            app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system, Qt.ConnectionType.UniqueConnection)
        self._tell_platform()
        self._renew(sizes=True)

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def color(self, token: str) -> QColor:
        """The colour of a token; do not change it. Raises KeyError for a token that no theme has."""
        found = self._colors.get(token)
        if found is None:
            found = self._colors[token] = QColor(self._tokens.colors[token])
        return found

    def font(self, role: str) -> QFont:
        """The font of a role of type (display, title, section, body, strong, bold, small … mono)."""
        found = self._fonts.get(role)
        if found is None:
            found = self._fonts[role] = self._make_font(role)
        return found

    def metrics(self, role: str) -> QFontMetrics:
        """The metrics of a role's font, cached: making them is the dear part of measuring text."""
        found = self._metrics.get(role)
        if found is None:
            found = self._metrics[role] = QFontMetrics(self.font(role))
        return found

    def line_height(self, role: str) -> int:
        """The height of one line of a role, scaled by the text size."""
        return self.px(self._measures.type[role].line_px)

    def px(self, length: float) -> int:
        """A length in logical pixels, scaled by the text size."""
        return round(length * self._percent / 100)

    def size(self, name: str) -> int:
        """A named height or width of the tokens (button, row, field …), scaled by the text size."""
        return self.px(self._measures.size[name])

    def radius(self, name: str) -> int:
        """The radius of a corner (check, tag, control, card, bar, dialog)."""
        return self._measures.radius[name]

    def motion_ms(self, name: str) -> int:
        """How long a motion (fade, slide) lasts; 0 where motion is reduced."""
        return 0 if self._motion_is_reduced() else self._measures.motion[name]

    def avatar_colors(self, contact_id: str) -> tuple[QColor, QColor]:
        """The fill and the letters of a contact's avatar, by its id, so that renaming keeps the colour."""
        fill, letters = self._tokens.avatars[self.avatar_index(contact_id)]
        return QColor(fill), QColor(letters)

    def avatar_index(self, contact_id: str) -> int:
        """Which of the avatar's pairs of colours a contact has."""
        return zlib.crc32(contact_id.encode("utf-8", "surrogatepass")) % len(self._tokens.avatars)

    def score_color(self, score: float) -> QColor:
        """The colour of a score's bar: from 70 high, from 40 mid."""
        return self.color("score.high" if score >= 70 else "score.mid" if score >= 40 else "score.low")

    # ── icons ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def icon(self, name: str, token: str = "text2", size: int = 16) -> QIcon:
        """An icon in a token's colour; its disabled state is in the disabled colour. It does not follow the theme."""
        app = QGuiApplication.instance()
        dpr = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
        icon = QIcon(self.pixmap(name, token, size, dpr))
        icon.addPixmap(self.pixmap(name, "disabled", size, dpr), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, token: str, size: int, dpr: float) -> QPixmap:
        """An icon as a pixmap of `size` logical pixels, mirrored where it points along a right-to-left text."""
        mirrored = name in DIRECTIONAL_ICONS and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
        color = self.color(token).name()
        key = (name, color, size, dpr, mirrored)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._render(name, color, size, dpr, mirrored)
        return found

    def _render(self, name: str, color: str, size: int, dpr: float, mirrored: bool) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer  # loaded with the first icon, not with the program

        source = icon_source(name).replace("currentColor", color)
        for token in ("accentFill", "onAccent"):
            source = source.replace(token, self.color("accent" if token == "accentFill" else token).name())
        side = round(size * dpr)
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
        painter.end()
        if mirrored:
            pixmap = pixmap.transformed(QTransform(-1, 0, 0, 1, 0, 0))
        pixmap.setDevicePixelRatio(dpr)
        return pixmap

    # ── inside ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _make_font(self, role: str) -> QFont:
        style = self._measures.type[role]
        if role == "mono":
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        else:
            font = QFont([FONT_FAMILY, *_system_families()])
            font.setFeature(QFont.Tag("tnum"), 1)
        font.setPixelSize(self.px(style.size_px))
        font.setWeight(QFont.Weight(style.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _wanted(self) -> str:
        dark = self._system_dark if self._mode == "system" else self._mode == "dark"
        name = "dark" if dark else "light"
        return f"contrast-{name}" if self._contrast_is_high() else name

    def _hint(self, name: str) -> str:
        """One of the platform's accessibility wishes by name; "" where this Qt does not know it (before 6.10, 6.12)."""
        accessibility = getattr(self._app.styleHints(), "accessibility", None) if self._app is not None else None
        hints: Any = accessibility() if accessibility is not None else None
        preference = getattr(hints, name, None)
        return preference().name if preference is not None else ""

    def _contrast_is_high(self) -> bool:
        return self._contrast == "on" or (
            self._contrast == "system" and self._hint("contrastPreference") == "HighContrast"
        )

    def _motion_is_reduced(self) -> bool:
        return self._motion == "off" or (self._motion == "system" and self._hint("motionPreference") == "ReducedMotion")

    def _tell_platform(self) -> None:
        """Let the platform dress its own parts (title bar, file dialogs) as chosen."""
        if self._app is None:
            return
        hints = self._app.styleHints()
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        if self._mode in schemes:
            hints.setColorScheme(schemes[self._mode])
        else:
            hints.unsetColorScheme()
            self._system_dark = hints.colorScheme() is Qt.ColorScheme.Dark

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        if self._mode != "system":
            return
        self._system_dark = scheme is Qt.ColorScheme.Dark
        if self._wanted() != self._tokens.name:
            self._renew()

    def _renew(self, *, sizes: bool = False) -> None:
        name = self._wanted()
        if name != self._tokens.name:
            self._tokens = load_tokens(name)
        self._colors.clear()
        self.generation += 1
        if sizes:
            self._fonts.clear()
            self._metrics.clear()
        if self._app is not None:
            self._dress(self._app, sizes)
        self.changed.emit()

    def _dress(self, app: QApplication, sizes: bool) -> None:
        if sizes:
            app.setFont(self.font("body"))
        app.setPalette(self.palette())
        app.setStyleSheet(self.style_sheet())

    def palette(self) -> QPalette:
        """The tokens as a palette, for everything the style paints."""
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.color(token))
        for role in _DISABLED_ROLES:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        return palette

    def style_sheet(self) -> str:
        """The style sheet with its placeholders filled in."""
        return _PLACEHOLDER.sub(self._placeholder, style_template())

    def _placeholder(self, match: re.Match[str]) -> str:
        kind, argument, token = match.groups()
        if kind == "px":
            return f"{self.px(int(argument))}px"
        if kind == "radius":
            return f"{self.radius(argument)}px"
        if token == "menuLine":
            return self.color("text").name() if self.contrast else "transparent"
        return self.color(token).name()


@lru_cache(maxsize=1)
def _system_families() -> tuple[str, ...]:
    """What writes the scripts that Inter lacks: the system's own choice first."""
    return (QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family(), "Noto Sans")


_theme: Theme | None = None


def theme() -> Theme:
    """The application's one theme."""
    global _theme
    if _theme is None:
        _theme = Theme()
    return _theme

"""Lines of text measured, elided and shaped once, then drawn from the cache: shaping is the dear part of a frame."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QStaticText, QTextLayout, QTextOption, QTransform

from nexus_contacts.desktop.safe_text import is_rtl, plain
from nexus_contacts.desktop.table.matches import matches
from nexus_contacts.desktop.theme import theme

_LIMIT = 4096


@dataclass(frozen=True, slots=True)
class Line:
    """A text that fits its room: ready to draw, with its size and the (x, width) of what the search found in it."""

    shaped: QStaticText
    width: float
    height: float
    found: tuple[tuple[float, float], ...] = ()


class Lines:
    """The cache of lines. A change of the theme throws all away, another search text only its marks."""

    def __init__(self) -> None:
        self._plain: dict[tuple[str, str, int, bool], Line] = {}
        self._marked: dict[tuple[str, str, int, bool], Line] = {}
        self._generation = -1
        self._query = ""

    def set_query(self, query: str) -> None:
        """Mark from now on what this search text finds."""
        if query != self._query:
            self._query = query
            self._marked.clear()

    def forget(self) -> None:
        """Throw all lines away."""
        self._plain.clear()
        self._marked.clear()

    def line(self, text: str, role: str, room: int, *, code: bool = False, searched: bool = False) -> Line:
        """The line of `text` in a font role, elided to `room` px.

        `code` marks what runs from left to right in every script: addresses, phones, ids. `searched` marks matches.
        """
        if theme().generation != self._generation or len(self._plain) > _LIMIT:
            self._generation = theme().generation
            self.forget()
        key = (text, role, room, code)
        kept = self._marked if searched and self._query else self._plain
        found = kept.get(key)
        if found is None:
            found = kept[key] = self._mark(*key) if kept is self._marked else self._shape(*key)
        return found

    def _mark(self, text: str, role: str, room: int, code: bool) -> Line:
        line = self.line(text, role, room, code=code)
        shown = line.shaped.text()
        spans = matches(shown, self._query)
        if not spans:
            return line
        return Line(line.shaped, line.width, line.height, _places(shown, role, line.shaped.textOption(), spans))

    def _shape(self, text: str, role: str, room: int, code: bool) -> Line:
        look = theme()
        metrics = look.metrics(role)
        shown = plain(text)
        # Most texts are far shorter than their room, and measuring is what eliding costs.
        if not shown.isascii() or len(shown) * (metrics.ascent() + 1) > room:
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, max(0, room))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        rtl = not code and is_rtl(shown)
        # The line's own direction is set after eliding, so the ellipsis stands at its end in any layout.
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        shaped = QStaticText(shown)
        shaped.setTextFormat(Qt.TextFormat.PlainText)
        shaped.setTextOption(option)
        shaped.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        shaped.prepare(QTransform(), look.font(role))
        size = shaped.size()
        return Line(shaped, size.width(), size.height())


def _places(text: str, role: str, option: QTextOption, spans: list[tuple[int, int]]) -> tuple[tuple[float, float], ...]:
    """Where spans of a text lie in it, as (x, width). Qt counts UTF-16 units, Python letters."""
    layout = QTextLayout(text, theme().font(role))
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    places = []
    for first, behind in spans:
        one, other = (_x(line.cursorToX(_units(text, at))) for at in (first, behind))
        places.append((min(one, other), abs(other - one)))
    return tuple(places)


def _units(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le")) // 2


def _x(answer: object) -> float:
    # The binding answers the position alone, or with the cursor that it was moved to.
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]


def draw_line(painter: QPainter, line: Line, x: float, middle: float) -> None:
    """Draw a line from `x`, its middle at height `middle`, over the marks of what the search found."""
    top = middle - line.height / 2
    for start, width in line.found:
        painter.fillRect(QRectF(x + start - 1, top, width + 2, line.height), theme().color("diff"))
    painter.drawStaticText(QPointF(x, top), line.shaped)

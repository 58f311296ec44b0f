"""Paints the exposed rows of the table in one go, column after column: a delegate called for each cell through the
binding would cost several frames (measured). Everything dear comes from caches: lines, stamps, fonts, colours.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.avatars import paint_avatar
from nexus_contacts.desktop.controls.bars import paint_score
from nexus_contacts.desktop.controls.checks import paint_check
from nexus_contacts.desktop.controls.chips import paint_status_chip, paint_tag, tag_size
from nexus_contacts.desktop.controls.drawing import draw_icon
from nexus_contacts.desktop.controls.labels import relative_time
from nexus_contacts.desktop.safe_text import plain
from nexus_contacts.desktop.table.cells import NEEDS_YOU, TICK, Cells, waiting_text
from nexus_contacts.desktop.table.lines import Line, Lines, draw_line
from nexus_contacts.desktop.table.skeleton import paint_skeleton
from nexus_contacts.desktop.table.tag_fit import fit_tags
from nexus_contacts.desktop.table.ticks import NO_TICKS, Ticks
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store.rows import Row

PAD = 8
"""Between a column's first edge and its text."""
END = 6
_CHIP_PAD = 6
AVATAR_LEFT = 16
_AVATAR = 28
_OWNER = 22
_AGES_KEPT_S = 20
_WAITING_ICONS = {
    "edit": "pencil",
    "note": "note",
    "new": "plus",
    "delete": "trash",
    "merge": "merge",
    "refused": "alert",
    "conflict": "merge",
}

Place: TypeAlias = tuple[int, int, Row | None]
"""A row to paint: its top in px, its number on the page, and what it shows (None is a skeleton)."""


@dataclass(slots=True)
class Scene:
    """What the rows look like at this moment. `columns` are (key, x, width) as they lie on the screen."""

    columns: Sequence[tuple[str, int, int]]
    row_height: int
    width: int
    rtl: bool = False
    current: int = -1
    hovered: int = -1
    focused: bool = False
    keyboard: bool = False
    ticks: Ticks = NO_TICKS


@dataclass(frozen=True, slots=True)
class _Column:
    """One column being painted."""

    key: str
    x: int
    width: int

    def start(self, rtl: bool, pad: int, taken: float) -> float:
        """Where something `taken` px wide begins that stands at the column's start."""
        return self.x + self.width - pad - taken if rtl else self.x + pad


class RowPainter:
    """Paints rows. One for each table."""

    def __init__(self) -> None:
        self.lines = Lines()
        self._aged: dict[int | None, str] = {}
        self._ages_of = -1
        self._ways: dict[str, Callable[[QPainter, Scene, Cells, _Column, Sequence[Place]], None]] = {
            TICK: self._paint_ticks,
            "name": self._paint_names,
            "status": self._paint_statuses,
            "tags": self._paint_tags,
            "score": self._paint_scores,
            "owner": self._paint_owners,
        }

    def paint(self, painter: QPainter, exposed: QRect, scene: Scene, cells: Cells, rows: Sequence[Place]) -> None:
        """Paint `rows` as far as their cells touch `exposed`."""
        self._paint_grounds(painter, scene, rows)
        here = [place for place in rows if place[2] is not None]
        absent = [place for place in rows if place[2] is None]
        for key, x, width in scene.columns:
            if x > exposed.right() or x + width < exposed.left():
                continue
            column = _Column(key, x, width)
            if here:
                self._ways.get(key, self._paint_texts)(painter, scene, cells, column, here)
            for top, number, _ in absent:
                cell = QRect(x, top, width, scene.row_height)
                paint_skeleton(painter, key, cell, number, rtl=scene.rtl, pads=(AVATAR_LEFT, PAD))
        if (scene.focused and scene.keyboard) or theme().contrast:
            self._paint_focus(painter, scene, rows)

    def _paint_grounds(self, painter: QPainter, scene: Scene, rows: Sequence[Place]) -> None:
        look = theme()
        ticks = scene.ticks
        border, selected, hover = look.color("border"), look.color("selected"), look.color("hover")
        height, width = scene.row_height, scene.width
        for top, number, row in rows:
            if row is not None:
                if number == scene.current or row.id in ticks:
                    painter.fillRect(0, top, width, height, selected)
                elif number == scene.hovered:
                    painter.fillRect(0, top, width, height, hover)
                if number == scene.current:
                    x = width - 3 if scene.rtl else 0
                    painter.fillRect(x, top, 3, height - 1, look.color("selectedLine"))
            painter.fillRect(0, top + height - 1, width, 1, border)

    def _paint_focus(self, painter: QPainter, scene: Scene, rows: Sequence[Place]) -> None:
        color = theme().color("focus")
        for top, number, _ in rows:
            if number == scene.current:
                painter.fillRect(0, top, scene.width, 2, color)
                painter.fillRect(0, top + scene.row_height - 2, scene.width, 2, color)

    # ── columns ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _paint_ticks(
        self, painter: QPainter, scene: Scene, cells: Cells, column: _Column, rows: Sequence[Place]
    ) -> None:
        side = theme().px(_AVATAR)
        left = round(column.start(scene.rtl, AVATAR_LEFT, side))
        any_ticked = bool(scene.ticks)
        for top, number, row in rows:
            assert row is not None
            rect = QRect(left, top, side, scene.row_height - 1)
            hovered = number == scene.hovered
            if any_ticked or hovered or (scene.current == number and scene.focused and scene.keyboard):
                state = Qt.CheckState.Checked if row.id in scene.ticks else Qt.CheckState.Unchecked
                paint_check(painter, rect, state, hovered=hovered)
            else:
                paint_avatar(painter, rect, row.id, row.name)

    def _paint_names(
        self, painter: QPainter, scene: Scene, cells: Cells, column: _Column, rows: Sequence[Place]
    ) -> None:
        look = theme()
        room = column.width - PAD - END
        two_lines = scene.row_height >= look.px(32)
        upper, lower = scene.row_height * 0.32, scene.row_height * 0.68
        for top, number, row in rows:
            assert row is not None
            painter.setPen(look.color("text2" if row.waiting == "delete" else "text"))
            role = "bold" if number == scene.current else "strong"
            star = look.px(16) if row.starred else 0
            line = self.lines.line(row.name, role, room - star, searched=True)
            painter.setFont(look.font(role))
            x = column.start(scene.rtl, PAD, line.width)
            middle = top + (upper if two_lines else scene.row_height / 2)
            draw_line(painter, line, x, middle)
            if star:
                self._paint_star(painter, x - star if scene.rtl else x + line.width + 4, middle)
        if two_lines:
            self._paint_second_lines(painter, scene, column, [(top + lower, row) for top, _, row in rows if row])

    def _paint_star(self, painter: QPainter, x: float, middle: float) -> None:
        side = theme().px(12)
        draw_icon(painter, QRect(round(x), round(middle - side / 2), side, side), "star-filled", "warn")

    def _paint_second_lines(
        self, painter: QPainter, scene: Scene, column: _Column, rows: Sequence[tuple[float, Row]]
    ) -> None:
        look = theme()
        room = column.width - PAD - END
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text3"))
        for middle, row in rows:
            if row.waiting:
                continue
            line = self.lines.line(row.email, "small", room, code=True, searched=True)
            draw_line(painter, line, column.start(scene.rtl, PAD, line.width), middle)
        for middle, row in rows:
            if row.waiting:
                self._paint_waiting(painter, scene, column, middle, row)

    def _paint_waiting(self, painter: QPainter, scene: Scene, column: _Column, middle: float, row: Row) -> None:
        look = theme()
        token = "danger" if row.waiting in NEEDS_YOU else "warn"
        side, gap = look.px(13), look.px(5)
        line = self.lines.line(waiting_text(row), "small_strong", column.width - PAD - END - side - gap)
        x = column.start(scene.rtl, PAD, side)
        icon = _WAITING_ICONS.get(row.waiting, "clock")
        draw_icon(painter, QRect(round(x), round(middle - side / 2), side, side), icon, token)
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.color(token))
        draw_line(painter, line, x - gap - line.width if scene.rtl else x + side + gap, middle)

    def _paint_texts(
        self, painter: QPainter, scene: Scene, cells: Cells, column: _Column, rows: Sequence[Place]
    ) -> None:
        look = theme()
        room = column.width - PAD - END
        key = column.key
        searched = key in ("company", "title", "email", "phone") or key.startswith("custom:")
        code = key in ("email", "phone")
        aged = key in ("created", "updated")
        age = self._ages()
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text" if key == "company" else "text2"))
        middle = scene.row_height / 2
        lines = self.lines
        for top, _, row in rows:
            assert row is not None
            text = age(row.updated_at if key == "updated" else row.created_at) if aged else cells.text(row, key)
            if text:
                line = lines.line(text, "body", room, code=code, searched=searched)
                draw_line(painter, line, column.start(scene.rtl, PAD, line.width), top + middle)

    def _ages(self) -> Callable[[int | None], str]:
        """How long ago moments were, kept for as long as the words would hardly change."""
        now = time.time()
        if int(now) // _AGES_KEPT_S != self._ages_of:
            self._ages_of = int(now) // _AGES_KEPT_S
            self._aged = {None: "–"}
        kept = self._aged

        def age(moment: int | None) -> str:
            text = kept.get(moment)
            if text is None:
                text = kept[moment] = relative_time(moment or 0, now)
            return text

        return age

    def _paint_statuses(
        self, painter: QPainter, scene: Scene, cells: Cells, column: _Column, rows: Sequence[Place]
    ) -> None:
        x, width = column.x + _CHIP_PAD, column.width - _CHIP_PAD - 2
        if scene.rtl:
            x = column.x + 2
        for top, _, row in rows:
            if row is not None and row.status:
                paint_status_chip(painter, QRect(x, top, width, scene.row_height), plain(row.status), rtl=scene.rtl)

    def _paint_tags(
        self, painter: QPainter, scene: Scene, cells: Cells, column: _Column, rows: Sequence[Place]
    ) -> None:
        look = theme()
        room = column.width - _CHIP_PAD - 4
        painter.setFont(look.font("small"))
        for top, _, row in rows:
            if row is None or not row.tags:
                continue
            tags = [plain(tag) for tag in row.tags[:12]]
            hidden = len(row.tags) - len(tags)
            places, left = fit_tags([tag_size(tag).width() for tag in tags], room, self._more_width, look.px(30))
            end = 0
            for tag, (offset, width) in zip(tags, places, strict=False):
                x = column.start(scene.rtl, _CHIP_PAD + offset, width)
                paint_tag(painter, QRect(round(x), top, width, scene.row_height), tag, rtl=scene.rtl)
                end = offset + width + _CHIP_PAD
            if left + hidden:
                self._paint_more(painter, scene, column, end, top, left + hidden)

    def _more_width(self, count: int) -> int:
        return theme().metrics("small").horizontalAdvance(f"+{words.number(count)}")

    def _paint_more(self, painter: QPainter, scene: Scene, column: _Column, offset: int, top: int, count: int) -> None:
        painter.setFont(theme().font("small"))
        painter.setPen(theme().color("text2"))
        line = self.lines.line(f"+{words.number(count)}", "small", column.width, code=True)
        draw_line(painter, line, column.start(scene.rtl, _CHIP_PAD + offset, line.width), top + scene.row_height / 2)

    def _paint_scores(
        self, painter: QPainter, scene: Scene, cells: Cells, column: _Column, rows: Sequence[Place]
    ) -> None:
        bar = 24 if column.width < theme().px(76) else 30
        left = column.x + (END if scene.rtl else PAD)
        width = column.width - PAD - END
        for top, _, row in rows:
            if row is not None and row.engagement_score is not None:
                rect = QRect(left, top, width, scene.row_height)
                paint_score(painter, rect, row.engagement_score, bar_width=bar, rtl=scene.rtl)
            elif row is not None:
                self._paint_dash(painter, scene, column, top)

    def _paint_owners(
        self, painter: QPainter, scene: Scene, cells: Cells, column: _Column, rows: Sequence[Place]
    ) -> None:
        look = theme()
        side, gap = look.px(_OWNER), look.px(7)
        named = column.width >= look.px(84)
        room = column.width - PAD - END - side - gap
        x = column.start(scene.rtl, PAD, side)
        painter.setFont(look.font("body"))
        for top, _, row in rows:
            assert row is not None
            middle = top + scene.row_height / 2
            name = cells.owner(row)
            if not name:
                self._paint_dash(painter, scene, column, top)
                continue
            paint_avatar(painter, QRect(round(x), top, side, scene.row_height), row.assigned_to, name)
            if named:
                painter.setFont(look.font("body"))
                painter.setPen(look.color("text2"))
                line = self._owner_line(name, room)
                draw_line(painter, line, x - gap - line.width if scene.rtl else x + side + gap, middle)

    def _paint_dash(self, painter: QPainter, scene: Scene, column: _Column, top: int) -> None:
        painter.setFont(theme().font("body"))
        painter.setPen(theme().color("text3"))
        line = self.lines.line("–", "body", column.width)
        draw_line(painter, line, column.start(scene.rtl, PAD, line.width), top + scene.row_height / 2)

    def _owner_line(self, name: str, room: int) -> Line:
        whole = theme().metrics("body").horizontalAdvance(name) <= room
        return self.lines.line(name if whole else name.split(" ")[0], "body", room)

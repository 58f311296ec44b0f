"""Rows are painted for any text, width, direction and theme; what is current, ticked or waiting can be seen."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from nexus_contacts.desktop.table.cells import Cells
from nexus_contacts.desktop.table.row_painter import Place, RowPainter, Scene
from nexus_contacts.desktop.table.ticks import Ticks
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store.rows import Row

from .rows import row

COLUMNS = (
    ("tick", 48), ("name", 134), ("company", 112), ("title", 115), ("status", 90), ("source", 68), ("tags", 92),
    ("score", 64), ("owner", 100), ("updated", 76), ("custom:industry", 80), ("phone", 90),
)  # fmt: skip
WIDTH = sum(width for _, width in COLUMNS)


def scene(rtl: bool = False, **states: object) -> Scene:
    columns = []
    x = 0
    for key, width in COLUMNS:
        columns.append((key, WIDTH - x - width if rtl else x, width))
        x += width
    return Scene(columns, 44, WIDTH, rtl, **states)  # type: ignore[arg-type]


def painted(look: Scene, rows: list[Row | None]) -> QImage:
    image = QImage(WIDTH, 44 * len(rows), QImage.Format.Format_RGB32)
    image.fill(theme().color("surface"))
    places: list[Place] = [(at * 44, at, one) for at, one in enumerate(rows)]
    painter = QPainter(image)
    RowPainter().paint(painter, QRect(0, 0, WIDTH, image.height()), look, Cells(("industry",)), places)
    painter.end()
    return image


ODD = row(
    first_name="x" * 10_000,
    last_name="\u202eevil\u0000\ud800",
    email="ä" * 500,
    company="🦊" * 300,
    status="never heard of",
    source="\n",
    tags=tuple(f"tag {number}" for number in range(400)),
    engagement_score=float("nan"),
    assigned_to="usr_?",
    updated_at=-(10**11),
    waiting="edit",
    starred=True,
)


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_any_row_is_painted_within_its_line(mode: str, rtl: bool) -> None:
    theme().set_mode(mode)

    image = painted(scene(rtl), [None, ODD, None])

    ground = theme().color("surface").rgb()
    assert all(image.pixel(x, 43) == theme().color("border").rgb() for x in range(0, WIDTH, 50))
    assert any(image.pixel(x, 66) != ground for x in range(WIDTH))


def test_the_current_row_has_its_bar_at_the_start_of_the_line() -> None:
    left = painted(scene(current=0), [row()])
    right = painted(scene(True, current=0), [row()])

    bar = theme().color("selectedLine").rgb()
    assert left.pixel(1, 20) == bar
    assert right.pixel(WIDTH - 2, 20) == bar
    assert left.pixel(200, 3) == theme().color("selected").rgb()


def test_the_avatar_gives_way_to_the_box_when_anything_is_ticked() -> None:
    plain = painted(scene(), [row(), row(1)])
    ticked = painted(scene(ticks=Ticks(frozenset({"con_1"}))), [row(), row(1)])

    area = QRect(0, 0, 48, 44)
    assert plain.copy(area) != ticked.copy(area)
    assert ticked.pixel(30, 44 + 14) == theme().color("accent").rgb()


def test_a_waiting_change_is_amber_and_keyboard_focus_is_a_frame() -> None:
    waiting = painted(scene(), [row(waiting="edit")])
    focused = painted(scene(current=0, focused=True, keyboard=True), [row()])

    warn = theme().color("warn").rgb()
    assert any(waiting.pixel(x, y) == warn for x in range(50, 180) for y in range(22, 40))
    assert focused.pixel(300, 0) == theme().color("focus").rgb()
    assert focused.pixel(300, 42) == theme().color("focus").rgb()


def test_compact_rows_keep_both_lines_inside() -> None:
    look = scene()
    look.row_height = 36

    image = painted(look, [row()])

    ground = theme().color("surface").rgb()
    assert any(image.pixel(x, 31) != ground for x in range(56, 180))
    assert all(image.pixel(x, 38) == ground for x in range(56, 180))

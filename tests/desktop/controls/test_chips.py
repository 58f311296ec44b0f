"""Chips say a status, a tag or a filter, elide where they must, and are removed by mouse and keyboard."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.chips import (
    FilterChip,
    StatusChip,
    TagChip,
    paint_status_chip,
    paint_tag,
    status_chip_size,
    status_tokens,
    tag_size,
)
from nexus_contacts.desktop.theme import Theme


@pytest.fixture
def image() -> QImage:
    made = QImage(200, 44, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    return made


def test_a_status_nobody_knows_is_a_neutral_chip_with_its_raw_word() -> None:
    chip = StatusChip("qualified_2")

    assert status_tokens("qualified_2") == ("tagText", "tag")
    assert chip.accessibleName() == "qualified_2"
    assert not chip.grab().isNull()


def test_a_status_is_painted_in_its_colors(look: Theme, image: QImage) -> None:
    painter = QPainter(image)
    width = paint_status_chip(painter, QRect(0, 0, 200, 44), "active")
    painter.end()

    assert width == status_chip_size("active").width()
    assert image.pixelColor(width - 5, 22).name() == look.color("status.activeFill").name()
    assert image.pixelColor(width + 2, 22).alpha() == 0


def test_a_chip_stands_at_the_right_where_text_runs_right_to_left(image: QImage) -> None:
    painter = QPainter(image)
    paint_status_chip(painter, QRect(0, 0, 200, 44), "active", rtl=True)
    painter.end()

    assert image.pixelColor(196, 22).alpha() > 0
    assert image.pixelColor(2, 22).alpha() == 0


def test_a_chip_keeps_within_its_cell(image: QImage) -> None:
    painter = QPainter(image)
    widths = [paint_status_chip(painter, QRect(0, 0, room, 44), "customer") for room in (200, 50, 5)]
    tags = [paint_tag(painter, QRect(0, 0, room, 44), "enterprise") for room in (200, 50, 5)]
    painter.end()

    assert widths == [status_chip_size("customer").width(), 50, 0]
    assert tags == [tag_size("enterprise").width(), 50, 0]


@pytest.mark.parametrize("text", ["", "x" * 10_000, "تسويق", "🙂", "a\u0301\u0302\u0303", "two words"])
def test_any_tag_can_be_painted(image: QImage, text: str) -> None:
    painter = QPainter(image)
    width = paint_tag(painter, QRect(0, 0, 120, 44), text)
    painter.end()

    assert 0 <= width <= 120


def test_a_tag_is_chosen_with_a_click_and_then_has_room_for_its_cross(qtbot: QtBot) -> None:
    tag = TagChip("latam", checkable=True)
    qtbot.addWidget(tag)
    tag.show()
    narrow = tag.sizeHint().width()

    qtbot.mouseClick(tag, Qt.MouseButton.LeftButton)

    assert tag.isChecked()
    assert tag.sizeHint().width() > narrow


def test_a_removable_tag_goes_with_delete(qtbot: QtBot) -> None:
    tag = TagChip("latam", removable=True)
    qtbot.addWidget(tag)

    with qtbot.waitSignal(tag.removed):
        qtbot.keyClick(tag, Qt.Key.Key_Delete)


@pytest.fixture
def chip(qtbot: QtBot) -> FilterChip:
    made = FilterChip("Status", "Lead, Active")
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


def test_a_filter_is_read_with_its_label_and_value(chip: FilterChip) -> None:
    assert chip.accessibleName() == "Filter Status: Lead, Active"

    chip.set_value("Starred", "")

    assert chip.accessibleName() == "Filter Starred"


def test_a_click_on_the_words_goes_to_the_section(chip: FilterChip, qtbot: QtBot) -> None:
    removed: list[bool] = []
    chip.removed.connect(lambda: removed.append(True))

    with qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, 13))

    assert removed == []


def test_a_click_on_the_cross_removes(chip: FilterChip, qtbot: QtBot) -> None:
    clicked: list[bool] = []
    chip.clicked.connect(lambda: clicked.append(True))

    with qtbot.waitSignal(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 8, 13))

    assert clicked == []


def test_pressing_the_words_and_letting_go_on_the_cross_does_nothing(chip: FilterChip, qtbot: QtBot) -> None:
    removed: list[bool] = []
    chip.removed.connect(lambda: removed.append(True))

    qtbot.mousePress(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, 13))
    qtbot.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 8, 13))

    assert removed == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_removes(chip: FilterChip, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, key)


def test_enter_goes_to_the_section(chip: FilterChip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chip.clicked):
        qtbot.keyClick(chip, Qt.Key.Key_Return)

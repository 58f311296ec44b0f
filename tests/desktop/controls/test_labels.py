"""Labels follow the theme, elide, and say how long ago."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.labels import ElidedLabel, Label, relative_time
from nexus_contacts.desktop.theme import Theme

NOW = 1_800_000_000.0
MINUTE, HOUR, DAY = 60, 3600, 86_400


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (0, "now"),
        (59, "now"),
        (60, "1 min"),
        (12 * MINUTE, "12 min"),
        (HOUR - 1, "59 min"),
        (6 * HOUR, "6 h"),
        (DAY - 1, "23 h"),
        (DAY, "1 d"),
        (6 * DAY, "6 d"),
        (7 * DAY, "1 wk"),
        (50 * DAY, "7 wk"),
        (-30, "now"),
    ],
)
def test_the_near_past_is_told_in_short(ago: float, text: str) -> None:
    assert relative_time(NOW - ago, NOW) == text


@pytest.mark.parametrize("ago", [60 * DAY, 400 * DAY, -2 * DAY])
def test_what_is_far_away_is_told_by_its_date(ago: float) -> None:
    told = relative_time(NOW - ago, NOW)

    assert any(sign.isdigit() for sign in told)
    assert not told.endswith((" d", " wk", " h", "min"))


def test_a_label_follows_the_theme(look: Theme) -> None:
    label = Label("Jane", "title", "text2")

    look.set_mode("dark")
    look.set_text_size(150)

    assert label.palette().windowText().color() == look.color("text2")
    assert label.font().pixelSize() == 27


def test_a_label_can_change_its_role_and_color(look: Theme) -> None:
    label = Label("Jane")

    label.set_role("bold")
    label.set_token("danger")

    assert label.font().weight() == 600
    assert label.palette().windowText().color() == look.color("danger")


def test_a_label_never_reads_its_text_as_markup() -> None:
    label = Label("<b>Jane</b> &amp; <img src='https://example.com/x.png'>")

    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_text_that_does_not_fit_is_cut_and_told_whole_by_its_tool_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("m.bell@riverstone.example.com")
    qtbot.addWidget(label)
    label.resize(80, 18)
    label.show()
    cut = label.toolTip()

    label.resize(400, 18)

    assert cut == "m.bell@riverstone.example.com"
    assert label.toolTip() == ""
    assert label.accessibleName() == "m.bell@riverstone.example.com"


def test_line_breaks_read_as_blanks() -> None:
    label = ElidedLabel("a\nb\t c")

    assert label.text() == "a b c"
    assert not label.grab().isNull()


def test_its_color_can_change(look: Theme) -> None:
    label = ElidedLabel("Jane")
    label.resize(label.sizeHint())
    before = label.grab().toImage()

    label.set_token("danger")

    assert label.grab().toImage() != before


def test_a_label_that_moves_keeps_the_colour_of_the_theme(qtbot: QtBot, look: Theme) -> None:
    window, pane, label = QWidget(), QWidget(), Label("Newest first", "small", "text2")
    qtbot.addWidget(window)
    shelf, drawer = QVBoxLayout(), QVBoxLayout()
    row = QVBoxLayout(window)
    row.addLayout(shelf)
    holder = QWidget()
    row.addWidget(holder)
    holder.setLayout(drawer)
    QVBoxLayout(pane).addWidget(label)
    shelf.addWidget(pane)
    window.show()
    look.set_mode("dark")

    drawer.addWidget(pane)

    qtbot.waitUntil(lambda: label.palette().windowText().color() == look.color("text2"))


def ends_in_dots(label: ElidedLabel) -> bool:
    """Whether the last ink at the right is on the ground line alone, as an ellipsis is."""
    image = label.grab().toImage()
    ground = image.pixel(image.width() - 1, 0)
    inked = [(x, y) for x in range(image.width()) for y in range(20) if image.pixel(x, y) != ground]
    last = max(x for x, _ in inked)
    return min(y for x, y in inked if x > last - 8) > 10


def test_an_ellipsis_ends_the_words_in_a_mirrored_layout(qtbot: QtBot, qapp: QApplication) -> None:
    label = ElidedLabel("Maximiliane " * 20)
    qtbot.addWidget(label)
    label.resize(160, 20)
    label.show()
    assert ends_in_dots(label)

    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert ends_in_dots(label)

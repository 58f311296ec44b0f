"""The score: a bar, and always its number."""

import math

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from nexus_contacts.desktop.controls.bars import ScoreBar, paint_score, score_size, score_text
from nexus_contacts.desktop.theme import Theme


def painted(score: float | None, *, rtl: bool = False) -> QImage:
    image = QImage(100, 44, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_score(painter, QRect(0, 0, 100, 44), score, rtl=rtl)
    painter.end()
    return image


@pytest.mark.parametrize(
    ("score", "text"),
    [(85.0, "85"), (0, "0"), (69.5, "70"), (None, "–"), (math.nan, "–"), (math.inf, "–"), (900, "900")],
)
def test_a_score_is_a_whole_number_or_a_dash(score: float | None, text: str) -> None:
    assert score_text(score) == text


@pytest.mark.parametrize(("score", "token"), [(92, "score.high"), (55, "score.mid"), (18, "score.low")])
def test_the_bar_has_the_color_of_its_height(look: Theme, score: float, token: str) -> None:
    assert painted(score).pixelColor(2, 22).name() == look.color(token).name()


def test_the_bar_is_as_long_as_the_score(look: Theme) -> None:
    half = painted(50)

    assert half.pixelColor(8, 22).name() == look.color("score.mid").name()
    assert half.pixelColor(18, 22).name() == look.color("track").name()


@pytest.mark.parametrize("score", [-5, 0, 100, 250, math.nan, None])
def test_no_score_breaks_the_painting(score: float | None) -> None:
    assert not painted(score).isNull()


def test_the_bar_is_mirrored_where_text_runs_right_to_left(look: Theme) -> None:
    assert painted(50, rtl=True).pixelColor(97, 22).name() == look.color("score.mid").name()


def test_the_widget_says_the_score_in_words() -> None:
    bar = ScoreBar(85.0)
    said = bar.accessibleName()

    bar.set_score(None)

    assert said == "Engagement score 85 of 100"
    assert bar.accessibleName() == "No engagement score"
    assert bar.sizeHint() == score_size(None)

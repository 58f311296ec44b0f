"""The score section: a range that settles, and the whole range as no choice."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.sidebar.range_slider import RangeSlider
from nexus_contacts.desktop.sidebar.score import ScoreBody
from nexus_contacts.store.filters import Filter


def test_a_settled_range_is_told_and_the_whole_one_is_no_choice(qtbot: QtBot) -> None:
    body = ScoreBody()
    qtbot.addWidget(body)
    told: list[Filter] = []
    body.filter_changed.connect(told.append)
    slider = body.findChild(RangeSlider)
    assert isinstance(slider, RangeSlider)

    slider.range_changed.emit(40, 80)
    slider.range_settled.emit(40, 80)
    slider.range_settled.emit(0, 100)

    assert told == [Filter(score=(40, 80)), Filter()]


def test_the_bounds_stand_under_the_slider(qtbot: QtBot) -> None:
    body = ScoreBody()
    qtbot.addWidget(body)

    body.show_filter(Filter(score=(40, 80)))

    assert [label.text() for label in body.findChildren(QLabel)] == ["40", "80"]

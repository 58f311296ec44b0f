"""Sheets of paper."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QPageLayout, QPageSize

from nexus_contacts.desktop.printing.paper import MARGIN, Paper, usual_paper


@pytest.fixture
def _locale_again() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("_locale_again")
@pytest.mark.parametrize(("place", "size"), [("en_US", "Letter"), ("en_GB", "A4"), ("de_DE", "A4"), ("C", "A4")])
def test_the_usual_sheet_is_that_of_the_place(place: str, size: str) -> None:
    QLocale.setDefault(QLocale(place))

    assert usual_paper() == Paper(size)


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_sheet_is_as_large_as_qt_says(size: str) -> None:
    upright, lying = Paper(size), Paper(size).turned(True)
    points = upright.layout().pageSize().size(QPageSize.Unit.Point)

    assert abs(upright.width / 10 - points.width()) < 0.5
    assert abs(upright.height / 10 - points.height()) < 0.5
    assert (lying.width, lying.height) == (upright.height, upright.width)
    assert lying.room == lying.width - 2 * MARGIN
    assert lying.layout().orientation() is QPageLayout.Orientation.Landscape

"""Fixtures for whole journeys: the program's window over a real server."""

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QPA_PLATFORMTHEME", "")

import pytest
from pytestqt.qtbot import QtBot
from tests.desktop.desk import Desk


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """A window to work at, closed after the test."""
    made = Desk(qtbot)
    yield made
    made.close()

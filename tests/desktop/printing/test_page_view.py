"""The preview shows the pages, and draws only those in sight."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.desktop.printing.people import PLAN, people

from nexus_contacts.desktop.background import Background
from nexus_contacts.desktop.printing.going import Going
from nexus_contacts.desktop.printing.list_pages import lay_list
from nexus_contacts.desktop.printing.page_view import LEAST, MOST, PAGE, WIDTH, PageView
from nexus_contacts.desktop.printing.paper import Paper


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    assert made.close()


@pytest.fixture
def view(qtbot: QtBot, background: Background, show_active: Callable[[QWidget], None]) -> PageView:
    made = PageView(background)
    made.resize(800, 600)
    show_active(made)
    made.show_printout(lay_list(people(200), PLAN, Paper(), Going()))
    made.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: made.ready)
    return made


def test_the_first_page_is_seen_as_it_is_printed(view: PageView) -> None:
    image = view.grab().toImage()

    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(40, 760, 3) for y in range(40, 590, 3))
    assert dark > 100
    assert view.accessibleName() == "Preview"
    assert "My open leads" in view.accessibleDescription()


def test_keys_turn_the_pages(qtbot: QtBot, view: PageView) -> None:
    shown: list[int] = []
    view.page_shown.connect(shown.append)

    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClick(view, Qt.Key.Key_End)
    last = view.front
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    QTest.keyClick(view, Qt.Key.Key_Home)

    assert shown == [1, last, last - 1, 0]
    assert last > 4
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.verticalScrollBar().value() > 0
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.verticalScrollBar().value() == 0
    qtbot.waitUntil(lambda: view.ready)


def test_zoom_keeps_the_page_and_its_bounds(qtbot: QtBot, view: PageView) -> None:
    view.go_to(3)

    view.set_zoom(100)
    assert (view.front, view.percent) == (3, 100)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.percent == 125
    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.percent == 75
    view.set_zoom(10_000)
    assert view.percent == MOST
    assert view.horizontalScrollBar().maximum() > 0
    view.set_zoom(1)
    assert view.percent == LEAST
    view.set_zoom(PAGE)
    whole = view.percent
    view.set_zoom(WIDTH)
    assert view.percent > whole
    assert view.front == 3
    qtbot.waitUntil(lambda: view.ready)


def test_the_wheel_zooms_with_control(view: PageView) -> None:
    before, place = view.percent, QPointF(100, 100)
    wheel = QWheelEvent(
        place, view.mapToGlobal(place), QPointF(0, 120).toPoint(), QPointF(0, 120).toPoint(),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QApplication.sendEvent(view.viewport(), wheel)

    assert view.percent > before


def test_only_a_few_pictures_are_kept(qtbot: QtBot, view: PageView) -> None:
    for at in range(12):
        view.go_to(at)
        qtbot.waitUntil(lambda: view.ready)

    assert sum(isinstance(one, QImage) for one in view.pictures()) <= 8


def test_a_wider_view_shows_a_larger_page(qtbot: QtBot, view: PageView) -> None:
    before = view.percent

    view.resize(1000, 600)

    assert view.percent > before
    qtbot.waitUntil(lambda: view.ready)


def test_without_pages_it_says_what_it_waits_for(view: PageView) -> None:
    view.show_printout(None, "Laying out the pages…")

    assert not view.ready
    assert view.verticalScrollBar().maximum() == 0
    view.go_to(3)
    view.set_zoom(PAGE)
    assert view.front == 0
    assert not view.grab().isNull()

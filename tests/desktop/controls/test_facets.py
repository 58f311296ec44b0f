"""Filter rows and section headings, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.buttons import LinkButton, ToolButton
from nexus_contacts.desktop.controls.facets import FacetCheck, SectionHeader
from nexus_contacts.desktop.theme import Theme


@pytest.fixture
def facet(qtbot: QtBot) -> FacetCheck:
    made = FacetCheck("Lead", 1418, dot_token="status.lead")
    qtbot.addWidget(made)
    made.resize(180, made.sizeHint().height())
    made.show()
    return made


@pytest.fixture
def header(qtbot: QtBot) -> SectionHeader:
    made = SectionHeader("Updated")
    qtbot.addWidget(made)
    made.resize(200, made.sizeHint().height())
    made.show()
    return made


def test_a_value_is_read_with_its_count(facet: FacetCheck) -> None:
    first = facet.accessibleName()

    facet.set_count(None)

    assert first == "Lead, 1,418"
    assert facet.accessibleName() == "Lead"


def test_the_whole_row_ticks(facet: FacetCheck, qtbot: QtBot) -> None:
    qtbot.mouseClick(facet, Qt.MouseButton.LeftButton, pos=QPoint(170, 13))
    ticked = facet.isChecked()
    qtbot.keyClick(facet, Qt.Key.Key_Space)

    assert ticked
    assert not facet.isChecked()
    assert facet.height() >= 24


def test_the_dot_has_the_color_of_the_status(look: Theme, facet: FacetCheck) -> None:
    image = facet.grab().toImage()

    found = {image.pixelColor(x, 13).name() for x in range(26, 38)}
    assert look.color("status.lead").name() in found


@pytest.mark.parametrize("mark", [{"avatar_id": "usr_1"}, {"icon": "user"}, {"dot_token": "status.lead"}, {}])
def test_a_long_value_is_cut_and_told_whole_by_its_tool_tip(qtbot: QtBot, mark: dict[str, str]) -> None:
    facet = FacetCheck("A very long value that cannot fit into the sidebar", 12, **mark)
    qtbot.addWidget(facet)
    facet.resize(180, 26)
    facet.show()

    assert facet.toolTip() == facet.text()
    assert not facet.grab().isNull()


def test_a_section_opens_and_closes_with_arrows_and_clicks(header: SectionHeader, qtbot: QtBot) -> None:
    told: list[bool] = []
    header.open_changed.connect(lambda opened: told.append(opened))

    qtbot.keyClick(header, Qt.Key.Key_Left)
    qtbot.keyClick(header, Qt.Key.Key_Left)
    qtbot.keyClick(header, Qt.Key.Key_Right)
    qtbot.mouseClick(header, Qt.MouseButton.LeftButton, pos=QPoint(20, 14))

    assert told == [False, True, False]
    assert header.accessibleDescription() == "Closed"


def test_the_arrows_are_mirrored_with_the_text(header: SectionHeader, qtbot: QtBot) -> None:
    header.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    qtbot.keyClick(header, Qt.Key.Key_Right)

    assert not header.opened


def part(header: SectionHeader, kind: type[QWidget]) -> QWidget:
    return next(child for child in header.findChildren(QWidget) if isinstance(child, kind))


def test_a_choice_can_be_cleared_with_the_cross_and_with_delete(header: SectionHeader, qtbot: QtBot) -> None:
    header.set_choice(True)
    cross = part(header, ToolButton)

    with qtbot.waitSignal(header.cleared):
        qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(header.cleared):
        qtbot.keyClick(header, Qt.Key.Key_Delete)

    assert cross.accessibleName() == "Clear Updated"


def test_delete_does_nothing_where_nothing_is_chosen(header: SectionHeader, qtbot: QtBot) -> None:
    told: list[bool] = []
    header.cleared.connect(lambda: told.append(True))

    qtbot.keyClick(header, Qt.Key.Key_Delete)

    assert told == []


def test_a_closed_section_says_what_is_chosen(header: SectionHeader) -> None:
    header.set_choice(True, "Last 30 days")
    link = part(header, LinkButton)
    while_open = link.isVisible()

    header.set_open(False)

    assert not while_open
    assert link.isVisible()
    assert link.accessibleName() == "Updated: Last 30 days"

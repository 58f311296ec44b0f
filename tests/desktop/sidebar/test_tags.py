"""The tags section: the most used first, more on wish, found by typing, any or all."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.buttons import LinkButton, SoftButton
from nexus_contacts.desktop.controls.chips import TagChip
from nexus_contacts.desktop.sidebar.tags import TagsBody
from nexus_contacts.store.facets import Facets
from nexus_contacts.store.filters import Filter

FACETS = Facets(tags=tuple((f"tag-{letter}", 30 - at) for at, letter in enumerate("abcdefghijklmnopqrst")))


def tags(qtbot: QtBot) -> TagsBody:
    body = TagsBody()
    qtbot.addWidget(body)
    body.show_facets(FACETS)
    body.resize(180, 300)
    body.show()
    qtbot.waitExposed(body)
    return body


def chips(body: TagsBody) -> list[str]:
    return [chip.text().removeprefix("tag-") for chip in body.findChildren(TagChip) if chip.isVisible()]


def more(body: TagsBody) -> LinkButton:
    found = body.findChild(LinkButton)
    assert isinstance(found, LinkButton)
    return found


def test_the_most_used_come_first_and_the_others_are_counted(qtbot: QtBot) -> None:
    body = tags(qtbot)

    assert "".join(chips(body)) == "abcde"
    assert more(body).text() == "+ 15"
    assert more(body).accessibleName() == "15 more tags"


def test_more_opens_a_search_over_all_of_them(qtbot: QtBot) -> None:
    body = tags(qtbot)

    more(body).click()
    unfolded = "".join(chips(body))
    field = body.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "g-q")
    found = "".join(chips(body))
    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert (unfolded, found) == ("abcdefgh", "q")
    assert "".join(chips(body)) == "abcde"
    assert not field.isVisible()


def test_a_chosen_tag_stays_in_sight_and_offers_any_or_all(qtbot: QtBot) -> None:
    body = tags(qtbot)
    told: list[Filter] = []
    body.filter_changed.connect(told.append)

    body.show_filter(Filter(tags=("tag-t",)))
    next(chip for chip in body.findChildren(TagChip) if chip.text() == "tag-a").click()
    next(button for button in body.findChildren(SoftButton) if button.text() == "All").click()

    assert "".join(chips(body)) == "abcdet"
    assert told == [Filter(tags=("tag-t", "tag-a")), Filter(tags=("tag-t", "tag-a"), tag_mode="all")]


def test_a_tag_says_its_count_to_a_screen_reader(qtbot: QtBot) -> None:
    body = tags(qtbot)

    assert body.findChildren(TagChip)[0].accessibleName() == "Tag tag-a, 30"

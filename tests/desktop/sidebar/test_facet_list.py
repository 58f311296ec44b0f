"""Lists of values to tick: folded to the first few, rows kept when their counts change."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import LinkButton
from nexus_contacts.desktop.controls.facets import FacetCheck
from nexus_contacts.desktop.sidebar.choices import Order
from nexus_contacts.desktop.sidebar.facet_list import FacetList, SwitchList
from nexus_contacts.store.facets import Facets
from nexus_contacts.store.filters import Filter

FACETS = Facets(sources=(("website", 9), ("referral", 5), ("import", 3), ("api", 2), ("fax", 1)), starred=7, waiting=2)


def sources(qtbot: QtBot) -> FacetList:
    made = FacetList("sources", Order(), words.source_text, first=3)
    qtbot.addWidget(made)
    made.show_facets(FACETS)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown(made: FacetList) -> list[str]:
    return [check.text() for check in made.findChildren(FacetCheck) if check.isVisible()]


def test_the_rest_is_folded_behind_a_link(qtbot: QtBot) -> None:
    made = sources(qtbot)
    more = made.findChild(LinkButton)
    assert isinstance(more, LinkButton)
    folded, offer = shown(made), more.text()

    more.click()
    unfolded, back = shown(made), more.text()
    more.click()

    assert (folded, offer) == (["Website", "Referral", "Import"], "2 more")
    assert (unfolded, back) == (["Website", "Referral", "Import", "API", "fax"], "Fewer")
    assert shown(made) == folded


def test_a_chosen_value_is_not_folded_away(qtbot: QtBot) -> None:
    made = sources(qtbot)

    made.show_filter(Filter(sources=("fax",)))

    assert shown(made) == ["Website", "Referral", "Import", "fax"]


def test_new_counts_keep_the_rows_and_the_focus(qtbot: QtBot) -> None:
    made = sources(qtbot)
    checks = made.findChildren(FacetCheck)

    made.show_facets(Facets(sources=(("import", 99), ("website", 1))))

    assert made.findChildren(FacetCheck) == checks
    assert [check.accessibleName() for check in checks] == ["Website, 1", "Referral, 0", "Import, 99"]


def test_what_only_this_computer_knows_is_ticked_likewise(qtbot: QtBot) -> None:
    made = SwitchList()
    qtbot.addWidget(made)
    made.show_facets(FACETS)
    starred = made.findChildren(FacetCheck)[2]

    with qtbot.waitSignal(made.filter_changed) as told:
        QTest.mouseClick(starred, Qt.MouseButton.LeftButton)

    assert told.args == [Filter(starred=True)]
    assert starred.accessibleName() == "Starred, 7"

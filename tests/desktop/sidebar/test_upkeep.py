"""What the sidebar asks of the store: the newest count wins, and a changing copy is counted only now and then."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.sidebar.upkeep import Upkeep
from nexus_contacts.store.changes import EVERYTHING, Changed
from nexus_contacts.store.facets import Facets
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.incoming import write_page
from nexus_contacts.store.views import View, list_views


@pytest.fixture
def upkeep(qapp: QObject, session: Session) -> Upkeep:
    """The upkeep over two contacts."""
    write_page(session.database, [Contact(id="con_1", status="lead"), Contact(id="con_2", status="active")])
    return Upkeep(session, session.bridge)


def test_only_the_newest_filter_is_counted(qtbot: QtBot, upkeep: Upkeep) -> None:
    told: list[Facets] = []
    upkeep.facets_counted.connect(told.append)

    for text in ("l", "le", "lea"):
        upkeep.count(Filter(company=text))
    upkeep.count(Filter(statuses=("lead",)))

    qtbot.waitUntil(lambda: bool(told))
    assert [facets.total for facets in told] == [1]


def test_many_changes_are_one_count(qtbot: QtBot, upkeep: Upkeep) -> None:
    told: list[Facets] = []
    upkeep.facets_counted.connect(told.append)

    for _ in range(20):
        upkeep.apply_changed(EVERYTHING)

    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1


def test_details_are_no_reason_to_count(qtbot: QtBot, upkeep: Upkeep) -> None:
    with qtbot.assertNotEmitted(upkeep.facets_counted, wait=700):
        upkeep.apply_changed(Changed(frozenset({"con_1"}), frozenset({"details"})))


def test_a_saved_view_is_told_to_everyone(qtbot: QtBot, session: Session, upkeep: Upkeep) -> None:
    told: list[Changed] = []
    session.bridge.changed.connect(told.append)

    with qtbot.waitSignals([upkeep.view_saved, upkeep.views_loaded, upkeep.view_counted]):
        upkeep.save(View(0, "Leads", filter=Filter(statuses=("lead",))))

    qtbot.waitUntil(lambda: any("views" in changed.kinds for changed in told))
    assert [view.name for view in list_views(session.database)] == ["Leads"] == [view.name for view in upkeep.views]

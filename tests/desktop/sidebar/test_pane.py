"""The sidebar over a real copy: counts, views, names of owners, sections that remember, the rail."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.controls.facets import FacetCheck, SectionHeader
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.sidebar.navigation import NavEntry
from nexus_contacts.desktop.sidebar.pane import SidebarPane
from nexus_contacts.store import owners, views
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.filters import UNASSIGNED, DateChoice, Filter
from nexus_contacts.store.incoming import write_page
from nexus_contacts.store.views import View

JANE = Contact(id="con_1", first_name="Jane", status="active", source="website", tags=("saas",), assigned_to="usr_abc1")
PEOPLE = (
    JANE,
    replace(JANE, id="con_2", status="lead", source="api", assigned_to="usr_77c0ffee12"),
    replace(JANE, id="con_3", status="lead", source="fax", tags=(), assigned_to=UNASSIGNED),
)


@pytest.fixture
def pane(qtbot: QtBot, session: Session) -> SidebarPane:
    """The sidebar over three contacts and two views, shown and counted."""
    write_page(session.database, PEOPLE)
    owners.set_name(session.database, "usr_abc1", "Maya Okafor")
    views.save_view(session.database, View(0, "Leads", "star", Filter(statuses=("lead",))))
    views.save_view(session.database, View(0, "Everyone", "users"))
    made = SidebarPane(session)
    qtbot.addWidget(made)
    made.show_entries([NavEntry("contacts", "Contacts", "users"), NavEntry("import", "Import", "download")])
    made.show_place("contacts")
    made.resize(212, 900)
    with qtbot.waitActive(made), qtbot.waitSignal(made.facets_counted):
        made.show()
        made.show_filter(Filter())
    qtbot.waitUntil(lambda: made.views.model().rowCount() == 2)
    qtbot.waitUntil(lambda: session.owner_name("usr_abc1") == "Maya Okafor")
    return made


def labelled(pane: QWidget, text: str) -> QAbstractButton:
    """The shown button whose words are `text`."""
    return next(button for button in pane.findChildren(QAbstractButton) if button.text() == text and button.isVisible())


def header(pane: SidebarPane, name: str) -> SectionHeader:
    return pane.filters.sections[name].header


def test_every_choice_is_counted(pane: SidebarPane) -> None:
    names = [check.accessibleName() for check in pane.filters.findChildren(FacetCheck) if check.isVisible()]

    assert names == [
        "Lead, 2",
        "Active, 1",
        "Customer, 0",
        "Inactive, 0",
        "Churned, 0",
        "API, 1",
        "fax, 1",
        "Website, 1",
    ]


def test_ticking_tells_the_whole_filter_and_the_section_shows_it(qtbot: QtBot, pane: SidebarPane) -> None:
    told: list[Filter] = []
    pane.filter_changed.connect(told.append)

    QTest.mouseClick(labelled(pane, "Lead"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(labelled(pane, "saas"), Qt.MouseButton.LeftButton)
    header(pane, "statuses").set_open(False)

    assert told == [Filter(statuses=("lead",)), Filter(statuses=("lead",), tags=("saas",))]
    assert labelled(pane, "Clear all").isVisible()
    assert labelled(header(pane, "statuses"), "Lead").isVisible()


def test_a_choice_that_empties_the_result_stays_with_nought(qtbot: QtBot, pane: SidebarPane) -> None:
    with qtbot.waitSignal(pane.facets_counted):
        pane.show_filter(Filter(tags=("saas",), sources=("fax",)))

    qtbot.waitUntil(lambda: labelled(pane, "fax").accessibleName() == "fax, 0")
    assert labelled(pane, "fax").isChecked()


def test_clear_all_and_the_cross_of_a_section_take_choices_away(pane: SidebarPane) -> None:
    told: list[Filter] = []
    pane.filter_changed.connect(told.append)
    pane.show_filter(Filter(text="acm", statuses=("lead",), updated=DateChoice("last_30_days"), starred=True))

    header(pane, "updated").cleared.emit()
    header(pane, "local").cleared.emit()
    labelled(pane, "Clear all").click()

    assert told == [
        Filter(text="acm", statuses=("lead",), starred=True),
        Filter(text="acm", statuses=("lead",)),
        Filter(text="acm"),
    ]


def test_counts_follow_what_a_write_changed(qtbot: QtBot, session: Session, pane: SidebarPane) -> None:
    changed = write_page(session.database, [replace(JANE, id="con_4", status="customer")])

    with qtbot.waitSignal(pane.facets_counted):
        pane.apply_changed(changed)

    qtbot.waitUntil(lambda: labelled(pane, "Customer").accessibleName() == "Customer, 1")
    qtbot.waitUntil(lambda: labelled(pane, "Contacts").accessibleDescription() == "4")


def test_views_have_live_counts_and_picking_one_marks_it(qtbot: QtBot, pane: SidebarPane) -> None:
    model = pane.views.model()
    qtbot.waitUntil(lambda: model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Leads, 2")

    with qtbot.waitSignal(pane.view_picked) as picked:
        QTest.mouseClick(
            pane.views.viewport(), Qt.MouseButton.LeftButton, pos=pane.views.visualRect(model.index(0, 0)).center()
        )

    assert picked.args[0].name == "Leads"
    assert pane.views.shown == picked.args[0].id
    assert pane.navigation.current == ""


def test_clearing_the_filter_of_a_view_leaves_the_view(qtbot: QtBot, pane: SidebarPane) -> None:
    pane.show_view(1)

    pane.show_filter(Filter(statuses=("lead",), starred=True))
    while_changed = pane.views.shown
    pane.show_filter(Filter())

    assert (while_changed, pane.views.shown, pane.navigation.current) == (1, 0, "contacts")


def test_a_view_is_saved_renamed_copied_ordered_and_deleted(qtbot: QtBot, session: Session, pane: SidebarPane) -> None:
    def names() -> list[str]:
        return [view.name for view in views.list_views(session.database)]

    pane.save_view(View(0, "Hot", "bolt", Filter(score=(80, 100))))
    qtbot.waitUntil(lambda: pane.views.model().rowCount() == 3)
    hot = views.list_views(session.database)[2]
    pane.views.rename_wanted.emit(hot, "Very hot")
    qtbot.waitUntil(lambda: names() == ["Leads", "Everyone", "Very hot"])
    pane.views.copy_wanted.emit(views.list_views(session.database)[0])
    qtbot.waitUntil(lambda: names() == ["Leads", "Everyone", "Very hot", "Leads (copy)"])
    pane.views.reordered.emit((hot.id,))
    qtbot.waitUntil(lambda: names() == ["Very hot", "Leads", "Everyone", "Leads (copy)"])
    with qtbot.waitSignal(pane.view_deleted):
        pane.views.deletion_wanted.emit(replace(hot, name="Very hot"))

    qtbot.waitUntil(lambda: names() == ["Leads", "Everyone", "Leads (copy)"])
    qtbot.waitUntil(lambda: pane.views.model().rowCount() == 3)


def test_an_owner_without_a_name_can_be_given_one(qtbot: QtBot, session: Session, pane: SidebarPane) -> None:
    told: list[Changed] = []
    session.bridge.changed.connect(told.append)
    header(pane, "owners").set_open(True)
    before = labelled(pane, "usr_77c…")

    labelled(pane, "Name it").click()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Leo Brandt")
    QTest.keyClick(field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: before.text() == "Leo Brandt")
    qtbot.waitUntil(lambda: any("owners" in changed.kinds for changed in told))
    assert session.owner_name("usr_77c0ffee12") == "Leo Brandt"
    assert not field.isVisible()


def test_sections_stay_open_or_closed_until_the_next_start(qtbot: QtBot, session: Session, pane: SidebarPane) -> None:
    header(pane, "statuses").set_open(False)
    header(pane, "score").set_open(True)

    later = SidebarPane(session)
    qtbot.addWidget(later)

    assert later.filters.opened() == {"sources", "tags", "score"}


def test_a_chip_leads_to_its_section(pane: SidebarPane) -> None:
    header(pane, "local").set_open(False)

    pane.reveal_section("starred")

    assert header(pane, "local").opened
    assert header(pane, "local").hasFocus()


def test_left_closes_the_section_from_within_and_delete_clears_it(qtbot: QtBot, pane: SidebarPane) -> None:
    told: list[Filter] = []
    pane.filter_changed.connect(told.append)
    pane.show_filter(Filter(statuses=("lead",)))
    labelled(pane, "Active").setFocus()

    QTest.keyClick(pane.windowHandle(), Qt.Key.Key_Delete)
    QTest.keyClick(pane.windowHandle(), Qt.Key.Key_Left)

    assert told == [Filter()]
    assert not header(pane, "statuses").opened
    assert header(pane, "statuses").hasFocus()


def test_the_rail_asks_for_the_drawer(qtbot: QtBot, pane: SidebarPane) -> None:
    pane.set_rail(True)

    with qtbot.waitSignal(pane.drawer_wanted) as wanted:
        pane.reveal_section("tags")
    with qtbot.waitSignal(pane.drawer_wanted):
        labelled(pane, "Filters").click()

    assert wanted.args == ["tags"]
    assert (pane.minimumWidth(), pane.maximumWidth()) == (56, 56)
    assert not pane.filters.isVisible()


def test_everything_that_takes_focus_has_a_name(pane: SidebarPane) -> None:
    for name in pane.filters.sections:
        header(pane, name).set_open(True)

    nameless = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and not widget.accessibleName()
    ]

    assert [type(widget).__name__ for widget in nameless if not getattr(widget, "text", str)()] == []
    assert {pane.views.accessibleName(), pane.filters.accessibleName()} == {"Views", "Filters"}

"""The pane over a real copy: five tabs, only the one in front filled, everything by keyboard."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.api.records import Contact, Deal
from nexus_contacts.desktop.controls.labels import ElidedLabel
from nexus_contacts.desktop.detail.deals import DealCard
from nexus_contacts.desktop.detail.lists import TimelineTab
from nexus_contacts.desktop.detail.notes import NoteCard
from nexus_contacts.desktop.detail.pane import ACTIVITIES, DEALS, NOTES, OVERVIEW, TIMELINE, DetailPane
from nexus_contacts.desktop.detail.scroll_page import ScrollPage
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import Theme
from nexus_contacts.store import contacts, details, owners, stars
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.filters import Filter

Open = Callable[[Session], DetailPane]


class Catcher(QObject):
    """Stands where the mail program would be."""

    caught = Signal(QUrl)


def title(pane: DetailPane) -> str:
    return next(label.text() for label in pane.findChildren(ElidedLabel))


def visible(pane: DetailPane, kind: type[QWidget]) -> list[QWidget]:
    return [each for each in pane.findChildren(kind) if each.isVisible()]


def test_the_tabs_are_the_five_with_their_counts(pane: DetailPane) -> None:
    told = QAccessible.queryAccessibleInterface(pane.tabs)

    names = [told.child(at).text(QAccessible.Text.Name) for at in range(told.childCount())][:5]
    assert names == ["Overview", "Timeline", "Deals", "Notes", "Activities"]
    assert (pane.tabs.tabToolTip(DEALS), pane.tabs.tabToolTip(NOTES)) == ("Deals: 2", "Notes: 2")


def test_only_the_tab_in_front_is_filled(pane: DetailPane) -> None:
    assert title(pane) == "Jane Smith"
    assert pane.findChildren(DealCard) == []

    pane.set_tab(DEALS)

    assert len(visible(pane, DealCard)) == 2
    assert pane.findChildren(NoteCard) == []


def test_each_tab_shows_its_list(pane: DetailPane) -> None:
    for tab, kind in ((TIMELINE, TimelineTab), (DEALS, DealCard), (NOTES, NoteCard), (OVERVIEW, ScrollPage)):
        pane.set_tab(tab)

        assert visible(pane, kind), kind


def test_a_change_of_the_contact_is_shown_and_another_is_not(pane: DetailPane, told: Session, qtbot: QtBot) -> None:
    jane = contacts.get(told.database, "con_abc123")
    assert jane is not None
    changed = contacts.write_page(told.database, [replace(jane, first_name="Joan")])

    pane.apply_changed(Changed(frozenset({"con_other"}), frozenset({"contacts"})))
    assert title(pane) == "Jane Smith"
    pane.apply_changed(changed)

    qtbot.waitUntil(lambda: title(pane) == "Joan Smith")


def test_an_unchanged_tab_is_left_as_it_is(pane: DetailPane, qtbot: QtBot) -> None:
    pane.set_tab(DEALS)
    before = pane.findChildren(DealCard)

    with qtbot.waitSignal(pane._reader.arrived):
        pane.apply_changed(Changed(None, frozenset({"contacts"})))

    assert pane.findChildren(DealCard) == before


def test_a_name_given_to_an_owner_reaches_the_overview(pane: DetailPane, told: Session, qtbot: QtBot) -> None:
    owners.set_name(told.database, "usr_1", "Maya O.")

    told.read_owner_names(pane, lambda: pane.apply_changed(Changed(frozenset(), frozenset({"owners"}))))

    qtbot.waitUntil(lambda: any(each.accessibleName() == "Owner: Maya O." for each in pane.findChildren(QWidget)))


def test_a_contact_deleted_elsewhere_is_told(pane: DetailPane, told: Session, qtbot: QtBot) -> None:
    pane.apply_changed(contacts.remove(told.database, ["con_abc123"]))

    qtbot.waitUntil(
        lambda: any(each.accessibleName() == "This contact is no longer here" for each in visible(pane, QWidget))
    )


def test_nobody_picked_says_so(pane: DetailPane) -> None:
    pane.show_contact("")

    assert any(each.accessibleName() == "No contact picked" for each in visible(pane, QWidget))
    assert not pane.tabs.isVisible()


def test_lists_that_never_came_wait_for_the_server(session: Session, open_pane: Open, qtbot: QtBot) -> None:
    contacts.write_page(session.database, [Contact("con_1", "Jane")])
    pane = open_pane(session)
    pane.set_tab(TIMELINE)

    pane.show_contact("con_1")
    qtbot.waitUntil(pane.tabs.isVisible)
    assert pane._reader.asking
    details.replace(session.database, "con_1", "timeline", [])
    pane.apply_changed(Changed(frozenset({"con_1"}), frozenset({"details"})))

    qtbot.waitUntil(lambda: any(each.accessibleName() == "Nothing happened yet" for each in visible(pane, QWidget)))


def test_tabs_are_stepped_by_key_and_told(pane: DetailPane, qtbot: QtBot) -> None:
    pane.tabs.setFocus(Qt.FocusReason.TabFocusReason)

    with qtbot.waitSignal(pane.tab_changed) as told:
        QTest.keyClick(pane.tabs, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [TIMELINE]
    QTest.keyClick(pane.tabs, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(pane.tabs, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)

    assert pane.tabs.currentIndex() == ACTIVITIES


@pytest.mark.parametrize("tab", range(5))
def test_escape_leaves_from_every_stop_of_the_keyboard(pane: DetailPane, qtbot: QtBot, tab: int) -> None:
    pane.set_tab(tab)
    qtbot.waitUntil(lambda: pane.isVisible())
    stops = focus_stops(pane)
    assert len(stops) > 6

    for stop in stops:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        with qtbot.waitSignal(pane.left, timeout=2_000):
            QTest.keyClick(stop, Qt.Key.Key_Escape)


def focus_stops(pane: DetailPane) -> list[QWidget]:
    """What the Tab key reaches, in its order."""
    stops: list[QWidget] = []
    at = pane.nextInFocusChain()
    while at is not None and at is not pane:
        reached = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus) and at.isVisible() and at.isEnabled()
        if reached and pane.isAncestorOf(at) and at not in stops:
            stops.append(at)
        at = at.nextInFocusChain()
    return stops


@pytest.mark.parametrize("tab", range(5))
def test_every_stop_has_a_name_and_shows_the_focus(pane: DetailPane, qtbot: QtBot, tab: int) -> None:
    pane.set_tab(tab)
    QApplication.processEvents()

    for stop in focus_stops(pane):
        told = QAccessible.queryAccessibleInterface(stop)
        assert told.text(QAccessible.Text.Name), stop
        pane.setFocus()
        without = pane.grab().toImage()
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        assert pane.grab().toImage() != without, stop


def test_the_header_comes_before_the_tabs_and_they_before_the_content(pane: DetailPane) -> None:
    names = [stop.accessibleName() or getattr(stop, "text", str)() for stop in focus_stops(pane)]

    order = ["Star the contact", "Close the detail pane", "Email", "Contact details", "Overview of the contact"]
    assert [name for name in names if name in order] == order


def test_the_down_key_goes_into_the_tab(pane: DetailPane) -> None:
    pane.set_tab(TIMELINE)
    pane.tabs.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(pane.tabs, Qt.Key.Key_Down)

    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Timeline of the contact"


def test_an_address_cannot_add_to_the_mail(pane: DetailPane, told: Session, qtbot: QtBot) -> None:
    jane = contacts.get(told.database, "con_abc123")
    assert jane is not None
    pane.apply_changed(contacts.write_page(told.database, [replace(jane, email="a@b.example?bcc=x@evil.example")]))
    qtbot.waitUntil(lambda: pane._record is not None and "?" in pane._record.contact.email)
    catcher = Catcher()
    QDesktopServices.setUrlHandler("mailto", catcher, "caught")

    try:
        with qtbot.waitSignal(catcher.caught) as opened:
            pane.write_email()
    finally:
        QDesktopServices.unsetUrlHandler("mailto")

    assert not opened.args[0].hasQuery()


def test_a_call_takes_the_digits_alone(pane: DetailPane, qtbot: QtBot) -> None:
    catcher = Catcher()
    QDesktopServices.setUrlHandler("tel", catcher, "caught")

    try:
        with qtbot.waitSignal(catcher.caught) as opened:
            pane.call()
    finally:
        QDesktopServices.unsetUrlHandler("tel")

    assert opened.args == [QUrl("tel:+15550123")]


def test_the_star_is_kept_in_the_copy(pane: DetailPane, told: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(told.bridge.changed) as changed:
        pane.toggle_star()

    assert stars.is_starred(told.database, "con_abc123")
    pane.apply_changed(changed.args[0])
    qtbot.waitUntil(lambda: any(each.accessibleName() == "Remove the star" for each in visible(pane, QWidget)))


def test_the_menu_finds_those_who_share_company_or_owner(pane: DetailPane, qtbot: QtBot) -> None:
    company, owner, *_ = pane.contact_menu().actions()

    with qtbot.waitSignal(pane.filter_wanted) as told:
        company.trigger()
    assert told.args == [Filter(company="Acme Corp")]
    with qtbot.waitSignal(pane.filter_wanted) as told:
        owner.trigger()

    assert told.args == [Filter(owners=("usr_1",))]


@pytest.mark.parametrize("size", [90, 150])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_nothing_is_wider_than_the_pane(
    pane: DetailPane, look: Theme, qapp: QApplication, told: Session, size: int, direction: Qt.LayoutDirection
) -> None:
    details.replace(
        told.database, "con_abc123", "deals", [Deal("deal_1", title="T" * 500, value=1e12, currency="XYZW")]
    )
    qapp.setLayoutDirection(direction)
    look.set_text_size(size)
    look.set_mode("dark")
    pane.resize(look.size("detail"), 860)

    for tab in range(5):
        pane.set_tab(tab)
        assert not pane.grab().isNull()
        for page in visible(pane, ScrollPage):
            assert isinstance(page, ScrollPage)
            assert page.body.minimumSizeHint().width() <= page.viewport().width()

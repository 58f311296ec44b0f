"""The Timeline and the Activities tab keep one type at a time."""

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.buttons import SoftButton
from nexus_contacts.desktop.detail.happenings import Happening
from nexus_contacts.desktop.detail.lists import ActivitiesTab, ListTab, TimelineTab
from nexus_contacts.desktop.detail.segments import Segment

TIMELINE = (
    Happening("Today", heading=True),
    Happening("Opened", kind="email_opened"),
    Happening("Leapt", kind="quantum_leap"),
)
LOGGED = (Happening("Call", kind="call"), Happening("Mail", kind="email"), Happening("Fax", kind="fax"))


def titles(tab: ListTab) -> list[str]:
    model = tab.list.model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def test_the_timeline_can_be_kept_to_one_type(qtbot: QtBot) -> None:
    tab = TimelineTab(lambda _id: "")
    qtbot.addWidget(tab)
    tab.show_lines("con_1", TIMELINE)

    menu = tab.choice_menu()
    assert [action.text() for action in menu.actions()] == ["All events", "Email opened", "quantum_leap"]
    menu.actions()[2].trigger()

    choice = tab.findChild(SoftButton)
    assert choice is not None
    assert (titles(tab), choice.text()) == (["Today", "Leapt"], "quantum_leap")
    assert choice.accessibleName() == "Events shown: quantum_leap"


def test_the_choice_stays_while_there_is_something_of_its_type(qtbot: QtBot) -> None:
    tab = TimelineTab(lambda _id: "")
    qtbot.addWidget(tab)
    tab.show_lines("con_1", TIMELINE)
    tab.choice_menu().actions()[2].trigger()

    tab.show_lines("con_1", (*TIMELINE, Happening("Leapt again", kind="quantum_leap")))
    assert titles(tab) == ["Today", "Leapt", "Leapt again"]
    tab.show_lines("con_2", TIMELINE[:2])

    assert titles(tab) == ["Today", "Opened"]


def test_activities_are_counted_by_type_known_ones_first(qtbot: QtBot) -> None:
    tab = ActivitiesTab(lambda _id: "")
    qtbot.addWidget(tab)
    tab.show_lines("con_1", LOGGED)

    segments = tab.findChildren(Segment)
    assert [each.text() for each in segments] == ["All 3", "Calls 1", "Emails 1", "fax 1"]
    segments[3].click()

    assert titles(tab) == ["Fax"]


def test_the_lists_are_named(qtbot: QtBot) -> None:
    tabs = (TimelineTab(lambda _id: ""), ActivitiesTab(lambda _id: ""))
    for tab in tabs:
        qtbot.addWidget(tab)

    assert [tab.list.accessibleName() for tab in tabs] == ["Timeline of the contact", "Activities of the contact"]

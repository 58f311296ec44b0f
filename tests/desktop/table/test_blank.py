"""Where there are no rows, it says why and what to do."""

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.table.blank import Blank, is_first_download
from nexus_contacts.store import contacts
from nexus_contacts.store.errors import DiskFull
from nexus_contacts.store.filters import Filter
from nexus_contacts.sync.progress import Phase, SyncState

from .conftest import contact


def blank(session: Session, qtbot: QtBot) -> Blank:
    made = Blank(session)
    qtbot.addWidget(made)
    return made


def test_filters_in_the_way_are_counted(session: Session, qtbot: QtBot) -> None:
    contacts.write_page(session.database, [contact(number, company="Acme") for number in range(7)])
    made = blank(session, qtbot)

    made.show_nothing(Filter(text="acme", statuses=("churned",)), None)

    qtbot.waitUntil(lambda: "7 results" in made.state.accessibleDescription())
    assert made.state.accessibleName() == "Nothing matches “acme”"
    assert made.state.accessibleDescription() == "1 filter is on: Status Churned. Without it there are 7 results."
    with qtbot.waitSignal(made.search_wanted) as wanted:
        made.state.buttons()[1].click()
    assert wanted.args == ["acme"]


def test_an_empty_workspace_is_told_from_an_unfinished_download(session: Session, qtbot: QtBot) -> None:
    made = blank(session, qtbot)

    made.show_nothing(Filter(), SyncState(Phase.FIRST_MIRROR, 600, 1250))
    loading = made.state.accessibleName(), made.state.accessibleDescription()
    made.show_nothing(Filter(), SyncState(Phase.IDLE))

    assert loading[0] == "Downloading 1,250 contacts"
    assert loading[1].startswith("600 of 1,250.")
    assert made.state.accessibleName() == "No contacts yet"
    assert not is_first_download(None)


def test_a_failure_is_explained_and_can_be_tried_again(session: Session, qtbot: QtBot) -> None:
    made = blank(session, qtbot)

    made.show_failure(DiskFull("full"))

    with qtbot.waitSignal(made.retry_wanted):
        made.state.buttons()[0].click()
    assert made.state.accessibleName()

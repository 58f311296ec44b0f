"""The panel of filters: headings tell what is chosen, sections open, close and are found."""

import pytest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.buttons import LinkButton
from nexus_contacts.desktop.sidebar.choices import SECTIONS
from nexus_contacts.desktop.sidebar.filters import FiltersPanel
from nexus_contacts.store.filters import DateChoice, Filter


@pytest.fixture
def panel(qtbot: QtBot) -> FiltersPanel:
    """The panel with every section closed."""
    made = FiltersPanel({"usr_1": "Maya Okafor"}.get)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show_opened(())
    made.resize(264, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def values(panel: FiltersPanel) -> dict[str, str]:
    """What stands in the closed headings."""
    found = {}
    for name, section in panel.sections.items():
        link = section.header.findChild(LinkButton)
        if isinstance(link, LinkButton) and link.isVisible():
            found[name] = link.text()
    return found


def test_the_sections_stand_in_their_order(panel: FiltersPanel) -> None:
    assert tuple(panel.sections) == SECTIONS


def test_a_closed_section_tells_its_choice(panel: FiltersPanel) -> None:
    panel.show_filter(
        Filter(statuses=("lead",), owners=("usr_1",), updated=DateChoice("last_30_days"), starred=True, waiting=True)
    )

    assert values(panel) == {
        "statuses": "Lead",
        "owners": "Maya Okafor",
        "updated": "Last 30 days",
        "local": "Has changes waiting, Starred",
    }


def test_a_widget_is_found_in_its_section(panel: FiltersPanel) -> None:
    section = panel.reveal("in_pair")

    assert section is not None
    assert section.name == "local"
    assert panel.section_at(section.body) is section
    assert panel.section_at(panel) is None
    assert panel.reveal("text") is None


def test_open_sections_are_told(qtbot: QtBot, panel: FiltersPanel) -> None:
    with qtbot.waitSignal(panel.opened_changed) as told:
        panel.sections["score"].header.set_open(True)

    assert told.args == [frozenset({"score"})] == [panel.opened()]

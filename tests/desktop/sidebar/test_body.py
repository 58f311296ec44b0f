"""What every section's inside does: it shows a filter, and tells a changed one once."""

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.sidebar.body import SectionBody
from nexus_contacts.store.facets import Facets
from nexus_contacts.store.filters import Filter


def test_only_a_changed_filter_is_told(qtbot: QtBot) -> None:
    body = SectionBody()
    qtbot.addWidget(body)
    told: list[Filter] = []
    body.filter_changed.connect(told.append)
    body.show_filter(Filter(company="Acme"))
    body.show_facets(Facets())

    body.tell(Filter(company="Acme"))
    body.tell(Filter())
    body.tell(Filter())

    assert told == [Filter()]

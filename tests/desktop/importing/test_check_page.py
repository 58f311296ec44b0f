"""Every row of a file before anything is sent."""

from pathlib import Path
from typing import Any

from nexus_contacts.desktop.importing.check_page import CheckPage
from nexus_contacts.exchange.check import Alike
from nexus_contacts.exchange.checklist import Checklist
from nexus_contacts.exchange.csv_in import Habits, ReadRow
from nexus_contacts.exchange.source import Source

SOURCE = Source(Path("fair.csv"), ("First", "Mail", "Odd"), ("first_name", "email", ""), Habits())


def made() -> Checklist:
    checklist = Checklist(SOURCE.targets, lambda _email: None, lambda _id: None)
    cells = (("Ann", "ann@x.org", "1"), ("Bad", "nothing", "2"), ("Ann", "ANN@x.org", "3"))
    checklist.read([ReadRow(number, number + 1, one) for number, one in enumerate(cells, 1)])
    return checklist


def test_rows_are_counted_filtered_and_chosen(qtbot: Any) -> None:
    page, checklist = CheckPage(lambda _id: ""), made()
    qtbot.addWidget(page)
    chosen: list[tuple[list[int], str]] = []
    page.choice_wanted.connect(lambda places, choice: chosen.append((list(places), choice)))
    page.show_list(checklist, SOURCE)

    assert page._filters["all"].text() == "All 3"
    assert page._cards["alike"][0].isHidden()
    page.rows.selectRow(0)
    assert [choice for choice, button in page._choices.items() if not button.isHidden()] == ["create", "skip"]
    page._choices["skip"].click()
    assert chosen == [([0], "skip")]
    checklist.choose(*chosen[0])  # type: ignore[arg-type]
    page.refresh()
    assert page._cards["same"][2].text() == "unchanged or left out"
    assert "" in page._offered()
    page.show_kind("problem")
    assert page.cells.isChecked()
    assert page.model.rowCount() == 1
    assert page.selected() == []


def test_the_search_for_doubles_is_told_and_its_end_too(qtbot: Any) -> None:
    page, checklist = CheckPage(lambda _id: ""), made()
    qtbot.addWidget(page)
    page.show_list(checklist, SOURCE)

    page.show_looking(0.4)
    assert "40 %" in page._looking.text()
    assert not page._skip.isHidden()
    checklist.take_alike({0: Alike("con_1", 0, "Ann", 0.8)})
    page.show_doubles(1)
    page.refresh()

    assert page._looking.text() == "1 row looks like somebody:"
    assert not page.likely.isHidden()
    assert page._filters["alike"].text() == "Likely known 1"

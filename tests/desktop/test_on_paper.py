"""Contacts on their way to paper, through the window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu
from tests.desktop.desk import Desk
from tests.desktop.printing.pdf import Pdf

from nexus_contacts.desktop.on_paper import file_name, filter_text
from nexus_contacts.desktop.printing.sheet import PrintSheet
from nexus_contacts.desktop.table.ticks import Ticks
from nexus_contacts.store import contacts
from nexus_contacts.store.filters import DateChoice, Filter


@pytest.fixture
def place(desk: Desk, workspace_server: Callable[..., Any]) -> Any:
    desk.open_on(workspace_server(sample=60))
    return desk.place


def laid_out(desk: Desk) -> PrintSheet:
    assert desk.window is not None
    desk.wait_until(lambda: bool(desk.window and desk.window.findChildren(PrintSheet)))
    sheet = desk.window.findChildren(PrintSheet)[-1]
    desk.wait_until(lambda: sheet.printout is not None and sheet.view.ready)
    return sheet


def list_sheet(desk: Desk) -> PrintSheet:
    assert desk.window is not None
    QTest.keyClick(desk.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    return laid_out(desk)


def whole(sheet: PrintSheet) -> str:
    assert sheet.printout is not None
    return "\n".join(sheet.printout.text_of(at) for at in range(len(sheet.printout.pages)))


def names_on(sheet: PrintSheet, names: list[str]) -> list[str]:
    wanted = set(names)
    return [line for line in whole(sheet).splitlines() if line in wanted]


def test_the_list_is_printed_as_it_is_shown(
    desk: Desk, place: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    wanted = Filter(statuses=("lead",))
    place.set_filter(wanted)
    count = contacts.count(place.session.database, wanted)
    desk.wait_until(lambda: place.table.pager.count == count and len(desk.names()) == count)

    sheet = list_sheet(desk)

    assert sheet.printout is not None
    assert sheet.printout.text_of(0).splitlines()[:2] == ["Contacts", "Status: Lead"]
    assert f"{count} contacts" in whole(sheet)
    assert names_on(sheet, desk.names()) == desk.names()
    sheet.save_pdf()
    desk.wait_until(path.exists)
    assert "Status: Lead" in Pdf(path).text(0)


def test_what_is_ticked_is_printed_alone(desk: Desk, place: Any) -> None:
    ids = place.table.model.ids()
    names = desk.names()
    place.table.selection.set_ticks(Ticks(frozenset((ids[4], ids[1]))))

    sheet = list_sheet(desk)

    assert whole(sheet).startswith("Selected contacts\n2 contacts")
    assert names_on(sheet, names) == [names[1], names[4]]


def test_the_card_of_the_contact_that_is_picked(desk: Desk, place: Any) -> None:
    contact_id, name = place.table.model.ids()[0], desk.names()[0]
    place.open_contact(contact_id)
    desk.wait_until(lambda: "Timeline" in str(place.detail.tabs.tabText(1)))
    assert desk.window is not None

    desk.window.deeds.on_paper.slots()["print_contact"]()
    text = whole(laid_out(desk))

    assert text.startswith(name)
    assert all(title in text.splitlines() for title in ("Contact", "Deals", "Notes", "Activities", "Timeline"))


def test_a_row_and_the_pane_offer_it_in_their_menus(desk: Desk, place: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    contact_id = place.table.model.ids()[2]
    wanted: list[str] = []
    place.table.print_wanted.connect(wanted.append)

    place.table.table.menu_wanted.emit(contact_id, "name", QPoint(5, 5))
    menu = next(one for one in place.table.findChildren(QMenu) if one.isVisible())
    next(action for action in menu.actions() if action.text() == "Print…").trigger()
    menu.close()
    sheet = laid_out(desk)
    assert wanted == [contact_id]
    assert whole(sheet).startswith(desk.names()[2])
    sheet.leave()

    place.open_contact(contact_id)
    desk.wait_until(lambda: any(one.text() == "Print…" for one in place.detail.contact_menu().actions()))


def test_a_contact_that_has_gone_is_told(desk: Desk, place: Any) -> None:
    assert desk.window is not None

    desk.window.deeds.on_paper.print_contact("con_nobody")
    desk.wait_until(lambda: bool(desk.window and desk.window.findChildren(PrintSheet)))
    sheet = desk.window.findChildren(PrintSheet)[-1]
    desk.wait_until(lambda: not sheet.laying_out)

    assert sheet.printout is None


def test_qt_printing_is_loaded_when_somebody_prints(desk: Desk, place: Any) -> None:
    import subprocess
    import sys

    code = "import nexus_contacts.desktop.deeds, sys; print('PySide6.QtPrintSupport' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


def test_a_filter_is_said_in_words() -> None:
    choice = Filter(text="acme", statuses=("lead", "active"), updated=DateChoice("last_30_days"), starred=True)

    assert filter_text(choice, str) == "Search: “acme” · Status: Lead, Active · Updated: Last 30 days · Starred"
    assert filter_text(Filter(), str) == ""


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("My open leads", "My open leads"),
        ("../../etc/passwd", "etc passwd"),
        ('a<b>:"c"|?*', "a b c"),
        ("...", "contacts"),
        ("山田 太郎", "山田 太郎"),
        ("x" * 300, "x" * 60),
    ],
)
def test_a_name_makes_a_name_for_a_file(name: str, kept: str) -> None:
    assert file_name(name) == kept

"""The print dialog: pages, paper, PDF, printer."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.desktop.printing.pdf import Pdf
from tests.desktop.printing.people import PLAN, people

from nexus_contacts.desktop.background import Background
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.printing.going import Going
from nexus_contacts.desktop.printing.list_pages import lay_list
from nexus_contacts.desktop.printing.paper import Paper
from nexus_contacts.desktop.printing.printout import Printout
from nexus_contacts.desktop.printing.sheet import Compose, PrintSheet

Make = Callable[..., PrintSheet]


@pytest.fixture
def make(qtbot: QtBot, show_active: Callable[[QWidget], None]) -> Iterator[Make]:
    area, background = QWidget(), Background()
    area.resize(1300, 900)
    show_active(area)

    def made(compose: Compose | None = None, paper: Paper | None = None) -> PrintSheet:
        sheet = PrintSheet("Print list", compose or of(200), paper or Paper(), background, area, file_name="list.pdf")
        sheet.show()
        if compose is None:
            qtbot.waitUntil(lambda: sheet.printout is not None and sheet.view.ready)
        return sheet

    yield made
    assert background.close()


def of(count: int) -> Compose:
    return lambda paper, going: lay_list(people(count), PLAN, paper, going)


def button(sheet: PrintSheet, text: str) -> QPushButton:
    return next(one for one in sheet.findChildren(QPushButton) if one.text() == text)


def said(sheet: PrintSheet) -> str:
    return " ".join(label.text() for label in sheet.findChildren(Label) if label.isVisible())


def test_it_shows_the_pages_and_how_many_they_are(qtbot: QtBot, make: Make) -> None:
    sheet = make()
    assert sheet.printout is not None
    count = len(sheet.printout.pages)

    assert f"Page 1 of {count}" in said(sheet)
    sheet.view.go_to(count - 1)
    assert f"Page {count} of {count}" in said(sheet)
    qtbot.waitUntil(lambda: sheet.view.ready)


def test_another_paper_lays_the_pages_out_anew(qtbot: QtBot, make: Make) -> None:
    sheet = make()

    button(sheet, "Landscape").click()
    qtbot.waitUntil(lambda: sheet.printout is not None and sheet.printout.paper == Paper(landscape=True))
    size = sheet.size_box
    size.setCurrentIndex(size.findData("Letter"))
    size.activated.emit(size.currentIndex())
    qtbot.waitUntil(lambda: sheet.printout is not None and sheet.printout.paper == Paper("Letter", landscape=True))


def test_it_is_written_as_pdf_and_closed(
    qtbot: QtBot, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, told = make(), list[str]()
    sheet.said.connect(told.append)
    offered: list[str] = []

    def place(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        offered.append(start)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", place)

    with qtbot.waitSignal(sheet.finished):
        button(sheet, "Save as PDF…").click()

    pages = len(Pdf(tmp_path / "mine.pdf"))
    assert offered[0].endswith("list.pdf")
    assert told == [f"{pages} pages written to mine.pdf"]


def test_a_place_that_cannot_be_written_is_told_and_the_pages_stay(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    sheet = make()

    sheet.write_pdf(tmp_path / "nowhere" / "list.pdf")
    qtbot.waitUntil(lambda: "could not be written" in said(sheet))

    assert button(sheet, "Save as PDF…").isEnabled()
    assert sheet.isVisible()
    assert list(tmp_path.rglob("*.pdf")) == []


def test_the_writing_can_be_stopped(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    sheet = make(of(6000))
    qtbot.waitUntil(lambda: sheet.printout is not None)

    sheet.write_pdf(tmp_path / "list.pdf")
    assert button(sheet, "Stop").isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Nothing was written" in said(sheet))

    assert [one for one in tmp_path.iterdir() if one.is_file()] == []
    assert sheet.isVisible()
    assert button(sheet, "Close").isVisible()


def test_closing_ends_the_laying_out(qtbot: QtBot, make: Make) -> None:
    begun, ended = threading.Event(), threading.Event()

    def slow(paper: Paper, going: Going) -> Printout | None:
        begun.set()
        while not going.stopped:
            ended.wait(0.001)
        ended.set()
        return None

    sheet = make(slow)
    qtbot.waitUntil(begun.is_set)
    assert not button(sheet, "Save as PDF…").isEnabled()

    sheet.leave()

    assert ended.wait(5)


def test_how_far_it_is_is_said(qtbot: QtBot, make: Make) -> None:
    go_on = threading.Event()

    def slow(paper: Paper, going: Going) -> Printout:
        going.whole = 9000
        going.tell(4500)
        go_on.wait(5)
        return lay_list(people(2), PLAN, paper, going)

    sheet = make(slow)

    qtbot.waitUntil(lambda: "4,500 of 9,000 contacts" in said(sheet))
    go_on.set()
    qtbot.waitUntil(lambda: sheet.printout is not None)
    assert "contacts" not in said(sheet)


def test_nothing_to_print_is_said(qtbot: QtBot, make: Make) -> None:
    sheet = make(lambda _paper, _going: None)

    qtbot.waitUntil(lambda: not sheet.laying_out)

    assert not button(sheet, "Print…").isEnabled()


def test_a_zoom_between_the_steps_has_its_own_words(qtbot: QtBot, make: Make) -> None:
    sheet = make()

    sheet.view.set_zoom(125)
    assert sheet.zoom_box.currentText() == "125 %"
    sheet.view.set_zoom(100)
    assert sheet.zoom_box.currentText() == "100 %"
    assert sheet.zoom_box.findText("125 %") < 0
    qtbot.waitUntil(lambda: sheet.view.ready)


def test_a_printer_is_asked_for_and_takes_the_pages(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    sheet, told = make(), list[str]()
    sheet.said.connect(told.append)

    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(sheet.findChildren(QPrintDialog)))
    dialog = sheet.findChildren(QPrintDialog)[0]
    assert dialog.maxPage() == len(sheet.printout.pages if sheet.printout else ())
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.hide()
    with qtbot.waitSignal(sheet.finished):
        dialog.accepted.emit(printer)

    pages = len(Pdf(tmp_path / "printed.pdf"))
    assert told == [f"{pages} pages written to printed.pdf"]


def test_everything_has_a_name_and_is_reached_by_tab(qtbot: QtBot, make: Make) -> None:
    sheet = make()
    names = set()

    for _ in range(24):
        QTest.keyClick(sheet.focusWidget() or sheet, Qt.Key.Key_Tab)
        focused = sheet.focusWidget()
        assert focused is not None
        names.add(focused.accessibleName() or getattr(focused, "text", str)())

    assert {"Portrait", "Paper", "Zoom", "Next page", "Preview", "Save as PDF…", "Print…"} <= names
    assert "" not in names

"""Pages go out as PDF, to a printer and to the screen."""

import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtPrintSupport import QPrinter
from tests.desktop.printing.pdf import Pdf
from tests.desktop.printing.people import PLAN, people, person

from nexus_contacts.desktop.printing.errors import NotPrinted, Stopped
from nexus_contacts.desktop.printing.going import Going
from nexus_contacts.desktop.printing.list_pages import lay_list
from nexus_contacts.desktop.printing.output import picture, print_pages, write_pdf
from nexus_contacts.desktop.printing.paper import Paper
from nexus_contacts.desktop.printing.printout import Printout
from nexus_contacts.exchange.errors import NotWritten


@pytest.fixture
def printout() -> Printout:
    return lay_list(people(90), PLAN, Paper(landscape=True), Going())


def test_a_list_of_two_thousand_is_read_back_from_its_pdf(tmp_path: Path) -> None:
    printout, path, going = lay_list(people(2000), PLAN, Paper(), Going()), tmp_path / "list.pdf", Going()

    write_pdf(printout, path, going)

    pdf = Pdf(path)
    assert len(pdf) == len(printout.pages) == going.done
    text = [pdf.text(at) for at in range(len(pdf))]
    assert text[0].startswith("My open leads Status: Lead 2,000 contacts")
    assert all("Name Company Title Status Source Tags Score Owner Updated" in page for page in text)
    assert text[-1].endswith(f"Page {len(pdf)} of {len(pdf)}")
    assert all(f"Ada Number{number} " in " ".join(text) for number in (0, 999, 1999))


def test_letters_of_every_script_and_digits_are_named_in_the_pdf(tmp_path: Path) -> None:
    hostile = person(1, first_name="<b>Zoë</b>", last_name="(Ångström) 0123456789", company="山田", job_title="محمد")
    path = tmp_path / "one.pdf"

    write_pdf(lay_list([hostile], PLAN, Paper(landscape=True), Going()), path, Going())

    text = Pdf(path).text(0)
    assert "<b>Zoë</b> (Ångström) 0123456789" in text
    assert "\ufffd" not in text


def test_the_sheet_of_the_pdf_is_the_one_that_was_chosen(tmp_path: Path, printout: Printout) -> None:
    path = tmp_path / "list.pdf"

    write_pdf(printout, path, Going())

    width, height = Pdf(path).size(0)
    assert abs(width - 842) < 1
    assert abs(height - 595) < 1


def test_the_file_is_for_this_person_alone(tmp_path: Path, printout: Printout) -> None:
    path = tmp_path / "list.pdf"

    write_pdf(printout, path, Going())

    assert list(tmp_path.glob("*.p*")) == [path]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, printout: Printout) -> None:
    with pytest.raises(NotWritten):
        write_pdf(printout, tmp_path / "nowhere" / "list.pdf", Going())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told(printout: Printout) -> None:
    with pytest.raises(NotWritten, match="space"):
        write_pdf(printout, Path("/dev/full"), Going())


def test_what_is_stopped_leaves_what_was_there(tmp_path: Path, printout: Printout) -> None:
    path, going = tmp_path / "list.pdf", Going()
    path.write_text("mine", encoding="utf-8")
    going.stop()

    with pytest.raises(Stopped):
        write_pdf(printout, path, going)

    assert path.read_text(encoding="utf-8") == "mine"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["list.pdf"]


def to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_a_printer_takes_the_same_pages(tmp_path: Path, printout: Printout) -> None:
    going = Going()

    print_pages(printout, to_file(tmp_path / "printed.pdf"), going)

    pdf = Pdf(tmp_path / "printed.pdf")
    assert len(pdf) == len(printout.pages) == going.done
    assert pdf.size(0)[0] > pdf.size(0)[1]
    assert "Ada Number0" in pdf.text(0)


def test_only_the_chosen_pages_are_printed(tmp_path: Path, printout: Printout) -> None:
    printer = to_file(tmp_path / "printed.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)

    print_pages(printout, printer, Going())

    pdf = Pdf(tmp_path / "printed.pdf")
    assert len(pdf) == 1
    assert f"Page 2 of {len(printout.pages)}" in pdf.text(0)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(tmp_path: Path, printout: Printout) -> None:
    with pytest.raises(NotPrinted):
        print_pages(printout, to_file(tmp_path / "nowhere" / "printed.pdf"), Going())


def test_a_page_is_black_on_white_in_the_dark_too(printout: Printout, look: object) -> None:
    look.set_mode("dark")  # type: ignore[attr-defined]

    image = picture(printout, 0, QSize(842, 595))

    assert image.pixelColor(2, 2).name() == "#ffffff"
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(0, 842, 2) for y in range(0, 595, 2))
    assert 200 < dark < 20_000

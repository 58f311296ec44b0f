"""Where the pages go: to a PDF file, whole or not at all, to a printer, or to a picture for the screen.

Blocking, and for a working thread: Qt lets one thread at a time paint on a PDF, a printer or a picture, any thread.
"""

import errno
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFile, QSize
from PySide6.QtGui import QImage, QPagedPaintDevice, QPainter, QPdfWriter

from nexus_contacts.desktop.printing.errors import NotPrinted
from nexus_contacts.desktop.printing.going import Going
from nexus_contacts.desktop.printing.printout import Printout
from nexus_contacts.exchange.csv_out import whole_file

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_PER_INCH = 720
"""A PDF's own unit is then a tenth of a point."""


def write_pdf(printout: Printout, path: Path, going: Going) -> None:
    """Write the pages to `path`, all of them or nothing, page by page. Raises NotWritten, Stopped.

    What stood at `path` before is unchanged then; the file may be read by this person alone.
    """
    going.whole, going.done = len(printout.pages), 0
    with whole_file(path) as file:
        assert isinstance(file, TextIOWrapper)
        out = QFile()
        if not out.open(file.fileno(), QFile.OpenModeFlag.WriteOnly, QFile.FileHandleFlag.DontCloseHandle):
            raise OSError(errno.EIO, out.errorString())
        try:
            _write(printout, out, going)
        finally:
            out.close()


def _write(printout: Printout, out: QFile, going: Going) -> None:
    writer = QPdfWriter(out)
    writer.setResolution(_PER_INCH)
    writer.setTitle(printout.title)
    writer.setCreator("Nexus Contacts")
    whole = _paint(printout, writer, range(len(printout.pages)), 1.0, going)
    # Where a disk is full Qt may go on writing, and says so only when it is asked.
    if not out.flush() or out.error() is not QFile.FileError.NoError or not whole:
        raise OSError(errno.ENOSPC, out.errorString())


def print_pages(printout: Printout, printer: "QPrinter", going: Going) -> None:
    """Print the pages that were chosen for `printer`, on the paper they were laid out for. Raises NotPrinted, Stopped.

    Pages that have gone to the printer are not taken back.
    """
    from PySide6.QtPrintSupport import QPrinter  # most people never print

    pages = range(len(printout.pages))
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        pages = pages[printer.fromPage() - 1 : printer.toPage() or None]
    going.whole, going.done = len(pages), 0
    printer.setFullPage(True)
    if not _paint(printout, printer, pages, printer.resolution() / _PER_INCH, going):
        raise NotPrinted(printer.printerName())


def _paint(printout: Printout, device: QPagedPaintDevice, pages: Iterable[int], scale: float, going: Going) -> bool:
    """Paint pages on a device; False where it takes no more of them. Raises Stopped."""
    device.setPageLayout(printout.paper.layout())
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        for number, at in enumerate(pages):
            going.tell(number)
            if number and not device.newPage():
                return False
            painter.save()
            painter.scale(scale, scale)
            printout.draw(painter, at)
            painter.restore()
    finally:
        painter.end()
    going.tell(going.whole)
    return True


def picture(printout: Printout, at: int, size: QSize) -> QImage:
    """A page as a picture of `size` pixels, white."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(size.width() / printout.paper.width, size.height() / printout.paper.height)
    printout.draw(painter, at)
    painter.end()
    return image

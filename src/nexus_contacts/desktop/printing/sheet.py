"""The print dialog: the pages as they will be, the paper, and the ways on: a printer or a PDF file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QWidget

from nexus_contacts.desktop import messages, words
from nexus_contacts.desktop.background import Background, Task
from nexus_contacts.desktop.controls.buttons import PrimaryButton, SecondaryButton, SoftButton, ToolButton
from nexus_contacts.desktop.controls.choices import ComboBox
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.printing import output
from nexus_contacts.desktop.printing.errors import Stopped
from nexus_contacts.desktop.printing.fonts import families
from nexus_contacts.desktop.printing.going import Going
from nexus_contacts.desktop.printing.page_view import PAGE, WIDTH, PageView
from nexus_contacts.desktop.printing.paper import SIZES, Paper
from nexus_contacts.desktop.printing.printout import Printout
from nexus_contacts.desktop.safe_text import one_line

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Compose = Callable[[Paper, Going], Printout | None]
"""Lays out the pages, on a working thread; None where there is nothing to print any more."""

_SIZE = (1120, 860)
_POLL_MS = 150
_ZOOMS = (50, 75, 100, 150, 200)


class PrintSheet(Sheet):
    """Shows what `compose` lays out, anew for each paper. `said` tells what was done, `file_name` is offered for PDF.

    `interrupt` is called with the id of the thread that still lays out pages nobody wants.
    """

    said = Signal(str)

    def __init__(
        self,
        title: str,
        compose: Compose,
        paper: Paper,
        background: Background,
        parent: QWidget,
        *,
        file_name: str = "",
        whole: int = 0,
        interrupt: Callable[[int], None] | None = None,
    ) -> None:
        super().__init__(title, "", _SIZE, parent)
        families()
        self._compose = compose
        self._paper = paper
        self._background = background
        self._file_name = file_name or "contacts.pdf"
        self._whole = whole
        self._interrupt = interrupt
        self._going = Going()
        self._task: Task | None = None
        self._writing = False
        self._printer: QPrinter | None = None
        self.printout: Printout | None = None
        """The pages, once they are laid out."""
        self._make()
        self._arrange_parts()
        self._connect()
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._tell_going)
        self.finished.connect(self._stop_all)
        self._lay_out()

    def _make(self) -> None:
        self.view = PageView(self._background)
        self._upright = SoftButton(self.tr("Portrait"), checkable=True)
        self._lying = SoftButton(self.tr("Landscape"), checkable=True)
        ways = QButtonGroup(self)
        for button in (self._upright, self._lying):
            ways.addButton(button)
        (self._lying if self._paper.landscape else self._upright).setChecked(True)
        self.size_box = ComboBox(self.tr("Paper"))
        for name in SIZES:
            self.size_box.addItem(name, name)
        self.size_box.setCurrentIndex(self.size_box.findData(self._paper.size))
        self._smaller = ToolButton("minus", self.tr("Zoom out"), key="−")
        self.zoom_box = ComboBox(self.tr("Zoom"))
        self.zoom_box.addItem(self.tr("Page width"), WIDTH)
        self.zoom_box.addItem(self.tr("Whole page"), PAGE)
        for percent in _ZOOMS:
            self.zoom_box.addItem(f"{words.number(percent)} %", percent)
        self._larger = ToolButton("plus", self.tr("Zoom in"), key="+")
        self._back = ToolButton("chevron-left", self.tr("Previous page"), key=self.tr("Page up"))
        self._number = Label("", "small_strong", "text2")
        self._on = ToolButton("chevron-right", self.tr("Next page"), key=self.tr("Page down"))
        self._state = Label("", "small_strong", "text2", wrap=True)
        self._leave = SecondaryButton(self.tr("Close"), key=self.tr("Esc"))
        self._save = SecondaryButton(self.tr("Save as PDF…"), "download")
        self._print = PrimaryButton(self.tr("Print…"), "printer", key=self.tr("Ctrl ↵"))

    def _arrange_parts(self) -> None:
        bar = QHBoxLayout()
        groups: tuple[tuple[QWidget, ...], ...] = (
            (self._upright, self._lying, self.size_box),
            (self._smaller, self.zoom_box, self._larger),
            (self._back, self._number, self._on),
        )
        for at, group in enumerate(groups):
            if at:
                bar.addStretch(1)
            for widget in group:
                bar.addWidget(widget)
        self.column.addLayout(bar)
        self.column.addWidget(self.view, 1)
        self.foot.addWidget(self._state, 1)
        for button in (self._leave, self._save, self._print):
            self.foot.addWidget(button)

    def _connect(self) -> None:
        self._upright.clicked.connect(lambda: self._choose(self._paper.turned(False)))
        self._lying.clicked.connect(lambda: self._choose(self._paper.turned(True)))
        self.size_box.activated.connect(
            lambda _at: self._choose(Paper(str(self.size_box.currentData()), self._paper.landscape))
        )
        self.zoom_box.activated.connect(lambda _at: self.view.set_zoom(self.zoom_box.currentData()))
        self._smaller.clicked.connect(lambda: self.view.step_zoom(-1))
        self._larger.clicked.connect(lambda: self.view.step_zoom(1))
        self._back.clicked.connect(lambda: self.view.go_to(self.view.front - 1))
        self._on.clicked.connect(lambda: self.view.go_to(self.view.front + 1))
        self.view.page_shown.connect(self._show_number)
        self.view.zoomed.connect(self._show_zoom)
        self._leave.clicked.connect(self.leave)
        self._save.clicked.connect(self.save_pdf)
        self._print.clicked.connect(self.submit)

    # ── laying out ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _choose(self, paper: Paper) -> None:
        if paper != self._paper:
            self._paper = paper
            self._lay_out()

    def _lay_out(self) -> None:
        """Lay the pages out for the paper that is chosen; what is still laid out for another ends."""
        self._stop_all()
        self._going = going = Going(self._whole)
        compose, paper = self._compose, self._paper
        self.printout = None
        self.view.show_printout(None, self.tr("Laying out the pages…"))
        self._offer("")
        self._task = self._background.run(
            self, lambda: compose(paper, going), self._show, self._fail, key="pages", on_superseded=self._halt(going)
        )
        self._poll.start()

    def _halt(self, going: Going) -> Callable[[int], None]:
        """What ends a work on its thread: it asks `going`, or waits for the copy."""
        interrupt = self._interrupt

        def halt(thread: int) -> None:
            going.stop()
            if interrupt is not None:
                interrupt(thread)

        return halt

    @property
    def laying_out(self) -> bool:
        """Whether pages are laid out just now."""
        return self._poll.isActive() and not self._writing

    def _show(self, printout: Printout | None) -> None:
        self._poll.stop()
        self.printout = printout
        self.view.show_printout(printout, self.tr("There is nothing to print any more."))
        self._show_zoom()
        self._offer("")

    def _fail(self, error: BaseException) -> None:
        """Tell an expected failure where the person looks; the pages stay."""
        self._poll.stop()
        self._writing = False
        if isinstance(error, Stopped):
            self._offer(self.tr("Stopped. Nothing was written."))
        else:
            said = messages.explain(error)
            self._offer(f"{said.title}. {said.text}", "danger")
        if self.printout is None:
            self.view.show_printout(None)

    # ── what is shown ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _offer(self, state: str, token: str = "text2") -> None:
        """Say how it stands, and offer what can be done now."""
        self._state.setText(state)
        self._state.set_token(token)
        ready = self.printout is not None and not self._writing
        for button in (self._save, self._print):
            button.setEnabled(ready)
        for choice in (self._upright, self._lying, self.size_box):
            choice.setEnabled(not self._writing)
        self._leave.setText(self.tr("Stop") if self._writing else self.tr("Close"))
        self._show_number(self.view.front)

    def _show_number(self, at: int) -> None:
        count = len(self.printout.pages) if self.printout is not None else 0
        text = self.tr("Page {n} of {all}").replace("{n}", words.number(at + 1)).replace("{all}", words.number(count))
        self._number.setText(text if count else "")
        self._back.setEnabled(at > 0)
        self._on.setEnabled(at + 1 < count)

    def _show_zoom(self) -> None:
        """Show the zoom that is in use; one between the steps has its own words."""
        zoom = self.view.zoom
        while self.zoom_box.count() > 2 + len(_ZOOMS):
            self.zoom_box.removeItem(self.zoom_box.count() - 1)
        if self.zoom_box.findData(zoom) < 0:
            self.zoom_box.addItem(f"{words.number(self.view.percent)} %", zoom)
        self.zoom_box.setCurrentIndex(self.zoom_box.findData(zoom))

    def _tell_going(self) -> None:
        done, whole = words.number(self._going.done), words.number(self._going.whole)
        if self._writing:
            text = self.tr("Page {n} of {all}…")
        else:
            text = self.tr("Laying out: {n} of {all} contacts…") if self._going.whole > 1 else ""
        self._state.setText(text.replace("{n}", done).replace("{all}", whole))

    # ── the ways on ───────────────────────────────────────────────────────────────────────────────────────────────────

    def save_pdf(self) -> None:
        """Ask where, and write the pages there as PDF."""
        if not self._save.isEnabled():
            return
        start, kinds = str(Path.home() / self._file_name), self.tr("PDF files (*.pdf)")
        place, _kind = QFileDialog.getSaveFileName(self, self.tr("Save as PDF"), start, kinds)
        if place:
            path = Path(place)
            self.write_pdf(path if path.suffix else path.with_suffix(".pdf"))

    def write_pdf(self, path: Path) -> None:
        """Write the pages to a file, then close."""
        printout = self.printout
        if printout is None:
            return
        done = self.tr("{pages} written to {file}").replace("{file}", one_line(path.name))
        self._begin(lambda going: output.write_pdf(printout, path, going), done)

    def submit(self) -> None:
        """Ask which printer, which pages and how many copies, and print."""
        if not self._print.isEnabled() or self.printout is None:
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # most people never print

        self._printer = printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.printout.title)
        printer.setPageLayout(self.printout.paper.layout())
        if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:  # there is no printer, only the file
            printer.setOutputFileName(str(Path.home() / self._file_name))
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self.printout.pages))
        dialog.setFromTo(1, len(self.printout.pages))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def print_on(self, printer: "QPrinter") -> None:
        """Print on a printer that was chosen, then close; a PDF chosen there is written like any other."""
        printout = self.printout
        if printout is None:
            return
        from PySide6.QtPrintSupport import QPrinter

        if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat and printer.outputFileName():
            self.write_pdf(Path(printer.outputFileName()))
            return
        done = self.tr("{pages} sent to the printer {name}").replace("{name}", one_line(printer.printerName()))
        self._begin(lambda going: output.print_pages(printout, printer, going), done)

    def _begin(self, work: Callable[[Going], None], done: str) -> None:
        self._going = going = Going()
        self._writing = True

        def tell(_nothing: object) -> None:
            self._writing = False
            self._poll.stop()
            pages = words.counted(self.tr("1 page"), self.tr("{n} pages"), going.whole)
            self.accept()
            self.said.emit(done.replace("{pages}", pages))

        self._offer("")
        self._task = self._background.run(
            self, lambda: work(going), tell, self._fail, key="pages", on_superseded=lambda _thread: going.stop()
        )
        self._poll.start()

    def leave(self) -> None:
        """Stop what is written, or close."""
        if self._writing:
            self._going.stop()
        else:
            self.reject()

    def _stop_all(self) -> None:
        self._poll.stop()
        self._going.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

"""What the window does about files going out: the export sheet, the place, the writing, and what was written told."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop import words
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.table.ticks import Ticks
from nexus_contacts.exchange import outgoing
from nexus_contacts.exchange.outgoing import Outgoing, Written
from nexus_contacts.store import contacts

if TYPE_CHECKING:
    from nexus_contacts.desktop.exporting.sheet import Part
    from nexus_contacts.desktop.window import MainWindow
    from nexus_contacts.desktop.workplace import Workplace


class TakingOut(QObject):
    """The link between the table and files: one for each window, attached to each workplace."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def slots(self) -> dict[str, Callable[[], object]]:
        """What its actions do, by their ids."""
        return {"export": self.open_export}

    def attach(self, workplace: "Workplace") -> None:
        """Listen to a workplace."""
        workplace.export_wanted.connect(self.open_export)
        workplace.table.bar.export_wanted.connect(self.open_export)
        workplace.table.export_one_wanted.connect(self.open_export)

    def open_export(self, contact_id: str = "") -> None:
        """Ask what goes out: first of all this one contact, else what is ticked, else the list that is shown."""
        place = self._window.workplace
        if place is None:
            return
        database = place.session.database
        work = lambda: (contacts.total(database), contacts.get(database, contact_id) if contact_id else None)  # noqa: E731
        place.session.background.run(self, work, self._show_sheet, key="export")

    def _show_sheet(self, found: tuple[int, Contact | None]) -> None:
        from nexus_contacts.desktop.exporting.sheet import ExportSheet  # not before somebody asks for it

        place = self._window.workplace
        if place is None:
            return
        sheet = ExportSheet(self._parts(place, *found), place.table.table.heading.shown_keys(), self._window)
        sheet.chosen.connect(self._ask_where)
        self._window.open_dialog(sheet)

    def _parts(self, place: "Workplace", total: int, one: Contact | None) -> "list[Part]":
        from nexus_contacts.desktop.exporting.sheet import Part

        question, ticks = place.table.pager.question, place.table.selection.ticks
        everything = Part(self.tr("All contacts"), total, Outgoing())
        listed = Outgoing(filter=question.filter, sort=question.sort)
        shown = place.table.pager.count if place.table.pager.count is not None else total
        found = [Part(self.tr("The list as it is shown, in its order"), shown, listed), everything]
        if ticks:
            found.insert(0, Part(self.tr("What is selected"), len(ticks), ticked(ticks, listed)))
        if one is not None:
            found.insert(0, Part(one_line(one.name) or one.id, 1, Outgoing(only=frozenset((one.id,)))))
        return found

    def _ask_where(self, wanted: Outgoing) -> None:
        title, home = self.tr("Export contacts"), Path.home()
        if wanted.apart:
            path = QFileDialog.getExistingDirectory(self._window, title, str(home))
        elif wanted.vcard is not None:
            kinds = self.tr("vCards (*.vcf)")
            path, _kind = QFileDialog.getSaveFileName(self._window, title, str(home / "contacts.vcf"), kinds)
        else:
            kinds = self.tr("CSV files (*.csv)")
            path, _kind = QFileDialog.getSaveFileName(self._window, title, str(home / "contacts.csv"), kinds)
        place = self._window.workplace
        if not path or place is None:
            return
        database, target = place.session.database, Path(path)
        place.session.background.run(
            place,
            lambda: outgoing.write(database, wanted, target),
            lambda written: self._tell(written, target),
            self._window.show_error,
        )

    def _tell(self, written: Written, path: Path) -> None:
        count = words.counted(self.tr("1 contact"), self.tr("{n} contacts"), written.count)
        text = self.tr("{count} written to {file}").replace("{count}", count).replace("{file}", one_line(path.name))
        if written.count != written.promised:
            more = self.tr("{n} were promised: some came or went meanwhile")
            text += " – " + more.replace("{n}", words.number(written.promised))
        self._window.say(text)


def ticked(ticks: Ticks, listed: Outgoing) -> Outgoing:
    """What is ticked, in the order of the list."""
    if ticks.every is None:
        return Outgoing(filter=listed.filter, sort=listed.sort, only=ticks.ids)
    return Outgoing(filter=ticks.every, sort=listed.sort, without=ticks.ids)

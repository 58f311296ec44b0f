"""What the window does about paper: the list and the contact's card laid out, shown, printed or written as PDF."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt

from nexus_contacts.desktop import words
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.taking_out import ticked
from nexus_contacts.exchange import outgoing
from nexus_contacts.exchange.outgoing import Outgoing
from nexus_contacts.store.filters import Filter

if TYPE_CHECKING:
    from nexus_contacts.desktop.printing.going import Going
    from nexus_contacts.desktop.printing.list_pages import ListPlan
    from nexus_contacts.desktop.printing.paper import Paper
    from nexus_contacts.desktop.printing.printout import Printout
    from nexus_contacts.desktop.window import MainWindow
    from nexus_contacts.desktop.workplace import Workplace

WIDE_FROM = 7
"""So many columns are first shown on a sheet that lies."""
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_NAME = 60


class OnPaper(QObject):
    """The link between the contacts and paper: one for each window, attached to each workplace.

    Qt's printing is imported when somebody prints.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def slots(self) -> dict[str, Callable[[], object]]:
        """What its actions do, by their ids."""
        return {"print_list": self.print_list, "print_contact": self._print_picked}

    def attach(self, workplace: "Workplace") -> None:
        """Listen to a workplace."""
        workplace.table.print_wanted.connect(self.print_contact)
        workplace.detail.print_wanted.connect(self.print_contact)
        workplace.table.bar.print_wanted.connect(self.print_list)

    def _print_picked(self) -> None:
        place = self._window.workplace
        if place is not None and place.picked_contact:
            self.print_contact(place.picked_contact)

    # ── the list ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def print_list(self) -> None:
        """Show on paper what is ticked, or else the list as it is shown."""
        from nexus_contacts.desktop.printing.list_pages import lay_list
        from nexus_contacts.desktop.printing.paper import usual_paper

        place = self._window.workplace
        if place is None:
            return
        question, ticks = place.table.pager.question, place.table.selection.ticks
        listed = Outgoing(filter=question.filter, sort=question.sort)
        wanted = ticked(ticks, listed) if ticks else listed
        keys = place.table.table.heading.shown_keys()
        plan = self._list_plan(place, keys, of_ticked=bool(ticks))
        database = place.session.database

        def compose(paper: "Paper", going: "Going") -> "Printout":
            going.whole = outgoing.promised(database, wanted)
            return lay_list(outgoing.chosen(database, wanted), plan, paper, going)

        paper = usual_paper().turned(len(keys) >= WIDE_FROM)
        self._open(place, self.tr("Print list"), compose, paper, plan.title)

    def _list_plan(self, place: "Workplace", keys: tuple[str, ...], *, of_ticked: bool) -> "ListPlan":
        from nexus_contacts.desktop.printing.columns import columns_for
        from nexus_contacts.desktop.printing.list_pages import ListPlan

        choice, view = place.table.pager.question.filter, place.table.current_view()
        about = "" if of_ticked else filter_text(choice, place.session.owner_name)
        title = view.name or (self.tr("Contacts") if about else self.tr("All contacts"))
        return ListPlan(
            title=self.tr("Selected contacts") if of_ticked else title,
            columns=columns_for(keys, place.session.owner_name),
            about=about,
            when=_now(),
            foot=one_line(place.session.account.name),
            mirrored=self._mirrored(),
        )

    # ── the card ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def print_contact(self, contact_id: str) -> None:
        """Show one contact on paper, with its notes, deals, activities and timeline."""
        from nexus_contacts.desktop.contact_card import read_card
        from nexus_contacts.desktop.printing.card_pages import CardPlan, lay_card
        from nexus_contacts.desktop.printing.paper import usual_paper

        place = self._window.workplace
        if place is None:
            return
        database, owner_name = place.session.database, place.session.owner_name
        plan = CardPlan(_now(), one_line(place.session.account.name), self._mirrored())

        def compose(paper: "Paper", going: "Going") -> "Printout | None":
            card = read_card(database, contact_id, owner_name)
            return None if card is None else lay_card(card, plan, paper, going)

        row = place.table.model.row(place.table.model.place(contact_id))
        name = row.name if row is not None else self.tr("Contact")
        self._open(place, self.tr("Print contact"), compose, usual_paper(), name)

    # ── both ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(
        self,
        place: "Workplace",
        title: str,
        compose: "Callable[[Paper, Going], Printout | None]",
        paper: "Paper",
        name: str,
    ) -> None:
        from nexus_contacts.desktop.printing.sheet import PrintSheet

        session = place.session
        sheet = PrintSheet(
            title,
            compose,
            paper,
            session.background,
            self._window,
            file_name=f"{file_name(name)}.pdf",
            interrupt=session.database.interrupt,
        )
        sheet.said.connect(self._window.say)
        self._window.open_dialog(sheet)
        sheet.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mirrored(self) -> bool:
        return self._window.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _now() -> str:
    now = datetime.now().astimezone()
    text = QCoreApplication.translate("OnPaper", "Printed {moment}")
    return text.replace("{moment}", f"{words.date_text(now.date(), year=True)}, {words.time_text(now)}")


def filter_text(choice: Filter, owner_name: Callable[[str], str]) -> str:
    """A filter in words on one line; ``""`` where it shows everybody."""
    parts = []
    if choice.text.strip():
        search = QCoreApplication.translate("OnPaper", "Search: “{text}”")
        parts.append(search.replace("{text}", one_line(choice.text)))
    for chip in words.filter_chips(choice, owner_name):
        parts.append(f"{chip.label}: {chip.value}" if chip.value else chip.label)
    return " · ".join(parts)


def file_name(name: str) -> str:
    """A name for a file from the name of a list or a person, without what a file's name may not hold."""
    kept = " ".join(_NOT_IN_NAMES.sub(" ", one_line(name)).split()).strip(". ")
    return kept[:_LONGEST_NAME].strip(". ") or "contacts"

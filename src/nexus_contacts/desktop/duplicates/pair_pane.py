"""The right side of the queue: the records of one item compared, why they may be one person, what can be done."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import GhostButton, PrimaryButton, SecondaryButton, ToolButton
from nexus_contacts.desktop.controls.cards import Divider
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.scroll_areas import scrolled
from nexus_contacts.desktop.duplicates.comparison import ComparisonView
from nexus_contacts.desktop.duplicates.items import Item, percent, reason_line, tone
from nexus_contacts.desktop.duplicates.why import WhyView
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.sentences import OwnerName
from nexus_contacts.desktop.theme import theme


@dataclass(frozen=True, slots=True)
class Shown:
    """What is compared: the records with the suggested one first, and what hangs on them."""

    item: Item
    records: tuple[Contact, ...]
    related: dict[str, dict[str, int]]


class PairPane(QWidget):
    """`key_pressed` tells what a button means: ``next``, ``previous``, ``merge``, ``dismiss``, ``skip``."""

    key_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", "title")
        self._chip = Label("", "small_strong")
        self._under = Label("", "body", "text2", wrap=True)
        self._place = Label("", "body", "text2")
        self._back = ToolButton("chevron-left", self.tr("Previous pair"), key="K")
        self._next = ToolButton("chevron-right", self.tr("Next pair"), key="J")
        self.comparison, self._why = ComparisonView(), WhyView()
        self._why_title = Label("", "section")
        self._dismiss = SecondaryButton(self.tr("Not a duplicate"), "x", key="N")
        self._skip = GhostButton(self.tr("Skip"), key="S")
        self._note = Label(self.tr("Nothing is merged until you confirm."), "body", "text2")
        self._merge = PrimaryButton(self.tr("Merge…"), "merge", key="M")
        self._arrange()
        keys = ((self._back, "previous"), (self._next, "next"), (self._dismiss, "dismiss"), (self._skip, "skip"))
        for button, key in (*keys, (self._merge, "merge")):
            button.clicked.connect(lambda _checked=False, key=key: self.key_pressed.emit(key))

    def _arrange(self) -> None:
        look = theme()
        column, head, titles, first = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head.setContentsMargins(look.px(24), look.px(12), look.px(16), look.px(12))
        titles.setSpacing(look.px(2))
        first.setSpacing(look.px(10))
        first.addWidget(self._title)
        first.addWidget(self._chip)
        first.addStretch(1)
        titles.addLayout(first)
        titles.addWidget(self._under)
        head.addLayout(titles, 1)
        for widget in (self._place, self._back, self._next):
            head.addWidget(widget)
        body = QVBoxLayout()
        body.setContentsMargins(look.px(24), look.px(18), look.px(24), look.px(18))
        body.setSpacing(look.px(10))
        for part in (self.comparison, self._why_title, self._why):
            body.addWidget(part)
        body.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(look.px(24), look.px(11), look.px(24), look.px(11))
        foot.setSpacing(look.px(8))
        foot.addWidget(self._dismiss)
        foot.addWidget(self._skip)
        foot.addStretch(1)
        foot.addWidget(self._note)
        foot.addWidget(self._merge)
        column.addLayout(head)
        column.addWidget(Divider())
        column.addWidget(scrolled(body), 1)
        column.addWidget(Divider())
        column.addLayout(foot)

    def show_pair(self, shown: Shown, row: int, count: int, owner_name: OwnerName) -> None:
        """Compare these records; `row` of `count` is where the item stands in the queue."""
        item = shown.item
        names = [one_line(one.name) or self.tr("no name") for one in shown.records]
        self._title.setText(self.tr("{a} and {b}").replace("{a}", ", ".join(names[:-1])).replace("{b}", names[-1]))
        self._chip.setText(self.tr("{n} % match").replace("{n}", str(percent(item.score))))
        self._chip.set_token(tone(item.score))
        told = reason_line(item, 4)
        if item.weak:
            told += " · " + words.counted(self.tr("1 weak link"), self.tr("{n} weak links"), item.weak)
        self._under.setText(told)
        self._place.setText(self.tr("{n} of {all}").replace("{n}", str(row + 1)).replace("{all}", words.number(count)))
        self.comparison.show_records(shown.records, 0, shown.related, owner_name)
        self._why_title.setText(self.tr("Why {n} %").replace("{n}", str(percent(item.score))))
        self._why.show_evidence(item.evidence)

    def offer(self, can_write: bool, reason: str) -> None:
        """Offer what writes, or grey it out with the reason."""
        for button in (self._merge, self._dismiss):
            button.setEnabled(can_write)
            button.setToolTip(reason)

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what there is no room for."""
        self._note.setVisible(not narrow)

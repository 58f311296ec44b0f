"""Every row of the file and what would become of it, to be looked through, mended and chosen before anything leaves."""

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import LinkButton, SecondaryButton, SoftButton
from nexus_contacts.desktop.controls.cards import Card
from nexus_contacts.desktop.controls.choices import ComboBox
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.importing.check_model import CheckModel
from nexus_contacts.desktop.importing.rows_view import RowsView
from nexus_contacts.desktop.sentences import OwnerName
from nexus_contacts.desktop.theme import theme
from nexus_contacts.exchange.checklist import KINDS, Checklist, Choice, Kind
from nexus_contacts.exchange.source import Source

_SHOWN: dict[str, tuple[Kind, ...]] = {
    "all": KINDS, "new": ("new",), "alike": ("alike",), "update": ("update",), "problem": ("problem",),
}  # fmt: skip
_TONES = {
    "new": ("okSoft", "ok"), "alike": ("warnSoft", "warn"), "update": ("accentSoft", "accentText"),
    "same": ("tag", "text2"), "problem": ("dangerSoft", "danger"),
}  # fmt: skip
_LOOKED_AT = 200
"""Of so many selected rows it is looked up what can be chosen for them."""


class CheckPage(QWidget):
    """`mend_wanted(place, column, text)` and `choice_wanted(places, choice)` ask for changes, `likely_wanted(choice)`
    for those of all rows that look like somebody; `skip_wanted` ends the search for such; `save_wanted` writes the
    problem rows.
    """

    mend_wanted = Signal(int, int, str)
    choice_wanted = Signal(object, str)
    likely_wanted = Signal(str)
    skip_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, owner_name: OwnerName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list: Checklist | None = None
        self._source: Source | None = None
        self._kind = "all"
        self._cards = {kind: (Card(fill=fill, line=""), Label("0", "display"), Label("", "small_strong"))
                       for kind, (fill, _ink) in _TONES.items()}  # fmt: skip
        self._filters = {kind: SoftButton("", checkable=True) for kind in _SHOWN}
        for kind, button in self._filters.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self.show_kind(kind))
        self.cells = SoftButton(self.tr("Edit cells"), checkable=True)
        self.cells.setToolTip(self.tr("Shows the columns of the file; F2 or a double click edits a cell"))
        self.cells.clicked.connect(lambda _checked=False: self._fill())
        self.save = SecondaryButton(self.tr("Save problem rows as CSV…"), "upload", small=True)
        self.save.clicked.connect(self.save_wanted)
        self._looking = Label("", "small_strong", "text2")
        self._skip = LinkButton(self.tr("Skip this"))
        self._skip.clicked.connect(self.skip_wanted)
        self._make_likely()
        self.rows = RowsView(self.tr("Rows"), (56, 110, 160, 210, 150))
        self.model = CheckModel(owner_name, self)
        self.model.mend_wanted.connect(self.mend_wanted)
        self.rows.setModel(self.model)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.rows.customContextMenuRequested.connect(self._open_menu)
        self.rows.selectionModel().selectionChanged.connect(lambda _on, _off: self._offer_choices())
        self._chosen = Label("", "small_strong", "text2")
        self._choices: dict[Choice, SecondaryButton] = {}
        for choice, text in self._choice_texts().items():
            self._choices[choice] = SecondaryButton(text, small=True)
            self._choices[choice].clicked.connect(lambda _checked=False, choice=choice: self.choose(choice))
        self._lay_out()

    def _make_likely(self) -> None:
        self.likely = ComboBox(self.tr("Rows that look like somebody"))
        for value, text in (
            ("create", self.tr("Create them all the same")),
            ("fill", self.tr("Fill the gaps of that contact")),
            ("update", self.tr("Update that contact")),
            ("skip", self.tr("Leave them out")),
        ):
            self.likely.addItem(text, value)
        self.likely.activated.connect(lambda _at: self.likely_wanted.emit(str(self.likely.currentData())))

    def _choice_texts(self) -> dict[Choice, str]:
        return {
            "create": self.tr("Create"),
            "fill": self.tr("Fill gaps"),
            "update": self.tr("Update"),
            "skip": self.tr("Leave out"),
            "": self.tr("As for all"),
        }

    def _lay_out(self) -> None:
        look = theme()
        column, cards, filters = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        alike, chosen = QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        for kind, (card, count, text) in self._cards.items():
            for label in (count, text):
                label.set_token(_TONES[kind][1])
                card.body.addWidget(label)
            cards.addWidget(card, 1)
        for button in self._filters.values():
            filters.addWidget(button)
        filters.addStretch(1)
        filters.addWidget(self.cells)
        filters.addWidget(self.save)
        for widget in (self._looking, self._skip, self.likely):
            alike.addWidget(widget)
        alike.addStretch(1)
        chosen.addWidget(self._chosen)
        for choice_button in self._choices.values():
            chosen.addWidget(choice_button)
        chosen.addStretch(1)
        column.addLayout(cards)
        column.addLayout(filters)
        column.addLayout(alike)
        column.addWidget(self.rows, 1)
        column.addLayout(chosen)
        self.rows.setMinimumHeight(look.px(260))

    # ── showing ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def show_list(self, checklist: Checklist, source: Source) -> None:
        """Show a checklist from its beginning."""
        self._list, self._source = checklist, source
        self.likely.setCurrentIndex(0)
        self.show_doubles(0)
        self.cells.setChecked(False)
        self.show_kind("all")
        self.show_counts()

    def show_counts(self) -> None:
        """Show how many rows are of each kind now."""
        if self._list is None:
            return
        counts = self._list.counts()
        same = self.tr("unchanged or left out") if counts["left"] else self.tr("unchanged")
        texts = {
            "new": self.tr("will be created"), "alike": self.tr("look like somebody"),
            "update": self.tr("will be updated"), "same": same, "problem": self.tr("have a problem"),
        }  # fmt: skip
        names = {
            "all": self.tr("All"), "new": self.tr("New"), "alike": self.tr("Likely known"),
            "update": self.tr("Updates"), "problem": self.tr("Problems"),
        }  # fmt: skip
        shown = dict(counts) | {"same": counts["same"] + counts["left"], "all": len(self._list)}
        for kind, (card, count, text) in self._cards.items():
            count.setText(words.number(shown[kind]))
            text.setText(texts[kind])
            card.setVisible(kind != "alike" or bool(shown[kind]))
        for kind, button in self._filters.items():
            button.setText(f"{names[kind]} {words.number(shown[kind])}")
        self._filters["alike"].setVisible(bool(counts["alike"]))
        self.save.setVisible(bool(counts["problem"]))

    def show_kind(self, kind: str) -> None:
        """Show the rows of one kind; problems with their cells, to be mended."""
        self._kind = kind
        for name, button in self._filters.items():
            button.setChecked(name == kind)
        self.cells.setChecked(kind == "problem")
        self._fill()

    def edit_cells(self) -> None:
        """Show the rows with their cells."""
        self.cells.setChecked(True)
        self._fill()

    def _fill(self) -> None:
        if self._list is None or self._source is None:
            return
        with_cells = self.cells.isChecked()
        self.model.show_rows(self._list, self._list.places(_SHOWN[self._kind]), self._source, with_cells=with_cells)
        triggers = QAbstractItemView.EditTrigger
        on = triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        self.rows.setEditTriggers(on if with_cells else triggers.NoEditTriggers)
        self.rows.horizontalHeader().setStretchLastSection(not with_cells)
        self.rows.set_widths()
        if with_cells:
            self.rows.setColumnWidth(2, theme().px(230))
        self._offer_choices()

    def refresh(self) -> None:
        """Show rows as they are now; they stay where they stand, whatever their kind is."""
        self.model.refresh()
        self.show_counts()
        self._offer_choices()

    def show_looking(self, share: float) -> None:
        """Tell how much of the search for those who are here already is done, 0-1."""
        text = self.tr("Looking for people who are here already… {n} %").replace("{n}", str(round(share * 100)))
        self._looking.setText(text)
        for widget, shown in ((self._looking, True), (self._skip, True), (self.likely, False)):
            widget.setVisible(shown)

    def show_doubles(self, count: int) -> None:
        """The search is over, and so many rows look like somebody."""
        one, many = self.tr("1 row looks like somebody:"), self.tr("{n} rows look like somebody:")
        self._looking.setText(words.counted(one, many, count))
        for widget, shown in ((self._looking, bool(count)), (self._skip, False), (self.likely, bool(count))):
            widget.setVisible(shown)

    # ── choosing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def selected(self) -> list[int]:
        """The places of the selected rows."""
        return [self.model.place(row) for row in self._selected_rows()]

    def _selected_rows(self) -> Iterator[int]:
        """The selected rows, range by range: asked one by one, tens of thousands would take a second."""
        for part in self.rows.selectionModel().selection().toList():
            yield from range(part.top(), part.bottom() + 1)

    def _selected_count(self) -> int:
        return sum(part.height() for part in self.rows.selectionModel().selection().toList())

    def choose(self, choice: Choice) -> None:
        """Choose what becomes of the selected rows."""
        self.choice_wanted.emit(self.selected(), choice)

    def _offered(self) -> set[Choice]:
        chosen = [self.model.place(row) for row in islice(self._selected_rows(), _LOOKED_AT)]
        if self._list is None or not chosen:
            return set()
        offered: set[Choice] = {""} if any(self._list.choice(place) for place in chosen) else set()
        return offered.union(*(self._list.choices(place) for place in chosen))

    def _offer_choices(self) -> None:
        count, offered = self._selected_count(), self._offered()
        self._chosen.setText(words.counted(self.tr("1 row selected:"), self.tr("{n} rows selected:"), count))
        self._chosen.setVisible(bool(count))
        for choice, button in self._choices.items():
            button.setVisible(choice in offered)

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        offered = self._offered()
        for choice, text in self._choice_texts().items():
            if choice in offered:
                menu.addAction(text).triggered.connect(lambda _checked=False, choice=choice: self.choose(choice))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not menu.isEmpty():
            menu.popup(self.rows.viewport().mapToGlobal(at))

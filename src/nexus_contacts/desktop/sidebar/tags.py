"""The tags section: the most used tags as chips, a search over all of them, any or all."""

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import LinkButton, SoftButton
from nexus_contacts.desktop.controls.chips import TagChip
from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.controls.flow import FlowLayout
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.safe_text import one_line, tip
from nexus_contacts.desktop.sidebar.body import INSET_PX, SectionBody
from nexus_contacts.desktop.sidebar.choices import Line, Order, found, lines, shortened, toggle
from nexus_contacts.store.facets import Facets
from nexus_contacts.store.filters import Filter

_STEPS = (5, 8, 60)
"""How many tags are shown: at first, with the search field, and at most."""


class TagsBody(SectionBody):
    """Tags as chips that can be chosen."""

    rename_wanted = Signal(str)
    """A tag that is to be called otherwise, in every contact."""
    removal_wanted = Signal(str)
    """A tag that is to be taken off every contact."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = Order()
        self._counts: tuple[tuple[str, int], ...] = ()
        self._step = 0
        self._chips: dict[str, TagChip] = {}
        self._search = TextField(self.tr("Find a tag"), placeholder=self.tr("Find a tag"), icon="search")
        self._search.hide()
        self._more = LinkButton(role="small_strong", parent=self)
        self._flow = FlowLayout(gap=6, line_gap=2)
        self._match = _Match(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET_PX, 2, INSET_PX, 4)
        column.setSpacing(6)
        column.addWidget(self._search)
        column.addLayout(self._flow)
        column.addWidget(self._match)
        self._search.textChanged.connect(lambda _text: self._rebuild())
        self._more.clicked.connect(self._show_more)
        self._match.picked.connect(self._set_mode)
        self._match.hide()

    @override
    def show_filter(self, choice: Filter) -> None:
        super().show_filter(choice)
        self._match.show_mode(choice.tag_mode)
        self._match.setVisible(bool(choice.tags))
        self._rebuild()

    @override
    def show_facets(self, facets: Facets) -> None:
        if facets.tags != self._counts:
            self._counts = facets.tags
            self._rebuild()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._step:
            self._step = 0
            self._search.clear()
            self._search.hide()
            self._rebuild()
            self._more.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _show_more(self) -> None:
        self._step = min(self._step + 1, len(_STEPS) - 1)
        self._search.show()
        self._rebuild()
        self._search.setFocus(Qt.FocusReason.TabFocusReason)

    def _set_mode(self, mode: Literal["any", "all"]) -> None:
        self.tell(replace(self.choice, tag_mode=mode))
        self._match.show_mode(mode)

    def _toggle(self, tag: str) -> None:
        self.tell(toggle(self.choice, "tags", tag))
        self.show_filter(self.choice)

    def _rebuild(self) -> None:
        """Show the chips that are wanted now; those that stay are kept, so that the focus does."""
        values = self._order.values(self._counts, self.choice.tags)
        hits = found(values, self._search.text()) if self._search.text().strip() else values
        shown = shortened(hits, _STEPS[self._step], self.choice.tags)
        if shown != list(self._chips):
            self._place(shown)
            self.rebuilt.emit()
        for line in lines(shown, self._counts, self.choice.tags):
            self._show_line(self._chips[line.value], line)
        left = len(hits) - len(shown)
        self._more.setVisible(left > 0 and self._step < len(_STEPS) - 1)
        self._more.setText(self.tr("+ {n}").replace("{n}", words.number(left)))
        self._more.setAccessibleName(self.tr("{n} more tags").replace("{n}", words.number(left)))

    def _place(self, wanted: list[str]) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for tag in [tag for tag in self._chips if tag not in wanted]:
            chip = self._chips.pop(tag)
            chip.hide()
            chip.deleteLater()
        self._chips = {tag: self._chips.get(tag) or self._make(tag) for tag in wanted}
        for chip in self._chips.values():
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self._more)

    def _make(self, tag: str) -> TagChip:
        chip = TagChip(tag, checkable=True, parent=self)
        chip.clicked.connect(lambda _checked=False, tag=tag: self._toggle(tag))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(lambda place, tag=tag: self._open_menu(tag, chip.mapToGlobal(place)))
        return chip

    def _open_menu(self, tag: str, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Filter by this tag")).triggered.connect(lambda: self._toggle(tag))
        menu.addSeparator()
        menu.addAction(self.tr("Rename everywhere…")).triggered.connect(lambda: self.rename_wanted.emit(tag))
        menu.addAction(self.tr("Remove everywhere…")).triggered.connect(lambda: self.removal_wanted.emit(tag))
        menu.popup(place)

    def _show_line(self, chip: TagChip, line: Line) -> None:
        chip.setChecked(line.chosen)
        count = words.number(line.count)
        tag = one_line(line.value)
        chip.setAccessibleName(self.tr("Tag {tag}, {count}").replace("{tag}", tag).replace("{count}", count))
        chip.setToolTip(tip(f"{tag}  {count}"))


class _Match(QWidget):
    """Whether a contact must carry all of the chosen tags, or any of them."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = {
            "all": SoftButton(self.tr("All"), checkable=True),
            "any": SoftButton(self.tr("Any"), checkable=True),
        }
        self._buttons["all"].setAccessibleName(self.tr("Match all of these tags"))
        self._buttons["any"].setAccessibleName(self.tr("Match any of these tags"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label(self.tr("Match"), "small", "text2"))
        for mode, button in self._buttons.items():
            button.setToolTip(button.accessibleName())
            button.clicked.connect(lambda _checked=False, mode=mode: self.picked.emit(mode))
            row.addWidget(button)
        row.addStretch()

    def show_mode(self, mode: str) -> None:
        """Show which of the two is chosen."""
        for name, button in self._buttons.items():
            button.setChecked(name == mode)

"""Sections that list values with a box to tick: status, source, owners, and what only this computer knows."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import LinkButton
from nexus_contacts.desktop.controls.facets import FacetCheck
from nexus_contacts.desktop.sidebar.body import SectionBody
from nexus_contacts.desktop.sidebar.choices import SWITCHES, Line, Order, flip, lines, shortened, toggle
from nexus_contacts.desktop.sidebar.rows import GAP_PX
from nexus_contacts.store.facets import Facets
from nexus_contacts.store.filters import Filter


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands between the box and the words: the token of a dot, the id of an avatar or the name of an icon."""

    dot_token: str = ""
    avatar_id: str = ""
    icon: str = ""


class FacetList(SectionBody):
    """The values of one attribute of the filter, with counts. `first` is how many show before "4 more"."""

    def __init__(
        self,
        attribute: str,
        order: Order,
        text: Callable[[str], str],
        mark: Callable[[str], Mark] = lambda _value: Mark(),
        *,
        first: int = 1000,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._attribute = attribute
        self._order = order
        self._text = text
        self._mark = mark
        self._first = first
        self._unfolded = False
        self._counts: tuple[tuple[str, int], ...] = ()
        self._checks: dict[str, FacetCheck] = {}
        self._more = LinkButton(role="strong", parent=self)
        self._more.clicked.connect(self._unfold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_PX)
        self._end = QHBoxLayout()
        self._end.setContentsMargins(0, 0, 0, 0)
        self._end.addSpacing(20)
        self._end.addWidget(self._more)
        self._end.addStretch()
        self._column.addLayout(self._end)
        self.rebuild()

    @override
    def show_filter(self, choice: Filter) -> None:
        super().show_filter(choice)
        self.rebuild()

    @override
    def show_facets(self, facets: Facets) -> None:
        counts: tuple[tuple[str, int], ...] = getattr(facets, self._attribute)
        if counts != self._counts:
            self._counts = counts
            self.rebuild()

    def values(self) -> list[str]:
        """All values of the list, also those that are folded away."""
        return self._order.values(self._counts, getattr(self.choice, self._attribute))

    def rebuild(self) -> None:
        """Show the lines as they are now; rows that stay are kept, and with them the focus."""
        chosen: tuple[str, ...] = getattr(self.choice, self._attribute)
        values = self.values()
        folded = shortened(values, self._first, chosen)
        shown = values if self._unfolded else folded
        if shown != list(self._checks):
            self._place(shown)
            self.rebuilt.emit()
        for line in lines(shown, self._counts, chosen):
            self._show_line(self._checks[line.value], line)
        left = len(values) - len(shown)
        self._more.setVisible(len(folded) < len(values))
        self._more.setText(self.tr("{n} more").replace("{n}", words.number(left)) if left else self.tr("Fewer"))

    def _show_line(self, check: FacetCheck, line: Line) -> None:
        text = self._text(line.value)
        if text != check.text():
            check.setText(text)
        check.setChecked(line.chosen)
        check.set_count(line.count)

    def _place(self, wanted: list[str]) -> None:
        for value in [value for value in self._checks if value not in wanted]:
            check = self._checks.pop(value)
            self._column.removeWidget(check)
            check.hide()
            check.deleteLater()
        self._checks = {value: self._checks.get(value) or self._make(value) for value in wanted}
        for position, check in enumerate(self._checks.values()):
            self._column.insertWidget(position, check)
            # A layout shows its new children with the next turn of the loop; counted now, they would be missed.
            check.show()

    def _make(self, value: str) -> FacetCheck:
        mark = self._mark(value)
        check = FacetCheck(
            self._text(value), dot_token=mark.dot_token, avatar_id=mark.avatar_id, icon=mark.icon, parent=self
        )
        check.clicked.connect(lambda _checked=False, value=value: self._toggle(value))
        return check

    def _toggle(self, value: str) -> None:
        self.tell(toggle(self.choice, self._attribute, value))

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self.rebuild()


class SwitchList(SectionBody):
    """The three switches over what only this computer knows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        texts = (self.tr("Has changes waiting"), self.tr("In a duplicate pair"), self.tr("Starred"))
        self._checks = {name: FacetCheck(text, 0, parent=self) for name, text in zip(SWITCHES, texts, strict=True)}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        for name, check in self._checks.items():
            check.clicked.connect(lambda _checked=False, name=name: self.tell(flip(self.choice, name)))
            column.addWidget(check)

    @override
    def show_filter(self, choice: Filter) -> None:
        super().show_filter(choice)
        for name, check in self._checks.items():
            check.setChecked(getattr(choice, name))

    @override
    def show_facets(self, facets: Facets) -> None:
        for name, check in self._checks.items():
            check.set_count(getattr(facets, name))

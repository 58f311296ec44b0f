"""The filters: nine sections that open and close, each with its choice, counts and an × to clear it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nexus_contacts.api.records import STATUSES
from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import LinkButton
from nexus_contacts.desktop.controls.facets import SectionHeader
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.sidebar.body import INSET_PX, SectionBody
from nexus_contacts.desktop.sidebar.choices import (
    OPEN_AT_FIRST,
    SWITCHES,
    Order,
    clear,
    clear_all,
    is_chosen,
    same_choice,
    section_of,
)
from nexus_contacts.desktop.sidebar.company import CompanyBody
from nexus_contacts.desktop.sidebar.dates import CREATED_PRESETS, UPDATED_PRESETS, DatesBody
from nexus_contacts.desktop.sidebar.facet_list import FacetList, Mark, SwitchList
from nexus_contacts.desktop.sidebar.owners import OwnersBody
from nexus_contacts.desktop.sidebar.rows import GAP_PX
from nexus_contacts.desktop.sidebar.score import ScoreBody
from nexus_contacts.desktop.sidebar.tags import TagsBody
from nexus_contacts.store.facets import Facets
from nexus_contacts.store.filters import Filter

_SOURCES_FIRST = 3


class Section(QWidget):
    """A heading and what stands under it."""

    def __init__(self, name: str, title: str, body: SectionBody, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.header = SectionHeader(title, opened=name in OPEN_AT_FIRST)
        self.body = body
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GAP_PX)
        column.setSpacing(GAP_PX)
        column.addWidget(self.header)
        column.addWidget(body)
        # Only now: a widget that is shown before it has a parent is a window of its own.
        body.setVisible(self.header.opened)
        self.header.open_changed.connect(body.setVisible)


class FiltersPanel(QWidget):
    """All sections. It shows the filter it is given; what the person chooses is told as a whole filter."""

    filter_changed = Signal(object)
    owner_named = Signal(str, str)
    opened_changed = Signal(object)
    """The names of the open sections, as a frozenset."""
    rebuilt = Signal()

    def __init__(self, owner_name: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner_name = owner_name
        self._choice = Filter()
        self._clear_all = LinkButton(self.tr("Clear all"), role="strong", parent=self)
        self._clear_all.setAccessibleName(self.tr("Clear all filters"))
        self.owners = OwnersBody(owner_name)
        self.tags = TagsBody()
        self.sections = self._make_sections()
        self.setAccessibleName(self.tr("Filters"))
        self._arrange()
        self._connect()
        self._clear_all.hide()

    def _make_sections(self) -> dict[str, Section]:
        bodies: dict[str, tuple[str, SectionBody]] = {
            "statuses": (
                self.tr("Status"),
                FacetList("statuses", Order(fixed=STATUSES), words.status_text, _status_mark),
            ),
            "sources": (
                self.tr("Source"),
                FacetList("sources", Order(), words.source_text, first=_SOURCES_FIRST),
            ),
            "tags": (self.tr("Tags"), self.tags),
            "owners": (self.tr("Assigned to"), self.owners),
            "company": (self.tr("Company"), CompanyBody()),
            "created": (self.tr("Created"), DatesBody("created", CREATED_PRESETS)),
            "updated": (self.tr("Updated"), DatesBody("updated", UPDATED_PRESETS)),
            "score": (self.tr("Score"), ScoreBody()),
            "local": (self.tr("Only on this computer"), SwitchList()),
        }
        return {name: Section(name, title, body) for name, (title, body) in bodies.items()}

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addSpacing(INSET_PX)
        top.addWidget(Label(self.tr("Filters"), "small_bold", "text3"))
        top.addStretch()
        top.addWidget(self._clear_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        for section in self.sections.values():
            column.addWidget(section)

    def _connect(self) -> None:
        self._clear_all.clicked.connect(lambda: self._take(clear_all(self._choice)))
        self.owners.owner_named.connect(self.owner_named)
        for section in self.sections.values():
            section.body.filter_changed.connect(self._take)
            section.body.rebuilt.connect(self.rebuilt)
            section.header.cleared.connect(lambda name=section.name: self.clear_section(name))
            section.header.open_changed.connect(self._tell_opened)

    def show_filter(self, choice: Filter) -> None:
        """Show a filter in all sections."""
        before, self._choice = self._choice, choice
        for name, section in self.sections.items():
            if same_choice(name, before, choice):
                section.body.keep(choice)
                continue
            section.body.show_filter(choice)
            section.header.set_choice(is_chosen(choice, name), self._value(name))
        self._clear_all.setVisible(bool(clear_all(choice) != choice))

    def show_facets(self, facets: Facets) -> None:
        """Show how many contacts each choice would hold."""
        for section in self.sections.values():
            section.body.show_facets(facets)

    def show_opened(self, names: Iterable[str]) -> None:
        """Open these sections and close the others."""
        wanted = frozenset(names)
        for name, section in self.sections.items():
            section.header.set_open(name in wanted)

    def opened(self) -> frozenset[str]:
        """The names of the open sections."""
        return frozenset(name for name, section in self.sections.items() if section.header.opened)

    def section_at(self, widget: QWidget) -> Section | None:
        """The section that a widget stands in."""
        return next((section for section in self.sections.values() if section.isAncestorOf(widget)), None)

    def clear_section(self, name: str) -> None:
        """Take a section's choice away."""
        self._take(clear(self._choice, name))

    def reveal(self, attribute: str) -> Section | None:
        """Open the section of an attribute of the filter and give its heading the focus."""
        section = self.sections.get(section_of(attribute) or attribute)
        if section is not None:
            section.header.set_open(True)
            section.header.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return section

    def show_names(self) -> None:
        """Show the owners' names again, after one was given."""
        self.owners.show_names()
        self.sections["owners"].header.set_choice(bool(self._choice.owners), self._value("owners"))

    def _value(self, name: str) -> str:
        if name != "local":
            return words.section_text(self._choice, name, self._owner_name)
        chips = words.filter_chips(self._choice, self._owner_name)
        return ", ".join(chip.label for chip in chips if chip.section in SWITCHES)

    def _take(self, choice: Filter) -> None:
        if choice == self._choice:
            return
        self.show_filter(choice)
        self.filter_changed.emit(choice)

    def _tell_opened(self) -> None:
        self.opened_changed.emit(self.opened())
        self.rebuilt.emit()


def _status_mark(status: str) -> Mark:
    return Mark(dot_token=f"status.{status}" if status in STATUSES else "text3")

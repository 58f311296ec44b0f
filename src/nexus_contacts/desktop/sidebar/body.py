"""What stands inside a section of the filters: a widget that shows its part of a filter and tells a changed one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nexus_contacts.store.facets import Facets
from nexus_contacts.store.filters import Filter

INSET_PX = 4
"""How far the boxes of the ticked rows stand in from their focus ring; all else in a section lines up with them."""


class SectionBody(QWidget):
    """The inside of one section. A body never keeps a choice of its own: it shows the filter it is given."""

    filter_changed = Signal(object)
    """The whole filter with this section's part changed."""
    rebuilt = Signal()
    """Buttons came or went."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = Filter()

    def show_filter(self, choice: Filter) -> None:
        """Show this section's part of a filter."""
        self.keep(choice)

    def keep(self, choice: Filter) -> None:
        """Take a filter that has not changed in this section: nothing to show, but the next choice builds on it."""
        self.choice = choice

    def show_facets(self, facets: Facets) -> None:
        """Show the counts of this section's values, where it has any."""

    def tell(self, choice: Filter) -> None:
        """Take a choice the person made, and tell it."""
        if choice != self.choice:
            self.choice = choice
            self.filter_changed.emit(choice)

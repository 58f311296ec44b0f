"""What the window does about files coming in: the import dialog by action, place or drop, and what it brought shown."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nexus_contacts.desktop.actions import Actions
from nexus_contacts.desktop.places import CHANGES, IMPORT
from nexus_contacts.store.filters import Filter

if TYPE_CHECKING:
    from nexus_contacts.desktop.window import MainWindow
    from nexus_contacts.desktop.workplace import Workplace

SUFFIXES = frozenset((".csv", ".tsv", ".txt", ".vcf", ".vcard"))


class BringingIn(QObject):
    """The link between files and the window: one for each window, attached to each workplace."""

    def __init__(self, window: "MainWindow", actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions

    def slots(self) -> dict[str, Callable[[], object]]:
        """What its actions do, by their ids."""
        return {"import": self.open_import}

    def attach(self, workplace: "Workplace") -> None:
        """Listen to a workplace."""
        workplace.import_wanted.connect(self.open_import)
        workplace.session.changer.read_only_changed.connect(self._offer)
        self._offer(workplace.session.changer.read_only)

    def _offer(self, read_only: bool) -> None:
        self._actions.set_enabled("import", not read_only, self.tr("Your key may only read"))

    def takes(self, path: Path) -> bool:
        """Whether a file dropped on the window would be imported."""
        place = self._window.workplace
        return place is not None and not place.session.changer.read_only and path.suffix.lower() in SUFFIXES

    def open_import(self, path: Path | None = None) -> None:
        """Open the import, with a file where there is one."""
        place = self._window.workplace
        if place is None or place.session.changer.read_only:
            return
        from nexus_contacts.desktop.importing.dialog import ImportDialog

        dialog = ImportDialog(place.session, self._window, path)
        dialog.show_wanted.connect(lambda tag: place.set_filter(Filter(tags=(tag,))))
        dialog.contact_wanted.connect(place.open_contact)
        dialog.changes_wanted.connect(lambda: place.go_to(CHANGES))
        before = place.sidebar.navigation.current
        place.sidebar.show_place(IMPORT)
        dialog.finished.connect(lambda _result: place.sidebar.show_place(before))
        self._window.open_dialog(dialog)

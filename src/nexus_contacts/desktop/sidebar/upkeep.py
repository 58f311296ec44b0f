"""What the sidebar asks of the store, off the UI thread: counts, saved views and the names of owners."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, owners, views
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.facets import Facets, facets
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.views import View

REST_MS = 500
"""How long counts rest after the copy has changed: a first mirror changes it ten times a second."""

TYPING_MS = 80
"""How long counts wait for the next key."""


class Upkeep(QObject):
    """Keeps the sidebar's counts and views as the store has them."""

    facets_counted = Signal(object)
    total_counted = Signal(int)
    views_loaded = Signal(object)
    view_counted = Signal(int, int)
    view_saved = Signal(object)
    owner_named = Signal(str, str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._choice = Filter()
        self._is_counted = False
        self._views: tuple[View, ...] = ()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._count_now)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._count_all)

    @property
    def views(self) -> tuple[View, ...]:
        """The saved views, as they were loaded last."""
        return self._views

    def count(self, choice: Filter) -> None:
        """Count every choice of the sidebar under this filter; an older count still running is interrupted."""
        only_text = replace(choice, text=self._choice.text) == self._choice
        self._choice = choice
        if only_text and self._is_counted:
            # While somebody types, the table's own query comes first.
            self._typing.start()
        else:
            self._count_now()

    def _count_now(self) -> None:
        self._is_counted = True
        self._typing.stop()
        choice, database = self._choice, self._session.database
        self._session.background.run(
            self,
            lambda: facets(database, choice),
            self._tell_facets,
            key="facets",
            on_superseded=database.interrupt,
        )

    def apply_changed(self, changed: Changed) -> None:
        """Count and load again what a write has changed."""
        if "views" in changed.kinds:
            self.load_views()
        if changed.kinds & {"contacts", "stars", "owners"} and not self._rest.isActive():
            self._rest.start()

    def load_views(self) -> None:
        """Load the saved views."""
        database = self._session.database
        self._session.background.run(self, lambda: views.list_views(database), self._take_views, key="views")

    def save(self, view: View) -> None:
        """Save a view; a new one has the id 0."""
        database = self._session.database
        self._session.background.run(self, lambda: views.save_view(database, view), self._tell_saved)

    def copy(self, view: View) -> None:
        """Save the same view again under another name."""
        name = self.tr("{name} (copy)").replace("{name}", view.name)
        self.save(replace(view, id=0, name=name))

    def delete(self, view: View) -> None:
        """Forget a view."""
        database = self._session.database
        self._change(lambda: views.delete_view(database, view.id))

    def reorder(self, ids: Sequence[int]) -> None:
        """Put the views in this order."""
        database = self._session.database
        self._change(lambda: views.reorder(database, tuple(ids)))

    def name_owner(self, owner: str, name: str) -> None:
        """Give an owner's id a name on this computer."""
        database = self._session.database
        self._session.background.run(
            self, lambda: owners.set_name(database, owner, name), lambda changed: self._tell_named(changed, owner, name)
        )

    def _change(self, work: Callable[[], Changed]) -> None:
        self._session.background.run(self, work, self._tell_changed)

    def _tell_changed(self, changed: Changed) -> None:
        self._session.bridge.on_changed(changed)
        self.load_views()

    def _tell_named(self, changed: Changed, owner: str, name: str) -> None:
        self._session.bridge.on_changed(changed)
        self.owner_named.emit(owner, name)

    def _tell_facets(self, counted: Facets) -> None:
        self.facets_counted.emit(counted)

    def _tell_saved(self, saved: tuple[View, Changed]) -> None:
        view, changed = saved
        self.view_saved.emit(view)
        self._tell_changed(changed)

    def _take_views(self, loaded: tuple[View, ...]) -> None:
        self._views = loaded
        self.views_loaded.emit(loaded)
        self._count_views()

    def _count_views(self) -> None:
        database, wanted = self._session.database, self._views
        if not wanted:
            return
        self._session.background.run(
            self,
            lambda: [(view.id, contacts.count(database, view.filter)) for view in wanted],
            self._tell_counts,
            key="view counts",
            on_superseded=database.interrupt,
        )

    def _tell_counts(self, counts: list[tuple[int, int]]) -> None:
        for view_id, count in counts:
            self.view_counted.emit(view_id, count)

    def count_total(self) -> None:
        """Tell how many contacts the copy holds; the store keeps the number, so it is cheap."""
        database = self._session.database
        self._session.background.run(self, lambda: contacts.total(database), self.total_counted.emit, key="total")

    def _count_all(self) -> None:
        self.count_total()
        self._count_now()
        self._count_views()

"""The sidebar as one widget: switcher, places, views and filters in a column that scrolls; or a rail of icons."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.buttons import ToolButton
from nexus_contacts.desktop.controls.drawing import smooth
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.sidebar.arrow_keys import ArrowKeys
from nexus_contacts.desktop.sidebar.body import INSET_PX
from nexus_contacts.desktop.sidebar.filters import FiltersPanel
from nexus_contacts.desktop.sidebar.navigation import NavButton, NavEntry, Navigation
from nexus_contacts.desktop.sidebar.over_bar import OverBar
from nexus_contacts.desktop.sidebar.switcher import Switcher
from nexus_contacts.desktop.sidebar.upkeep import Upkeep
from nexus_contacts.desktop.sidebar.views import ViewsList
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.facets import Facets
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.views import View

WIDTHS = (200, 300)
_MARGIN = 8
_OPEN_KEY = "sidebar/open"


class SidebarPane(QWidget):
    """The sidebar. It counts and keeps views by itself; the window tells it the filter, the place and what changed."""

    filter_changed = Signal(object)
    view_picked = Signal(object)
    place_picked = Signal(str)
    account_menu_wanted = Signal(QPoint)
    view_save_wanted = Signal()
    """Save what is shown as a view: the window knows sort and columns, and calls `save_view`."""
    view_update_wanted = Signal(object)
    """Give this view the filter, sort and columns that are shown; the window calls `save_view`."""
    view_deleted = Signal(object)
    drawer_wanted = Signal(str)
    """In the rail: show the whole sidebar as a drawer, at a section (``""`` for its top)."""
    settings_wanted = Signal()
    facets_counted = Signal(object)
    owner_named = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rail = False
        self.switcher = Switcher()
        self.navigation = Navigation()
        self.views = ViewsList()
        self.filters = FiltersPanel(session.owner_name)
        self._save_view = ToolButton("plus", self.tr("Save what is shown as a view"), side=24)
        self._upkeep = Upkeep(session, self)
        self._arrange()
        self._keys = ArrowKeys(self, self._scroll, (self.navigation, self._views_box, self.filters))
        self._connect()
        self._show_remembered()
        self.switcher.show_name(session.account.name)
        self._upkeep.load_views()
        self._upkeep.count_total()
        session.read_owner_names(self, self.filters.show_names)

    # ── making ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _arrange(self) -> None:
        self._views_box = self._make_views_box()
        self._rail_box = self._make_rail_box()
        self._scroll = self._make_scroll()
        self._bar = OverBar(self._scroll)
        self._settings = NavButton("settings", self.tr("Settings"))
        self._settings.set_rail(True)
        self._settings.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 0, 8)
        outer.setSpacing(7)
        outer.addLayout(_within_margins(self.switcher))
        outer.addWidget(self._scroll, 1)
        outer.addLayout(_within_margins(self._settings))
        self.setMinimumWidth(WIDTHS[0])
        self.setMaximumWidth(WIDTHS[1])

    def _make_scroll(self) -> QScrollArea:
        content = QWidget()
        # The longest heading may be elided; it must not make the column wider than what is seen of it.
        content.setMinimumWidth(1)
        self._filters_box = QWidget()
        filters = QHBoxLayout(self._filters_box)
        filters.setContentsMargins(INSET_PX, 10, INSET_PX, 12)
        filters.addWidget(self.filters)
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        column.setSpacing(0)
        column.addWidget(self.navigation)
        column.addWidget(self._views_box)
        column.addWidget(self._filters_box)
        column.addWidget(self._rail_box)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        return scroll

    def _make_views_box(self) -> QWidget:
        box = QWidget()
        head = QHBoxLayout()
        head.setSpacing(0)
        # Spacings mirror themselves, margins do not.
        head.addSpacing(_MARGIN)
        head.addWidget(Label(self.tr("Views"), "small_bold", "text3"))
        head.addStretch()
        head.addWidget(self._save_view)
        head.addSpacing(INSET_PX)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.views)
        return box

    def _make_rail_box(self) -> QWidget:
        box = QWidget()
        self._rail_views = NavButton("star", self.tr("Views"))
        self._rail_filters = NavButton("filter", self.tr("Filters"))
        # The groups themselves bear these names; here they are what the buttons do.
        self._rail_views.setAccessibleName(self.tr("Open views"))
        self._rail_filters.setAccessibleName(self.tr("Open filters"))
        column = QVBoxLayout(box)
        column.setContentsMargins(0, theme().px(4), 0, 0)
        column.setSpacing(theme().px(4))
        for button in (self._rail_views, self._rail_filters):
            button.set_rail(True)
            column.addWidget(button)
        box.hide()
        return box

    def _connect(self) -> None:
        self.switcher.menu_wanted.connect(self.account_menu_wanted)
        self.navigation.place_picked.connect(self._pick_place)
        self._settings.clicked.connect(lambda: self.settings_wanted.emit())
        self._save_view.clicked.connect(lambda: self.view_save_wanted.emit())
        self._rail_filters.clicked.connect(lambda: self.drawer_wanted.emit(""))
        self._rail_views.clicked.connect(self._show_views_menu)
        self._connect_views()
        self._connect_filters()
        self._keys.opened.connect(lambda widget: self._fold(widget, True))
        self._keys.closed.connect(lambda widget: self._fold(widget, False))
        self._keys.cleared.connect(self._clear_section)

    def _connect_views(self) -> None:
        self.views.view_picked.connect(self._pick_view)
        self.views.rename_wanted.connect(lambda view, name: self._upkeep.save(replace(view, name=name)))
        self.views.update_wanted.connect(self.view_update_wanted)
        self.views.copy_wanted.connect(self._upkeep.copy)
        self.views.deletion_wanted.connect(self._delete_view)
        self.views.reordered.connect(self._upkeep.reorder)
        self._upkeep.views_loaded.connect(self.show_views)
        self._upkeep.view_counted.connect(self.views.show_count)
        self._upkeep.view_saved.connect(lambda view: self.show_view(view.id))

    def _connect_filters(self) -> None:
        self.filters.filter_changed.connect(self._take_filter)
        self.filters.rebuilt.connect(self._keys.settle_soon)
        self.filters.opened_changed.connect(self._remember)
        self.filters.owner_named.connect(self._upkeep.name_owner)
        self._upkeep.owner_named.connect(self._show_owner_named)
        self._upkeep.total_counted.connect(lambda total: self.navigation.show_count("contacts", total))
        self._upkeep.facets_counted.connect(self.show_facets)
        self._upkeep.facets_counted.connect(self.facets_counted)

    # ── told by the window ────────────────────────────────────────────────────────────────────────────────────────────

    def show_filter(self, choice: Filter) -> None:
        """Show a filter, and count the choices under it."""
        if not choice and not self._shown_view_is_everything():
            self.show_view(0)
        self.filters.show_filter(choice)
        self._upkeep.count(choice)

    def show_facets(self, facets: Facets) -> None:
        """Show how many contacts each choice would hold."""
        self.filters.show_facets(facets)

    def show_views(self, views: Sequence[View]) -> None:
        """Show the saved views."""
        self.views.show_views(views)
        self._keys.settle_soon()

    def show_view(self, view_id: int) -> None:
        """Mark the view that is in the table; 0 for none, which marks the contacts."""
        self.views.show_shown(view_id)
        if self.navigation.current in ("", "contacts"):
            self.navigation.show_place("" if view_id else "contacts")

    def save_view(self, view: View) -> None:
        """Save a view (id 0 for a new one) and mark it as the one that is shown."""
        self._upkeep.save(view)

    def show_entries(self, entries: Sequence[NavEntry]) -> None:
        """Show the places one can go to."""
        self.navigation.show_entries(entries)
        self._keys.settle_soon()

    def show_place(self, place: str) -> None:
        """Mark the place that is shown."""
        self.navigation.show_place(place)

    def apply_changed(self, changed: Changed) -> None:
        """Count and load again what a write has changed."""
        self._upkeep.apply_changed(changed)
        if "owners" in changed.kinds:
            self._session.read_owner_names(self, self.filters.show_names)

    def reveal_section(self, name: str) -> None:
        """Open the section of an attribute of the filter and give it the focus; from the rail, ask for the drawer."""
        if self._rail:
            self.drawer_wanted.emit(name)
            return
        section = self.filters.reveal(name)
        if section is not None:
            # The body is laid out with the next turn of the loop; what is scrolled to now is where it will begin.
            self._scroll.ensureWidgetVisible(section, 0, _MARGIN)

    def focus_first(self) -> None:
        """Give the focus to the sidebar's first button."""
        self.switcher.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_rail(self, rail: bool) -> None:
        """Become a rail of icons, or the whole sidebar again."""
        if rail == self._rail:
            return
        self._rail = rail
        self.switcher.set_rail(rail)
        self.navigation.set_rail(rail)
        for widget in (self._views_box, self._filters_box):
            widget.setVisible(not rail)
        self._rail_box.setVisible(rail)
        self._settings.setVisible(rail)
        width = theme().size("rail")
        self.setMinimumWidth(width if rail else WIDTHS[0])
        self.setMaximumWidth(width if rail else WIDTHS[1])
        self._keys.settle_soon()

    # ── inside ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _take_filter(self, choice: Filter) -> None:
        self.filter_changed.emit(choice)

    def _shown_view_is_everything(self) -> bool:
        shown = next((view for view in self._upkeep.views if view.id == self.views.shown), None)
        return shown is not None and not shown.filter

    def _pick_place(self, place: str) -> None:
        if place == "contacts":
            self.show_view(0)
        self.place_picked.emit(place)

    def _pick_view(self, view: View) -> None:
        self.show_view(view.id)
        self.view_picked.emit(view)

    def _delete_view(self, view: View) -> None:
        if view.id == self.views.shown:
            self.show_view(0)
        self._upkeep.delete(view)
        self.view_deleted.emit(view)

    def _show_owner_named(self, owner: str, name: str) -> None:
        self.owner_named.emit(owner, name)
        self._session.read_owner_names(self, self.filters.show_names)

    def _show_views_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for view in self._upkeep.views:
            action = menu.addAction(view.name)
            action.triggered.connect(lambda _checked=False, view=view: self._pick_view(view))
            action.setCheckable(True)
            action.setChecked(view.id == self.views.shown)
        menu.addSeparator()
        menu.addAction(self.tr("Save what is shown as a view"), self.view_save_wanted.emit)
        menu.popup(self._rail_views.mapToGlobal(self._rail_views.rect().topRight()))

    def _fold(self, widget: QWidget, opened: bool) -> None:
        section = self.filters.section_at(widget)
        if section is None:
            return
        if not opened:
            section.header.setFocus(Qt.FocusReason.TabFocusReason)
        section.header.set_open(opened)

    def _clear_section(self, widget: QWidget) -> None:
        section = self.filters.section_at(widget)
        if section is not None:
            self.filters.clear_section(section.name)

    def _remember(self, opened: frozenset[str]) -> None:
        self._session.settings.geometry().setValue(_OPEN_KEY, ",".join(sorted(opened)))

    def _show_remembered(self) -> None:
        kept = self._session.settings.geometry().value(_OPEN_KEY)
        if isinstance(kept, str):
            self.filters.show_opened(kept.split(","))

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._bar.set_wanted(True)
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._bar.set_wanted(False)
        super().leaveEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        painter.fillRect(self.rect(), look.color("canvas"))
        edge = 0 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), look.color("border"))
        painter.end()


def _within_margins(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
    row.addWidget(widget)
    return row

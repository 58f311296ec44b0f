"""The menus of the table: of a row and the cell in it, of a heading, and of which columns show."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.safe_text import plain
from nexus_contacts.desktop.table.cells import Cells
from nexus_contacts.desktop.table.column_layout import ColumnLayout
from nexus_contacts.desktop.table.ordering import direction
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store.filters import Filter, Sort
from nexus_contacts.store.rows import Row

_SHOWN_LETTERS = 40


def _say(text: str) -> str:
    return QCoreApplication.translate("table", text)


class KeptMenu(QMenu):
    """A menu that stays open while its choices are ticked, so that several can be made at once."""

    def _tick_active(self) -> bool:
        action = self.activeAction()
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick_active():
            super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ticking = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (ticking and self._tick_active()):
            super().keyPressEvent(event)


def _add(menu: QMenu, text: str, act: Callable[[], object], icon: str = "", key: str = "") -> QAction:
    # The key is shown by the tab's text alone: as a shortcut it would act a second time beside the view's own.
    action = menu.addAction(f"{text.replace('&', '&&')}\t{key}" if key else text.replace("&", "&&"))
    if icon:
        action.setIcon(theme().icon(icon))
    action.triggered.connect(lambda _checked=False: act())
    return action


def fill_columns(menu: QMenu, layout: ColumnLayout) -> None:
    """Fill a menu with every column, ticked where it shows, and the way back to how they were at first."""
    for state in layout.states:
        action = menu.addAction(plain(words.column_title(state.key)).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(state.visible)
        action.setEnabled(state.key != "name")
        action.toggled.connect(lambda shown, key=state.key: layout.set_visible(key, shown))
    menu.addSeparator()
    _add(menu, _say("Reset columns"), layout.reset)


def columns_menu(parent: QWidget, layout: ColumnLayout) -> QMenu:
    """The menu of the columns."""
    menu = KeptMenu(_say("Columns"), parent)
    menu.setAccessibleName(_say("Columns"))
    fill_columns(menu, layout)
    return menu


def heading_menu(
    parent: QWidget, layout: ColumnLayout, key: str, sort: Sort, sort_by: Callable[[Sort], object]
) -> QMenu:
    """The menu of a heading: sort, hide, width, and all columns."""
    menu = QMenu(parent)
    if key:
        for text, icon, down in (("Sort ascending", "arrow-up", False), ("Sort descending", "arrow-down", True)):
            action = _add(menu, _say(text), partial(sort_by, Sort(key, down)), icon)
            action.setEnabled(direction(sort, key) is not down or bool(sort.then))
        menu.addSeparator()
        if key != "name":
            _add(menu, _say("Hide column"), lambda: layout.set_visible(key, False), "eye-off")
        _add(menu, _say("Reset width"), lambda: layout.reset_width(key))
    columns = KeptMenu(_say("Columns"), menu)
    fill_columns(columns, layout)
    columns.setIcon(theme().icon("columns"))
    menu.addMenu(columns)
    return menu


@dataclass(frozen=True, slots=True)
class RowDeeds:
    """What a row's menu can do."""

    open: Callable[[], object]
    copy_email: Callable[[], object]
    copy_rows: Callable[[], object]
    copy_value: Callable[[str], object]
    set_star: Callable[[bool], object]
    show: Callable[[Filter], object]
    edit: Callable[[], object]
    note: Callable[[], object]
    add_changes: Callable[[QMenu], object] | None
    """Adds the menus that change the contact; None where the key may only read."""
    delete: Callable[[], object]
    find_doubles: Callable[[], object]
    export: Callable[[], object]
    print: Callable[[], object]
    merge: Callable[[], object]


def row_menu(parent: QWidget, row: Row, key: str, cells: Cells, choice: Filter, deeds: RowDeeds) -> QMenu:
    """The menu of a row; `key` is the column that was clicked, whose value can be filtered by."""
    menu = QMenu(parent)
    _add(menu, _say("Open"), deeds.open, "panel-right", "↵")
    writable = deeds.add_changes is not None
    _add(menu, _say("Edit…"), deeds.edit, "pencil", "E").setEnabled(writable)
    _add(menu, _say("Add note"), deeds.note, "note", "N").setEnabled(writable)
    menu.addSeparator()
    if deeds.add_changes is not None:
        deeds.add_changes(menu)
        menu.addSeparator()
    _add(menu, _say("Copy email"), deeds.copy_email, "mail", "Ctrl+Shift+C").setEnabled(bool(row.email))
    _add(menu, _say("Copy as text"), deeds.copy_rows, "copy", "Ctrl+C")
    value = cells.text(row, key) if key not in ("tick", "name") else ""
    if value:
        title = words.column_title(key).lower() if not key.startswith("custom:") else words.column_title(key)
        text = _say("Copy {column}").replace("{column}", plain(title))
        _add(menu, text, lambda: deeds.copy_value(value))
    filters = list(value_filters(row, key, cells, choice))
    if filters:
        menu.addSeparator()
    for text, icon, changed in filters:
        _add(menu, text, partial(deeds.show, changed), icon)
    menu.addSeparator()
    _add(menu, _say("Find duplicates"), deeds.find_doubles, "copy")
    if writable:
        _add(menu, _say("Merge…"), deeds.merge, "merge", "M")
        _add(menu, _say("Delete…"), deeds.delete, "trash", "Del")
    _add(menu, _say("Export…"), deeds.export, "upload")
    _add(menu, _say("Print…"), deeds.print, "printer")
    star = _say("Remove the star") if row.starred else _say("Star")
    _add(menu, star, lambda: deeds.set_star(not row.starred), "star-filled" if row.starred else "star")
    return menu


def value_filters(row: Row, key: str, cells: Cells, choice: Filter) -> Iterator[tuple[str, str, Filter]]:
    """The filters that a cell's value offers: words, icon, and the filter that is then active."""
    kind = "tag" if key == "tags" else key
    if key == "tags":
        values = [(tag, tag) for tag in row.tags[:4]]
    elif key in ("status", "source", "company", "owner"):
        shown = cells.text(row, key) or (words.owner_text("", cells.owner_name) if key == "owner" else "")
        values = [(cells.value(row, key), shown)] if shown else []
    else:
        return
    title = words.column_title(kind)
    for value, shown in values:
        label = plain(shown)
        label = f"{label[:_SHOWN_LETTERS]}…" if len(label) > _SHOWN_LETTERS else label
        text = _say("Only {column}: {value}").replace("{column}", title).replace("{value}", label)
        yield text, "filter", _only(choice, kind, value)
    for value, shown in values:
        text = (
            _say("Not {column}: {value}").replace("{column}", title).replace("{value}", plain(shown)[:_SHOWN_LETTERS])
        )
        yield text, "minus", replace(choice, excluded=tuple(dict.fromkeys((*choice.excluded, (kind, value)))))


def _only(choice: Filter, kind: str, value: str) -> Filter:
    """The filter with one value in place of what was chosen in its field."""
    kept = tuple(pair for pair in choice.excluded if pair != (kind, value))
    choice = replace(choice, excluded=kept)
    match kind:
        case "status":
            return replace(choice, statuses=(value,))
        case "source":
            return replace(choice, sources=(value,))
        case "tag":
            return replace(choice, tags=(value,))
        case "owner":
            return replace(choice, owners=(value,))
    return replace(choice, company=value)


def popup(menu: QMenu, place: QPoint) -> None:
    """Open a menu at a place; it is thrown away when it closes."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)

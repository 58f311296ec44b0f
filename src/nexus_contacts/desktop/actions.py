"""The table of what the window can do: an id, its words, its keys. QActions, palette and key list are made from it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

CONTEXT = "actions"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing the window can do.

    `keys` are portable key texts, the first is shown; `group` is a heading of the palette and the key list.
    `scope` says where the keys act: in the whole ``window``, or only ``listed`` (another widget handles them).
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: str = "everywhere"
    scope: str = "window"


def _specs(group: str, scope: str, *rows: tuple[str, object, str, str]) -> tuple[ActionSpec, ...]:
    """The specs of one group from rows of (id, text, keys joined by a blank, icon)."""
    return tuple(ActionSpec(id, str(text), tuple(keys.split()), icon, group, scope) for id, text, keys, icon in rows)


GROUPS = {
    "everywhere": QT_TRANSLATE_NOOP("actions", "Everywhere"),
    "contact": QT_TRANSLATE_NOOP("actions", "This contact"),
    "table": QT_TRANSLATE_NOOP("actions", "Contact table"),
    "header": QT_TRANSLATE_NOOP("actions", "Table header"),
    "sidebar": QT_TRANSLATE_NOOP("actions", "Sidebar"),
    "detail": QT_TRANSLATE_NOOP("actions", "Detail pane"),
    "duplicates": QT_TRANSLATE_NOOP("actions", "Duplicates and merging"),
}

SPECS: tuple[ActionSpec, ...] = (
    *_specs(
        "everywhere",
        "window",
        ("palette", QT_TRANSLATE_NOOP("actions", "Command palette"), "Ctrl+K", "search"),
        ("search", QT_TRANSLATE_NOOP("actions", "Search contacts"), "Ctrl+F /", "search"),
        ("new_contact", QT_TRANSLATE_NOOP("actions", "New contact"), "Ctrl+N", "plus"),
        ("undo", QT_TRANSLATE_NOOP("actions", "Undo"), "Ctrl+Z", "undo"),
        ("redo", QT_TRANSLATE_NOOP("actions", "Redo"), "Ctrl+Shift+Z Ctrl+Y", "arrow-right"),
        ("sync_now", QT_TRANSLATE_NOOP("actions", "Sync now"), "F5 Ctrl+R", "refresh"),
        ("search_service", QT_TRANSLATE_NOOP("actions", "Search the server"), "", "globe"),
        ("go_contacts", QT_TRANSLATE_NOOP("actions", "Go to contacts"), "Ctrl+1 G,C", "users"),
        ("go_duplicates", QT_TRANSLATE_NOOP("actions", "Go to duplicates"), "Ctrl+2 G,D", "copy"),
        ("import", QT_TRANSLATE_NOOP("actions", "Import contacts…"), "Ctrl+3 G,H", "download"),
        ("go_changes", QT_TRANSLATE_NOOP("actions", "Go to changes"), "Ctrl+4 G,I", "clock"),
        ("trash", QT_TRANSLATE_NOOP("actions", "Open the trash"), "", "trash"),
        ("news", QT_TRANSLATE_NOOP("actions", "What changed since you were away"), "", "sparkle"),
        ("requests", QT_TRANSLATE_NOOP("actions", "Show the last requests"), "", "list"),
        ("save_view", QT_TRANSLATE_NOOP("actions", "Save as view…"), "Ctrl+S", "star"),
        ("clear_filters", QT_TRANSLATE_NOOP("actions", "Clear all filters"), "Ctrl+Shift+X", "x"),
        ("export", QT_TRANSLATE_NOOP("actions", "Export contacts…"), "Ctrl+E", "upload"),
        ("print_list", QT_TRANSLATE_NOOP("actions", "Print list…"), "Ctrl+P", "printer"),
        ("backup", QT_TRANSLATE_NOOP("actions", "Back up…"), "", "lock"),
        ("restore", QT_TRANSLATE_NOOP("actions", "Restore a backup…"), "", "undo"),
        ("columns", QT_TRANSLATE_NOOP("actions", "Choose columns…"), "Ctrl+Shift+K", "columns"),
        ("toggle_sidebar", QT_TRANSLATE_NOOP("actions", "Show or hide the sidebar"), "Ctrl+B", "sidebar"),
        ("toggle_detail", QT_TRANSLATE_NOOP("actions", "Show or hide the detail pane"), "Ctrl+I", "info"),
        ("next_region", QT_TRANSLATE_NOOP("actions", "Next region"), "F6", ""),
        ("previous_region", QT_TRANSLATE_NOOP("actions", "Previous region"), "Shift+F6", ""),
        ("newest_toast", QT_TRANSLATE_NOOP("actions", "Go to the newest message"), "Alt+U", ""),
        ("menu", QT_TRANSLATE_NOOP("actions", "Open the menu"), "F10", "more"),
        ("theme", QT_TRANSLATE_NOOP("actions", "Switch theme: light, dark, system"), "Ctrl+Shift+L", "moon"),
        ("settings", QT_TRANSLATE_NOOP("actions", "Settings"), "Ctrl+,", "settings"),
        ("keys", QT_TRANSLATE_NOOP("actions", "Keyboard shortcuts"), "F1 ?", "keyboard"),
        ("switch_account", QT_TRANSLATE_NOOP("actions", "Switch or add a workspace…"), "", "database"),
        ("new_key", QT_TRANSLATE_NOOP("actions", "Enter a new API key…"), "", "key"),
        ("quit", QT_TRANSLATE_NOOP("actions", "Quit"), "Ctrl+Q", ""),
    ),
    *_specs(
        "contact",
        "listed",
        ("open", QT_TRANSLATE_NOOP("actions", "Open contact"), "Return", "eye"),
        ("copy_email", QT_TRANSLATE_NOOP("actions", "Copy email address"), "Ctrl+Shift+C", "mail"),
    ),
    *_specs(
        "contact",
        "window",
        ("edit_contact", QT_TRANSLATE_NOOP("actions", "Edit contact…"), "", "pencil"),
        ("add_note", QT_TRANSLATE_NOOP("actions", "Add a note"), "", "note"),
        ("find_duplicates", QT_TRANSLATE_NOOP("actions", "Find duplicates of this contact"), "", "copy"),
        ("merge_ticked", QT_TRANSLATE_NOOP("actions", "Merge the selected contacts…"), "", "merge"),
        ("delete_contact", QT_TRANSLATE_NOOP("actions", "Delete contact…"), "", "trash"),
        ("print_contact", QT_TRANSLATE_NOOP("actions", "Print contact…"), "", "printer"),
        ("email", QT_TRANSLATE_NOOP("actions", "Write an email"), "", "mail"),
        ("call", QT_TRANSLATE_NOOP("actions", "Call"), "", "phone"),
        ("star", QT_TRANSLATE_NOOP("actions", "Star or unstar"), "", "star"),
    ),
    *_specs(
        "detail",
        "window",
        ("tab_overview", QT_TRANSLATE_NOOP("actions", "Overview tab"), "Alt+1", ""),
        ("tab_timeline", QT_TRANSLATE_NOOP("actions", "Timeline tab"), "Alt+2", ""),
        ("tab_deals", QT_TRANSLATE_NOOP("actions", "Deals tab"), "Alt+3", ""),
        ("tab_notes", QT_TRANSLATE_NOOP("actions", "Notes tab"), "Alt+4", ""),
        ("tab_activities", QT_TRANSLATE_NOOP("actions", "Activities tab"), "Alt+5", ""),
    ),
    *_specs(
        "detail",
        "listed",
        ("next_tab", QT_TRANSLATE_NOOP("actions", "Next tab"), "Ctrl+Tab", ""),
        ("note_add", QT_TRANSLATE_NOOP("actions", "Add the note"), "Ctrl+Return", ""),
        ("note_bold", QT_TRANSLATE_NOOP("actions", "Bold, italic"), "Ctrl+B Ctrl+I", ""),
        ("note_preview", QT_TRANSLATE_NOOP("actions", "Preview the note"), "Ctrl+Shift+P", ""),
        ("leave_detail", QT_TRANSLATE_NOOP("actions", "Back to the table"), "Esc", ""),
    ),
    *_specs(
        "table",
        "listed",
        ("next_page", QT_TRANSLATE_NOOP("actions", "Next page"), "Ctrl+PgDown", ""),
        ("previous_page", QT_TRANSLATE_NOOP("actions", "Previous page"), "Ctrl+PgUp", ""),
        ("tick", QT_TRANSLATE_NOOP("actions", "Tick the row"), "Space", ""),
        ("tick_page", QT_TRANSLATE_NOOP("actions", "Select the page"), "Ctrl+A", ""),
        ("tick_all", QT_TRANSLATE_NOOP("actions", "Select all results"), "Ctrl+Shift+A", ""),
        ("tick_none", QT_TRANSLATE_NOOP("actions", "Select none"), "Esc", ""),
        ("copy", QT_TRANSLATE_NOOP("actions", "Copy rows as text"), "Ctrl+C", ""),
        ("row_edit", QT_TRANSLATE_NOOP("actions", "Edit the contact"), "E F2", ""),
        ("row_note", QT_TRANSLATE_NOOP("actions", "Write a note"), "N", ""),
        ("row_status", QT_TRANSLATE_NOOP("actions", "Change the status"), "T", ""),
        ("row_tags", QT_TRANSLATE_NOOP("actions", "Change the tags"), "L", ""),
        ("row_merge", QT_TRANSLATE_NOOP("actions", "Merge the selected contacts"), "M", ""),
        ("row_owner", QT_TRANSLATE_NOOP("actions", "Change the owner"), "O", ""),
        ("row_delete", QT_TRANSLATE_NOOP("actions", "Delete the contact"), "Del", ""),
        ("row_menu", QT_TRANSLATE_NOOP("actions", "Open the row's menu"), "Shift+F10", ""),
        ("to_header", QT_TRANSLATE_NOOP("actions", "Go to the header"), "Ctrl+Up", ""),
    ),
    *_specs(
        "header",
        "listed",
        ("header_sort", QT_TRANSLATE_NOOP("actions", "Sort by the column"), "Return", ""),
        ("header_add_sort", QT_TRANSLATE_NOOP("actions", "Add the column to the sort"), "Shift+Return", ""),
        ("header_move", QT_TRANSLATE_NOOP("actions", "Move the column"), "Alt+Left Alt+Right", ""),
        ("header_resize", QT_TRANSLATE_NOOP("actions", "Resize the column"), "Ctrl+Left Ctrl+Right", ""),
    ),
    *_specs(
        "duplicates",
        "listed",
        ("pair_next", QT_TRANSLATE_NOOP("actions", "Next pair"), "J", ""),
        ("pair_previous", QT_TRANSLATE_NOOP("actions", "Previous pair"), "K", ""),
        ("pair_merge", QT_TRANSLATE_NOOP("actions", "Merge the pair…"), "M Return", ""),
        ("pair_dismiss", QT_TRANSLATE_NOOP("actions", "Not a duplicate"), "N", ""),
        ("pair_skip", QT_TRANSLATE_NOOP("actions", "Skip the pair"), "S", ""),
        ("pair_undo", QT_TRANSLATE_NOOP("actions", "Take back"), "U", ""),
        ("merge_side", QT_TRANSLATE_NOOP("actions", "Choose a record's value"), "1 2 Left Right", ""),
        ("merge_swap", QT_TRANSLATE_NOOP("actions", "Swap primary and secondary"), "X", ""),
        ("merge_all", QT_TRANSLATE_NOOP("actions", "Show fields that agree too"), "A", ""),
        ("merge_type", QT_TRANSLATE_NOOP("actions", "Type a value"), "F2", ""),
        ("merge_confirm", QT_TRANSLATE_NOOP("actions", "Merge"), "Ctrl+Return", ""),
    ),
    *_specs(
        "sidebar",
        "listed",
        ("facet_tick", QT_TRANSLATE_NOOP("actions", "Tick the choice"), "Space", ""),
        ("section_fold", QT_TRANSLATE_NOOP("actions", "Open or close the section"), "Right Left", ""),
        ("section_clear", QT_TRANSLATE_NOOP("actions", "Clear the section"), "Del", ""),
        ("view_rename", QT_TRANSLATE_NOOP("actions", "Rename the view"), "F2", ""),
        ("view_move", QT_TRANSLATE_NOOP("actions", "Move the view"), "Alt+Up Alt+Down", ""),
    ),
)


def action_text(spec: ActionSpec) -> str:
    """The words of an action in the person's language."""
    return QCoreApplication.translate(CONTEXT, spec.text)


def group_text(group: str) -> str:
    """The heading of a group of actions in the person's language."""
    return QCoreApplication.translate(CONTEXT, str(GROUPS[group]))


class Actions(QObject):
    """The window's QActions, one for each spec of the ``window`` scope, by id."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._reasons: dict[str, str] = {}
        for spec in SPECS:
            if spec.scope != "window":
                continue
            action = QAction(action_text(spec), self)
            action.setObjectName(spec.id)
            action.setShortcuts([QKeySequence(keys, QKeySequence.SequenceFormat.PortableText) for keys in spec.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(False)
            window.addAction(action)
            self._actions[spec.id] = action

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def __iter__(self) -> Iterator[ActionSpec]:
        return (spec for spec in SPECS if spec.id in self._actions)

    def connect_all(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Let each action call its slot; an action without one is a mistake and raises KeyError."""
        for id, action in self._actions.items():
            slot = slots[id]
            action.triggered.connect(lambda _checked=False, slot=slot: slot())

    def set_enabled(self, id: str, enabled: bool, reason: str = "") -> None:
        """Offer an action or grey it out; `reason` is what the palette and the tool tip say then."""
        action = self._actions[id]
        action.setEnabled(enabled)
        action.setToolTip(reason or action.text())
        self._reasons[id] = "" if enabled else reason

    def reason(self, id: str) -> str:
        """Why an action is greyed out, or ``""``."""
        return self._reasons.get(id, "")

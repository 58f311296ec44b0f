"""What the window's actions do: the link between the table of actions and the screens."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from nexus_contacts.desktop import asking, words
from nexus_contacts.desktop.actions import SPECS, Actions, action_text
from nexus_contacts.desktop.bringing_in import BringingIn
from nexus_contacts.desktop.clean_up import CleanUp
from nexus_contacts.desktop.dragging_out import DraggingOut
from nexus_contacts.desktop.keeping import Keeping
from nexus_contacts.desktop.on_paper import OnPaper
from nexus_contacts.desktop.palette.entries import Entry
from nexus_contacts.desktop.palette.keys_dialog import KeysDialog, key_parts
from nexus_contacts.desktop.places import CHANGES
from nexus_contacts.desktop.taking_out import TakingOut
from nexus_contacts.desktop.workspaces import Workspaces
from nexus_contacts.desktop.writing import Writing
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.views import View
from nexus_contacts.sync.progress import Phase, SyncState

if TYPE_CHECKING:
    from nexus_contacts.desktop.window import MainWindow
    from nexus_contacts.desktop.workplace import Workplace

_THEMES = ("system", "light", "dark")
_AT_PLACE: dict[str, Callable[["Workplace"], object]] = {
    "search": lambda place: place.topbar.focus_search(),
    "go_contacts": lambda place: place.go_to_table(),
    "save_view": lambda place: place.save_view(),
    "clear_filters": lambda place: place.clear_filters(),
    "columns": lambda place: place.table.show_columns_menu(),
    "toggle_sidebar": lambda place: place.toggle_sidebar(),
    "toggle_detail": lambda place: place.toggle_detail(),
    "next_region": lambda place: place.step_region(1),
    "previous_region": lambda place: place.step_region(-1),
    "email": lambda place: place.detail.write_email(),
    "call": lambda place: place.detail.call(),
    "star": lambda place: place.detail.toggle_star(),
    "tab_overview": lambda place: place.set_detail_tab(0),
    "tab_timeline": lambda place: place.set_detail_tab(1),
    "tab_deals": lambda place: place.set_detail_tab(2),
    "tab_notes": lambda place: place.set_detail_tab(3),
    "tab_activities": lambda place: place.set_detail_tab(4),
}
"""The actions that one screen does by itself."""
_MENU = (
    "sync_now", "search_service", "", "export", "print_list", "print_contact", "", "columns", "save_view", "",
    "backup", "restore", "", "settings", "keys", "", "quit",
)  # fmt: skip


class Deeds(QObject):
    """Runs the window's actions and opens its menus and dialogs."""

    def __init__(self, window: "MainWindow", actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self.workspaces = Workspaces(window, actions)
        self._used: dict[str, int] = {}
        self._state: SyncState | None = None
        own = {
            "palette": self.open_palette,
            "sync_now": self.sync_now,
            "search_service": self.search_service,
            "newest_toast": self.go_to_toast,
            "menu": self.open_menu,
            "theme": self.switch_theme,
            "settings": self.open_settings,
            "keys": self.open_keys,
            "switch_account": self.workspaces.open_menu,
            "new_key": self.workspaces.enter_key,
            "quit": window.close,
        }
        self.writing = Writing(window, actions)
        self.clean_up = CleanUp(window, actions)
        self.bringing_in = BringingIn(window, actions)
        self.taking_out = TakingOut(window)
        self.on_paper = OnPaper(window)
        self.dragging_out = DraggingOut(window)
        self.keeping = Keeping(window)
        self.writing.merge_wanted.connect(self.clean_up.look_again)
        self.writing.form_opened.connect(self.clean_up.warn_in)
        parts = (self.writing, self.clean_up, self.bringing_in, self.taking_out, self.on_paper, self.keeping)
        slots: dict[str, Callable[[], object]] = {}
        slots.update(own)
        slots.update({id: partial(self._at_place, deed) for id, deed in _AT_PLACE.items()})
        for part in parts:
            slots |= part.slots()
        actions.connect_all(slots)

    def attach(self, workplace: "Workplace") -> None:
        """Listen to what a workplace asks of its window."""
        workplace.sync_pressed.connect(self.press_sync)
        workplace.menu_wanted.connect(self.open_menu)
        workplace.account_menu_wanted.connect(self.workspaces.open_menu)
        workplace.settings_wanted.connect(self.open_settings)
        workplace.search_service_wanted.connect(self.search_service)
        workplace.said.connect(self._window.say)
        workplace.picked.connect(self._offer_contact_actions)
        workplace.view_deleted.connect(self._offer_view_back)
        workplace.session.bridge.state_changed.connect(self._take_state)
        is_service = workplace.session.account.kind == "service"
        self._actions.set_enabled("new_key", is_service, self.tr("The sample workspace needs no key"))
        self._offer_contact_actions("")
        self.writing.attach(workplace)
        self.clean_up.attach(workplace)
        self.bringing_in.attach(workplace)
        self.taking_out.attach(workplace)
        self.on_paper.attach(workplace)
        self.dragging_out.attach(workplace)

    def _at_place(self, deed: Callable[["Workplace"], object]) -> None:
        if self._window.workplace is not None:
            deed(self._window.workplace)

    def _offer_contact_actions(self, contact_id: str) -> None:
        for id in ("email", "call", "star", "print_contact"):
            self._actions.set_enabled(id, bool(contact_id), self.tr("Pick a contact first"))

    def _offer_view_back(self, view: View) -> None:
        place = self._window.workplace
        if place is not None:
            text = self.tr("View “{name}” deleted").replace("{name}", view.name)
            self._window.say(text, self.tr("Undo"), lambda: place.sidebar.save_view(replace(view, id=0)))

    # ── sync ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _take_state(self, state: SyncState) -> None:
        self._state = state

    def sync_now(self) -> None:
        """Sync at once."""
        if self._window.service is not None:
            self._window.service.wake()

    def press_sync(self) -> None:
        """Do what the sync state calls for: another key, a word about deletions, or a sync now."""
        phase = self._state.phase if self._state is not None else Phase.NEVER
        if phase is Phase.PAUSED:
            self.workspaces.enter_key()
        elif phase is Phase.HELD:
            asking.ask_about_deletions(self._window, self._state, self._accept_deletions)
        elif self._window.workplace is not None and self._window.workplace.waits:
            self._window.workplace.go_to(CHANGES)
        else:
            if phase in (Phase.OFFLINE, Phase.IDLE) and self._state is not None and self._state.reason is not None:
                self._window.show_error(self._state.reason)
            self.sync_now()

    def _accept_deletions(self) -> None:
        if self._window.service is not None:
            self._window.service.wake(accept_deletions=True)

    def search_service(self, text: str = "") -> None:
        """Let the service search for what is in the search field; what it finds joins the local copy."""
        place, service = self._window.workplace, self._window.service
        if place is None or service is None:
            return
        text = text or place.choice.text
        if not text:
            self._window.say(self.tr("Type what to look for first"))
            place.topbar.focus_search()
            return
        left_out = replace(place.choice, text="") != Filter(tag_mode=place.choice.tag_mode)

        def tell(page: object) -> None:
            found = len(getattr(page, "items", ()))
            one, many = self.tr("The server found 1 contact"), self.tr("The server found {n} contacts")
            note = self.tr("; the filters were left out of its search") if left_out else ""
            self._window.say(words.counted(one, many, found) + note)

        if not service.search(place, text, tell, self._window.show_error):
            self._window.say(self.tr("The server is not reached yet"))

    def go_to_toast(self) -> None:
        """Put the focus on the newest toast."""
        toast = self._window.toasts.newest()
        if toast is not None:
            toast.focus_action()

    # ── menus and dialogs ─────────────────────────────────────────────────────────────────────────────────────────────

    def open_menu(self, at: QPoint | None = None) -> None:
        """Open the window's menu."""
        menu = QMenu(self._window)
        for id in _MENU:
            if id:
                menu.addAction(self._actions[id])
            else:
                menu.addSeparator()
        themes = QMenu(self.tr("Theme"), menu)
        group = QActionGroup(themes)
        texts = (self.tr("As the system"), self.tr("Light"), self.tr("Dark"))
        for mode, text in zip(_THEMES, texts, strict=True):
            action = group.addAction(themes.addAction(text))
            action.setCheckable(True)
            action.setChecked(mode == self._window.settings.choices.theme)
            action.triggered.connect(partial(self._window.settings.change, theme=mode))
        menu.insertMenu(self._actions["settings"], themes)
        anchor = at
        place = self._window.workplace
        if anchor is None and place is not None:
            button = place.topbar.menu
            anchor = button.mapToGlobal(button.rect().bottomRight())
        self._window.pop_up(menu, anchor or self._window.mapToGlobal(QPoint(16, 16)))

    def switch_theme(self) -> None:
        """Go to the next of light, dark and the system's theme."""
        at = _THEMES.index(self._window.settings.choices.theme)
        self._window.settings.change(theme=_THEMES[(at + 1) % len(_THEMES)])

    def open_settings(self) -> None:
        """Open the settings."""
        from nexus_contacts.desktop.preferences.dialog import PreferencesDialog

        self._window.open_dialog(PreferencesDialog(self._window.settings, self._window))

    def open_keys(self) -> None:
        """Open the list of keys."""
        self._window.open_dialog(KeysDialog(SPECS, self._window))

    # ── the palette ───────────────────────────────────────────────────────────────────────────────────────────────────

    def open_palette(self) -> None:
        """Open the command palette over the window."""
        place = self._window.workplace
        if place is None:
            return
        from nexus_contacts.desktop.palette.dialog import Palette  # not before somebody asks for it

        palette = Palette(place.session, self.palette_entries, self._used, self._window)
        palette.contact_chosen.connect(place.open_contact)
        palette.action_chosen.connect(self._run_action)
        palette.search_chosen.connect(lambda text: place.set_filter(Filter(text=text)))
        palette.tag_chosen.connect(lambda tag: place.set_filter(Filter(tags=(tag,))))
        palette.owner_chosen.connect(lambda owner: place.set_filter(Filter(owners=(owner,))))
        middle = self._window.rect().center().x() - palette.width() // 2
        palette.move(max(0, middle), self._window.height() // 10)
        self._window.open_dialog(palette)

    def palette_entries(self) -> tuple[Entry, ...]:
        """The actions as the palette lists them now, greyed ones with their reason."""
        return tuple(
            Entry(
                "action",
                spec.id,
                action_text(spec),
                keys=key_parts(spec.keys[0]) if spec.keys else (),
                icon=spec.icon,
                reason=self._actions.reason(spec.id),
            )
            for spec in self._actions
            if spec.id != "palette"
        )

    def _run_action(self, id: str) -> None:
        self._used[id] = self._used.get(id, 0) + 1
        self._actions[id].trigger()

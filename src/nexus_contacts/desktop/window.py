"""The main window: first screen or workplace, its actions and menus, and what it says when something happens."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QStackedWidget, QWidget
from shiboken6 import isValid
from typing_extensions import override

from nexus_contacts import account as accounts
from nexus_contacts.account import Account
from nexus_contacts.desktop import messages
from nexus_contacts.desktop.actions import Actions
from nexus_contacts.desktop.background import Background
from nexus_contacts.desktop.bridge import Bridge
from nexus_contacts.desktop.controls.states import EmptyState
from nexus_contacts.desktop.controls.toasts import ToastHost
from nexus_contacts.desktop.deeds import Deeds
from nexus_contacts.desktop.mishaps import show_bug
from nexus_contacts.desktop.opening import Opened, Opening
from nexus_contacts.desktop.scrim import Scrim
from nexus_contacts.desktop.service import Address, Service
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.settings import Choices, Settings
from nexus_contacts.desktop.theme import theme
from nexus_contacts.desktop.workplace import Workplace
from nexus_contacts.errors import NexusError
from nexus_contacts.store.changes import EVERYTHING
from nexus_contacts.store.errors import StoreError
from nexus_contacts.sync.progress import Phase, SyncState

if TYPE_CHECKING:
    from nexus_contacts.desktop.account.first_run import FirstRun

_FIRST_SIZE = (1440, 900)
_LEAST_SIZE = (640, 420)
_OPENING_PATIENCE_S = 0.4
_OPENING_POLL_MS = 50
_SERVICE_PATIENCE_MS = 300
_GEOMETRY = "window/geometry"


def _paths(data: QMimeData) -> list[Path]:
    """The files that something dragged brings."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class MainWindow(QMainWindow):
    """One window over one account at a time. `sample` gives the sample's address for a session, off the UI thread."""

    settled = Signal()
    """A sync has come to rest: all is here, or it says why not."""
    populated = Signal()
    """Rows stand in the table for the first time."""

    def __init__(self, settings: Settings, sample: Callable[[Session], Address]) -> None:
        super().__init__()
        self.settings = settings
        self.workplace: Workplace | None = None
        self.service: Service | None = None
        self._sample = sample
        self._opening: Opening | None = None
        self._first_run: FirstRun | None = None
        self._told_reason: NexusError | None = None
        self._own_background = Background(self)
        self._take_choices(settings.choices)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme().apply(app)
        self._make()
        self._connect()

    @property
    def background(self) -> Background:
        """The door off the UI thread for work that outlives the account that is open."""
        return self._own_background

    def _make(self) -> None:
        self.setWindowTitle("Nexus Contacts")
        self.setMinimumSize(*_LEAST_SIZE)
        self.setAcceptDrops(True)
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self._wait = EmptyState("lock", "accent", self.tr("Opening your contacts…"), self.tr("Asking the keyring."))
        self.stack.addWidget(self._wait)
        self.toasts = ToastHost(self.stack)
        self.scrim = Scrim(self)
        self._restore_geometry()

    def _connect(self) -> None:
        self.deeds = Deeds(self, Actions(self))
        self.settings.changed.connect(self._take_choices)
        self._own_background.error_unclaimed.connect(self.show_error)
        self._poll = QTimer(self, interval=_OPENING_POLL_MS)
        self._poll.timeout.connect(self._look_at_opening)

    # ── accounts ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, opening: Opening | None) -> None:
        """Show what `opening` opens, or the first screen where there is no account yet."""
        if opening is None:
            self.show_first_run()
            return
        self._opening = opening
        if opening.wait(_OPENING_PATIENCE_S):
            self._look_at_opening()
        else:
            self.stack.setCurrentWidget(self._wait)
            self._poll.start()

    def open_account(self, account: Account) -> None:
        """Leave the account that is open and open another."""
        self.close_workplace()
        self.begin(Opening(account))

    def pause(self) -> None:
        """Leave the account that is open; the next one is opened in a moment."""
        self.close_workplace()
        self.stack.setCurrentWidget(self._wait)

    def open_sample(self) -> None:
        """Open the sample workspace."""
        self.open_account(accounts.sample_account())

    def show_first_run(self, error: BaseException | None = None) -> None:
        """Show the first screen, with what went wrong where something did."""
        if self._first_run is None:
            from nexus_contacts.desktop.account.first_run import FirstRun  # most starts never show it

            self._first_run = FirstRun(self._own_background)
            self._first_run.connected.connect(self.open_account)
            self._first_run.sample_wanted.connect(self.open_sample)
            self._first_run.left.connect(self._leave_first_run)
            self._first_run.restore_wanted.connect(self.deeds.keeping.open_restore)
            self.stack.addWidget(self._first_run)
        self.stack.setCurrentWidget(self._first_run)
        self._first_run.set_way_back(self.workplace is not None)
        self._first_run.look_for_keyring()
        self._first_run.key_field.setFocus()
        if error is not None:
            self._first_run.show_problem(error)

    def _leave_first_run(self) -> None:
        if self.workplace is not None:
            self.stack.setCurrentWidget(self.workplace)

    def _look_at_opening(self) -> None:
        opening = self._opening
        if opening is None or not opening.wait(0):
            return
        self._poll.stop()
        self._opening = None
        try:
            self._show_opened(opening.outcome())
        except NexusError as error:
            self.show_first_run(error)

    def _show_opened(self, opened: Opened) -> None:
        background, bridge = Background(self), Bridge(self)
        session = Session(opened.account, opened.database, background, bridge, self.settings)
        background.error_unclaimed.connect(self.show_error)
        workplace = Workplace(session)
        self.workplace = workplace
        self.service = Service(session, self._finder(session, opened), workplace)
        self.deeds.attach(workplace)
        self.stack.addWidget(workplace)
        self.stack.setCurrentWidget(workplace)
        self.setWindowTitle(f"{opened.account.name} – Nexus Contacts")
        self.settings.change(last_account=opened.account.slug)
        workplace.populated.connect(self.populated)
        bridge.state_changed.connect(self._note_rest)
        for damaged in opened.database.set_aside:
            self.show_error(damaged)
        workplace.setFocus()
        # What the sync imports must not take turns with the first rows; an empty copy has none to wait for.
        workplace.table.page_shown.connect(self._start_service, Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(_SERVICE_PATIENCE_MS, self, self._start_service)

    def _start_service(self) -> None:
        """Begin to sync, once."""
        if self.service is not None and self.workplace is not None and not self.service.started:
            self.workplace.table.page_shown.disconnect(self._start_service)
            self.service.start()

    def _finder(self, session: Session, opened: Opened) -> Callable[[], Address]:
        if opened.account.kind == "sample":
            return lambda: self._sample(session)
        address = Address(opened.credentials.base_url, opened.credentials.api_key)
        return lambda: address

    def _note_rest(self, state: SyncState) -> None:
        if state.phase is Phase.IDLE and isinstance(state.reason, StoreError):
            # The service is well, the local files are not: the sync state has no sentence for that.
            if state.reason is not self._told_reason:
                self.show_error(state.reason)
            self._told_reason = state.reason
        if state.phase.resting and state.phase is not Phase.NEVER:
            self.settled.emit()

    def close_workplace(self) -> None:
        """Close the account that is open: stop the work, then the files; at most two seconds."""
        workplace, self.workplace, self.service = self.workplace, None, None
        if workplace is None:
            return
        session = workplace.session
        workplace.table.flush()
        self.deeds.clean_up.close()
        session.bridge.blockSignals(True)
        session.background.close()
        session.database.close()
        self.stack.removeWidget(workplace)
        workplace.deleteLater()

    # ── saying things ─────────────────────────────────────────────────────────────────────────────────────────────────

    def say(self, text: str, action: str = "", taken: Callable[[], None] | None = None) -> None:
        """Tell something small in a toast."""
        self.toasts.show_toast(text, action=action, seconds=self.settings.choices.toast_s, taken=taken)

    def show_error(self, error: BaseException) -> None:
        """Tell an error nobody else has told: an expected one in a toast, a bug in its dialog."""
        if isinstance(error, NexusError):
            said = messages.explain(error)
            self.toasts.show_toast(f"{said.title} {said.text}", icon="alert", seconds=self.settings.choices.toast_s)
        else:
            show_bug(self, error)

    def refresh(self) -> None:
        """Let every part read the copy again."""
        if self.workplace is not None:
            self.workplace.apply_changed(EVERYTHING)

    def pop_up(self, menu: QMenu, place: QPoint) -> None:
        """Show a menu with its start corner at `place`, given in global coordinates, within the screen."""
        menu.aboutToHide.connect(menu.deleteLater)
        screen = QGuiApplication.screenAt(place) or self.screen()
        edge = screen.availableGeometry().right()
        place.setX(min(place.x(), edge - menu.sizeHint().width()))
        menu.popup(place)

    def open_dialog(self, dialog: QDialog) -> None:
        """Open a dialog over the veiled window; the focus goes back to where it was."""
        before = getattr(dialog, "opener", None) or QApplication.focusWidget()
        self.scrim.cover()
        dialog.finished.connect(self.scrim.hide)
        dialog.destroyed.connect(self.scrim.hide)
        # Later, since a dialog inside the window hands the focus on to its own fields while it hides.
        dialog.finished.connect(lambda _result: QTimer.singleShot(0, self, lambda: self._focus_again(before)))
        if dialog.isWindow():
            dialog.setWindowModality(Qt.WindowModality.WindowModal)
        else:
            # What a dialog with something typed in it does about leaving, it does for a click beside it too.
            self.scrim.pressed.connect(getattr(dialog, "leave", dialog.reject))
        dialog.show()
        dialog.raise_()
        if not dialog.isWindow():
            self._hand_focus_to(dialog)

    def _hand_focus_to(self, dialog: QDialog) -> None:
        """Take the focus into a dialog inside the window, lest the keys go to what lies behind the veil."""
        focused, within = self.focusWidget(), dialog.focusWidget()
        if focused is not None and (focused is dialog or dialog.isAncestorOf(focused)):
            return
        if within is not None and within is not dialog:
            within.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            getattr(dialog, "take_focus", dialog.setFocus)()

    def _focus_again(self, before: QWidget | None) -> None:
        """Give the focus back to who had it, or to the table where that one is gone."""
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.workplace is not None:
            self.workplace.table.focus_table()

    def come_forward(self) -> None:
        """Come to the front, because a second start asked for it."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    # ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        own = event.source() is not None  # rows that leave the table are no file that comes in
        if not own and any(self.deeds.bringing_in.takes(path) for path in _paths(event.mimeData())):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = next((path for path in _paths(event.mimeData()) if self.deeds.bringing_in.takes(path)), None)
        if path is not None:
            event.acceptProposedAction()
            self.deeds.bringing_in.open_import(path)

    # ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _take_choices(self, choices: Choices) -> None:
        look = theme()
        look.set_mode(choices.theme)
        look.set_contrast(choices.contrast)
        look.set_motion(choices.motion)
        look.set_text_size(choices.text_percent)
        if self.workplace is not None:
            self.workplace.table.set_compact(choices.density == "compact")

    def _restore_geometry(self) -> None:
        kept = self.settings.geometry().value(_GEOMETRY)
        if isinstance(kept, QByteArray) and self.restoreGeometry(kept):
            return
        room = self.screen().availableSize()
        self.resize(min(_FIRST_SIZE[0], room.width()), min(_FIRST_SIZE[1], room.height()))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = self.settings.geometry()
        geometry.setValue(_GEOMETRY, self.saveGeometry())
        geometry.sync()
        self._poll.stop()
        self.close_workplace()
        self._own_background.close()
        super().closeEvent(event)

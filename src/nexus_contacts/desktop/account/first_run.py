"""The first screen: connect a workspace with a key, or look at the sample workspace; both are equal."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts import account as accounts
from nexus_contacts.account import Account, KeyMissing, KeyringStatus, KeyringUnavailable
from nexus_contacts.desktop import messages
from nexus_contacts.desktop.account.connecting import DEFAULT_URL, Answered, keep, try_key
from nexus_contacts.desktop.account.problem import Problem
from nexus_contacts.desktop.account.sample_card import SampleCard
from nexus_contacts.desktop.account.welcome import Welcome
from nexus_contacts.desktop.background import Background
from nexus_contacts.desktop.controls.buttons import GhostButton, LinkButton, PrimaryButton
from nexus_contacts.desktop.controls.cards import Divider, Surface
from nexus_contacts.desktop.controls.checks import CheckBox
from nexus_contacts.desktop.controls.fields import PasswordField, TextField
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.theme import theme

_FORM_WIDTH = 440
_ABOUT_THE_KEY = (KeyringUnavailable, KeyMissing)
_REFUSALS = ("Unauthorized", "Forbidden", "ReadOnlyKey")
"""Classes of `api.errors` by name: importing them would cost start-up time."""
_WELCOME_FROM = 900


class FirstRun(Surface):
    """Asks for a key, tries it, and tells which account to open; or the sample workspace."""

    connected = Signal(object)
    """A key was accepted and kept: the `Account` to open."""
    sample_wanted = Signal()
    restore_wanted = Signal()
    left = Signal()
    """The person wants back to the workspace that is open."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._background = background
        self._status = KeyringStatus(False, "")
        self._busy = False
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self.welcome = Welcome()
        self.key_field = PasswordField(self.tr("API key"))
        self.url_field = TextField(self.tr("Server"), icon="globe", mono=True)
        self.url_field.setText(DEFAULT_URL)
        self.remember = CheckBox(self.tr("Remember the key in the system keyring"), self.tr("Looking for a keyring…"))
        self.remember.setEnabled(False)
        self._connect_button = PrimaryButton(self.tr("Connect"), key="↵")
        self._connect_button.setDefault(True)
        self._key_problem = Problem()
        self._url_problem = Problem()
        self._sample = SampleCard()
        self._restore = LinkButton(self.tr("Restore a backup…"), role="body")
        self._back = GhostButton(self.tr("Back to your contacts"), "chevron-left", key="Esc")
        self._back.hide()

    def _arrange(self) -> None:
        form = self._form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(Label(self.tr("Connect your workspace"), "title"))
        column.addSpacing(4)
        hint = self.tr("We check the key, then download your contacts in the background.")
        column.addWidget(Label(hint, "body", "text2", wrap=True))
        column.addSpacing(18)
        place, self._default = (
            Label(text, "small", "text2") for text in (self.tr("AutomateNexus › Settings › API"), self.tr("default"))
        )
        column.addLayout(self._field_head(self.tr("API key"), place))
        column.addWidget(self.key_field)
        column.addWidget(self._key_problem)
        column.addSpacing(12)
        column.addLayout(self._field_head(self.tr("Server"), self._default))
        column.addWidget(self.url_field)
        column.addWidget(self._url_problem)
        column.addSpacing(12)
        column.addWidget(self.remember)
        column.addSpacing(18)
        column.addWidget(self._connect_button)
        column.addSpacing(22)
        column.addWidget(Divider(text=self.tr("or")))
        column.addSpacing(20)
        column.addWidget(self._sample)
        column.addSpacing(12)
        column.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._put_side_by_side(form)
        self._measure()

    def _put_side_by_side(self, form: QWidget) -> None:
        scroll = QScrollArea()
        scroll.setAccessibleName(self.tr("Connect your workspace"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        middle = QWidget()
        across = QHBoxLayout(middle)
        across.setContentsMargins(16, 0, 16, 0)
        across.addStretch(1)
        across.addWidget(form, 1000)
        across.addStretch(1)
        scroll.setWidget(middle)
        # The ground is the screen's own surface, not the window's canvas that scroll areas fill themselves with.
        middle.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.welcome, 39)
        self._edge = Divider(vertical=True)
        row.addWidget(self._edge)
        row.addWidget(scroll, 61)

    def _field_head(self, name: str, aside: Label) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 5)
        line.addWidget(Label(name, "small_strong"))
        line.addStretch(1)
        line.addWidget(aside)
        return line

    def _connect(self) -> None:
        self._connect_button.clicked.connect(self.connect_now)
        self.key_field.returnPressed.connect(self.connect_now)
        self.url_field.returnPressed.connect(self.connect_now)
        for line in (self.key_field, self.url_field):
            line.textEdited.connect(self._forget_problem)
        self.url_field.textChanged.connect(lambda text: self._default.setVisible(text.strip() in ("", DEFAULT_URL)))
        self._sample.clicked.connect(self.sample_wanted)
        self._restore.clicked.connect(self.restore_wanted)
        self._back.clicked.connect(self.left)
        theme().changed.connect(self._measure)
        leave = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave)

    def set_way_back(self, there: bool) -> None:
        """Offer the way back to an open workspace, or not."""
        self._back.setVisible(there)

    def _leave(self) -> None:
        if self._back.isVisible():
            self.left.emit()

    def look_for_keyring(self) -> None:
        """Ask, off the UI thread, whether this machine can keep keys."""
        self._background.run(self, accounts.keyring_status, self._show_keyring, key="keyring")

    def show_problem(self, error: BaseException) -> None:
        """Say what went wrong under the field it is about, which gets the focus."""
        self._forget_problem()
        said = messages.explain(error)
        title, advice = said.title, said.text
        about_key = isinstance(error, _ABOUT_THE_KEY) or type(error).__name__ in _REFUSALS
        if type(error).__name__ == "Unauthorized":
            title = self.tr("The server did not accept this key (401).")
            advice = self.tr("Check that it was copied completely.")
        field, problem = (self.key_field, self._key_problem) if about_key else (self.url_field, self._url_problem)
        field.set_error(title)
        problem.say(title, advice)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def connect_now(self) -> None:
        """Try the key and, where it is accepted, keep it and tell the account."""
        key, url = self.key_field.text().strip(), self.url_field.text().strip() or DEFAULT_URL
        if self._busy:
            return
        if not key:
            needed = self.tr("An API key is needed")
            self.key_field.set_error(needed)
            self._key_problem.say(needed, self.tr("It stands in AutomateNexus › Settings › API."))
            self.key_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._set_busy(True)
        self._background.run_async(self, lambda: try_key(url, key), self._keep, self._refuse, key="connect")

    # ── inside ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _show_keyring(self, status: KeyringStatus) -> None:
        self._status = status
        self.remember.setEnabled(status.available)
        self.remember.setChecked(status.available)
        if status.available:
            self.remember.set_hint(self.tr("{name} is available on this computer").replace("{name}", status.name))
        else:
            self.remember.set_hint(self.tr("No system keyring found: the key is kept for this session only"))

    def _keep(self, answered: Answered) -> None:
        remember = self.remember.isChecked() and self._status.available
        self._background.run(self, lambda: keep(answered, remember=remember), self._done, self._refuse)

    def _done(self, account: Account) -> None:
        self._set_busy(False)
        self.key_field.clear()
        self.connected.emit(account)

    def _refuse(self, error: BaseException) -> None:
        self._set_busy(False)
        self.show_problem(error)

    def _forget_problem(self) -> None:
        for line in (self.key_field, self.url_field):
            line.set_error("")
        for problem in (self._key_problem, self._url_problem):
            problem.say("")

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._connect_button.setEnabled(not busy)
        self._connect_button.setText(self.tr("Checking the key…") if busy else self.tr("Connect"))
        if busy:
            self._forget_problem()

    def _measure(self) -> None:
        self._form.setMaximumWidth(theme().px(_FORM_WIDTH))
        wide = self.width() >= theme().px(_WELCOME_FROM)
        self.welcome.setVisible(wide)
        self._edge.setVisible(wide)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

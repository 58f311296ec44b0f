"""From argv to the first paint: one window a person, the account opened on a thread while the window is built.

What is slow to import (the client, the sync engine, the sample's server) is imported after the first paint.
"""

import logging
import os
import sys
import threading
from contextlib import closing
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6 import __version_info__ as qt_version
from PySide6.QtCore import QCoreApplication, QLoggingCategory, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from nexus_contacts import account as accounts
from nexus_contacts import paths
from nexus_contacts.account import Account
from nexus_contacts.desktop.mishaps import Mishaps
from nexus_contacts.desktop.opening import Opening
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.service import Address
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.settings import Settings
from nexus_contacts.desktop.single_instance import SingleInstance
from nexus_contacts.desktop.stopping import Stopping
from nexus_contacts.desktop.window import MainWindow
from nexus_contacts.errors import NexusError
from nexus_contacts.store import owners, views
from nexus_contacts.store.changes import NOTHING
from nexus_contacts.store.filters import DateChoice, DatePreset, Filter, Sort
from nexus_contacts.store.views import View

if TYPE_CHECKING:
    from nexus_contacts.workspace.running import EmbeddedServer

RENDERED = "window.png"
_RENDER_SIZE = (1440, 900)
_RENDER_WITHIN_MS = 60_000
_NO_HOME = "The program's files cannot be used. What was written before is kept."
_NO_DISPLAY = (
    "There is no display here. Without one, `nexus-contacts sync` and `nexus-contacts export` work, and"
    " `nexus-contacts --sample` renders the sample workspace to a picture."
)
_SWITCH_S = 0.001
"""Python's own 5 ms are a third of a frame."""


class SampleServer:
    """The sample workspace's server inside this program, started when it is first asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._server: EmbeddedServer | None = None

    def address(self, session: Session) -> Address:
        """Where the sample is served; fills and starts the server the first time. Blocks. Raises NexusError."""
        from nexus_contacts.workspace.running import EmbeddedServer

        furnish(session)
        with self._lock:
            if self._server is None:
                place = paths.account_folder(session.account.slug) / "workspace.db"
                fill(place)
                server = EmbeddedServer()
                server.start(place)
                self._server = server
            return Address(self._server.base_url, self._server.api_key)

    def stop(self) -> None:
        """Stop the server, if it runs."""
        with self._lock:
            if self._server is not None:
                self._server.stop()
                self._server = None


def fill(place: Path) -> None:
    """Put the sample's contacts into the database at `place`, unless it holds contacts already."""
    from nexus_contacts.workspace.database import Database
    from nexus_contacts.workspace.sample import DEFAULT_SIZE
    from nexus_contacts.workspace.serving import fill_sample

    with closing(Database.open(str(place))) as database:
        fill_sample(database, DEFAULT_SIZE)


def furnish(session: Session) -> None:
    """Give the sample's owners their names and its sidebar its views, where there are none yet."""
    from nexus_contacts.workspace.sample_views import OWNERS, SAMPLE_VIEWS

    database = session.database
    if owners.names(database) or views.list_views(database):
        return
    changed = NOTHING
    for id, name in OWNERS:
        changed |= owners.set_name(database, id, name)
    for place, view in enumerate(SAMPLE_VIEWS):
        choice = Filter(
            statuses=view.statuses,
            owners=view.owners,
            updated=DateChoice(cast("DatePreset", view.updated)),
            score=view.score,
        )
        kept = View(0, view.name, view.icon, choice, Sort(view.sort, view.descending), position=place)
        changed |= views.save_view(database, kept)[1]
    session.bridge.on_changed(changed)


def unsupported() -> str:
    """Why this Qt cannot run on this Python, or ``""``: PySide6 6.12.0 aborts on Python before 3.12."""
    if sys.version_info < (3, 12) and qt_version[:2] >= (6, 12):
        return "PySide6 6.12 aborts on Python 3.11. Install PySide6-Essentials below 6.12, or use Python 3.12 or 3.13."
    return ""


def has_screen() -> bool:
    """Whether somebody can see what is shown: Qt was not told to draw into memory."""
    return os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] not in ("offscreen", "minimal")


def has_display() -> bool:
    """Whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def write_log() -> Path:
    """Log warnings to a file of this person's own. Returns its place."""
    place = paths.log_folder() / "nexus-contacts.log"
    handler = RotatingFileHandler(place, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("nexus_contacts").addHandler(handler)
    if os.name == "posix":
        os.umask(0o077)
    return place


def first_account(sample: bool, name: str | None, last: str) -> Account | None:
    """The account to open: the one asked for, else the one shown last; None asks the person.

    Raises UnknownAccount, AccountsUnreadable.
    """
    if sample:
        return accounts.sample_account()
    if name is not None:
        return accounts.choose(name)
    if last == accounts.sample_account().slug:
        return accounts.sample_account()
    return accounts.last_used()


def make_application() -> QApplication:
    """The one QApplication, named and dressed."""
    # Qt reports every script that Inter lacks; the system's fonts write it.
    QLoggingCategory.setFilterRules("qt.text.font.db.warning=false")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("nexus-contacts")
    app.setApplicationDisplayName("Nexus Contacts")
    app.setDesktopFileName("nexus-contacts")
    return app


def prepare_home(*, tell: bool) -> None:
    """Begin the log, and see that the program has a place for its files. Raises OSError, told first where asked for."""
    try:
        write_log()
        paths.config_folder()
        paths.data_folder()
    except OSError as error:
        if tell:
            tell_unusable_home(error)
        raise


def tell_unusable_home(error: OSError) -> None:
    """Say in a dialog that the program has no place for its files: nobody who clicked an icon sees a terminal."""
    make_application()
    box = QMessageBox(QMessageBox.Icon.Critical, "Nexus Contacts", QCoreApplication.translate("start", _NO_HOME))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(one_line(str(error)))
    box.exec()


def main(*, sample: bool = False, account: str | None = None) -> int:
    """Show the window until it is closed. Returns the exit code. Raises NexusError for an account that is not there."""
    problem = unsupported()
    if problem:
        print(problem, file=sys.stderr)
        return 1
    # The sync's threads decode and write in Python; a painting thread must not wait long for its turn among them.
    sys.setswitchinterval(_SWITCH_S)
    rendering = not has_display()
    if rendering:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    prepare_home(tell=has_screen())
    accounts.take_environment_key()
    settings = Settings()
    chosen, trouble = None, None
    try:
        chosen = first_account(sample, account, settings.choices.last_account)
    except accounts.AccountsUnreadable as error:
        if account is not None or rendering:
            raise
        trouble = error
    if rendering and (chosen is None or chosen.kind != "sample"):
        # A picture of somebody's contacts would lie there in clear, and nobody asked for one.
        print(_NO_DISPLAY, file=sys.stderr)
        return 1
    place = SingleInstance(paths.data_folder())
    taken = place.take()
    # Only now: a second start must not touch the files that the first one has open.
    opening = Opening(chosen) if taken and chosen is not None else None
    app = make_application()
    if taken:
        try:
            return run(app, settings, opening, place, trouble=trouble, rendering=rendering)
        finally:
            place.release()
    if place.ask_the_first():
        return 0
    print("Another window holds the local files and does not answer.", file=sys.stderr)
    return 1


def run(
    app: QApplication,
    settings: Settings,
    opening: Opening | None,
    place: SingleInstance,
    *,
    trouble: NexusError | None,
    rendering: bool,
) -> int:
    """Show the one window, or render it, until it is closed; `trouble` is told on the first screen.

    Returns the exit code.
    """
    server = SampleServer()
    window = MainWindow(settings, server.address)
    place.raise_wanted.connect(window.come_forward)
    Mishaps(window, window.show_error).install()
    stopping = Stopping(window.close, window)
    try:
        window.begin(opening)
        if trouble is not None:
            window.show_first_run(trouble)
        if rendering:
            return render(app, window)
        window.show()
        QTimer.singleShot(0, place.listen)
        return app.exec()
    finally:
        stopping.release()
        server.stop()


def render(app: QApplication, window: MainWindow) -> int:
    """Without a display: show the window offscreen, wait for its contacts, write a picture and say where it lies."""
    window.resize(*_RENDER_SIZE)
    window.show()
    place = paths.data_folder() / RENDERED

    def finish() -> None:
        written = window.grab().save(str(place))
        window.close()
        app.exit(0 if written else 1)

    window.settled.connect(lambda: QTimer.singleShot(500, finish))
    QTimer.singleShot(_RENDER_WITHIN_MS, app, lambda: app.exit(1))
    code = app.exec()
    if code == 0:
        print(f"There is no display here, so the window was rendered to a picture: {place}")
    else:
        print("There is no display here, and the window could not be rendered.", file=sys.stderr)
    return code

"""What the window does about backups: passphrase, place and writing; opening, asking, and restoring."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from nexus_contacts import account as accounts
from nexus_contacts.account import Account, KeyringStatus
from nexus_contacts.desktop import words
from nexus_contacts.desktop.places import CHANGES
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.settings import Choices, choices_text
from nexus_contacts.errors import NexusError
from nexus_contacts.store.errors import Interrupted

if TYPE_CHECKING:
    from nexus_contacts.desktop.backups.backup_sheet import BackupSheet
    from nexus_contacts.desktop.backups.going import Going
    from nexus_contacts.desktop.backups.open_sheet import OpenSheet
    from nexus_contacts.desktop.backups.restore_sheet import RestoreSheet, Wish
    from nexus_contacts.desktop.backups.work_sheet import WorkSheet
    from nexus_contacts.desktop.window import MainWindow
    from nexus_contacts.desktop.workplace import Workplace
    from nexus_contacts.exchange.backup_in import Backup, Home
    from nexus_contacts.store.connection import Database


@dataclass(frozen=True, slots=True)
class Found:
    """An opened backup, the account here it belongs to, and whether keys can be kept."""

    backup: "Backup"
    home: "Home | None"
    keyring: KeyringStatus


def _columns_place(account: Account) -> str:
    return f"columns/{account.slug}"


class Keeping(QObject):
    """The link between backups and the window: one for each window. Sheets are imported when they are asked for."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def slots(self) -> dict[str, Callable[[], object]]:
        """What its actions do, by their ids."""
        return {"backup": self.open_backup, "restore": self.open_restore}

    def _opened(self) -> "tuple[Account, Database] | None":
        place = self._window.workplace
        return None if place is None else (place.session.account, place.session.database)

    # ── backing up ────────────────────────────────────────────────────────────────────────────────────────────────────

    def open_backup(self) -> None:
        """Ask for a passphrase and a place, then write the backup while the window goes on."""
        place = self._window.workplace
        if place is None:
            return
        from nexus_contacts.desktop.backups.backup_sheet import BackupSheet

        sheet = BackupSheet(one_line(place.session.account.name), self._window)
        sheet.chosen.connect(lambda passphrase: self._ask_where(place, sheet, passphrase))
        self._window.open_dialog(sheet)

    def _ask_where(self, place: "Workplace", sheet: "BackupSheet", passphrase: str) -> None:
        from nexus_contacts.exchange import backup_out
        from nexus_contacts.exchange.backup_file import SUFFIX

        session, settings = place.session, self._window.settings
        name = "".join(letter for letter in one_line(session.account.name) if letter.isalnum() or letter in " -_")
        first = Path.home() / f"{name.strip() or 'Contacts'} {date.today().isoformat()}{SUFFIX}"
        kinds = self.tr("Backups (*{suffix})").replace("{suffix}", SUFFIX)
        chosen, _kind = QFileDialog.getSaveFileName(sheet, self.tr("Back up"), str(first), kinds)
        if not chosen:
            return
        path = Path(chosen)
        columns = str(settings.geometry().value(_columns_place(session.account), ""))
        going = sheet.begin(self.tr("Writing the backup…"))

        def work() -> int:
            return backup_out.write(
                session.database, session.account, path, passphrase,
                settings=choices_text(settings.choices), columns=columns, tell=going.tell,
            )  # fmt: skip

        def tell(size: int) -> None:
            self._end(sheet)
            text = self.tr("Backed up to {file} ({size} MB)").replace("{file}", one_line(path.name))
            self._window.say(text.replace("{size}", words.number(max(0.1, round(size / 1_000_000, 1)))))

        session.background.run(self, work, tell, lambda error: self._fail(sheet, error))

    def _end(self, sheet: "WorkSheet") -> None:
        if isValid(sheet):
            sheet.rest()
            sheet.accept()

    def _fail(self, sheet: "WorkSheet", error: BaseException) -> None:
        """Tell a failure in its sheet; what was stopped only closes it; a bug is told as one."""
        if not isValid(sheet):
            return
        if isinstance(error, Interrupted):
            sheet.rest()
            sheet.reject()
        else:
            sheet.rest(error if isinstance(error, NexusError) else None)
            if not isinstance(error, NexusError):
                self._window.show_error(error)

    # ── opening a backup ──────────────────────────────────────────────────────────────────────────────────────────────

    def open_restore(self) -> None:
        """Ask for a backup and its passphrase, and tell what it holds; nothing is changed by that."""
        from nexus_contacts.desktop.backups.open_sheet import OpenSheet
        from nexus_contacts.exchange.backup_file import SUFFIX

        kinds = self.tr("Backups (*{suffix});;All files (*)").replace("{suffix}", SUFFIX)
        path, _kind = QFileDialog.getOpenFileName(self._window, self.tr("Restore a backup"), str(Path.home()), kinds)
        if not path:
            return
        sheet = OpenSheet(Path(path), self._window)
        sheet.typed.connect(lambda passphrase: self._open(sheet, Path(path), passphrase))
        self._window.open_dialog(sheet)

    def _open(self, sheet: "OpenSheet", path: Path, passphrase: str) -> None:
        from nexus_contacts.exchange import backup_in

        opened = self._opened()
        going = sheet.begin(self.tr("Opening the backup…"), measured=False)

        def work() -> Found:
            with ExitStack() as undo:
                backup = backup_in.open_backup(path, passphrase)
                undo.callback(backup.close)
                going.tell(0.5)
                found = Found(backup, backup_in.find_home(backup, opened), accounts.keyring_status())
                going.tell(1.0)
                undo.pop_all()
            return found

        def show(found: Found) -> None:
            if not isValid(sheet):
                found.backup.close()
                return
            # When the first sheet is gone: it takes the veil and the focus with it.
            sheet.destroyed.connect(lambda: QTimer.singleShot(0, self, lambda: self._show_backup(found)))
            self._end(sheet)

        self._window.background.run(self, work, show, lambda error: self._fail(sheet, error))

    def _show_backup(self, found: Found) -> None:
        from nexus_contacts.desktop.backups.restore_sheet import RestoreSheet

        new_here = self._window.workplace is None and self._window.settings.choices == Choices()
        sheet = RestoreSheet(found.backup, found.home, found.keyring, self._window, settings=new_here)
        sheet.restore_wanted.connect(lambda wish: self._try(sheet, found.backup, found.home, wish))
        sheet.rejected.connect(lambda: found.backup.close())
        self._window.open_dialog(sheet)

    # ── restoring ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _try(self, sheet: "RestoreSheet", backup: "Backup", home: "Home | None", wish: "Wish") -> None:
        """Look first, where a key was typed, whether it opens the backup's workspace and is not here already."""
        if home is not None:
            self._build(sheet, backup, home, wish)
            return
        from nexus_contacts.desktop.account.connecting import knows_one_of, try_key
        from nexus_contacts.exchange import backup_in
        from nexus_contacts.exchange.errors import OtherWorkspace

        opened, background = self._opened(), self._window.background
        going = sheet.begin(self.tr("Checking the key…"), measured=False)

        async def ask() -> None:
            await try_key(backup.base_url, wish.api_key)
            going.tell(0.0)
            if not wish.trusted and not await knows_one_of(backup.base_url, wish.api_key, backup.contents.sampled):
                raise OtherWorkspace
            going.tell(0.0)

        def look(_nothing: None) -> None:
            work = lambda: backup_in.find_home(backup, opened, wish.api_key)  # noqa: E731
            background.run(self, work, go_on, lambda error: self._fail(sheet, error))

        def go_on(found: "Home | None") -> None:
            if found is None:
                self._build(sheet, backup, None, wish)
            elif isValid(sheet):
                # The key is of a workspace that is here: what that has is told before it is set aside.
                sheet.rest()
                sheet.restore_wanted.disconnect()
                sheet.restore_wanted.connect(lambda wish: self._try(sheet, backup, found, wish))
                sheet.show_home(found)

        background.run_async(self, ask, look, lambda error: self._fail(sheet, error))

    def _build(self, sheet: "RestoreSheet", backup: "Backup", home: "Home | None", wish: "Wish") -> None:
        from nexus_contacts.exchange import backup_in

        going: Going = sheet.begin(self.tr("Building the copy…"))

        def work() -> tuple[Account, Path]:
            return backup_in.prepare(backup, home, wish.api_key, remember=wish.remember, tell=going.tell)

        def put(built: tuple[Account, Path]) -> None:
            self._end(sheet)
            self._move_in(backup, *built, wish, is_new=home is None)

        self._window.background.run(self, work, put, lambda error: self._fail(sheet, error))

    def _move_in(self, backup: "Backup", account: Account, built: Path, wish: "Wish", *, is_new: bool) -> None:
        """Close what is open, put the built files in place, and open them; where that fails, what was open before."""
        from nexus_contacts.exchange import backup_in

        opened = self._opened()
        before = opened[0] if opened is not None else None
        self._window.pause()

        def work() -> None:
            with ExitStack() as undo:
                if is_new:
                    undo.callback(backup_in.forget_again, account)
                backup_in.move_in(built, account)
                undo.pop_all()

        def show(_nothing: None) -> None:
            backup.close()
            self._take_over(backup, account, wish)
            self._window.open_account(account)
            self._tell_restored(backup)

        def go_back(error: BaseException) -> None:
            backup.close()
            if before is not None:
                self._window.open_account(before)
            else:
                self._window.show_first_run()
            self._window.show_error(error)

        self._window.background.run(self, work, show, go_back)

    def _take_over(self, backup: "Backup", account: Account, wish: "Wish") -> None:
        settings = self._window.settings
        place = _columns_place(account)
        if wish.settings:
            settings.take_over(backup.settings)
        if backup.columns and (wish.settings or not settings.geometry().contains(place)):
            settings.geometry().setValue(place, backup.columns)

    def _tell_restored(self, backup: "Backup") -> None:
        name, waiting = one_line(backup.name), backup.contents.unsent
        text = self.tr("{name} is restored").replace("{name}", name)
        if not waiting:
            self._window.say(text)
            return
        one, many = self.tr("1 change waits for your decision"), self.tr("{n} changes wait for your decision")
        self._window.say(f"{text}. {words.counted(one, many, waiting)}", self.tr("Show"), self._show_changes)

    def _show_changes(self) -> None:
        if self._window.workplace is not None:
            self._window.workplace.go_to(CHANGES)

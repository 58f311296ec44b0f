"""Bringing a file in, step by step: nothing is sent before the check was seen, and one undo takes all of it back."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QStackedWidget, QWidget

from nexus_contacts.desktop import messages, words
from nexus_contacts.desktop.controls.buttons import PrimaryButton, SecondaryButton
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.controls.states import EmptyState
from nexus_contacts.desktop.importing import job
from nexus_contacts.desktop.importing.check_page import CheckPage
from nexus_contacts.desktop.importing.job import Going, OpenedFile, Result
from nexus_contacts.desktop.importing.match_page import MatchPage
from nexus_contacts.desktop.importing.result_page import ResultPage
from nexus_contacts.desktop.importing.sending import Sending
from nexus_contacts.desktop.importing.steps_bar import StepsBar
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import theme
from nexus_contacts.duplicates.errors import ScanStopped
from nexus_contacts.exchange.checklist import Checklist, Choice
from nexus_contacts.exchange.csv_in import Habits, ReadRow
from nexus_contacts.store.changes import Changed

_SIZE = (980, 740)
FILE, MATCH, CHECK, RESULT = range(4)


class ImportDialog(Sheet):
    """Ctrl+Enter goes on to the next step. `show_wanted(tag)` asks for the imported contacts to be shown,
    `contact_wanted(id)` for the contact that stands in the way of a row, `changes_wanted` for the Changes screen.
    """

    show_wanted = Signal(str)
    contact_wanted = Signal(str)
    changes_wanted = Signal()
    _checked_so_far = Signal(int)
    _compared_so_far = Signal(float)

    def __init__(self, session: Session, parent: QWidget, path: Path | None = None) -> None:
        super().__init__(QCoreApplication.translate("ImportDialog", "Import contacts"), "", _SIZE, parent)
        self._session = session
        self._list: Checklist | None = None
        self._result: Result | None = None
        self._closed, self._looking = Event(), Event()
        self.sending = Sending(session, self)
        self.sending.began.connect(self._watch)
        self.sending.told.connect(self._show_going)
        self.sending.ended.connect(self._show_result)
        self.sending.failed.connect(self._show_not_put)
        self._make_parts()
        self._arrange_pages()
        self._checked_so_far.connect(self._tell_checking)
        self._compared_so_far.connect(self.check.show_looking)
        self.finished.connect(self._end)
        self._go_to(FILE)
        if path is not None:
            self.take_file(path)

    def _make_parts(self) -> None:
        steps = (self.tr("File"), self.tr("Match columns"), self.tr("Check"), self.tr("Result"))
        self._steps = StepsBar(steps)
        self._empty = EmptyState("download", "accent")
        choose = PrimaryButton(self.tr("Choose a file…"), "download")
        choose.clicked.connect(self.choose_file)
        text = self.tr("A CSV or vCard file of any maker. It can also be dropped on the window. Nothing is sent yet.")
        self._empty.show_state("download", "accent", self.tr("Bring contacts in"), text, (choose,))
        self.match = MatchPage()
        self.match.changed.connect(self._drop_check)
        self.match.other_wanted.connect(self.choose_file)
        self.match.habits_wanted.connect(self._read_otherwise)
        self.match.words_wanted.connect(self._read_words)
        self.match.words_shown.connect(self.bring_into_sight)
        self.check = CheckPage(self._session.owner_name)
        self.check.mend_wanted.connect(self._mend)
        self.check.choice_wanted.connect(self._choose)
        self.check.likely_wanted.connect(self._choose_likely)
        self.check.skip_wanted.connect(self._looking.clear)
        self.check.save_wanted.connect(partial(self._save, failed_only=True))
        self.outcome = ResultPage()
        self.outcome.step_wanted.connect(self._take_step)
        self.outcome.failed_wanted.connect(partial(self._save, failed_only=True))

    def _arrange_pages(self) -> None:
        self._pages = QStackedWidget()
        for page in (self._empty, self.match, self.check, self.outcome):
            self._pages.addWidget(page)
        self.column.addWidget(self._steps)
        self.column.addWidget(self._pages, 1)
        self._hint = Label("", "small_strong", "text2", wrap=True)
        self._report = SecondaryButton(self.tr("Save report…"), "upload")
        self._report.clicked.connect(partial(self._save, failed_only=False))
        self._pause = SecondaryButton(self.tr("Pause"), "pause")
        self._pause.clicked.connect(self.pause)
        self._again = SecondaryButton("", "refresh")
        self._again.clicked.connect(self.try_again)
        self._back = SecondaryButton(self.tr("Back"))
        self._back.clicked.connect(self._step_back)
        self._next = PrimaryButton("", key=self.tr("Ctrl ↵"))
        self._next.clicked.connect(self.submit)
        self.foot.addWidget(self._report)
        self.foot.addWidget(self._hint, 1)
        for button in (self._pause, self._again, self._back, self._next):
            self.foot.addWidget(button)
        self.column.setSpacing(theme().px(14))

    # ── steps ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _is_going(self) -> bool:
        return self._step == RESULT and self.sending.is_going

    def _go_to(self, step: int) -> None:
        self._step = step
        self._steps.set_current(step)
        for place, page in enumerate((self._empty, self.match, self.check, self.outcome)):
            # The tallest page must not make the others scroll.
            policy = QSizePolicy.Policy.Preferred if place == step else QSizePolicy.Policy.Ignored
            page.setSizePolicy(policy, policy)
        self._pages.setCurrentIndex(step)
        self._offer()

    def _step_back(self) -> None:
        if self._step == RESULT:
            self.stop()
        else:
            self._looking.clear()
            self._drop_check()
            self._go_to(self._step - 1)

    def _drop_check(self) -> None:
        """What is being checked now is not what is wanted any more."""
        self._session.background.cancel(self, "import")
        self._offer()

    def _offer(self) -> None:
        """Say what the next step is and whether it can be taken."""
        step, again = self._step, len(self._result.again) if self._result is not None else 0
        self._report.setVisible(step == RESULT and not self._is_going)
        self._pause.setVisible(self._is_going)
        self._pause.setText(self.tr("Go on") if self.sending.paused else self.tr("Pause"))
        self._again.setVisible(step == RESULT and not self._is_going and bool(again))
        self._again.setText(words.counted(self.tr("Try 1 row again"), self.tr("Try {n} rows again"), again))
        self._back.setVisible(step in (MATCH, CHECK) or self._is_going)
        self._back.setText(self.tr("Stop") if step == RESULT else self.tr("Back"))
        self._next.setEnabled(True)
        if step == FILE:
            self._next.setText(self.tr("Choose a file…"))
            self._tell("", "text2")
        elif step == MATCH:
            self._offer_check()
        elif step == CHECK:
            self._offer_sending()
        else:
            tag = self.match.options.tag
            self._next.setText(self.tr("Show imported contacts") if tag else self.tr("Close"))
            self._next.setEnabled(not self._is_going)
            self._tell(self.tr("One undo takes the whole import back."), "text2")

    def _tell(self, text: str, token: str) -> None:
        self._hint.setText(text)
        self._hint.set_token(token)

    def _offer_check(self) -> None:
        missing = self.match.missing()
        one, many = self.tr("Check 1 row"), self.tr("Check {n} rows")
        self._next.setText(words.counted(one, many, self.match.opened.rows))
        self._next.setEnabled(not missing and bool(self.match.opened.rows))
        names = {"first_name": self.tr("first name"), "email": self.tr("email")}
        if not self.match.opened.rows:
            self._tell(self.tr("The file has no rows."), "danger")
        elif missing:
            what = " + ".join(names[field] for field in missing)
            self._tell(self.tr("No column brings: {what}.").replace("{what}", what), "danger")
        else:
            self._tell(self.tr("Email is matched. You can continue."), "ok")

    def _offer_sending(self) -> None:
        assert self._list is not None
        going, problems = self._list.going(), self._list.counts()["problem"]
        self._next.setText(words.counted(self.tr("Import 1 contact"), self.tr("Import {n} contacts"), going))
        self._next.setEnabled(bool(going) and not self._session.changer.read_only and not self._looking.is_set())
        one, many = self.tr("1 row with a problem is left out."), self.tr("{n} rows with problems are left out.")
        left = words.counted(one, many, problems) if problems else ""
        self._tell(f"{self.tr('Nothing has been sent yet.')} {left}".strip(), "text2")

    def submit(self) -> None:
        """Go on to the next step."""
        if not self._next.isEnabled():
            return
        if self._step == FILE:
            self.choose_file()
        elif self._step == MATCH:
            self._check()
        elif self._step == CHECK:
            self._send()
        else:
            tag = self.match.options.tag
            self.accept()
            if tag:
                self.show_wanted.emit(tag)

    def _end(self) -> None:
        """The dialog closes: what is being looked at ends, and what was paused goes on."""
        self._closed.set()
        self._looking.clear()
        self.sending.close()

    # ── the file ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def choose_file(self) -> None:
        """Ask for a file."""
        kinds = self.tr("Contacts (*.csv *.tsv *.txt *.vcf *.vcard);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Import contacts"), str(Path.home()), kinds)
        if path:
            self.take_file(Path(path))

    def take_file(self, path: Path, habits: Habits | None = None) -> None:
        """Read a file and show its columns; `habits` are how a table is written, guessed unless told."""
        self._tell(self.tr("Reading {name}…").replace("{name}", one_line(path.name)), "text2")
        work = partial(job.open_file, self._session.database, path, habits)
        self._session.background.run(self, work, self._show_file, self._show_problem, key="import")

    def _read_otherwise(self, habits: Habits) -> None:
        self.take_file(self.match.source.path, habits)

    def _read_words(self) -> None:
        work = partial(job.with_words, self.match.opened)
        self._session.background.run(self, work, self.match.take_words, self._show_problem, key="words")

    def _show_file(self, opened: OpenedFile) -> None:
        self.match.show_file(opened)
        self._go_to(MATCH)

    def _show_problem(self, error: BaseException) -> None:
        self._go_to(FILE)
        self._tell_error(error)

    # ── the check ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _check(self) -> None:
        self._next.setEnabled(False)
        self._tell_checking(0)
        work = partial(
            job.check_all,
            self._session.database,
            self.match.opened,
            self.match.options,
            self._checked_so_far.emit,
            self._closed.is_set,
        )
        self._session.background.run(self, work, self._show_checked, self._show_problem, key="import")

    def _tell_checking(self, count: int) -> None:
        text = self.tr("Checking every row: {n} of {all}").replace("{n}", words.number(count))
        self._tell(text.replace("{all}", words.number(self.match.opened.rows)), "text2")

    def _show_checked(self, checklist: Checklist) -> None:
        self._list, self._result = checklist, None
        self.check.show_list(checklist, self.match.source)
        self._looking.set()
        self._go_to(CHECK)
        self.check.show_looking(0.0)
        stopped = lambda: not self._looking.is_set()  # noqa: E731 - held by the task alone
        work = partial(job.look_for_doubles, self._session.database, checklist, self._compared_so_far.emit, stopped)
        self._session.background.run(self, work, self._show_doubles, self._end_looking, key="doubles")

    def _show_doubles(self, count: int) -> None:
        self._looking.clear()
        self.check.show_doubles(count)
        self._refresh()

    def _end_looking(self, error: BaseException) -> None:
        self._looking.clear()
        self.check.show_doubles(0)
        self._offer()
        if not isinstance(error, ScanStopped):
            self._tell_error(error)

    def _mend(self, place: int, column: int, text: str) -> None:
        work = partial(job.mend, self._session.database, self.match.opened, self._rows, place, column, text)
        self._session.background.write(self, work, self._refresh, self._tell_error)

    def _choose(self, places: Iterable[int], choice: Choice) -> None:
        self._session.background.write(self, partial(self._rows.choose, places, choice), self._refresh)

    def _choose_likely(self, choice: Choice) -> None:
        work = partial(self._rows.set_likely, choice)
        self._session.background.write(self, work, self._refresh)

    @property
    def _rows(self) -> Checklist:
        assert self._list is not None
        return self._list

    def _refresh(self, _changed: object = None) -> None:
        self.check.refresh()
        self._offer()

    # ── sending ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _send(self) -> None:
        self._next.setEnabled(False)
        self._tell(self.tr("Writing the rows…"), "text2")
        self.sending.begin(self.match.opened, self._rows)

    def _show_not_put(self, error: BaseException) -> None:
        self._go_to(MATCH)  # some rows may be in: the next check knows them
        self._tell_error(error)

    def _watch(self) -> None:
        self.outcome.begin()
        self._go_to(RESULT)

    def _show_going(self, going: Going) -> None:
        self.outcome.show_going(going, paused=self.sending.paused)

    def pause(self) -> None:
        """Let nothing more leave after the running pack, or let it go on."""
        self.sending.pause()
        self._offer()

    def stop(self) -> None:
        """Take back what has not left, after the running pack."""
        self.sending.stop()
        self._tell(self.tr("Stopping after this request…"), "text2")

    # ── the result ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _show_result(self, result: Result) -> None:
        self._result = result
        tag = self.match.options.tag
        if tag and result.counted["created"] + result.counted["updated"]:
            name = self.tr("Import {date}").replace("{date}", words.date_text(date.today()))
            self._session.background.write(
                self, partial(job.save_view, self._session.database, name, tag), self._show_view
            )
        self.outcome.show_result(result)
        self._offer()

    def _show_view(self, saved: tuple[Changed, str]) -> None:
        self._session.bridge.tell_at_once(saved[0])
        self.outcome.show_view(self.match.options.tag, saved[1])

    def _take_step(self, step: str, contact_id: str) -> None:
        if step == "again":
            self.try_again()
            return
        self.accept()
        if step == "open":
            self.contact_wanted.emit(contact_id)
        else:
            self.changes_wanted.emit()

    def try_again(self) -> None:
        """Take the rows that failed out of the outbox and check them anew, to be mended."""
        put = self.sending.put
        if self._result is None or put is None:
            return
        failed = [line for line in self._result.failed if line.row in self._result.again]
        work = partial(job.take_failed, self._session.database, failed, put)
        self._session.background.write(self, work, self._check_again, self._tell_error)

    def _check_again(self, taken: tuple[Changed, tuple[ReadRow, ...]]) -> None:
        self._session.bridge.tell_at_once(taken[0])
        work = partial(job.check_rows, self._session.database, self.match.opened, self.match.options, taken[1])
        self._session.background.run(self, work, self._show_again, self._tell_error, key="import")

    def _show_again(self, checklist: Checklist) -> None:
        self._list, self._result = checklist, None
        self.check.show_list(checklist, self.match.source)
        self.check.edit_cells()
        self._go_to(CHECK)

    def _save(self, *, failed_only: bool) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save"), str(Path.home() / "import.csv"), "CSV (*.csv)")
        if not path:
            return
        put = self.sending.put if self._step == RESULT else None
        database, names = self._session.database, self.match.source.columns
        work = partial(job.write_report, database, Path(path), names, self._rows, put)
        work = partial(work, failed_only=failed_only, stopped=self.sending.stopped)
        self._session.background.run(self, work, self._tell_saved, self._tell_error)

    def _tell_saved(self, count: int) -> None:
        self._tell(words.counted(self.tr("1 row written"), self.tr("{n} rows written"), count), "ok")

    def _tell_error(self, error: BaseException) -> None:
        said = messages.explain(error)
        self._tell(f"{said.title}. {said.text}", "danger")

"""Bringing a file in, step by step: nothing is sent before the check was seen, and one undo takes all of it back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from nexus_contacts.desktop import messages, words
from nexus_contacts.desktop.controls.buttons import PrimaryButton, SecondaryButton, SoftButton
from nexus_contacts.desktop.controls.cards import Card
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.controls.states import EmptyState
from nexus_contacts.desktop.importing import job
from nexus_contacts.desktop.importing.job import Going, OpenedFile
from nexus_contacts.desktop.importing.match_page import MatchPage
from nexus_contacts.desktop.importing.rows_view import RowsView, ShownRow
from nexus_contacts.desktop.importing.steps_bar import StepsBar
from nexus_contacts.desktop.importing.telling import KINDS, outcome_word, what_happens
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import theme
from nexus_contacts.exchange import report
from nexus_contacts.exchange.check import Checked
from nexus_contacts.exchange.report import Line
from nexus_contacts.store.importing import Put

_SIZE = (980, 720)
SHOWN = 1000
"""So many rows of the check are listed; how many more there are is said."""
_POLL_MS = 400
FILE, MATCH, CHECK, RESULT = range(4)


class ImportDialog(Sheet):
    """Ctrl+Enter goes on to the next step. `show_wanted(tag)` asks for the imported contacts to be shown."""

    show_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget, path: Path | None = None) -> None:
        super().__init__(self._title(), "", _SIZE, parent)
        self._session = session
        self._checked: tuple[Checked, ...] = ()
        self._put: Put | None = None
        self._stopping = False
        self._lines: tuple[Line, ...] = ()
        self._make_parts()
        self._arrange_pages()
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._look)
        self._go_to(FILE)
        if path is not None:
            self.take_file(path)

    @staticmethod
    def _title() -> str:
        return QCoreApplication.translate("ImportDialog", "Import contacts")

    def _make_parts(self) -> None:
        steps = (self.tr("File"), self.tr("Match columns"), self.tr("Check"), self.tr("Result"))
        self._steps = StepsBar(steps)
        self._empty = EmptyState("download", "accent")
        choose = PrimaryButton(self.tr("Choose a file…"), "download")
        choose.clicked.connect(self.choose_file)
        text = self.tr("A CSV or vCard file of any maker. It can also be dropped on the window. Nothing is sent yet.")
        self._empty.show_state("download", "accent", self.tr("Bring contacts in"), text, (choose,))
        self.match = MatchPage()
        self.match.changed.connect(self._offer)
        self.match.other_wanted.connect(self.choose_file)
        self._cards = {
            kind: (Label("0", "display"), Label("", "small_strong")) for kind in ("new", "update", "same", "problem")
        }
        self._filters = {kind: SoftButton("", checkable=True) for kind in ("all", "new", "update", "problem")}
        for kind, button in self._filters.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self._show_rows(kind))
        self._save_problems = SecondaryButton(self.tr("Save problem rows as CSV…"), "upload", small=True)
        self._save_problems.clicked.connect(partial(self._save, failed_only=True))
        titles = (self.tr("Row"), self.tr("Outcome"), self.tr("Name"), self.tr("Email"), self.tr("Company"))
        self.rows = RowsView(self.tr("Rows"), (*titles, self.tr("What will happen")), (56, 100, 160, 210, 150))
        self._headline, self._underline = Label("", "title"), Label("", "body", "text2", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme().px(6))
        self._bar.setAccessibleName(self.tr("Progress of the import"))
        self._need = Label("", "strong")
        left = (self.tr("Row"), self.tr("Outcome"), self.tr("Email"), self.tr("Reason"))
        self.left = RowsView(self.tr("Rows that need you"), left, (56, 100, 240))

    def _arrange_pages(self) -> None:
        look = theme()
        self._pages = QStackedWidget()
        for page in (self._empty, self.match, self._check_page(), self._result_page()):
            self._pages.addWidget(page)
        self.column.addWidget(self._steps)
        self.column.addWidget(self._pages, 1)
        self._hint = Label("", "small_strong", "text2", wrap=True)
        self._report = SecondaryButton(self.tr("Save report…"), "upload")
        self._report.clicked.connect(partial(self._save, failed_only=False))
        self._back = SecondaryButton(self.tr("Back"))
        self._back.clicked.connect(self._step_back)
        self._next = PrimaryButton("", key=self.tr("Ctrl ↵"))
        self._next.clicked.connect(self.submit)
        self.foot.addWidget(self._report)
        self.foot.addWidget(self._hint, 1)
        self.foot.addWidget(self._back)
        self.foot.addWidget(self._next)
        self.column.setSpacing(look.px(14))

    def _check_page(self) -> QWidget:
        page = QWidget()
        column, cards, filters = QVBoxLayout(page), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        tones = {"new": ("okSoft", "ok"), "update": ("accentSoft", "accentText"), "same": ("tag", "text2")}
        for kind, (count, text) in self._cards.items():
            fill, ink = tones.get(kind, ("dangerSoft", "danger"))
            card = Card(fill=fill, line="")
            for label in (count, text):
                label.set_token(ink)
                card.body.addWidget(label)
            cards.addWidget(card, 1)
        for button in self._filters.values():
            filters.addWidget(button)
        filters.addStretch(1)
        filters.addWidget(self._save_problems)
        column.addLayout(cards)
        column.addLayout(filters)
        column.addWidget(self.rows, 1)
        self.rows.setMinimumHeight(theme().px(300))
        return page

    def _result_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        for widget in (self._headline, self._underline, self._bar, self._need):
            column.addWidget(widget)
        column.addWidget(self.left, 1)
        self.left.setMinimumHeight(theme().px(260))
        return page

    # ── steps ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _go_to(self, step: int) -> None:
        self._step = step
        self._steps.set_current(step)
        self._pages.setCurrentIndex(step)
        self._offer()

    def _step_back(self) -> None:
        if self._step == RESULT:
            self._cancel()
        else:
            self._go_to(self._step - 1)

    def _offer(self) -> None:
        """Say what the next step is and whether it can be taken."""
        step = self._step
        self._report.setVisible(step == RESULT and not self._poll.isActive())
        self._back.setVisible(step in (MATCH, CHECK) or self._poll.isActive())
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
            self._next.setEnabled(not self._poll.isActive())
            self._tell(self.tr("One undo takes the whole import back."), "text2")

    def _tell(self, text: str, token: str) -> None:
        self._hint.setText(text)
        self._hint.set_token(token)

    def _offer_check(self) -> None:
        missing = self.match.missing()
        one, many = self.tr("Check 1 row"), self.tr("Check {n} rows")
        self._next.setText(words.counted(one, many, self.match.opened.rows))
        self._next.setEnabled(not missing)
        names = {"first_name": self.tr("first name"), "email": self.tr("email")}
        if missing:
            what = " + ".join(names[field] for field in missing)
            self._tell(self.tr("No column brings: {what}.").replace("{what}", what), "danger")
        else:
            self._tell(self.tr("Email is matched. You can continue."), "ok")

    def _offer_sending(self) -> None:
        counts = self._counts()
        going = counts["new"] + counts["update"]
        self._next.setText(words.counted(self.tr("Import 1 contact"), self.tr("Import {n} contacts"), going))
        self._next.setEnabled(bool(going) and not self._session.changer.read_only)
        one, many = (
            self.tr("1 row with a problem will be left out."),
            self.tr("{n} rows with problems will be left out."),
        )
        left = words.counted(one, many, counts["problem"]) if counts["problem"] else ""
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

    # ── the file ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def choose_file(self) -> None:
        """Ask for a file."""
        kinds = self.tr("Contacts (*.csv *.tsv *.txt *.vcf *.vcard);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Import contacts"), str(Path.home()), kinds)
        if path:
            self.take_file(Path(path))

    def take_file(self, path: Path) -> None:
        """Read a file and show its columns."""
        self._tell(self.tr("Reading {name}…").replace("{name}", one_line(path.name)), "text2")
        work = partial(job.open_file, self._session.database, path)
        self._session.background.run(self, work, self._show_file, self._show_problem, key="import")

    def _show_file(self, opened: OpenedFile) -> None:
        self.match.show_file(opened)
        self._go_to(MATCH)

    def _show_problem(self, error: BaseException) -> None:
        self._go_to(FILE)
        said = messages.explain(error)
        self._tell(f"{said.title}. {said.text}", "danger")

    # ── the check ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _check(self) -> None:
        self._next.setEnabled(False)
        self._tell(self.tr("Checking every row…"), "text2")
        work = partial(job.check_all, self._session.database, self.match.opened, self.match.options)
        self._session.background.run(self, work, self._show_checked, self._show_problem, key="import")

    def _counts(self) -> dict[str, int]:
        counts = dict.fromkeys(("new", "update", "same", "problem"), 0)
        for one in self._checked:
            counts[KINDS[one.outcome]] += 1
        return counts

    def _show_checked(self, checked: tuple[Checked, ...]) -> None:
        self._checked = checked
        counts = self._counts()
        texts = {
            "new": self.tr("will be created"),
            "update": self.tr("will be updated"),
            "same": self.tr("unchanged"),
            "problem": self.tr("have a problem"),
        }
        for kind, (count, text) in self._cards.items():
            count.setText(words.number(counts[kind]))
            text.setText(texts[kind])
        names = {
            "all": self.tr("All"),
            "new": self.tr("New"),
            "update": self.tr("Updates"),
            "problem": self.tr("Problems"),
        }
        for kind, button in self._filters.items():
            button.setText(f"{names[kind]} {words.number(len(checked) if kind == 'all' else counts[kind])}")
        self._save_problems.setVisible(bool(counts["problem"]))
        self._show_rows("all")
        self._go_to(CHECK)

    def _show_rows(self, kind: str) -> None:
        for name, button in self._filters.items():
            button.setChecked(name == kind)
        chosen = [one for one in self._checked if kind in ("all", KINDS[one.outcome])]
        self.rows.rows.show_rows([self._shown(one) for one in chosen[:SHOWN]])

    def _shown(self, one: Checked) -> ShownRow:
        word, token = outcome_word(one)
        draft = one.built.draft
        name = one_line(f"{draft.first_name} {draft.last_name}".strip()) or "–"
        happens = what_happens(one, self._session.owner_name)
        cells = (str(one.row.number), word, name, one_line(draft.email), one_line(draft.company), happens)
        return ShownRow(cells, token, one.row.number)

    # ── sending ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _send(self) -> None:
        self._next.setEnabled(False)
        self._tell(self.tr("Writing the rows…"), "text2")
        work = partial(job.put_rows, self._session.database, self.match.source.path.name, self._checked)
        self._session.background.write(self, work, self._watch, self._show_problem)

    def _watch(self, put: Put) -> None:
        self._put = put
        self._session.bridge.tell_at_once(put.done.changed)
        if self._session.engine is not None:
            self._session.engine.push_soon()
        self._poll.start()
        self._go_to(RESULT)
        self._look()

    def _look(self) -> None:
        if self._put is not None and self._put.done.step is not None:
            if self._stopping:  # again and again: what is on its way now may wait again in a moment
                cancel = partial(job.cancel, self._session.database, self._put.done.step)
                self._session.background.write(self, cancel, self._session.bridge.tell_at_once)
            work = partial(job.going, self._session.database, self._put.done.step)
            self._session.background.run(self, work, self._show_going, key="going")

    def _show_going(self, going: Going) -> None:
        done = going.sent + going.parked
        self._bar.setRange(0, max(going.all, 1))
        self._bar.setValue(done)
        text = self.tr("{n} of {all} sent").replace("{n}", words.number(done)).replace("{all}", words.number(going.all))
        self._headline.setText(text)
        self._underline.setText(self.tr("You can close this: what waits is sent anyway, and Changes shows it."))
        if not going.waiting and self._poll.isActive():
            self._poll.stop()
            self._finish()

    def _cancel(self) -> None:
        self._stopping = True
        self._tell(self.tr("Stopping after this request…"), "text2")
        self._look()

    def _finish(self) -> None:
        assert self._put is not None
        work = partial(job.result, self._session.database, self._checked, self._put)
        self._session.background.run(self, work, self._show_result, key="result")

    def _show_result(self, lines: tuple[Line, ...]) -> None:
        self._lines = lines
        counts = {outcome: sum(one.outcome == outcome for one in lines) for outcome in report.OUTCOMES}
        done = counts["created"] + counts["updated"]
        text = self.tr("{n} contacts imported") if done != 1 else self.tr("1 contact imported")
        self._headline.setText(text.replace("{n}", words.number(done)))
        names = {
            "created": self.tr("created"), "updated": self.tr("updated"), "exists": self.tr("left alone"),
            "failed": self.tr("failed"), "skipped": self.tr("not changed or not sent"),
        }  # fmt: skip
        self._underline.setText(
            " · ".join(f"{words.number(count)} {names[kind]}" for kind, count in counts.items() if count)
        )
        failed = [one for one in lines if one.outcome == "failed"]
        one, many = self.tr("1 row needs you"), self.tr("{n} rows need you")
        self._need.setText(words.counted(one, many, len(failed)) if failed else self.tr("No row needs you."))
        self.left.rows.show_rows(
            [
                ShownRow((str(f.row), self.tr("Failed"), one_line(f.email), f.reason), "danger", f.row)
                for f in failed[:SHOWN]
            ]
        )
        self._offer()

    def _save(self, *, failed_only: bool) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save"), str(Path.home() / "import.csv"), "CSV (*.csv)")
        if path:
            lines: Sequence[Line] = self._lines or self._problem_lines()
            write = report.write_failed if failed_only else report.write
            work = partial(write, Path(path), self.match.source.columns, lines)
            self._session.background.run(self, work, lambda count: self._tell_saved(count), self._tell_error)

    def _problem_lines(self) -> list[Line]:
        return [
            Line(one.row.number, "failed", "", one.built.draft.email, report.reason_of(one), one.row.cells)
            for one in self._checked
            if one.outcome == "wrong"
        ]

    def _tell_saved(self, count: int) -> None:
        self._tell(words.counted(self.tr("1 row written"), self.tr("{n} rows written"), count), "ok")

    def _tell_error(self, error: BaseException) -> None:
        said = messages.explain(error)
        self._tell(f"{said.title}. {said.text}", "danger")

"""How an import goes and what became of it: how far, how fast, how long yet; then the rows that need the person."""

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import SecondaryButton
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.states import IconTile
from nexus_contacts.desktop.importing.job import Going, Result
from nexus_contacts.desktop.importing.rows_view import RowsModel, RowsView, ShownRow
from nexus_contacts.desktop.importing.telling import next_step
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.theme import theme
from nexus_contacts.exchange.report import Line

SHOWN = 1000
"""So many rows that failed are listed; the report has them all."""
_LATELY_S = 15.0
"""The rate is that of the last so many seconds."""


class ResultPage(QWidget):
    """`step_wanted(step, contact_id)` brings the next step of a row that was pressed: see `telling.next_step`."""

    step_wanted = Signal(str, str)
    failed_wanted = Signal()
    """The rows that failed are to be written as CSV."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._samples: deque[tuple[float, int]] = deque()
        self._begun = 0.0
        self._took = 0.0
        self._icon = IconTile("upload", "accent", side=44, icon_side=20)
        self.headline, self.underline = Label("", "title"), Label("", "body", "text2", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme().px(6))
        self._bar.setAccessibleName(self.tr("Progress of the import"))
        self._need = Label("", "strong")
        self._note = Label("", "body", "text2", wrap=True)
        self.save = SecondaryButton(self.tr("Save these rows as CSV…"), "upload", small=True)
        self.save.clicked.connect(self.failed_wanted)
        titles = (self.tr("Row"), self.tr("Outcome"), self.tr("Email"), self.tr("Reason"), self.tr("Next step"))
        self.left = RowsModel(titles, self)
        self._rows = RowsView(self.tr("Rows that need you"), (56, 100, 220, 400))
        self._rows.setModel(self.left)
        self._rows.set_widths()
        self._rows.setMinimumHeight(theme().px(220))
        self._rows.clicked.connect(self._press_last)
        self._rows.activated.connect(self._press)
        self._lay_out()

    def _lay_out(self) -> None:
        column, head, texts = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        texts.addWidget(self.headline)
        texts.addWidget(self.underline)
        head.setSpacing(theme().px(14))
        head.addWidget(self._icon)
        head.addLayout(texts, 1)
        column.addLayout(head)
        need = QHBoxLayout()
        need.addWidget(self._need, 1)
        need.addWidget(self.save)
        column.addWidget(self._bar)
        column.addLayout(need)
        column.addWidget(self._rows, 1)
        column.addWidget(self._note)
        column.addStretch(0)

    # ── while it goes ─────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self) -> None:
        """An import begins."""
        self._begun, self._took = self._clock(), 0.0
        self._samples.clear()
        self._icon.show_icon("upload", "accent")
        self._need.setText("")
        self._note.setText("")
        self._rows.hide()
        self.save.hide()
        self.left.show_rows(())

    def show_going(self, going: Going, *, paused: bool) -> None:
        """Show how far it is."""
        done, now = going.sent + going.parked, self._clock()
        self._bar.setRange(0, max(going.all, 1))
        self._bar.setValue(done)
        text = self.tr("{n} of {all} sent").replace("{n}", words.number(done)).replace("{all}", words.number(going.all))
        self.headline.setText(text)
        self._samples.append((now, done))
        while len(self._samples) > 2 and now - self._samples[0][0] > _LATELY_S:
            self._samples.popleft()
        if paused:
            self._samples.clear()
            waits = self.tr("Paused: {n} not sent. What was on its way arrives.")
            self.underline.setText(waits.replace("{n}", words.number(going.waiting)))
        else:
            self.underline.setText(self._pace(going.waiting))

    def _pace(self, waiting: int) -> str:
        closing = self.tr("You can close this: what waits is sent anyway, and Changes shows it.")
        if len(self._samples) < 2:
            return closing
        (then, before), (now, done) = self._samples[0], self._samples[-1]
        rate = (done - before) / max(now - then, 0.001)
        if not rate:
            return closing
        text = self.tr("{rate} a second · {left} left").replace("{rate}", words.number(max(round(rate), 1)))
        return f"{text.replace('{left}', self._span(waiting / rate))} · {closing}"

    def _span(self, seconds: float) -> str:
        whole = max(round(seconds), 1)
        if whole < 90:
            return self.tr("{n} s").replace("{n}", str(whole))
        return self.tr("{n} min").replace("{n}", str(round(whole / 60)))

    # ── when it is over ───────────────────────────────────────────────────────────────────────────────────────────────

    def show_result(self, result: Result) -> None:
        """Show what became of all rows."""
        self._took = self._took or self._clock() - self._begun
        counts = result.counted
        done, failed = counts["created"] + counts["updated"], len(result.failed)
        whole = words.counted(self.tr("1 contact imported"), self.tr("{n} contacts imported"), done)
        part = self.tr("{n} of {all} contacts imported").replace("{all}", words.number(done + failed))
        self.headline.setText(part.replace("{n}", words.number(done)) if failed else whole)
        names = {
            "created": self.tr("created"), "updated": self.tr("updated"), "exists": self.tr("left alone"),
            "failed": self.tr("failed"), "skipped": self.tr("not changed or not sent"),
        }  # fmt: skip
        told = [f"{words.number(count)} {names[kind]}" for kind, count in counts.items() if count]
        told.append(self.tr("took {span}").replace("{span}", self._span(self._took)))
        self.underline.setText(" · ".join(told))
        self._icon.show_icon(*(("check", "ok") if done or not failed else ("alert", "warn")))
        one, many = self.tr("1 row needs you"), self.tr("{n} rows need you")
        self._need.setText(words.counted(one, many, failed) if failed else self.tr("No row needs you."))
        self._rows.setVisible(bool(failed))
        self.save.setVisible(bool(failed))
        self.left.show_rows([self._shown(line, result) for line in result.failed[:SHOWN]])

    def show_view(self, tag: str, view: str) -> None:
        """Tell of the tag that they carry, and of the saved view that shows those who do."""
        carry = self.tr("All of them carry the tag “{tag}”.").replace("{tag}", one_line(tag))
        kept = self.tr("The saved view “{view}” shows the contacts with this tag.").replace("{view}", one_line(view))
        self._note.setText(f"{carry} {kept}")

    def _shown(self, line: Line, result: Result) -> ShownRow:
        step = next_step(line, again=line.row in result.again)
        texts = {
            "open": self.tr("Open existing"),
            "again": self.tr("Fix and try again"),
            "changes": self.tr("Decide in Changes"),
        }
        cells = (str(line.row), self.tr("Failed"), one_line(line.email), one_line(line.reason), texts[step])
        return ShownRow(cells, "danger", "accent", f"{step}\t{line.id}")

    def _press_last(self, index: QModelIndex) -> None:
        if index.column() == self.left.columnCount() - 1:
            self._press(index)

    def _press(self, index: QModelIndex) -> None:
        row = self.left.row(index.row())
        if row is not None:
            step, _, contact_id = row.key.partition("\t")
            self.step_wanted.emit(step, contact_id)

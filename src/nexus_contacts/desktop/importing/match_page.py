"""Which column goes where: a row a column with its first values, and what is chosen for all rows."""

from dataclasses import replace
from itertools import islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.controls.buttons import LinkButton, SecondaryButton
from nexus_contacts.desktop.controls.cards import Card, Divider
from nexus_contacts.desktop.controls.choices import ComboBox
from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.controls.labels import ElidedLabel, Label
from nexus_contacts.desktop.importing.habits_bar import HabitsBar
from nexus_contacts.desktop.importing.job import OpenedFile, Options
from nexus_contacts.desktop.importing.words_card import WordsCard
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.theme import theme
from nexus_contacts.exchange import building, columns
from nexus_contacts.exchange.columns import CUSTOM, FULL_NAME, NOTE, TEXT_FIELDS
from nexus_contacts.exchange.mappings import Matching
from nexus_contacts.exchange.source import Source

_VALUES = 3
"""So many different values of a column are shown."""


class MatchPage(QWidget):
    """`changed` tells that the mapping is another one; `other_wanted` that another file is to be taken, and
    `habits_wanted(habits)` that this one is to be read otherwise; `words_wanted` asks for the words of its columns.
    """

    changed = Signal()
    other_wanted = Signal()
    habits_wanted = Signal(object)
    words_wanted = Signal()
    words_shown = Signal(object)
    """The card in which words are translated, to be brought into sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: OpenedFile | None = None
        self._boxes: list[ComboBox] = []
        self._notes: list[Label] = []
        self._links: list[LinkButton] = []
        self._places: tuple[int, ...] = ()
        self._file = Label("", "strong")
        self._size = Label("", "small", "text2")
        self.habits = HabitsBar()
        self.habits.changed.connect(self.habits_wanted)
        self.words = WordsCard()
        self.words.changed.connect(self._show_notes)
        self._remembered = Label("", "small", "ok")
        other = SecondaryButton(self.tr("Use another file…"), small=True)
        other.clicked.connect(self.other_wanted)
        self._grid = QGridLayout()
        self.existing = ComboBox(self.tr("If the email already exists"))
        for value, text in (
            ("skip", self.tr("Leave that contact alone")),
            ("fill", self.tr("Fill its gaps")),
            ("update", self.tr("Update that contact")),
        ):
            self.existing.addItem(text, value)
        self.tag = TextField(self.tr("Add tag to all"), icon="tag")
        self.region = TextField(self.tr("Country for phones"), placeholder="DE")
        self.region.setMaxLength(2)
        self.region.textChanged.connect(lambda _text: self._show_notes())
        self.further = ComboBox(self.tr("Further emails and phones of a cell"))
        self.further.addItem(self.tr("Into custom fields"), "custom")
        self.further.addItem(self.tr("Into a note"), "note")
        self._arrange(other)

    def _arrange(self, other: QWidget) -> None:
        look = theme()
        column, head, foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        for widget in (self._file, self._size, self.habits, self._remembered):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(other)
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(3))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnMinimumWidth(2, look.px(230))
        self._grid.setColumnStretch(3, 3)
        foot.setSpacing(look.px(8))
        for text, control, width in (
            (self.tr("If the email already exists"), self.existing, 190),
            (self.tr("Add tag to all"), self.tag, 160),
            (self.tr("Country for phones"), self.region, 60),
        ):
            foot.addWidget(Label(text, "small_strong"))
            control.setFixedWidth(look.px(width))
            foot.addWidget(control)
        foot.addStretch(1)
        self._several = QWidget()
        more = QHBoxLayout(self._several)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(look.px(8))
        more.addWidget(Label(self.tr("Further emails and phones of a cell"), "small_strong"))
        more.addWidget(self.further)
        more.addStretch(1)
        column.addLayout(head)
        frame = Card(fill="")
        frame.body.addLayout(self._grid)
        column.addWidget(frame)
        column.addWidget(self.words)
        column.addLayout(foot)
        column.addWidget(self._several)
        column.addStretch(1)

    @property
    def source(self) -> Source:
        """The file as it is matched now."""
        assert self._opened is not None
        return self._opened.source

    @property
    def options(self) -> Options:
        """What is chosen for all rows."""
        tag, region = " ".join(self.tag.text().replace(",", " ").split()), self.region.text().strip()
        chosen = self.words.chosen
        return Options(
            self.existing.currentData(), tag, region, self.further.currentData(), dict(chosen["status"]),
            dict(chosen["source"]),
        )  # fmt: skip

    def show_file(self, opened: OpenedFile) -> None:
        """Show a file's columns."""
        is_other = self._opened is None or self._opened.source.path != opened.source.path
        self._opened = opened
        found = opened.source
        self._file.setText(one_line(found.path.name))
        parts = [words.counted(self.tr("1 row"), self.tr("{n} rows"), opened.rows)]
        if found.habits is not None:
            parts.append(words.counted(self.tr("1 column"), self.tr("{n} columns"), len(found.columns)))
        self._size.setText(" · ".join(parts))
        self.habits.show_habits(found.habits)
        if is_other:
            self.tag.setText(one_line(found.path.stem)[:64].replace(",", " "))
        self._rebuild()
        if is_other:
            self._remember(opened.remembered)
        self._show_notes()

    def _remember(self, matching: Matching | None) -> None:
        """Choose what was chosen for a file with the same header."""
        self._remembered.setText(self.tr("Matched as last time") if matching is not None else "")
        self.words.chosen = {"status": {}, "source": {}}
        self.words.hide()
        if matching is None:
            self.existing.setCurrentIndex(0)
            self.further.setCurrentIndex(0)
            self.region.setText(self._opened.region if self._opened is not None else "")
        else:
            self.existing.setCurrentIndex(max(self.existing.findData(matching.existing), 0))
            self.further.setCurrentIndex(max(self.further.findData(matching.further), 0))
            self.region.setText(matching.region)
            self.words.chosen = {"status": dict(matching.statuses), "source": dict(matching.sources)}

    def take_words(self, opened: OpenedFile) -> None:
        """Take what stands in the columns of statuses and sources, where the mapping is still the same."""
        if self._opened is not None and opened.source == self._opened.source:
            self._opened = opened
            self._show_notes()

    def _rebuild(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes, self._notes, self._links = [], [], []
        titles = (self.tr("Column in file"), self.tr("First values"), self.tr("Field in Nexus"), self.tr("Note"))
        for place, title in enumerate(titles):
            self._grid.addWidget(Label(title, "small_strong", "text2"), 0, place)
        found = self.source
        shown = range(len(found.columns)) if found.habits is not None else self._filled()
        for number, place in enumerate(shown, 1):
            line, name = 2 * number, found.columns[place]
            self._grid.addWidget(Divider(), line - 1, 0, 1, 4)
            title = one_line(name) if found.habits is not None else sentences.field_title(name)
            self._grid.addWidget(ElidedLabel(title, "body"), line, 0)
            values = dict.fromkeys(one_line(row.cells[place]) for row in found.sample if row.cells[place])
            self._grid.addWidget(ElidedLabel(" · ".join(islice(values, _VALUES))[:200], "body", "text2"), line, 1)
            box = self._box(place, name)
            self._grid.addWidget(box, line, 2)
            note, link = Label("", "small", "text2"), LinkButton("")
            link.clicked.connect(lambda _checked=False, place=place: self._toggle_words(place))
            self._grid.addWidget(note, line, 3)
            self._grid.addWidget(link, line, 3, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
            self._boxes.append(box)
            self._notes.append(note)
            self._links.append(link)
        self._places = tuple(shown)
        several = any(building.holds_several(cell) for row in found.sample for cell in row.cells)
        self._several.setVisible(found.habits is not None and several)

    def _filled(self) -> list[int]:
        """Of vCards, the columns that any of the first cards fills."""
        return [
            place for place in range(len(self.source.columns)) if any(row.cells[place] for row in self.source.sample)
        ]

    def _box(self, place: int, name: str) -> ComboBox:
        assert self._opened is not None
        box = ComboBox(self.tr("Field for {column}").replace("{column}", one_line(name)))
        box.addItem(self.tr("Do not import"), "")
        box.addItem(self.tr("Full name (split)"), FULL_NAME)
        for field in TEXT_FIELDS:
            box.addItem(sentences.field_title(field), field)
        box.addItem(self.tr("Note"), NOTE)
        target = self.source.targets[place]
        own = [CUSTOM + key for key in self._opened.known_keys]
        more = [CUSTOM + one_line(name), *([target] if target.startswith(CUSTOM) or target == columns.MORE else [])]
        for custom in dict.fromkeys((*own, *more)):
            text = self.tr("Custom field: {key}").replace("{key}", one_line(custom.removeprefix(CUSTOM)))
            box.addItem(text, custom)
        box.setCurrentIndex(max(box.findData(target), 0))
        box.activated.connect(lambda _at, place=place, box=box: self._choose(place, str(box.currentData())))
        return box

    def _choose(self, place: int, target: str) -> None:
        assert self._opened is not None
        changed = self.source.with_target(place, target)
        self._opened = replace(self._opened, source=changed)
        self.words.hide()
        for at, box in zip(self._places, self._boxes, strict=True):
            box.setCurrentIndex(max(box.findData(changed.targets[at]), 0))
        self._show_notes()
        self.changed.emit()
        if target in ("status", "source"):
            self.words_wanted.emit()

    @property
    def opened(self) -> OpenedFile:
        """The file with the mapping as it is now."""
        assert self._opened is not None
        return self._opened

    def _toggle_words(self, place: int) -> None:
        if self.words.isVisibleTo(self):
            self.words.hide()
        else:
            target = self.source.targets[place]
            self.words.show_words(target, self.source.columns[place], self.opened.words.get(place, {}))
            self.words_shown.emit(self.words)

    def _show_notes(self) -> None:
        if self._opened is None:
            return
        new = {CUSTOM + key for key in columns.new_keys(self.source.targets, self._opened.known_keys)}
        for at, note, link in zip(self._places, self._notes, self._links, strict=True):
            text, token = self._note(at, new)
            link.setText(self._words_note(at))
            link.setVisible(bool(link.text()))
            note.setText(text)
            note.setVisible(not link.text())
            note.set_token(token)

    def _words_note(self, at: int) -> str:
        """What is said of the words in a column; they can be looked at then."""
        kind, found = self.source.targets[at], self.opened.words.get(at)
        if kind not in ("status", "source") or not found:
            return ""
        unknown = self.words.unknown(kind, found)
        if unknown:
            return words.counted(self.tr("1 value to translate…"), self.tr("{n} values to translate…"), unknown)
        return words.counted(self.tr("1 value, known"), self.tr("{n} values, all known"), len(found))

    def _note(self, at: int, new: set[str]) -> tuple[str, str]:
        target, name = self.source.targets[at], self.source.columns[at]
        if target in new:
            return self.tr("New custom field"), "warn"
        if target == "phone" and (rewritten := self._rewritten(at)):
            return self.tr("Will be rewritten to {number}").replace("{number}", rewritten), "warn"
        if target and columns.field_named(name) == target:
            return self.tr("Matched by name"), "text2"
        if not target and columns.field_named(name) in columns.READ_ONLY:
            return self.tr("Read-only in AutomateNexus"), "text2"
        return "", "text2"

    def _rewritten(self, at: int) -> str:
        """The first phone number as it will be stored, where it is another than in the file."""
        first = next((row.cells[at] for row in self.source.sample if row.cells[at]), "")
        number = building.international(first, self.region.text().strip().upper())
        return number if number != first else ""

    def missing(self) -> tuple[str, ...]:
        """The required fields that no column brings."""
        return columns.missing(self.source.targets)

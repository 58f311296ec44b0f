"""Merging records into one: who stays, which value of each field, which tags, what is lost, what moves over."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.controls.avatars import AvatarLabel
from nexus_contacts.desktop.controls.buttons import DangerButton, GhostButton, SecondaryButton, SoftButton
from nexus_contacts.desktop.controls.cards import Card
from nexus_contacts.desktop.controls.checks import CheckBox
from nexus_contacts.desktop.controls.chips import TagChip
from nexus_contacts.desktop.controls.flow import FlowLayout
from nexus_contacts.desktop.controls.labels import ElidedLabel, Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.merge.choosing import Choosing
from nexus_contacts.desktop.merge.rows import LABEL_PX, RESULT_PX, FieldRow
from nexus_contacts.desktop.merge.telling import changes_text, loss_text, moves_text
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.sentences import OwnerName
from nexus_contacts.desktop.theme import theme
from nexus_contacts.duplicates.merge import STRATEGIES, Merge, lost_as_note, same_value
from nexus_contacts.store import edits

_SIZE = (1080, 720)


class MergeDialog(Sheet):
    """1 2 or ← → choose, X swaps, A shows all fields, F2 types, Ctrl+Enter merges. `confirmed(Merge, note)`."""

    confirmed = Signal(object, str)
    copy_wanted = Signal(object)

    def __init__(
        self,
        contacts: Sequence[Contact],
        text: str,
        related: Mapping[str, Mapping[str, int]],
        owner_name: OwnerName,
        parent: QWidget,
        *,
        offline: bool = False,
    ) -> None:
        super().__init__("", text, _SIZE, parent)
        title = self.tr("Merge two contacts") if len(contacts) == 2 else self.tr("Merge {n} contacts")
        self.set_heading(title.replace("{n}", words.number(len(contacts))), text)
        self.choosing = Choosing(contacts)
        self._related, self._owner_name, self._offline = related, owner_name, offline
        self._rows: list[FieldRow] = []
        self._make()
        self._arrange_body()
        self._arrange_foot()
        self._rebuild()

    @property
    def merge(self) -> Merge:
        """What will be."""
        return self.choosing.merge

    def _make(self) -> None:
        texts = (self.tr("Prefer primary"), self.tr("Prefer newest"), self.tr("Prefer most complete"))
        self._strategies = {}
        for strategy, text in zip(STRATEGIES, texts, strict=True):
            button = SoftButton(text, checkable=True)
            button.clicked.connect(lambda _checked=False, strategy=strategy: self._take(strategy))
            self._strategies[strategy] = button
        self._custom = Label("", "small_strong", "text2")
        self._swap = GhostButton(self.tr("Swap primary and secondary"), "refresh", key="X", small=True)
        self._swap.clicked.connect(self._swap_records)
        self._only = CheckBox("")
        self._only.setChecked(True)
        self._only.toggled.connect(lambda _on: self._rebuild())
        self._grid = QVBoxLayout()
        self._moves = Label("", "body", "text2", wrap=True)
        self._keep = CheckBox("")
        self._keep.setChecked(True)
        self._keep.toggled.connect(lambda _on: self._show())
        self._loss = Label("", "body", wrap=True)
        self._gone = Label("", "strong", "danger", wrap=True)
        self._changes = Label("", "small_strong", "text2", wrap=True)
        self._button = DangerButton("", "merge", key=self.tr("Ctrl ↵"))
        self._button.clicked.connect(self.submit)

    def _arrange_body(self) -> None:
        look = theme()
        top = QHBoxLayout()
        top.setSpacing(look.px(4))
        top.addWidget(Label(self.tr("Strategy"), "body", "text2"))
        for button in self._strategies.values():
            top.addWidget(button)
        top.addWidget(self._custom)
        top.addWidget(self._swap)
        top.addStretch(1)
        top.addWidget(self._only)
        self.column.addLayout(top)
        self._grid.setSpacing(look.px(2))
        self.column.addLayout(self._grid)
        self.column.addWidget(self._moves)
        self.column.addStretch(1)
        self._loss_card = Card(fill="diff", line="diffLine")
        self._loss_card.body.addWidget(self._loss)
        self._loss_card.body.addWidget(self._keep)
        danger = Card(fill="dangerSoft", line="dangerLine")
        line, texts = QHBoxLayout(), QVBoxLayout()
        texts.setSpacing(look.px(2))
        texts.addWidget(self._gone)
        undo = self.tr("You can take this merge back from the trash, as long as you do not empty it.")
        texts.addWidget(Label(undo, "body", wrap=True))
        copy = SecondaryButton(self.tr("Save copy…"), small=True)
        copy.clicked.connect(lambda: self.copy_wanted.emit(self.choosing.contacts))
        line.addLayout(texts, 1)
        line.addWidget(copy, 0, Qt.AlignmentFlag.AlignVCenter)
        danger.body.addLayout(line)
        self.keep_below(self._loss_card, danger)

    def _arrange_foot(self) -> None:
        cancel = SecondaryButton(self.tr("Cancel"))
        cancel.clicked.connect(self.leave)
        self.foot.addWidget(self._changes, 1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self._button)

    # ── the rows ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _rebuild(self) -> None:
        """Lay the rows out anew: other records, or other fields to show."""
        at = next((row.field for row in self._rows if row.hasFocus()), "")
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._grid.addWidget(self._heads())
        choosing = self.choosing
        shown = choosing.differing if self._only.isChecked() else choosing.fields
        self._rows = []
        for field in shown:
            values = [
                sentences.value_text(field, edits.value_of(one, field), self._owner_name) for one in choosing.contacts
            ]
            row = FieldRow(field, sentences.field_title(field), values)
            row.chosen.connect(self._choose)
            row.typing_wanted.connect(self._type)
            row.stepped.connect(self._step)
            self._rows.append(row)
            self._grid.addWidget(row)
            row.show()  # at once: it may get the focus below
        if choosing.tags:
            self._grid.addWidget(self._tags_row())
        count = len(choosing.differing)
        one, many = self.tr("Only the field that differs"), self.tr("Only the {n} fields that differ")
        self._only.setText(words.counted(one, many, count))
        self._show()
        if self._rows:
            focused = next((row for row in self._rows if row.field == at), self._rows[0])
            focused.setFocus(Qt.FocusReason.TabFocusReason)

    def _heads(self) -> QWidget:
        look = theme()
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(look.px(6), 0, look.px(4), look.px(6))
        row.setSpacing(look.px(8))
        label = Label(self.tr("Field"), "body", "text2")
        label.setFixedWidth(look.px(LABEL_PX))
        row.addWidget(label)
        for place, contact in enumerate(self.choosing.contacts):
            row.addWidget(self._head(contact, primary=place == 0), 1)
        result = QVBoxLayout()
        result.setSpacing(0)
        result.addWidget(Label(self.tr("Result"), "section"))
        result.addWidget(Label(self.tr("Live preview"), "small", "text2"))
        side = QWidget()
        side.setFixedWidth(look.px(RESULT_PX))
        result.setContentsMargins(look.px(8), 0, 0, 0)
        side.setLayout(result)
        row.addWidget(side)
        return box

    def _head(self, contact: Contact, *, primary: bool) -> QWidget:
        card = Card(fill="raised", line="border")
        line, texts, first = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        texts.setSpacing(0)
        first.setSpacing(theme().px(8))
        first.addWidget(ElidedLabel(one_line(contact.name), "strong"), 1)
        chip = self.tr("Primary · kept") if primary else self.tr("Secondary · deleted")
        first.addWidget(Label(chip, "small_strong", "accentText" if primary else "danger"))
        texts.addLayout(first)
        when = words.date_time_text(contact.updated_at) if contact.updated_at else ""
        texts.addWidget(ElidedLabel(" · ".join(part for part in (contact.id, when) if part), "small", "text2"))
        avatar = AvatarLabel(34, contact.id, contact.name)
        line.setSpacing(theme().px(10))
        line.addWidget(avatar)
        line.addLayout(texts, 1)
        card.body.addLayout(line)
        return card

    def _tags_row(self) -> QWidget:
        look = theme()
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(look.px(6), look.px(4), look.px(4), look.px(4))
        row.setSpacing(look.px(8))
        label = Label(sentences.field_title("tags"), "body", "text2")
        label.setFixedWidth(look.px(LABEL_PX))
        row.addWidget(label)
        for contact in self.choosing.contacts:
            row.addWidget(
                Label(", ".join(map(one_line, contact.tags)) or self.tr("none"), "body", "text2", wrap=True), 1
            )
        chips = QWidget()
        chips.setFixedWidth(look.px(RESULT_PX))
        flow = FlowLayout(chips, gap=4, line_gap=4)
        for tag in self.choosing.tags:
            chip = TagChip(tag)
            chip.setCheckable(True)
            chip.setChecked(tag not in self.choosing.dropped_tags)
            chip.setToolTip(self.tr("Keep this tag"))
            if tag not in self.choosing.contacts[0].tags:
                chip.set_tone("add")
            chip.clicked.connect(lambda _checked=False, tag=tag: self._toggle_tag(tag))
            flow.addWidget(chip)
        row.addWidget(chips)
        return box

    def _show(self) -> None:
        """Show the result of the choices as they stand."""
        choosing, merge = self.choosing, self.merge
        for strategy, button in self._strategies.items():
            button.setChecked(choosing.strategy == strategy)
        self._custom.setText(self.tr("Custom") if choosing.strategy is None else "")
        for row in self._rows:
            self._show_row(row, merge)
        names = [one_line(one.name) for one in merge.secondaries]
        self._moves.setText(moves_text(merge, self._related))
        loss = loss_text(merge.lost, self._owner_name)
        self._loss.setText(loss)
        self._loss_card.setVisible(bool(loss))
        primary = one_line(merge.primary.name)
        self._keep.setText(self.tr("Keep these as a note on {name}").replace("{name}", primary))
        ids = ", ".join(f"{one_line(one.name)} ({one.id})" for one in merge.secondaries)
        self._gone.setText(self.tr("{who} will be deleted on the server.").replace("{who}", ids))
        self._changes.setText(changes_text(merge))
        text = self.tr("Plan merge") if self._offline else self.tr("Merge and delete {name}")
        self._button.setText(text.replace("{name}", names[0] if len(names) == 1 else words.number(len(names))))

    def _show_row(self, row: FieldRow, merge: Merge) -> None:
        field = row.field
        result = edits.value_of(merge.result, field)
        typed = field in self.choosing.typed
        place = -1 if typed else self.choosing.chosen.get(field, 0)
        before = edits.value_of(merge.primary, field)
        lost = [
            at != place and edits.value_of(one, field) not in ("", None)
            and not same_value(field, edits.value_of(one, field), result)
            for at, one in enumerate(self.choosing.contacts)
        ]  # fmt: skip
        mark, token = "", ""
        if not same_value(field, before, result):
            filled = before in ("", None)
            mark, token = (self.tr("filled in"), "ok") if filled else (self.tr("changed"), "accentText")
        text = sentences.value_text(field, result, self._owner_name)
        row.show_result(text, place=place, lost=lost, mark=mark, token=token or "text2")

    # ── what the person does ──────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, strategy: str) -> None:
        self.choosing.take(strategy)  # type: ignore[arg-type]
        self._show()

    def _choose(self, field: str, place: int) -> None:
        self.choosing.choose(field, place)
        self._show()

    def _type(self, field: str) -> None:
        title = sentences.field_title(field)
        now = str(edits.value_of(self.merge.result, field) or "")
        text, given = QInputDialog.getText(
            self, title, self.tr("Another value for {field}").replace("{field}", title), text=now
        )
        if given:
            self.choosing.type_value(field, text.strip())
            self._show()

    def _toggle_tag(self, tag: str) -> None:
        self.choosing.toggle_tag(tag)
        self._show()

    def _swap_records(self) -> None:
        self.choosing.swap()
        self._rebuild()

    def _step(self, step: int) -> None:
        here = next((place for place, row in enumerate(self._rows) if row.hasFocus()), 0)
        self._rows[max(0, min(here + step, len(self._rows) - 1))].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() == Qt.Key.Key_X:
            self._swap_records()
        elif plain and event.key() == Qt.Key.Key_A:
            self._only.toggle()
        else:
            super().keyPressEvent(event)

    @override
    def submit(self) -> None:
        """Merge as shown; what has no place is kept as a note where that is ticked."""
        merge = self.merge
        labels = {one.field: sentences.field_title(one.field) for one in merge.lost}
        note = lost_as_note(merge.lost, labels) if self._keep.isChecked() else ""
        self.confirmed.emit(merge, note)
        self.accept()

"""Merging together what is surely one person and loses nothing: listed first, one step to take back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.controls.buttons import DangerButton, SecondaryButton
from nexus_contacts.desktop.controls.checks import CheckBox
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.merge.telling import changes_text
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.duplicates.merge import Merge, merged, preset, suggested_primary
from nexus_contacts.store import contacts, merging
from nexus_contacts.store.connection import Database

if TYPE_CHECKING:
    from nexus_contacts.desktop.rehearsal import Rehearsed

MOST = 200


def _say(text: str) -> str:
    return QCoreApplication.translate("SafeSheet", text)


def safe_merges(database: Database, groups: Sequence[Sequence[str]]) -> tuple[Merge, ...]:
    """The merges of `groups` of ids in which no value is lost and for which nothing waits. Blocking."""
    found: list[Merge] = []
    for ids in groups:
        records = [one for one in (contacts.get(database, contact_id) for contact_id in ids) if one is not None]
        if len(records) < 2 or merging.blocking(database, ids):
            continue
        related = merging.related_counts(database, ids)
        first = suggested_primary(records, {one: sum(kinds.values()) for one, kinds in related.items()})
        ordered = [records[first], *(one for place, one in enumerate(records) if place != first)]
        merge = merged(ordered, preset("complete", ordered))
        if merge.is_lossless:
            found.append(merge)
        if len(found) == MOST:
            break
    return tuple(found)


def rehearsed_text(one: "Rehearsed") -> str:
    """How a merge ended in its rehearsal."""
    if one.problem:
        return _say("It could not be tried out: {why}").replace("{why}", one_line(one.problem))
    if not one.differs:
        notes = words.counted(_say("1 note"), _say("{n} notes"), one.notes)
        return _say("Rehearsed: it comes out as shown, with {notes}").replace("{notes}", notes)
    fields = ", ".join(sentences.field_title(change.field) for change in one.differs)
    return _say("Rehearsed: it comes out otherwise in {fields}").replace("{fields}", fields)


class SafeSheet(Sheet):
    """Lists the merges, each ticked; `confirmed` brings those that stayed ticked."""

    confirmed = Signal(object)
    rehearsal_wanted = Signal(object)
    """Merges to try out before anything is sent; `show_rehearsed` tells what came out."""

    def __init__(self, merges: Sequence[Merge], looked_at: int, parent: QWidget) -> None:
        text = words.counted(
            _say("1 pair is almost certainly one person"), _say("{n} pairs are almost certainly one person"), looked_at
        )
        text += " · " + words.counted(_say("in 1 nothing is lost"), _say("in {n} nothing is lost"), len(merges))
        super().__init__(_say("Merge what is safe"), text, (720, 600), parent)
        self._boxes: list[tuple[CheckBox, Merge]] = []
        for merge in merges:
            names = ", ".join(one_line(one.name) for one in merge.secondaries)
            title = self.tr("{a} into {b}").replace("{a}", names).replace("{b}", one_line(merge.primary.name))
            box = CheckBox(title, changes_text(merge))
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._show())
            self._boxes.append((box, merge))
            self.column.addWidget(box)
        if not merges:
            self.column.addWidget(
                Label(self.tr("Each of them has a value that would be lost: merge them one by one."), wrap=True)
            )
        self.column.addStretch(1)
        cancel = SecondaryButton(self.tr("Cancel"))
        cancel.clicked.connect(self.leave)
        self._button = DangerButton("", "merge", key=self.tr("Ctrl ↵"))
        self._button.clicked.connect(self.submit)
        self.foot.addWidget(Label(self.tr("One undo takes all of them back."), "small_strong", "text2"), 1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self._button)
        self._rehearse = SecondaryButton(self.tr("Rehearse"), "eye")
        self._rehearse.setToolTip(self.tr("Try the merges out on a copy on this computer; nothing is sent."))
        self._rehearse.clicked.connect(self._want_rehearsal)
        self.foot.insertWidget(0, self._rehearse)
        self._show()
        (self._boxes[0][0] if self._boxes else cancel).setFocus(Qt.FocusReason.TabFocusReason)

    def _ticked(self) -> list[Merge]:
        return [merge for box, merge in self._boxes if box.isChecked()]

    def _want_rehearsal(self) -> None:
        self._rehearse.setEnabled(False)
        self._rehearse.setText(self.tr("Rehearsing…"))
        self.rehearsal_wanted.emit(self._ticked())

    def show_rehearsed(self, found: "Sequence[Rehearsed]") -> None:
        """Tell under each merge what came out of it."""
        self._rehearse.setEnabled(True)
        self._rehearse.setText(self.tr("Rehearse again"))
        told = {one.merge.primary.id: rehearsed_text(one) for one in found}
        for box, merge in self._boxes:
            if merge.primary.id in told:
                box.set_hint(told[merge.primary.id])

    def _show(self) -> None:
        count = len(self._ticked())
        self._button.setText(words.counted(self.tr("Merge 1 pair"), self.tr("Merge {n} pairs"), count))
        self._button.setEnabled(bool(count))

    def submit(self) -> None:
        """Merge what is ticked."""
        ticked = self._ticked()
        if ticked:
            self.confirmed.emit(ticked)
            self.accept()

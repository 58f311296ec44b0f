"""The records of a pair or group beside each other: amber where they differ, green where only one has a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.controls.avatars import paint_avatar
from nexus_contacts.desktop.controls.drawing import mirrored, rounded, smooth
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.sentences import OwnerName
from nexus_contacts.desktop.theme import theme
from nexus_contacts.duplicates.merge import merge_fields, same_value
from nexus_contacts.store import edits

_LABEL, _HEAD, _ROW, _GAP = 110, 62, 34, 6


def _say(text: str) -> str:
    return QCoreApplication.translate("duplicates", text)


@dataclass(frozen=True, slots=True)
class Line:
    """One field: its name and what each record has in it; `differs` where they do not agree."""

    title: str
    values: tuple[str, ...]
    differs: bool

    def tone(self, place: int) -> str:
        """The colour of one value: ``diff``, ``okSoft`` where only this record has one, ``""``."""
        if not self.differs or not self.values[place]:
            return ""
        return "okSoft" if sum(map(bool, self.values)) == 1 else "diff"


def lines_of(contacts: Sequence[Contact], owner_name: OwnerName) -> tuple[Line, ...]:
    """The fields that any of the records fills, in the order of a form, tags among them."""
    found = []
    fields = [*merge_fields(*contacts)]
    if any(one.tags for one in contacts):
        at = fields.index("assigned_to") + 1 if "assigned_to" in fields else len(fields)
        fields.insert(at, "tags")
    for field in fields:
        values = [edits.value_of(one, field) for one in contacts]
        differs = not all(same_value(field, values[0], value) for value in values[1:])
        if field == "tags":
            differs = len({frozenset(one.tags) for one in contacts}) > 1
        texts = tuple(sentences.value_text(field, value, owner_name) for value in values)
        found.append(Line(sentences.field_title(field), texts, differs))
    return tuple(found)


def related_text(counts: Mapping[str, int]) -> str:
    """What hangs on a record, as far as it was downloaded: "3 deals · 2 notes · 11 activities"."""
    known = (
        ("activities", _say("1 activity"), _say("{n} activities")),
        ("deals", _say("1 deal"), _say("{n} deals")),
        ("notes", _say("1 note"), _say("{n} notes")),
    )
    parts = [words.counted(one, many, counts[kind]) for kind, one, many in known if kind in counts]
    return " · ".join(parts) if parts else _say("not downloaded yet")


class ComparisonView(QWidget):
    """Paints the records side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contacts: tuple[Contact, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._related: Mapping[str, Mapping[str, int]] = {}
        self._suggested = 0
        self.setAccessibleName(self.tr("Comparison"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def show_records(
        self,
        contacts: Sequence[Contact],
        suggested: int,
        related: Mapping[str, Mapping[str, int]],
        owner_name: OwnerName,
    ) -> None:
        """Show these records; `suggested` is the place of the one to keep."""
        self._contacts, self._suggested, self._related = tuple(contacts), suggested, related
        self._lines = lines_of(contacts, owner_name) + self._last_lines()
        told = [f"{line.title}: {' / '.join(value or _say('empty') for value in line.values)}" for line in self._lines]
        self.setAccessibleDescription("\n".join(told))
        self._restyle()

    def _last_lines(self) -> tuple[Line, ...]:
        related = tuple(related_text(self._related.get(one.id, {})) for one in self._contacts)
        updated = tuple(words.date_time_text(one.updated_at) if one.updated_at else "" for one in self._contacts)
        return Line(_say("Related data"), related, False), Line(_say("Updated"), updated, False)

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        height = look.px(_HEAD + 12) + len(self._lines) * look.px(_ROW) + look.px(12)
        return QSize(look.px(_LABEL + 200 * max(len(self._contacts), 2)), height)

    @override
    def minimumSizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(_LABEL + 130 * max(len(self._contacts), 2)), self.sizeHint().height())

    def _column(self, place: int) -> tuple[int, int]:
        """(left, width) of a record's column, in left-to-right pixels."""
        look = theme()
        label, gap = look.px(_LABEL), look.px(_GAP)
        width = (self.width() - label - gap * (len(self._contacts) - 1)) // max(len(self._contacts), 1)
        return label + place * (width + gap), width

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        for place, contact in enumerate(self._contacts):
            self._paint_head(painter, place, contact)
        top = theme().px(_HEAD + 12)
        for at, line in enumerate(self._lines):
            if at == len(self._lines) - 2:
                painter.fillRect(0, top + theme().px(4), self.width(), 1, theme().color("border"))
                top += theme().px(8)
            self._paint_line(painter, top, line)
            top += theme().px(_ROW)
        painter.end()

    def _paint_head(self, painter: QPainter, place: int, contact: Contact) -> None:
        look = theme()
        left, width = self._column(place)
        box = QRect(left, 0, width - 1, look.px(_HEAD))
        rounded(painter, QRectF(mirrored(self, box)), look.radius("card"), look.color("raised"), look.color("border"))
        side = look.px(36)
        avatar = QRect(left + look.px(14), (look.px(_HEAD) - side) // 2, side, side)
        paint_avatar(painter, mirrored(self, avatar), contact.id, contact.name)
        start = avatar.right() + look.px(12)
        room = left + width - start - look.px(10)
        name = one_line(contact.name) or _say("no name")
        name_width = look.metrics("section").horizontalAdvance(name) + 2
        wide = room > look.px(190)
        chip = 0
        if wide:
            chip = self._paint_suggested(painter, start + min(name_width, room) + look.px(8), left + width, place)
        self._write(painter, QRect(start, look.px(10), room - chip, look.px(22)), name, "section", "text")
        second = related_text(self._related.get(contact.id, {}))
        if not wide and place == self._suggested:
            second = f"{_say('Suggested primary')} · {second}"
        self._write(painter, QRect(start, look.px(33), room, look.px(18)), second, "small", "text2")

    def _paint_suggested(self, painter: QPainter, start: int, end: int, place: int) -> int:
        """Paint the chip of the record to keep. Returns the room it took."""
        if place != self._suggested:
            return 0
        look, text = theme(), _say("Suggested primary")
        width = look.metrics("small_strong").horizontalAdvance(text) + look.px(14)
        start = min(start, end - width - look.px(10))
        box = mirrored(self, QRect(start, look.px(11), width, look.px(20)))
        rounded(painter, QRectF(box), look.radius("tag"), look.color("accentSoft"))
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.color("accentText"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        return width + look.px(8)

    def _paint_line(self, painter: QPainter, top: int, line: Line) -> None:
        look = theme()
        height = look.px(_ROW)
        label = QRect(0, top, look.px(_LABEL) - look.px(8), height)
        self._write(
            painter, label, line.title, "strong" if line.differs else "body", "text" if line.differs else "text2"
        )
        for place, value in enumerate(line.values):
            left, width = self._column(place)
            box = QRect(left, top + 1, width, height - look.px(4))
            tone = line.tone(place)
            if tone:
                rounded(painter, QRectF(mirrored(self, box)), look.radius("control"), look.color(tone))
            room = box.adjusted(look.px(12), 0, -look.px(10), 0)
            if tone == "okSoft":
                only = _say("only here")
                taken = look.metrics("small_strong").horizontalAdvance(only) + 2
                aside = QRect(room.right() - taken, room.top(), taken + 1, room.height())
                self._write(painter, aside, only, "small_strong", "ok")
                room.setRight(aside.left() - look.px(6))
            font = "strong" if tone else "body"
            self._write(painter, room, value or _say("empty"), font, "text" if value else "text3")

    def _write(self, painter: QPainter, box: QRect, text: str, font: str, token: str) -> None:
        look = theme()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.setFont(look.font(font))
        painter.setPen(look.color(token))
        shown = look.metrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(mirrored(self, box), int(flags), shown)

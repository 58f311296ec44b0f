"""The list of keys, opened by F1: every action with the keys that run it, by where they act."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nexus_contacts.desktop.actions import ActionSpec, action_text, group_text
from nexus_contacts.desktop.controls.cards import Surface
from nexus_contacts.desktop.controls.keycaps import KeyCap
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.theme import theme


def key_parts(keys: str) -> tuple[str, ...]:
    """The caps of one key text, as this platform names them: ``Ctrl+Shift+C`` is three."""
    text = QKeySequence(keys, QKeySequence.SequenceFormat.PortableText).toString(QKeySequence.SequenceFormat.NativeText)
    parts: list[str] = []
    for stroke in text.split(", "):
        parts += stroke.replace("++", "+\0").split("+") if stroke != "+" else ["\0"]
    return tuple({"\0": "+", "Return": "↵"}.get(part, part) for part in parts)


class KeysDialog(QDialog):
    """All keys by group, in two columns."""

    def __init__(self, specs: Iterable[ActionSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        body = Surface("raised")
        columns = QHBoxLayout(body)
        columns.setContentsMargins(24, 20, 24, 20)
        columns.setSpacing(40)
        groups: dict[str, list[ActionSpec]] = {}
        for spec in specs:
            if spec.keys:
                groups.setdefault(spec.group, []).append(spec)
        halves = (QVBoxLayout(), QVBoxLayout())
        heights = [0, 0]
        for group, members in groups.items():
            side = heights.index(min(heights))
            heights[side] += len(members) + 2
            halves[side].addWidget(Label(group_text(group), "section"))
            halves[side].addSpacing(4)
            halves[side].addLayout(self._rows(members))
            halves[side].addSpacing(20)
        for half in halves:
            half.setSpacing(0)
            half.addStretch(1)
            columns.addLayout(half, 1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        scroll.setAccessibleName(self.tr("Keyboard shortcuts"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.resize(theme().px(820), theme().px(620))

    def _rows(self, members: list[ActionSpec]) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(6)
        for line, spec in enumerate(members):
            grid.addWidget(Label(action_text(spec), "body", "text2"), line, 0)
            caps = QHBoxLayout()
            caps.setSpacing(4)
            caps.addStretch(1)
            for number, keys in enumerate(spec.keys):
                if number:
                    caps.addWidget(Label(self.tr("or"), "small", "text3"))
                for part in key_parts(keys):
                    caps.addWidget(KeyCap(part))
            grid.addLayout(caps, line, 1)
        return grid

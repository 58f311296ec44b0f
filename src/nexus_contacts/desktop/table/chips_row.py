"""What stands over the table: its heading, or the active filters as chips; and what can be done with the whole list."""

from collections.abc import Callable
from dataclasses import fields

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import GhostButton, LinkButton
from nexus_contacts.desktop.controls.cards import Surface
from nexus_contacts.desktop.controls.chips import FilterChip
from nexus_contacts.desktop.controls.labels import ElidedLabel
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store.filters import Filter

_HEIGHT = 40
_CHIPS_FOLD_PX = 760


class ChipsRow(Surface):
    """The line over the table."""

    section_wanted = Signal(str)
    """The field of `Filter` that a clicked chip stands for."""
    filter_changed = Signal(object)
    save_view_wanted = Signal()
    columns_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, owner_name: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._owner_name = owner_name
        self._filter = Filter()
        self._title = self.tr("All contacts")
        self._folded = False
        self._sections: list[str] = []
        self.chips: list[FilterChip] = []
        self._heading = ElidedLabel(self._title, "section")
        # A chip for each field of the filter, made once: the order of making is the order of Tab.
        self._pool = [FilterChip("", parent=self) for _ in fields(Filter)]
        self._chip_row = QHBoxLayout()
        self._clear = LinkButton(self.tr("Clear all"))
        self.columns_button = GhostButton(self.tr("Columns"), "columns", small=True)
        self._export = GhostButton(self.tr("Export"), "upload", small=True)
        self._save = GhostButton(self.tr("Save view"), "star", small=True)
        self._arrange()

        self._clear.clicked.connect(lambda: self.filter_changed.emit(Filter()))
        self.columns_button.clicked.connect(self.columns_wanted)
        self._export.clicked.connect(self.export_wanted)
        self._save.clicked.connect(self.save_view_wanted)
        self.show_filter(self._filter, self._title)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self._heading)
        self._chip_row.setSpacing(6)
        row.addLayout(self._chip_row)
        self._connect_pool()
        row.addWidget(self._clear)
        row.addStretch(1)
        for button in (self._save, self.columns_button, self._export):
            row.addWidget(button)
        self._row = row

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme().px(_HEIGHT))

    def show_filter(self, choice: Filter, title: str) -> None:
        """Show the chips of a filter, or `title` where it has none."""
        focused = next((at for at, chip in enumerate(self.chips) if chip.hasFocus()), -1)
        ours = focused >= 0 or self.isAncestorOf(self.focusWidget())
        self._filter, self._title = choice, title
        self._rebuild()
        searched = self.tr("Results for “{text}”").replace("{text}", choice.text.strip())
        self._heading.set_text(searched if choice.text.strip() and not self.chips else title)
        self._heading.setVisible(not self.chips)
        self._clear.setVisible(bool(self.chips) or bool(choice.text))
        self._save.setVisible(bool(choice))
        self.columns_button.setVisible(not choice)
        self._export.setVisible(not choice)
        if focused >= 0 and self.chips:
            self.chips[min(focused, len(self.chips) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        elif ours and not any(button.hasFocus() for button in self._buttons() if button.isVisibleTo(self)):
            self.focus_first()

    def _buttons(self) -> tuple[QWidget, ...]:
        return (self._clear, self._save, self.columns_button, self._export)

    def _rebuild(self) -> None:
        parts = words.filter_chips(self._filter, self._owner_name)
        if self._folded and len(parts) > 1:
            parts = (words.ChipText("", self.tr("Filters"), words.number(len(parts))),)
        self._sections = [part.section for part in parts]
        self.chips = self._pool[: len(parts)]
        for chip, part in zip(self.chips, parts, strict=True):
            chip.set_value(part.label, part.value)
        for at, chip in enumerate(self._pool):
            chip.setVisible(at < len(parts))

    def _connect_pool(self) -> None:
        for at, chip in enumerate(self._pool):
            self._chip_row.addWidget(chip)
            chip.hide()
            chip.clicked.connect(lambda _checked=False, at=at: self.section_wanted.emit(self._sections[at]))
            chip.removed.connect(lambda at=at: self._remove(self._sections[at]))
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus if at else Qt.FocusPolicy.StrongFocus)
            chip.installEventFilter(self)

    def _remove(self, section: str) -> None:
        rest = self._filter.without(section) if section else Filter(text=self._filter.text)
        self.filter_changed.emit(rest)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The chips are one Tab stop; arrows move among them."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched in self.chips:
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
            if step:
                step = -step if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else step
                at = [*map(id, self.chips)].index(id(watched)) + step
                self.chips[max(0, min(len(self.chips) - 1, at))].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(chip.minimumSizeHint().width() + 6 for chip in self.chips) + theme().px(220)
        folded = self.window().width() < _CHIPS_FOLD_PX or (not self._folded and needed > self.width())
        if self._folded and not folded:
            parts = len(words.filter_chips(self._filter, self._owner_name))
            folded = parts * theme().px(126) + theme().px(220) > self.width()
        if folded != self._folded:
            self._folded = folded
            self.show_filter(self._filter, self._title)

    def focus_first(self) -> None:
        """Put the focus on the first thing that takes it."""
        target = self.chips[0] if self.chips else self._save if self._filter else self.columns_button
        target.setFocus(Qt.FocusReason.TabFocusReason)

"""The settings dialog: a choice acts the moment it is made, and is kept."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import PrimaryButton
from nexus_contacts.desktop.controls.cards import Surface
from nexus_contacts.desktop.controls.checks import CheckBox
from nexus_contacts.desktop.controls.choices import ComboBox
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.settings import Settings
from nexus_contacts.desktop.theme import theme

Options = tuple[tuple[Any, str], ...]


class PreferencesDialog(QDialog):
    """All choices of `Settings` that are not made elsewhere in the window."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme().px(520))
        ground = Surface("raised")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("Settings"), "title"))
        column.addLayout(self._choices())
        column.addWidget(self._letter_keys())
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = PrimaryButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)

    def _choices(self) -> QGridLayout:
        system = ("system", self.tr("As the system"))
        sizes = tuple((size, f"{words.number(size)} %") for size in (90, 100, 110, 125, 150))
        pages = tuple((size, self.tr("{n} per page").replace("{n}", words.number(size))) for size in (25, 50, 100))
        seconds = tuple((n, self.tr("{n} seconds").replace("{n}", words.number(n))) for n in (5, 10, 20, 30))
        rows: tuple[tuple[str, str, Options], ...] = (
            (self.tr("Theme"), "theme", (system, ("light", self.tr("Light")), ("dark", self.tr("Dark")))),
            (self.tr("High contrast"), "contrast", (system, ("on", self.tr("On")), ("off", self.tr("Off")))),
            (self.tr("Motion"), "motion", (system, ("on", self.tr("On")), ("off", self.tr("Off")))),
            (self.tr("Text size"), "text_percent", sizes),
            (
                self.tr("Rows"),
                "density",
                (("comfortable", self.tr("Comfortable")), ("compact", self.tr("Compact"))),
            ),
            (self.tr("Contacts"), "page_size", pages),
            (self.tr("Messages stay"), "toast_s", (*seconds, (0, self.tr("Until dismissed")))),
        )
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        for line, (label, name, options) in enumerate(rows):
            grid.addWidget(Label(label, "body", "text2"), line, 0)
            grid.addWidget(self._box(label, name, options), line, 1)
        return grid

    def _box(self, label: str, name: str, options: Options) -> ComboBox:
        box = ComboBox(label)
        current = getattr(self._settings.choices, name)
        for value, text in options:
            box.addItem(text, value)
        if current not in [value for value, _text in options]:
            box.addItem(words.number(current), current)
        box.setCurrentIndex(box.findData(current))
        box.activated.connect(lambda at: self._settings.change(**{name: box.itemData(at)}))
        return box

    def _letter_keys(self) -> CheckBox:
        box = CheckBox(
            self.tr("Single-letter keys"), self.tr("Letters such as G then C act while the table has the focus")
        )
        box.setChecked(self._settings.choices.letter_keys)
        box.toggled.connect(lambda on: self._settings.change(letter_keys=on))
        return box

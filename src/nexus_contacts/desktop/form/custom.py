"""The custom fields of a form: keys as the service has them, values of the type they had, new ones added by hand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from nexus_contacts.api.records import Fields, Json
from nexus_contacts.desktop.controls.buttons import LinkButton
from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.field_checks import shown_value, typed_value
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.theme import theme


class CustomFields(QWidget):
    """Rows of key and value. A value that is no text, number or yes/no is shown and not edited."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._known: tuple[str, ...] = ()
        self._rows: list[tuple[TextField, TextField]] = []
        self._before: dict[str, Json] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(8))
        self._add = LinkButton(self.tr("Add a field"))
        self._add.clicked.connect(lambda: self._add_row("", "").setFocus())
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def offer(self, keys: Sequence[str]) -> None:
        """Offer these keys, which the workspace knows: each as an empty row of its own, the first few of them."""
        self._known = tuple(keys)
        have = {key.text() for key, _ in self._rows}
        for key in self._known[:4]:
            if key not in have:
                self._add_row(key, "")

    def show_fields(self, fields: Fields) -> None:
        """Show the fields of a contact."""
        self._before = dict(fields)
        for key, value in self._rows:
            for widget in (key, value):
                widget.deleteLater()
        self._rows = []
        for name, value_now in fields:
            self._add_row(name, shown_value(value_now))

    def values(self) -> Fields:
        """The fields as they are typed now; those that are empty are left out."""
        found: dict[str, Json] = {}
        for key, value in self._rows:
            name = key.text().strip()
            before = self._before.get(name)
            if not name:
                continue
            if isinstance(before, dict | list):
                found[name] = before
                continue
            typed = before if value.text() == shown_value(before) else typed_value(value.text(), before)
            if typed is not None:
                found[name] = typed
        return tuple(found.items())

    def likely_key(self, name: str) -> str:
        """The key of the workspace that a typed one was probably meant to be; ``""`` where it is one or like none."""
        if name in self._known or name in self._before:
            return ""
        return next((key for key in self._known if key.casefold() == name.casefold()), "")

    def _add_row(self, name: str, text: str) -> TextField:
        key = TextField(self.tr("Key"), placeholder=self.tr("key"), mono=True)
        key.setText(name)
        key.setReadOnly(name in self._before or name in self._known)
        completer = QCompleter(list(self._known), key)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)
        key.setCompleter(completer)
        value = TextField(one_line(name) or self.tr("Value"), placeholder=self.tr("value"))
        value.setText(text)
        value.setReadOnly(isinstance(self._before.get(name), dict | list))
        key.textEdited.connect(lambda: self.edited.emit())
        key.editingFinished.connect(lambda: self._check_key(key, value))
        value.textEdited.connect(lambda: self.edited.emit())
        line = QHBoxLayout()
        line.setSpacing(theme().px(8))
        line.addWidget(key, 2)
        line.addWidget(value, 3)
        self._column.insertLayout(len(self._rows), line)
        self._rows.append((key, value))
        return key

    def _check_key(self, key: TextField, value: TextField) -> None:
        likely = self.likely_key(key.text().strip())
        hint = self.tr("Keys are case-sensitive: did you mean {key}?").replace("{key}", likely) if likely else ""
        key.set_error(hint)
        key.setToolTip(hint)
        value.setAccessibleName(one_line(key.text()) or self.tr("Value"))

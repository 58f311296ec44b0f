"""The fields of a form, laid out in two columns; the address and the custom fields fold."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QWidget

from nexus_contacts.api.records import SOURCES, STATUSES, Contact
from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.controls.choices import ComboBox
from nexus_contacts.desktop.controls.facets import SectionHeader
from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.controls.tag_field import TagField
from nexus_contacts.desktop.form.boxes import FieldBox
from nexus_contacts.desktop.form.clash_card import ClashCard
from nexus_contacts.desktop.form.custom import CustomFields
from nexus_contacts.desktop.form.doubles_card import DoublesCard
from nexus_contacts.desktop.form.values import CHOICES, TEXTS
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store import contacts
from nexus_contacts.store.edits import ADDRESS, ADDRESS_PARTS
from nexus_contacts.store.filters import Filter

_ICONS = {"company": "building"}
_REQUIRED = ("first_name", "email")
_WHO = ("first_name", "last_name", "email", "phone", "company")


class FormPage(QWidget):
    """`typed` is everything that stands in the fields. `email_left` asks whose the address is."""

    edited = Signal()
    email_left = Signal(str)
    who_left = Signal()
    """A field that tells who somebody is was left: name, e-mail, phone, company."""

    def __init__(self, session: Session, *, is_new: bool) -> None:
        super().__init__()
        self._session = session
        self.boxes: dict[str, FieldBox] = {}
        self._choices: dict[str, ComboBox] = {}
        self._known_tags: tuple[str, ...] = ()
        self._companies = QStringListModel(self)
        self.clash = ClashCard()
        self.double = DoublesCard()
        self.tags = TagField(self.tr("Tags"), lambda: self._known_tags)
        self.custom = CustomFields()
        self._make_fields(is_new)
        self._arrange()
        self._connect()
        self._read_known()

    def _make_fields(self, is_new: bool) -> None:
        for name in (*TEXTS, *(ADDRESS + part for part in ADDRESS_PARTS)):
            title = sentences.field_title(name)
            hint = "E.164" if name == "phone" else ""
            field = TextField(title, icon=_ICONS.get(name, ""))
            self.boxes[name] = FieldBox(title, field, required=name in _REQUIRED, hint=hint)
        completer = QCompleter(self._companies, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._field("company").setCompleter(completer)
        for name in CHOICES:
            self._choices[name] = ComboBox(sentences.field_title(name))
        self._offer("status", [(one, words.status_text(one)) for one in STATUSES])
        self._offer("source", [(one, words.source_text(one)) for one in SOURCES])
        owners = [("", words.owner_text("", self._session.owner_name)), *self._session.owner_names()]
        self._offer("assigned_to", owners)
        self._status_hint = (
            self.tr("default: {status}").replace("{status}", words.status_text("lead")) if is_new else ""
        )

    def _offer(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        for value, text in options:
            self._choices[name].addItem(text, value)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(16))
        grid.setVerticalSpacing(theme().px(14))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        choice = {
            name: FieldBox(sentences.field_title(name), box, hint=self._status_hint if name == "status" else "")
            for name, box in self._choices.items()
        }
        self._owner_box = choice["assigned_to"]
        rows: tuple[tuple[QWidget, ...], ...] = (
            (self.boxes["first_name"], self.boxes["last_name"]),
            (self.boxes["email"],),
            (self.clash,),
            (self.double,),
            (self.boxes["phone"], self.boxes["company"]),
            (self.boxes["job_title"], choice["status"]),
            (choice["source"], choice["assigned_to"]),
            (FieldBox(self.tr("Tags"), self.tags, hint=self.tr("Enter or comma to add")),),
        )
        for line, row in enumerate(rows):
            for column, widget in enumerate(row):
                grid.addWidget(widget, line, column, 1, 1 if len(row) == 2 else 2, Qt.AlignmentFlag.AlignTop)
        self._address = self._folded(self.tr("Address"), self._address_grid())
        self._custom = self._folded(self.tr("Custom fields"), self.custom)
        line = len(rows)
        for header, body in (self._address, self._custom):
            grid.addWidget(header, line, 0, 1, 2)
            grid.addWidget(body, line + 1, 0, 1, 2)
            line += 2

    def _folded(self, title: str, body: QWidget) -> tuple[SectionHeader, QWidget]:
        header = SectionHeader(title, opened=False)
        header.setAccessibleName(title)
        header.open_changed.connect(body.setVisible)
        body.hide()
        return header, body

    def _address_grid(self) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(16))
        places = {"street": (0, 0, 2), "city": (1, 0, 1), "state": (1, 1, 1), "zip": (2, 0, 1), "country": (2, 1, 1)}
        for part, (line, column, span) in places.items():
            grid.addWidget(self.boxes[ADDRESS + part], line, column, 1, span)
        return body

    def _connect(self) -> None:
        for name, box in self.boxes.items():
            field = self._field(name)
            field.textEdited.connect(lambda _text, name=name: self._edit(name))
            if name == "email":
                field.editingFinished.connect(lambda: self.email_left.emit(self.text("email")))
            if name in _WHO:
                field.editingFinished.connect(self.who_left)
            assert box.control is field
        for choice in self._choices.values():
            choice.activated.connect(lambda _at: self.edited.emit())
        self._choices["assigned_to"].currentIndexChanged.connect(self._name_owner)
        self.tags.tags_changed.connect(lambda _tags: self.edited.emit())
        self.custom.edited.connect(self.edited)

    def _edit(self, name: str) -> None:
        if name == "email":
            self.show_holder(None)
        self.edited.emit()

    def _name_owner(self, _at: int) -> None:
        self._owner_box.set_hint(str(self._choices["assigned_to"].currentData() or ""))

    def _read_known(self) -> None:
        database = self._session.database

        def read() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
            facets = contacts.facets(database, Filter())
            keys = tuple(key for key, _ in contacts.custom_keys(database))
            return contacts.companies(database, "", 500), tuple(tag for tag, _ in facets.tags), keys

        def offer(known: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]) -> None:
            firms, self._known_tags, keys = known
            self._companies.setStringList(list(firms))
            self.tags.show_tags(self.tags.tags)
            self.custom.offer(keys)
            self._custom[0].set_choice(False, ", ".join(keys[:3]))

        self._session.background.run(self, read, offer, key="known")

    # ── values ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _field(self, name: str) -> TextField:
        control = self.boxes[name].control
        assert isinstance(control, TextField)
        return control

    def text(self, name: str) -> str:
        """What is typed in a text field."""
        return self._field(name).text()

    def typed(self) -> dict[str, Any]:
        """Everything that stands in the form, as `form.values` knows it."""
        found: dict[str, Any] = {name: self.text(name) for name in self.boxes}
        found |= {name: box.currentData() or "" for name, box in self._choices.items()}
        found["tags"] = list(self.tags.tags)
        found["custom_fields"] = [[key, value] for key, value in self.custom.values()]
        return found

    def show_typed(self, typed: dict[str, Any]) -> None:
        """Put values into the fields."""
        for name in self.boxes:
            self._field(name).setText(str(typed.get(name, "")))
            self._field(name).setCursorPosition(0)
            self.boxes[name].show_fault("")
        for name, box in self._choices.items():
            value = typed.get(name, "")
            if box.findData(value) < 0:
                text = {"status": words.status_text, "source": words.source_text}.get(name, str)(value)
                box.addItem(text, value)
            box.setCurrentIndex(box.findData(value))
        self.tags.show_tags(typed.get("tags", ()))
        self.custom.show_fields(tuple((key, value) for key, value in typed.get("custom_fields", ())))
        if any(typed.get(ADDRESS + part) for part in ADDRESS_PARTS):
            self._address[0].set_open(True)
        if typed.get("custom_fields"):
            self._custom[0].set_open(True)

    def first(self) -> TextField:
        """The first field that is empty or wrong."""
        return next((self._field(name) for name in _REQUIRED if not self.text(name)), self._field("first_name"))

    def show_fault(self, field: str, text: str) -> None:
        """Say what is wrong with a field that has a box of its own."""
        if field in self.boxes:
            self.boxes[field].show_fault(text)

    def show_holder(self, holder: Contact | None) -> None:
        """Say whose the e-mail address is; None: nobody's."""
        self.clash.show_holder(holder)
        self._field("email").set_error(self.tr("This email is taken") if holder is not None else "")

    def wrong(self) -> list[str]:
        """The fields that need attention, in order."""
        found = [name for name, box in self.boxes.items() if box.fault]
        if not self.clash.isHidden() and "email" not in found:
            found.append("email")
        return sorted(found, key=list(self.boxes).index)

    def go_to(self, field: str) -> None:
        """Put the focus into a field."""
        if field.startswith(ADDRESS):
            self._address[0].set_open(True)
        self._field(field).setFocus(Qt.FocusReason.TabFocusReason)

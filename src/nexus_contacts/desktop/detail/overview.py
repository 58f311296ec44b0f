"""The Overview tab: contact, qualification, custom fields and record, as labels and values."""

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nexus_contacts.api.records import Address, Contact, Json
from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.avatars import AvatarLabel
from nexus_contacts.desktop.controls.bars import ScoreBar
from nexus_contacts.desktop.controls.buttons import LinkButton, ToolButton
from nexus_contacts.desktop.controls.cards import Divider
from nexus_contacts.desktop.controls.chips import StatusChip, TagChip
from nexus_contacts.desktop.controls.flow import FlowLayout
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.detail.happenings import OwnerName
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store.filters import Filter

_LABEL_WIDTH = 98


def value_text(value: Json) -> str:
    """A custom field's value as text: scalars as they are read, anything else as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return words.number(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def address_text(address: Address) -> str:
    """An address on one line, in the order of the API's parts; the state and the zip stand together."""
    region = " ".join(part for part in (address.state, address.zip) if part)
    return ", ".join(part for part in (address.street, address.city, region, address.country) if part)


class OverviewTab(QScrollArea):
    """The fields of one contact."""

    filter_wanted = Signal(object)
    """A click on a value asks for the contacts that share it: a `Filter`."""
    email_wanted = Signal()

    def __init__(self, owner_name: OwnerName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner_name = owner_name
        self._shown: Contact | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Overview of the contact"))

    def show_contact(self, contact: Contact, phone: str) -> None:
        """Show the fields of `contact`, with `phone` as people write it; nothing happens where it is shown already."""
        if contact == self._shown:
            return
        self._shown = contact
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(0)
        sections = (
            (self.tr("Contact"), self._contact_rows(contact, phone)),
            (self.tr("Qualification"), self._qualification_rows(contact)),
            (self.tr("Custom fields"), self._field_rows(contact)),
            (self.tr("Record"), self._record_rows(contact)),
        )
        for number, (title, rows) in enumerate(section for section in sections if section[1]):
            if number:
                column.addSpacing(10)
                column.addWidget(Divider())
                column.addSpacing(12)
            column.addWidget(Label(title, "small_strong", "text2"))
            column.addSpacing(2)
            column.addLayout(self._grid(rows))
        column.addStretch(1)
        self.setWidget(body)

    def _grid(self, rows: list[tuple[str, QWidget, QWidget | None]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnMinimumWidth(0, theme().px(_LABEL_WIDTH))
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        for line, (label, value, aside) in enumerate(rows):
            grid.setRowMinimumHeight(line, theme().px(30))
            name = Label(label, "body", "text2")
            name.setMaximumWidth(theme().px(130))
            name.setToolTip(label)
            value.setAccessibleName(value.accessibleName() or label)
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(value, line, 1, Qt.AlignmentFlag.AlignVCenter)
            if aside is not None:
                grid.addWidget(aside, line, 2, Qt.AlignmentFlag.AlignVCenter)
        return grid

    def _text(self, text: str, role: str = "body") -> Label:
        return Label(text, role, wrap=True, selectable=True)

    def _copy(self, name: str, text: str) -> ToolButton:
        button = ToolButton("copy", name)
        button.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        return button

    def _contact_rows(self, contact: Contact, phone: str) -> list[tuple[str, QWidget, QWidget | None]]:
        rows: list[tuple[str, QWidget, QWidget | None]] = []
        if contact.email:
            link = LinkButton(contact.email, role="body")
            link.clicked.connect(self.email_wanted)
            rows.append((self.tr("Email"), link, self._copy(self.tr("Copy email address"), contact.email)))
        if contact.phone:
            copy = self._copy(self.tr("Copy phone number"), contact.phone)
            rows.append((self.tr("Phone"), self._text(phone), copy))
        if contact.company:
            rows.append((self.tr("Company"), self._text(contact.company), None))
        if contact.job_title:
            rows.append((self.tr("Title"), self._text(contact.job_title), None))
        if contact.address:
            rows.append((self.tr("Address"), self._text(address_text(contact.address)), None))
        return rows

    def _qualification_rows(self, contact: Contact) -> list[tuple[str, QWidget, QWidget | None]]:
        rows: list[tuple[str, QWidget, QWidget | None]] = []
        if contact.status:
            rows.append((self.tr("Status"), StatusChip(contact.status), None))
        if contact.source:
            rows.append((self.tr("Source"), self._text(words.source_text(contact.source)), None))
        rows.append((self.tr("Owner"), self._owner(contact.assigned_to), None))
        rows.append((self.tr("Score"), ScoreBar(contact.engagement_score, bar_width=68), None))
        if contact.tags:
            rows.append((self.tr("Tags"), self._tags(contact.tags), None))
        return rows

    def _owner(self, owner: str) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        if owner:
            line.addWidget(AvatarLabel(20, owner, self._owner_name(owner) or owner))
        line.addWidget(self._text(words.owner_text(owner, self._owner_name)), 1)
        return box

    def _tags(self, tags: tuple[str, ...]) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, gap=6)
        for tag in tags:
            chip = TagChip(tag)
            chip.setToolTip(self.tr("Show the contacts with this tag"))
            chip.clicked.connect(lambda _checked=False, tag=tag: self.filter_wanted.emit(Filter(tags=(tag,))))
            flow.addWidget(chip)
        return box

    def _field_rows(self, contact: Contact) -> list[tuple[str, QWidget, QWidget | None]]:
        return [(key, self._text(value_text(value)), None) for key, value in contact.custom_fields]

    def _record_rows(self, contact: Contact) -> list[tuple[str, QWidget, QWidget | None]]:
        rows: list[tuple[str, QWidget, QWidget | None]] = []
        for label, when in ((self.tr("Created"), contact.created_at), (self.tr("Updated"), contact.updated_at)):
            if when is not None:
                rows.append((label, self._text(words.date_time_text(when)), None))
        rows.append((self.tr("ID"), self._text(contact.id, "mono"), self._copy(self.tr("Copy ID"), contact.id)))
        for key, value in (*contact.metadata, *contact.odd):
            rows.append((key, self._text(value_text(value)), None))
        return rows

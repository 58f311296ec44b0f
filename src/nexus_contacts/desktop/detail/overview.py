"""The Overview tab: contact, qualification, custom fields and record, as labels and values."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from nexus_contacts.api.records import Address, Contact, Fields
from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.controls.avatars import AvatarLabel
from nexus_contacts.desktop.controls.bars import ScoreBar
from nexus_contacts.desktop.controls.buttons import LinkButton
from nexus_contacts.desktop.controls.chips import StatusChip, TagChip
from nexus_contacts.desktop.controls.flow import FlowLayout
from nexus_contacts.desktop.detail.field_rows import ASIDE_INSET, FieldRow, Section, ValueLabel, ValueLink, copy_button
from nexus_contacts.desktop.detail.happenings import OwnerName
from nexus_contacts.desktop.detail.scroll_page import ScrollPage
from nexus_contacts.desktop.field_checks import fault, text_of, typed_changes
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store.edits import CUSTOM
from nexus_contacts.store.entries import is_local
from nexus_contacts.store.filters import Filter

FIELDS_AT_FIRST = 40
"""More custom fields than this are shown when they are asked for: each is a row to lay out."""


def address_text(address: Address) -> str:
    """An address on one line, in the order of the API's parts; the state and the zip stand together."""
    region = " ".join(part for part in (address.state, address.zip) if part)
    return ", ".join(part for part in (address.street, address.city, region, address.country) if part)


class OwnerValue(QWidget):
    """Whose contact it is: avatar and name, or the words for nobody."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._avatar = AvatarLabel(20)
        self._name = ValueLabel(name)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._avatar)
        line.addWidget(self._name, 1)

    def show_owner(self, owner: str, text: str) -> None:
        """Show an owner by id, with the name as text."""
        self._avatar.setVisible(bool(owner))
        self._avatar.show_contact(owner, text)
        self._name.show_value(text)


class TagFlow(QWidget):
    """The tags as chips in lines; a click asks for the contacts that carry one."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._tags: tuple[str, ...] = ()
        self._chips: list[TagChip] = []
        self._flow = FlowLayout(self, gap=6, line_gap=2)
        self._flow.setContentsMargins(0, 3, 0, 3)  # one line of chips is as tall as a row

    def show_tags(self, tags: tuple[str, ...]) -> None:
        """Show other tags; chips are kept and named anew."""
        if tags == self._tags:
            return
        self._tags = tags
        while len(self._chips) < len(tags):
            chip = TagChip()
            chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            chip.setToolTip(self.tr("Show the contacts with this tag"))
            at = len(self._chips)
            chip.clicked.connect(lambda _checked=False, at=at: self.chosen.emit(self._tags[at]))
            self._chips.append(chip)
            self._flow.addWidget(chip)
        for at, chip in enumerate(self._chips):
            chip.setVisible(at < len(tags))
            if at < len(tags):
                chip.setText(one_line(tags[at]))
                chip.setAccessibleName(self.tr("Tag {tag}").replace("{tag}", one_line(tags[at])))
        self._flow.invalidate()


class FieldList(Section):
    """Fields that no program knows beforehand: their key is the label. Shown when there are any."""

    edit_wanted = Signal(object, str)
    """The `FieldRow` and the key of the field to change."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._editable = False
        self._rows: list[FieldRow] = []
        self._fields: Fields = ()
        self._more = LinkButton()
        self.add(self._more)
        self._more.clicked.connect(lambda: self._fill(len(self._fields)))

    @property
    def rows(self) -> list[FieldRow]:
        """The rows made so far, shown or not."""
        return self._rows

    def set_editable(self, editable: bool) -> None:
        """Offer an edit of every value that is a text, a number or a yes or no."""
        self._editable = editable
        for row, (_key, value) in zip(self._rows, self._fields, strict=False):
            row.set_editable(editable and not isinstance(value, dict | list))

    def show_fields(self, fields: Fields) -> None:
        """Show other fields."""
        if fields != self._fields:
            self._fields = fields
            self._fill(FIELDS_AT_FIRST)
        self.setVisible(bool(fields))

    def _fill(self, count: int) -> None:
        shown = self._fields[:count]
        while len(self._rows) < len(shown):
            row = FieldRow("", ValueLabel(""))
            at = len(self._rows)
            row.edit_wanted.connect(lambda row=row, at=at: self.edit_wanted.emit(row, self._fields[at][0]))
            self._rows.append(row)
            self.add(row, before=self._more)
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(shown))
            if at < len(shown) and isinstance(row.value, ValueLabel):
                key, value = shown[at]
                row.label.set_text(one_line(key))
                row.name_pencil(one_line(key))
                row.value.show_named(one_line(key), words.custom_text(value))
                row.set_editable(self._editable and not isinstance(value, dict | list))
        left = len(self._fields) - len(shown)
        self._more.setVisible(left > 0)
        if left > 0:
            self._more.setText(self.tr("Show {n} more").replace("{n}", words.number(left)))


class OverviewTab(ScrollPage):
    """The fields of one contact."""

    filter_wanted = Signal(object)
    """A click on a value asks for the contacts that share it: a `Filter`."""
    email_wanted = Signal()
    change_wanted = Signal(str, object)
    """The contact's id and the `Changes` that were typed in place."""
    menu_wanted = Signal(str, QPoint)
    """``status``, ``source``, ``owner`` or ``tags``, and where its menu is to open."""
    form_wanted = Signal()
    """What is too much for one line is edited in the form."""

    def __init__(self, owner_name: OwnerName, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Overview of the contact"))
        self._owner_name = owner_name
        self._contact: Contact | None = None
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self._email = ValueLink()
        self._phone = ValueLabel(self.tr("Phone"))
        self._company = ValueLabel(self.tr("Company"))
        self._title = ValueLabel(self.tr("Title"))
        self._address = ValueLabel(self.tr("Address"))
        self._status = StatusChip()
        self._status.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # an unknown word may be long
        self._source = ValueLabel(self.tr("Source"))
        self._owner = OwnerValue(self.tr("Owner"))
        self._score = ScoreBar(bar_width=68)
        self._tags = TagFlow()
        self._created = ValueLabel(self.tr("Created"))
        self._updated = ValueLabel(self.tr("Updated"))
        self._id = ValueLabel(self.tr("ID"), "mono")
        self._copy_email = copy_button(self.tr("Copy email address"))
        self._copy_phone = copy_button(self.tr("Copy phone number"))
        self._copy_id = copy_button(self.tr("Copy ID"))

    def _arrange(self) -> None:
        first = self._first = Section(self.tr("Contact"))
        self._email_row = FieldRow(self.tr("Email"), self._email, self._copy_email, fills=False)
        self._phone_row = FieldRow(self.tr("Phone"), self._phone, self._copy_phone)
        self._company_row = FieldRow(self.tr("Company"), self._company)
        self._title_row = FieldRow(self.tr("Title"), self._title)
        self._address_row = FieldRow(self.tr("Address"), self._address)
        for row in (self._email_row, self._phone_row, self._company_row, self._title_row, self._address_row):
            first.add(row)
        second = self._second = Section(self.tr("Qualification"))
        self._status_row = FieldRow(self.tr("Status"), self._status, fills=False)
        self._source_row = FieldRow(self.tr("Source"), self._source)
        second.add(self._status_row)
        second.add(self._source_row)
        self._owner_row = FieldRow(self.tr("Owner"), self._owner)
        second.add(self._owner_row)
        second.add(FieldRow(self.tr("Score"), self._score, fills=False))
        self._tags_row = FieldRow(self.tr("Tags"), self._tags)
        second.add(self._tags_row)
        self._fields = FieldList(self.tr("Custom fields"))
        last = Section(self.tr("Record"))
        self._created_row = FieldRow(self.tr("Created"), self._created)
        self._updated_row = FieldRow(self.tr("Updated"), self._updated)
        self._id_row = FieldRow(self.tr("ID"), self._id, self._copy_id)
        for row in (self._created_row, self._updated_row, self._id_row):
            last.add(row)
        last.close_up()
        self._others = FieldList("")
        self._others.close_up()
        for section in (first, second, self._fields, last, self._others):
            self.column.addWidget(section)
        self.column.addStretch(1)
        self._measure()

    def _connect(self) -> None:
        self._email.clicked.connect(self.email_wanted)
        self._copy_email.clicked.connect(lambda: self._copy("email"))
        self._copy_phone.clicked.connect(lambda: self._copy("phone"))
        self._copy_id.clicked.connect(lambda: self._copy("id"))
        self._tags.chosen.connect(lambda tag: self.filter_wanted.emit(Filter(tags=(tag,))))
        for field, row in self._text_rows().items():
            row.edit_wanted.connect(partial(self._edit, row, field))
        for what, row in self._menu_rows().items():
            row.edit_wanted.connect(partial(self._want_menu, row, what))
        self._address_row.edit_wanted.connect(self.form_wanted)
        self._fields.edit_wanted.connect(lambda row, key: self._edit(row, CUSTOM + key))
        theme().changed.connect(self._measure)

    def _measure(self) -> None:
        margin = theme().size("pane_padding")
        self.set_margins(margin, theme().px(14), margin - ASIDE_INSET, theme().px(12))

    def _copy(self, member: str) -> None:
        if self._contact is not None:
            QGuiApplication.clipboard().setText(getattr(self._contact, member))

    # ── editing in place ──────────────────────────────────────────────────────────────────────────────────────────────

    def _text_rows(self) -> dict[str, FieldRow]:
        return {
            "email": self._email_row,
            "phone": self._phone_row,
            "company": self._company_row,
            "job_title": self._title_row,
        }

    def _menu_rows(self) -> dict[str, FieldRow]:
        return {
            "status": self._status_row,
            "source": self._source_row,
            "owner": self._owner_row,
            "tags": self._tags_row,
        }

    def set_editable(self, editable: bool) -> None:
        """Offer edits in place, or do not: the key may only read."""
        for row in (*self._text_rows().values(), *self._menu_rows().values(), self._address_row):
            row.set_editable(editable)
        self._fields.set_editable(editable)

    def end_edits(self) -> None:
        """Keep what is being typed, as leaving its field does."""
        for row in (*self._text_rows().values(), *self._fields.rows):
            if row.editor is not None and not row.editor.finish():
                row.editor.cancel()

    def _edit(self, row: FieldRow, field: str) -> None:
        """Open the editor of a field, over the contact as it stands now."""
        contact = self._contact
        if contact is None or row.editor is not None:
            return
        editor = row.edit(sentences.field_title(field), text_of(contact, field), partial(fault, field))
        editor.committed.connect(
            lambda typed: self.change_wanted.emit(contact.id, typed_changes(contact, field, typed))
        )

    def _want_menu(self, row: FieldRow, what: str) -> None:
        self.menu_wanted.emit(what, row.value.mapToGlobal(QPoint(0, row.value.height())))

    # ── showing ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def show_contact(self, contact: Contact, phone: str) -> None:
        """Show the fields of `contact`, with `phone` as people write it. What the contact lacks takes no room."""
        if self._contact is None or contact.id != self._contact.id:
            self.end_edits()
            self.to_top()
        self._contact = contact
        self._email.show_value(contact.email, self.tr("Write to {email}").replace("{email}", one_line(contact.email)))
        self._email_row.setVisible(bool(contact.email))
        address = address_text(contact.address) if contact.address else ""
        created = words.date_time_text(contact.created_at) if contact.created_at else ""
        updated = words.date_time_text(contact.updated_at) if contact.updated_at else ""
        for row, value, text in (
            (self._phone_row, self._phone, phone),
            (self._company_row, self._company, contact.company),
            (self._title_row, self._title, contact.job_title),
            (self._address_row, self._address, address),
            (self._source_row, self._source, words.source_text(contact.source)),
            (self._created_row, self._created, created),
            (self._updated_row, self._updated, updated),
        ):
            value.show_value(text)
            row.setVisible(bool(text) or row.editor is not None)
        has_contact = any((contact.email, phone, contact.company, contact.job_title, address))
        self._first.setVisible(has_contact)
        self._first.set_line(False)
        self._second.set_line(has_contact)
        self._id.show_value(contact.id)
        self._id_row.setVisible(not is_local(contact.id))  # the service gives one when the contact is sent
        self._show_chips(contact)
        self._fields.show_fields(contact.custom_fields)
        others = (*contact.metadata, *contact.odd)
        self._others.show_fields(tuple((key, value) for key, value in others if value not in (None, "", [], {})))

    def _show_chips(self, contact: Contact) -> None:
        self._status.set_status(contact.status)
        self._status_row.setVisible(bool(contact.status))
        self._owner.show_owner(contact.assigned_to, words.owner_text(contact.assigned_to, self._owner_name))
        self._score.set_score(contact.engagement_score)
        self._tags.show_tags(contact.tags)
        self._tags_row.setVisible(bool(contact.tags))

"""One page with every shared control in every state, as it is looked at and tested."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from nexus_contacts.desktop.controls.avatars import AvatarLabel
from nexus_contacts.desktop.controls.bars import ScoreBar
from nexus_contacts.desktop.controls.buttons import (
    DangerButton,
    GhostButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    SoftButton,
    ToolButton,
)
from nexus_contacts.desktop.controls.cards import Card, Divider, Surface
from nexus_contacts.desktop.controls.checks import CheckBox, RadioButton
from nexus_contacts.desktop.controls.chips import FilterChip, StatusChip, TagChip
from nexus_contacts.desktop.controls.choices import ComboBox
from nexus_contacts.desktop.controls.facets import FacetCheck, SectionHeader
from nexus_contacts.desktop.controls.fields import PasswordField, SearchField, TextField
from nexus_contacts.desktop.controls.flow import FlowLayout
from nexus_contacts.desktop.controls.labels import ElidedLabel, Label
from nexus_contacts.desktop.controls.states import EmptyState
from nexus_contacts.desktop.resources import icon_names

ROLES = ("display", "title", "section", "bold", "strong", "body", "small", "caption", "mono")
PEOPLE = ("Jane Smith", "John Doe", "Anna Nowak", "Tomás Herrera", "李明", "محمد علي", "Hana Weiss", "", "Leo Brandt")


class Gallery(Surface):
    """The page. Its controls are children like any others."""

    def __init__(self) -> None:
        super().__init__("surface")
        self._rows = QVBoxLayout()
        left = QVBoxLayout(self)
        left.setContentsMargins(24, 24, 24, 24)
        left.setSpacing(14)
        left.addLayout(self._rows)
        self._rows.setSpacing(14)
        self._row(*(Label(f"Contacts {role}", role) for role in ROLES))
        self._chips()
        self._buttons()
        self._fields()
        self._row(*(AvatarLabel(32, f"con_{name}", name) for name in PEOPLE))
        icons = QWidget()
        flow = FlowLayout(icons, gap=2, line_gap=2)
        for name in icon_names():
            flow.addWidget(ToolButton(name, f"Show {name}"))
        self._rows.addWidget(icons)
        self._panels()
        left.addStretch(1)

    def _row(self, *widgets: QWidget) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self._rows.addLayout(row)
        return row

    def _chips(self) -> None:
        statuses = [StatusChip(word) for word in ("lead", "active", "customer", "inactive", "churned", "vip")]
        tags = [TagChip("enterprise"), TagChip("+ added", tone="add"), TagChip("Waiting", tone="warn")]
        tags += [TagChip("Not sent", tone="danger"), TagChip("Primary", tone="accent")]
        chosen = TagChip("latam", checkable=True)
        chosen.setChecked(True)
        self._row(*statuses, *tags, chosen, ScoreBar(92.0), ScoreBar(55.0), ScoreBar(18.0), ScoreBar(None))
        self._row(FilterChip("Status", "Lead, Active"), FilterChip("Updated", "Last 30 days"), LinkButton("Clear all"))

    def _buttons(self) -> None:
        disabled = PrimaryButton("Disabled")
        disabled.setEnabled(False)
        choice = SoftButton("All of these", checkable=True)
        choice.setChecked(True)
        menu = SoftButton("All events")
        menu.set_trailing_icon("chevron-down")
        self.primary = PrimaryButton("New contact", "plus", key="Ctrl N")
        self.secondary = SecondaryButton("Email", "mail")
        self._row(
            self.primary,
            PrimaryButton("Focused"),
            self.secondary,
            SecondaryButton("Try again", "refresh", key="R"),
            GhostButton("Ghost", "upload"),
            DangerButton("Delete", "trash"),
            disabled,
            choice,
            SoftButton("Any of these", checkable=True),
            menu,
        )
        ticked, half, radio = CheckBox("Remember the key", "In the system keyring"), CheckBox(), RadioButton("Mine")
        ticked.setChecked(True)
        half.setTristate(True)
        half.setCheckState(Qt.CheckState.PartiallyChecked)
        half.setAccessibleName("Half")
        radio.setChecked(True)
        alone = CheckBox()
        alone.setAccessibleName("Alone")
        self._row(ticked, half, alone, CheckBox("Save a copy"), radio, RadioButton("Theirs"))

    def _fields(self) -> None:
        rest, wrong, key = TextField("Rest"), TextField("Error"), PasswordField("API key")
        rest.setText("Rest")
        wrong.setText("Error")
        wrong.set_error("Not an address")
        key.setText("sk_live_0123456789")
        server = TextField("Server", icon="globe", mono=True)
        server.setText("https://app.example.com/api")
        combo, quiet = ComboBox("Stage"), ComboBox("Rows on a page", quiet=True)
        combo.addItems(["Proposal", "Negotiation"])
        quiet.addItems(["25 per page", "100 per page"])
        quiet.setCurrentIndex(1)
        search = SearchField("Search contacts", placeholder="Search name, email, company", key="Ctrl F", quiet=True)
        self._row(rest, wrong, key, server)
        self._row(search, TextField("Company", placeholder="Contains…", icon="building", quiet=True), combo, quiet)

    def _panels(self) -> None:
        side = Card(fill="canvas")
        side.setFixedWidth(212)
        header = SectionHeader("Status")
        header.set_choice(True)
        closed = SectionHeader("Updated", opened=False)
        closed.set_choice(True, "Last 30 days")
        facets = [
            FacetCheck("Lead", 418, dot_token="status.lead"),
            FacetCheck("Customer", 289, dot_token="status.customer"),
        ]
        facets += [FacetCheck("Maya Okafor", 341, avatar_id="usr_1"), FacetCheck("Unassigned", 112, icon="user")]
        facets += [FacetCheck("A very long source name from a server", 1250)]
        facets[0].setChecked(True)
        for widget in (header, *facets, closed, Divider(), Divider(text="or")):
            side.body.addWidget(widget)
        side.body.addStretch(1)
        buttons = (SecondaryButton("Work offline"), PrimaryButton("Enter a new key", "key"))
        text = "The server answered 401. Your 1,250 cached contacts stay readable and 3 changes are kept."
        state = EmptyState(
            "key", "danger", "Your API key was rejected", text, buttons, "GET /v1/contacts → 401 · 14:22:07"
        )
        card = Card()
        card.body.addWidget(state)
        card.setMinimumWidth(430)
        long = ElidedLabel("m.bell@riverstone.example.com and more", "small", "text2")
        long.setFixedWidth(120)
        self._row(side, card, long)

"""Menus that change contacts: status, source, tags, owner. Who shows one says what is meant and applies the edit."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from nexus_contacts.api.records import SOURCES, STATUSES
from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.tag_field import tags_in
from nexus_contacts.desktop.safe_text import plain
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store import contacts
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.filters import Filter

if TYPE_CHECKING:
    from nexus_contacts.desktop.session import Session

_TAGS_OFFERED = 12


class Shown(Protocol):
    """What a menu shows the present state of: a row, or a whole contact."""

    @property
    def status(self) -> str:
        """The status word."""

    @property
    def source(self) -> str:
        """The source word."""

    @property
    def assigned_to(self) -> str:
        """The owner's id."""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags."""


class ChangeMenus(QObject):
    """`one` gives the one contact that is meant, None where there are several; `apply` makes an edit."""

    field_wanted = Signal()
    """Another field is to be set: the window asks which."""

    def __init__(
        self, session: "Session", owner: QWidget, one: Callable[[], Shown | None], apply: Callable[[Edit], None]
    ) -> None:
        super().__init__(owner)
        self._session = session
        self._owner = owner
        self._one = one
        self._apply = apply
        self.known_tags: tuple[str, ...] = ()
        """The tags there are, the most used first."""

    def read_tags(self) -> None:
        """Read which tags there are."""
        database = self._session.database

        def keep(tags: tuple[str, ...]) -> None:
            self.known_tags = tags

        self._session.background.run(
            self, lambda: tuple(tag for tag, _ in contacts.facets(database, Filter()).tags), keep, key="tags"
        )

    def add_to(self, menu: QMenu) -> None:
        """Add Status, Tags and Assign to a menu."""
        for title, icon, fill in (
            (self.tr("Status"), "flag", self.fill_status),
            (self.tr("Tags"), "tag", self.fill_tags),
            (self.tr("Assign to"), "user", self.fill_owners),
        ):
            part = QMenu(title, menu)
            part.setIcon(theme().icon(icon))
            fill(part)
            menu.addMenu(part)
        menu.addAction(self.tr("Set a field…"), self.field_wanted.emit)

    def fill_status(self, menu: QMenu) -> None:
        """Fill a menu with the statuses."""
        shown = self._one()
        for status in STATUSES:
            action = menu.addAction(words.status_text(status))
            action.setCheckable(True)
            action.setChecked(shown is not None and shown.status == status)
            action.triggered.connect(lambda _on=False, status=status: self._apply(Edit((("status", status),))))

    def fill_sources(self, menu: QMenu) -> None:
        """Fill a menu with the sources."""
        shown = self._one()
        for source in SOURCES:
            action = menu.addAction(words.source_text(source))
            action.setCheckable(True)
            action.setChecked(shown is not None and shown.source == source)
            action.triggered.connect(lambda _on=False, source=source: self._apply(Edit((("source", source),))))

    def fill_owners(self, menu: QMenu) -> None:
        """Fill a menu with the owners that have a name, nobody, and a place to type an id."""
        shown = self._one()
        for id, name in (*self._session.owner_names(), ("", words.owner_text("", self._session.owner_name))):
            action = menu.addAction(plain(name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(shown is not None and shown.assigned_to == id)
            action.triggered.connect(lambda _on=False, id=id: self._apply(Edit((("assigned_to", id),))))
        menu.addSeparator()
        menu.addAction(self.tr("Another user id…"), self._type_owner)

    def fill_tags(self, menu: QMenu) -> None:
        """Fill a menu with the contact's own tags, to take off, and others to add."""
        shown = self._one()
        own = shown.tags if shown is not None else ()
        for tag in (*own, *[tag for tag in self.known_tags if tag not in own][:_TAGS_OFFERED]):
            action = menu.addAction(plain(tag).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(tag in own)
            edit = Edit(remove_tags=(tag,)) if tag in own else Edit(add_tags=(tag,))
            action.triggered.connect(lambda _on=False, edit=edit: self._apply(edit))
        menu.addSeparator()
        menu.addAction(self.tr("Add tags…"), self._type_tags)
        menu.addAction(self.tr("Remove tags…"), lambda: self._type_tags(remove=True))

    def pop_up(self, fill: Callable[[QMenu], None], place: QPoint) -> None:
        """Open one of the menus at a place."""
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill(menu)
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
        menu.popup(place)

    def _type_owner(self) -> None:
        def take(text: str) -> None:
            self._apply(Edit((("assigned_to", text.strip()),)))

        self._type(self.tr("Assign to"), self.tr("User id"), take)

    def _type_tags(self, *, remove: bool = False) -> None:
        title = self.tr("Remove tags") if remove else self.tr("Add tags")

        def take(text: str) -> None:
            tags = tags_in(text)
            if tags:
                self._apply(Edit(remove_tags=tags) if remove else Edit(add_tags=tags))

        self._type(title, self.tr("Tags, with commas between them"), take)

    def _type(self, title: str, label: str, take: Callable[[str], None]) -> None:
        dialog = QInputDialog(self._owner)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.textValueSelected.connect(take)
        dialog.open()

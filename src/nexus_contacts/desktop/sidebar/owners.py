"""The owners section: who a contact is assigned to. The service names nobody, so an id can be given a name here."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import LinkButton
from nexus_contacts.desktop.controls.drawing import draw_icon, smooth
from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.controls.labels import ElidedLabel
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.sidebar.body import INSET_PX, SectionBody
from nexus_contacts.desktop.sidebar.choices import Order
from nexus_contacts.desktop.sidebar.facet_list import FacetList, Mark
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store.facets import Facets
from nexus_contacts.store.filters import UNASSIGNED, Filter

_FIRST = 8
_ID_LETTERS = 7


def short_id(owner: str) -> str:
    """An owner's id, shortened for a line: ``usr_77c…``."""
    return owner if len(owner) <= _ID_LETTERS + 3 else f"{owner[:_ID_LETTERS]}…"


class OwnersBody(SectionBody):
    """Owners with their avatars; below, the first one without a name can be given one."""

    owner_named = Signal(str, str)

    def __init__(self, owner_name: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner_name = owner_name
        self._list = FacetList("owners", Order(last=(UNASSIGNED,)), self._text, _mark, first=_FIRST)
        self._naming = _Naming(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._list)
        column.addWidget(self._naming)
        self._list.filter_changed.connect(self._take)
        self._list.rebuilt.connect(self.rebuilt)
        self._naming.named.connect(self.owner_named)
        self._naming.hide()

    @override
    def show_filter(self, choice: Filter) -> None:
        super().show_filter(choice)
        self._list.show_filter(choice)
        self.show_names()

    @override
    def keep(self, choice: Filter) -> None:
        super().keep(choice)
        self._list.keep(choice)

    @override
    def show_facets(self, facets: Facets) -> None:
        self._list.show_facets(facets)
        self.show_names()

    def show_names(self) -> None:
        """Show the owners' names again, after one was given."""
        self._list.rebuild()
        unnamed = [owner for owner in self._list.values() if owner and not self._name(owner)]
        self._naming.setVisible(bool(unnamed))
        if unnamed:
            self._naming.show_owner(unnamed[0])

    def _name(self, owner: str) -> str:
        name = self._owner_name(owner)
        return "" if name == owner else name

    def _text(self, owner: str) -> str:
        return words.owner_text(owner, lambda owner: self._name(owner) or short_id(owner))

    def _take(self, choice: Filter) -> None:
        self.tell(choice)


def _mark(owner: str) -> Mark:
    return Mark(icon="user") if owner == UNASSIGNED else Mark(avatar_id=owner)


class _InfoIcon(QWidget):
    """A small i; decoration."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme().px(14), theme().px(14))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        draw_icon(painter, self.rect(), "info", "text3")
        painter.end()


class _Naming(QWidget):
    """One line: an id has no name yet, name it; and the field it turns into."""

    named = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner = ""
        self._hint = ElidedLabel("", "small", "text2")
        self._icon = _InfoIcon()
        self._link = LinkButton(self.tr("Name it"), role="small_strong")
        self._field = TextField(self.tr("Name of this owner"), placeholder=self.tr("Name"))
        self._field.hide()
        self._field.setMaxLength(120)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addSpacing(INSET_PX)
        row.addWidget(self._icon)
        row.addSpacing(INSET_PX)
        row.addWidget(self._hint, 1)
        row.addWidget(self._link)
        row.addWidget(self._field, 1)
        self._link.clicked.connect(self._open)
        self._field.returnPressed.connect(self._done)
        self._field.editingFinished.connect(self._leave)

    def show_owner(self, owner: str) -> None:
        """Ask for the name of this owner; a name being typed is not disturbed."""
        if owner == self._owner or not self._field.isHidden():
            return
        self._owner = owner
        text = self.tr("{id} has no name yet").replace("{id}", short_id(owner))
        self._hint.set_text(text)
        self._link.setAccessibleName(self.tr("Name the owner {id}").replace("{id}", one_line(owner)))
        self._field.setAccessibleName(self.tr("Name of the owner {id}").replace("{id}", one_line(owner)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._field.isHidden():
            self._field.clear()
            self._close()
            return
        super().keyPressEvent(event)

    def _open(self) -> None:
        self._icon.hide()
        self._hint.hide()
        self._link.hide()
        self._field.show()
        self._field.setFocus(Qt.FocusReason.TabFocusReason)

    def _close(self) -> None:
        self._field.hide()
        self._icon.show()
        self._hint.show()
        self._link.show()

    def _done(self) -> None:
        name = self._field.text().strip()
        self._field.clear()
        self._close()
        if name:
            owner, self._owner = self._owner, ""
            self.named.emit(owner, name)

    def _leave(self) -> None:
        if not self._field.hasFocus() and not self._field.text().strip() and not self._field.isHidden():
            self._close()

"""The Timeline and the Activities tab: a filter by type above the list of what happened."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import SoftButton
from nexus_contacts.desktop.controls.cards import Surface
from nexus_contacts.desktop.controls.choices import popup_anchor
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.detail.happening_list import HappeningList
from nexus_contacts.desktop.detail.happenings import Happening, OwnerName, kept_kind
from nexus_contacts.desktop.detail.segments import Segments
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.theme import theme


class ListTab(Surface):
    """A head with the choice of a type, and the list under it."""

    def __init__(self, happenings: HappeningList, head: QWidget, *, top: int, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.list = happenings
        self._contact_id = ""
        self._lines: tuple[Happening, ...] = ()
        self._kind = ""
        self._top = top
        self._head = QHBoxLayout()
        self._head.addWidget(head, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self._measure()
        theme().changed.connect(self._measure)

    def _measure(self) -> None:
        margin = theme().size("pane_padding")
        self._head.setContentsMargins(margin, theme().px(self._top), margin, theme().px(4))

    def show_lines(self, contact_id: str, lines: tuple[Happening, ...]) -> None:
        """Show these lines; the choice of a type stays where one of them has it."""
        from_top = contact_id != self._contact_id
        self._contact_id = contact_id
        self._lines = lines
        if self._kind not in {line.kind for line in lines}:
            self._kind = ""
        self._show_choice()
        self.list.show_lines(kept_kind(lines, self._kind), from_top=from_top)

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self._show_choice()
        self.list.show_lines(kept_kind(self._lines, kind), from_top=True)

    def _show_choice(self) -> None:
        """Show in the head what can be chosen, and what is."""
        raise NotImplementedError


class TimelineTab(ListTab):
    """What happened to one contact, newest first, under the heading of each day."""

    def __init__(self, owner_name: OwnerName, parent: QWidget | None = None) -> None:
        head = QWidget()
        super().__init__(HappeningList(timeline=True, owner_name=owner_name), head, top=12, parent=parent)
        self.list.setAccessibleName(self.tr("Timeline of the contact"))
        self._choice = SoftButton(self.tr("All events"))
        self._choice.set_trailing_icon("chevron-down")
        self._choice.clicked.connect(self._open_choice)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._choice)
        row.addStretch(1)
        row.addWidget(Label(self.tr("Newest first"), "small", "text2"))

    def _show_choice(self) -> None:
        shown = one_line(words.event_text(self._kind)) if self._kind else self.tr("All events")
        short = theme().metrics("small_strong").elidedText(shown, Qt.TextElideMode.ElideRight, theme().px(180))
        self._choice.setText(short.replace("&", "&&"))
        self._choice.setAccessibleName(self.tr("Events shown: {kind}").replace("{kind}", shown))

    def choice_menu(self) -> QMenu:
        """The menu of the types that are there."""
        menu = QMenu(self)
        kinds = sorted({line.kind for line in self._lines if line.kind}, key=words.event_text)
        for kind in ("", *kinds):
            text = one_line(words.event_text(kind)).replace("&", "&&") if kind else self.tr("All events")
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(kind == self._kind)
            action.triggered.connect(lambda _checked=False, kind=kind: self._choose(kind))
        return menu

    def _open_choice(self) -> None:
        menu = self.choice_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(popup_anchor(self._choice).toPoint())


class ActivitiesTab(ListTab):
    """The calls, e-mails and meetings logged with one contact, newest first. A note is shown on its own tab."""

    def __init__(self, owner_name: OwnerName, parent: QWidget | None = None) -> None:
        self._segments = Segments()
        super().__init__(HappeningList(timeline=False, owner_name=owner_name), self._segments, top=12, parent=parent)
        self.list.setAccessibleName(self.tr("Activities of the contact"))
        self._segments.setAccessibleName(self.tr("Activities shown"))
        self._segments.chosen.connect(self._choose)

    def _show_choice(self) -> None:
        kinds: dict[str, int] = {}
        for line in self._lines:
            kinds[line.kind] = kinds.get(line.kind, 0) + 1
        known = [kind for kind in ("call", "email", "meeting") if kind in kinds]
        choices = [("", self.tr("All"), len(self._lines))]
        for kind in (*known, *sorted(set(kinds) - set(known) - {""})):
            choices.append((kind, one_line(words.activities_text(kind)), kinds[kind]))
        self._segments.show_choices(choices, self._kind)

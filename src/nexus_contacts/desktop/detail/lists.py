"""The Timeline and the Activities tab: a filter by type above the list of what happened."""

from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from nexus_contacts.api.records import Activity, TimelineEvent
from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import SoftButton
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.detail.happening_list import HappeningList
from nexus_contacts.desktop.detail.happenings import OwnerName, activities, timeline
from nexus_contacts.desktop.detail.segments import Segments


class TimelineTab(QWidget):
    """What happened to one contact, newest first, under the heading of each day."""

    def __init__(self, owner_name: OwnerName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner_name = owner_name
        self._events: tuple[TimelineEvent, ...] = ()
        self._kind = ""
        self._choice = SoftButton(self.tr("All events"))
        self._choice.set_trailing_icon("chevron-down")
        self._choice.clicked.connect(self._open_choice)
        self._choice.setAccessibleName(self.tr("Events shown"))
        self._list = HappeningList(self.tr("Timeline of the contact"), owner_name, timeline=True)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 20, 4)
        head.addWidget(self._choice)
        head.addStretch(1)
        head.addWidget(Label(self.tr("Newest first"), "small", "text2"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._list, 1)

    def show_events(self, events: tuple[TimelineEvent, ...]) -> None:
        """Show these events; the choice of a type stays where one of them has it."""
        self._events = events
        if self._kind not in {event.type for event in events}:
            self._kind = ""
        self._fill()

    def _fill(self) -> None:
        self._choice.setText(words.event_text(self._kind) if self._kind else self.tr("All events"))
        self._list.show_lines(timeline(self._events, self._owner_name, self._kind))

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self._fill()

    def _open_choice(self) -> None:
        menu = QMenu(self)
        kinds = sorted({event.type for event in self._events}, key=words.event_text)
        for kind in ("", *kinds):
            action = menu.addAction(words.event_text(kind) if kind else self.tr("All events"))
            action.setCheckable(True)
            action.setChecked(kind == self._kind)
            action.triggered.connect(lambda _checked=False, kind=kind: self._choose(kind))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._choice.mapToGlobal(self._choice.rect().bottomLeft()))


class ActivitiesTab(QWidget):
    """The calls, e-mails and meetings logged with one contact, newest first."""

    def __init__(self, owner_name: OwnerName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._logged: tuple[Activity, ...] = ()
        self._kind = ""
        self._segments = Segments(self.tr("Activities shown"))
        self._segments.chosen.connect(self._choose)
        self._list = HappeningList(self.tr("Activities of the contact"), owner_name, timeline=False)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 20, 6)
        head.addWidget(self._segments)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._list, 1)

    def show_activities(self, logged: tuple[Activity, ...]) -> None:
        """Show these activities; a note is shown on its own tab."""
        self._logged = tuple(each for each in logged if each.type != "note")
        kinds: dict[str, int] = {}
        for activity in self._logged:
            kinds[activity.type] = kinds.get(activity.type, 0) + 1
        if self._kind not in kinds:
            self._kind = ""
        known = [kind for kind in ("call", "email", "meeting") if kind in kinds]
        choices = [("", self.tr("All"), len(self._logged))]
        for kind in (*known, *sorted(set(kinds) - set(known))):
            choices.append((kind, words.activities_text(kind), kinds[kind]))
        self._segments.show_choices(choices, self._kind)
        self._fill()

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self._fill()

    def _fill(self) -> None:
        self._list.show_lines(activities(self._logged, self._kind))

"""One tab's page: its content, or what stands in its place while there is none, and the words for that."""

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from nexus_contacts.api.errors import Unreachable
from nexus_contacts.desktop import messages
from nexus_contacts.desktop.controls.cards import Surface
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.states import EmptyState
from nexus_contacts.store.details import DetailKind

QUIET_MS = 400
"""A list that comes within this time is not announced."""

# (icon, title, text) of a list that holds nothing.
_EMPTY: dict[DetailKind, tuple[str, object, object]] = {
    "timeline": (
        "bolt",
        QT_TRANSLATE_NOOP("detail", "Nothing happened yet"),
        QT_TRANSLATE_NOOP("detail", "What happens with this contact shows up here."),
    ),
    "deals": (
        "briefcase",
        QT_TRANSLATE_NOOP("detail", "No deals yet"),
        QT_TRANSLATE_NOOP("detail", "Deals linked in AutomateNexus show up here."),
    ),
    "notes": (
        "note",
        QT_TRANSLATE_NOOP("detail", "No notes yet"),
        QT_TRANSLATE_NOOP("detail", "Notes written in AutomateNexus show up here."),
    ),
    "activities": (
        "bolt",
        QT_TRANSLATE_NOOP("detail", "No activity yet"),
        QT_TRANSLATE_NOOP("detail", "Calls, emails and meetings logged in AutomateNexus show up here."),
    ),
}
_NOT_YET = QT_TRANSLATE_NOOP("detail", "Not downloaded yet")
# (title of a failure, text of a list that was never downloaded).
_MISSING: dict[DetailKind, tuple[object, object]] = {
    "timeline": (
        QT_TRANSLATE_NOOP("detail", "The timeline could not be loaded"),
        QT_TRANSLATE_NOOP(
            "detail",
            "This contact's timeline was never opened online, so there is no copy of it here. "
            "It loads as soon as the server answers.",
        ),
    ),
    "deals": (
        QT_TRANSLATE_NOOP("detail", "The deals could not be loaded"),
        QT_TRANSLATE_NOOP(
            "detail",
            "This contact's deals were never opened online, so there is no copy of them here. "
            "They load as soon as the server answers.",
        ),
    ),
    "notes": (
        QT_TRANSLATE_NOOP("detail", "The notes could not be loaded"),
        QT_TRANSLATE_NOOP(
            "detail",
            "This contact's notes were never opened online, so there is no copy of them here. "
            "They load as soon as the server answers.",
        ),
    ),
    "activities": (
        QT_TRANSLATE_NOOP("detail", "The activities could not be loaded"),
        QT_TRANSLATE_NOOP(
            "detail",
            "This contact's activities were never opened online, so there is no copy of them here. "
            "They load as soon as the server answers.",
        ),
    ),
}


def _say(text: object) -> str:
    return QCoreApplication.translate("detail", str(text))


class Waiting(Surface):
    """Says nothing at first; after a moment, that the list is on its way."""

    def __init__(self) -> None:
        super().__init__("surface")
        self._words = Label(self.tr("Loading…"), "body", "text2")
        self._timer = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._timer.timeout.connect(self._words.show)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self._words)
        column.addStretch(1)

    def begin(self) -> None:
        """Begin to wait; nothing changes where that is so already."""
        if not self._timer.isActive() and not self._words.isVisibleTo(self):
            self._timer.start()

    def end(self) -> None:
        """Be quiet for the next time."""
        self._timer.stop()
        self._words.hide()


class TabPage(QStackedWidget):
    """Content, waiting and an empty state on top of each other, one of them shown."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._waiting = Waiting()
        self._waiting.end()
        self.state = EmptyState()
        self.addWidget(content)
        self.addWidget(self._waiting)
        self.addWidget(self.state)

    def focus_inside(self) -> None:
        """Move the focus into what shows: the content, or the first button of what stands in its place."""
        target: QWidget = self._content
        if self.currentWidget() is self.state:
            buttons = self.state.buttons()
            if not buttons:
                return
            target = buttons[0]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def show_content(self) -> None:
        """Show the content."""
        self._waiting.end()
        self.setCurrentWidget(self._content)

    def show_waiting(self) -> None:
        """Show that the list is on its way."""
        self._waiting.begin()
        self.setCurrentWidget(self._waiting)

    def show_empty(self, kind: DetailKind) -> None:
        """Say that the list holds nothing."""
        icon, title, text = _EMPTY[kind]
        self._show_state(icon, "accent", _say(title), _say(text))

    def show_failure(self, kind: DetailKind, error: BaseException | None, buttons: Sequence[QPushButton]) -> None:
        """Say why there is no list: the server was not met yet, or what it met instead."""
        title, never = _MISSING[kind]
        if error is None or (isinstance(error, Unreachable) and error.reason != "timeout"):
            self._show_state("cloud-off", "warn", _say(_NOT_YET), _say(never), buttons)
            return
        said = messages.explain(error)
        self._show_state("alert", "warn", _say(title), f"{said.title}. {said.text}", buttons, said.technical)

    def _show_state(
        self, icon: str, tone: str, title: str, text: str, buttons: Sequence[QPushButton] = (), technical: str = ""
    ) -> None:
        self._waiting.end()
        self.state.show_state(icon, tone, title, text, buttons, technical)
        self.setCurrentWidget(self.state)

"""What the window does about changes: forms and dialogs opened, what was done told with Undo, undo and redo."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.actions import Actions
from nexus_contacts.desktop.changer import Made
from nexus_contacts.desktop.places import CHANGES
from nexus_contacts.store.outbox import HOLD_S
from nexus_contacts.store.undo import Turned

if TYPE_CHECKING:
    from nexus_contacts.desktop.window import MainWindow
    from nexus_contacts.desktop.workplace import Workplace

_WRITING = ("undo", "redo")


class Writing(QObject):
    """The link between the outbox and the window: one for each window, attached to each workplace."""

    def __init__(self, window: "MainWindow", actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions

    def slots(self) -> dict[str, Callable[[], object]]:
        """What its actions do, by their ids."""
        return {"undo": self.undo, "redo": self.redo, "go_changes": partial(self._go_to, CHANGES)}

    def attach(self, workplace: "Workplace") -> None:
        """Listen to a workplace and its changer."""
        changer = workplace.session.changer
        changer.made.connect(self._tell_made)
        changer.turned.connect(self._tell_turned)
        changer.nothing_to_undo.connect(self._tell_nothing)
        changer.read_only_changed.connect(self.offer)
        self.offer()

    @property
    def _place(self) -> "Workplace | None":
        return self._window.workplace

    def offer(self, _read_only: bool = False) -> None:
        """Offer what can be done now, and say why the rest cannot."""
        place = self._place
        read_only = place is not None and place.session.changer.read_only
        may_not = self.tr("Your key may only read")
        for id in _WRITING:
            self._actions.set_enabled(id, not read_only, may_not)

    def _go_to(self, name: str) -> None:
        if self._place is not None:
            self._place.go_to(name)

    # ── told ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _tell_made(self, made: Made) -> None:
        place, step = self._place, made.step
        if place is None or step is None:
            return
        text = sentences.done_text(step, place.session.owner_name)
        if made.done.stopped:
            left = self.tr("Stopped: {done}. The others are as they were.")
            text = left.replace("{done}", text)
        seconds = int(HOLD_S) if step.kind == "delete" else self._window.settings.choices.toast_s
        icon = {"create": "plus", "note": "note", "delete": "trash"}.get(step.kind, "pencil")
        take_back = partial(place.session.changer.undo, step.number)
        self._window.toasts.show_toast(
            text, icon=icon, action=self.tr("Undo"), key=self.tr("Ctrl Z"), seconds=seconds, taken=take_back
        )

    def _tell_turned(self, turned: Turned, undone: bool) -> None:
        place = self._place
        if place is None:
            return
        if turned.count:
            text = sentences.turned_text(turned.step, place.session.owner_name, undone=undone)
            if turned.left:
                one, many = self.tr("1 was changed since and stays"), self.tr("{n} were changed since and stay")
                text += " – " + words.counted(one, many, turned.left)
            self._window.say(text)
        elif turned.left and not turned.sent and not turned.thrown:
            self._window.say(self.tr("Nothing to take back: it was sent, or changed since"))

    def _tell_nothing(self, undone: bool) -> None:
        self._window.say(self.tr("Nothing to undo") if undone else self.tr("Nothing to redo"))

    # ── actions ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def undo(self) -> None:
        """Take back what was done last."""
        if self._place is not None:
            self._place.session.changer.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._place is not None:
            self._place.session.changer.redo()

"""The bar that floats over the table while contacts are ticked: how many, and what can be done with them."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import Button, ButtonLook
from nexus_contacts.desktop.controls.drawing import rounded, smooth
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.table.ticks import Ticks
from nexus_contacts.desktop.theme import theme

_ABOVE_FOOTER = 14


class _BarButton(Button):
    """A button on the bar's dark ground."""

    look = ButtonLook("", "", "onToast")


class _DeleteButton(Button):
    """The button that deletes, on the bar's dark ground."""

    look = ButtonLook("", "", "toastDelete")


class TickBar(QFrame):
    """The bar. It hides itself while nothing is ticked, and stays in the middle of its parent's lower edge."""

    cleared = Signal()
    copy_wanted = Signal(str)
    all_wanted = Signal()
    change_wanted = Signal(str, QPoint)
    """``status``, ``tags``, ``owner`` or ``delete``, with the place for its menu."""
    field_wanted = Signal()
    """Another field is to be set in all of them."""
    merge_wanted = Signal()
    export_wanted = Signal()
    print_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.setAccessibleName(self.tr("Selected contacts"))
        self._count = Label("", "bold", "onToast")
        self._all = _BarButton("", small=True)
        self._changes = {
            "status": _BarButton(self.tr("Status"), "flag", small=True),
            "tags": _BarButton(self.tr("Tags"), "tag", small=True),
            "owner": _BarButton(self.tr("Assign"), "user", small=True),
            "delete": _DeleteButton(self.tr("Delete"), "trash", small=True),
        }
        self._more = _BarButton("", "more", small=True)
        self._more.setAccessibleName(self.tr("More for the selected contacts"))
        self._more.setToolTip(self.tr("Copy, export, print, set a field"))
        self._progress = Label("", "body", "onToast")
        self._stop = _BarButton(self.tr("Cancel"), small=True)
        self._clear = _BarButton("", "x", small=True)
        self._clear.setAccessibleName(self.tr("Clear the selection"))
        self._clear.setToolTip(self.tr("Clear the selection (Esc)"))

        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(4)
        for widget in (self._count, self._clear, self._all, *self._changes.values(), self._more):
            row.addWidget(widget)
        for widget in (self._progress, self._stop):
            row.addWidget(widget)
            widget.hide()

        self._clear.clicked.connect(self.cleared)
        self._all.clicked.connect(self.all_wanted)
        self._more.clicked.connect(self._open_more)
        for what, button in self._changes.items():
            button.clicked.connect(lambda _checked=False, what=what: self._tell_change(what))
        self._stop.clicked.connect(self.stop_wanted)
        parent.installEventFilter(self)
        self.hide()

    def more_menu(self) -> QMenu:
        """What else can be done with what is ticked."""
        menu = QMenu(self)
        menu.addAction(theme().icon("copy"), self.tr("Copy as text"), lambda: self.copy_wanted.emit("rows"))
        menu.addAction(theme().icon("mail"), self.tr("Copy emails"), lambda: self.copy_wanted.emit("email"))
        menu.addSeparator()
        menu.addAction(theme().icon("upload"), self.tr("Export…"), self.export_wanted.emit)
        menu.addAction(theme().icon("printer"), self.tr("Print…"), self.print_wanted.emit)
        menu.addSeparator()
        field = menu.addAction(theme().icon("pencil"), self.tr("Set a field…"), self.field_wanted.emit)
        merge = menu.addAction(theme().icon("merge"), self.tr("Merge…"), self.merge_wanted.emit)
        for action in (field, merge):
            action.setEnabled(self._changes["status"].isEnabled())
        return menu

    def _open_more(self) -> None:
        menu = self.more_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().topLeft()))

    def _tell_change(self, what: str) -> None:
        button = self._changes[what]
        self.change_wanted.emit(what, button.mapToGlobal(button.rect().topLeft()))

    def set_read_only(self, read_only: bool) -> None:
        """Offer no changes, or offer them again."""
        for button in self._changes.values():
            button.setEnabled(not read_only)
            button.setToolTip(self.tr("Your key may only read") if read_only else "")

    def show_progress(self, done: int, total: int) -> None:
        """Tell how far a change of many is, with a way to stop it."""
        running = done < total
        text = self.tr("{done} of {total}").replace("{done}", words.number(done))
        self._progress.setText(text.replace("{total}", words.number(total)))
        for widget in (self._progress, self._stop):
            widget.setVisible(running)
        self._place()

    def end_progress(self, _made: object = None) -> None:
        """The change of many has ended, as the changer tells with what was made."""
        self._progress.hide()
        self._stop.hide()
        self._place()

    def show_ticks(self, ticks: Ticks, whole_page: bool, results: int | None) -> None:
        """Tell how many are ticked; after the whole page, offer the other results too."""
        count = len(ticks)
        self._count.setText(self.tr("{n} selected").replace("{n}", words.number(count)))
        more = whole_page and results is not None and count < results
        self._all.setText(self.tr("Select all {n}").replace("{n}", words.number(results or 0)))
        self._all.setVisible(more)
        self.setVisible(count > 0)
        self._place()
        if count:
            self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self._ground
        self.adjustSize()
        bottom = parent.height() - theme().size("footer") - theme().px(_ABOVE_FOOTER)
        self.move((parent.width() - self.width()) // 2, bottom - self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        line = look.color("text") if look.contrast else None
        rounded(painter, QRectF(self.rect()), look.radius("bar"), look.color("toast"), line)

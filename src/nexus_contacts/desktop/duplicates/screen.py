"""The queue of likely duplicates and the comparison beside it. Merging and opening are wanted by signals."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import PrimaryButton, SecondaryButton, SoftButton, ToolButton
from nexus_contacts.desktop.controls.cards import Divider, Surface
from nexus_contacts.desktop.controls.flow import FlowLayout
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.states import EmptyState
from nexus_contacts.desktop.duplicates.items import SAFE, Item, items
from nexus_contacts.desktop.duplicates.pair_list import PairList
from nexus_contacts.desktop.duplicates.pair_pane import PairPane, Shown
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import theme
from nexus_contacts.duplicates.merge import suggested_primary
from nexus_contacts.store import contacts, merging, pairs
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.pairs import StoredPair

LEVELS = (0.9, 0.75, 0.6, 0.5, 0.3)
_QUEUE, _REST_MS = 372, 60


class DuplicatesScreen(Surface):
    """J K go on and back, M merges, N marks as different people, S skips, U takes back."""

    merge_wanted = Signal(object, object)
    """The ids of the records, the suggested one first, and the item."""
    safe_wanted = Signal(object)
    """Items that may be merged together."""
    dismissed_wanted = Signal()
    record_wanted = Signal()
    scan_wanted = Signal()
    stop_wanted = Signal()
    details_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._session = session
        self._found: tuple[StoredPair, ...] = ()
        self._skipped: list[frozenset[str]] = []
        self._dismissed: list[tuple[str, ...]] = []
        self._only: frozenset[str] = frozenset()
        self._shown: Shown | None = None
        self._level, self._lowest_first = 0.5, False
        self.setAccessibleName(self.tr("Duplicates"))
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.read)
        self._make()
        self._arrange()
        self._connect()
        self.read()

    def _make(self) -> None:
        self.list = PairList()
        self._count = Label("", "body", "text2")
        self._confidence, self._order = SoftButton(), SoftButton()
        self._safe = SoftButton("", "bolt")
        self._more = ToolButton("more", self.tr("More for duplicates"))
        self._progress = Label("", "small", "text2")
        self._progress.setAccessibleName(self.tr("Progress of the clean-up"))
        self.pair = PairPane()
        self._empty = EmptyState("check", "ok")
        self._show_filters()

    def _arrange(self) -> None:
        self._queue = QWidget()
        self._queue.setFixedWidth(theme().px(_QUEUE))
        self._arrange_queue()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._queue)
        self._edge = Divider(vertical=True)
        row.addWidget(self._edge)
        row.addWidget(self.pair, 1)
        row.addWidget(self._empty, 1)

    def _arrange_queue(self) -> None:
        look = theme()
        column, head = QVBoxLayout(self._queue), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head.setContentsMargins(look.px(16), look.px(12), look.px(10), look.px(4))
        head.addWidget(Label(self.tr("Possible duplicates"), "section"), 1)
        head.addWidget(self._count)
        head.addWidget(self._more)
        filters = FlowLayout(gap=8, line_gap=6)
        filters.setContentsMargins(look.px(16), 0, look.px(12), look.px(12))
        for button in (self._confidence, self._order, self._safe):
            filters.addWidget(button)
        foot = QHBoxLayout()
        foot.setContentsMargins(look.px(16), look.px(10), look.px(12), look.px(10))
        foot.addWidget(self._progress, 1)
        column.addLayout(head)
        column.addLayout(filters)
        column.addWidget(Divider())
        column.addWidget(self.list, 1)
        column.addWidget(Divider())
        column.addLayout(foot)

    def _connect(self) -> None:
        self.list.picked.connect(self._show_row)
        self.list.key_pressed.connect(self._take_key)
        self.list.doubleClicked.connect(lambda _index: self.merge())
        self._confidence.clicked.connect(self._open_levels)
        self._order.clicked.connect(self._turn_order)
        self._safe.clicked.connect(lambda: self.safe_wanted.emit(self._safe_items()))
        self._more.clicked.connect(self._open_more)
        self.pair.key_pressed.connect(self._take_key)
        self._session.bridge.changed.connect(self._apply_changed)
        self._session.changer.read_only_changed.connect(lambda _read_only: self._offer())

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _apply_changed(self, changed: Changed) -> None:
        if changed.kinds & {"pairs", "contacts", "outbox"}:
            self._rest.start()

    def read(self) -> None:
        """Read the queue again."""
        database, level, lowest_first = self._session.database, self._level, self._lowest_first

        def found() -> tuple[tuple[StoredPair, ...], tuple[int, int], bool]:
            listed = pairs.listed(database, min_score=level, lowest_first=lowest_first)
            return listed, pairs.resolved(database), pairs.scanned_at(database) is not None

        self._session.background.run(self, found, lambda told: self._show_found(*told), key="pairs")

    def show_only(self, contact_id: str) -> None:
        """Show the pairs of one contact; ``""`` shows all again."""
        self._only = frozenset((contact_id,)) if contact_id else frozenset()
        self._level = LEVELS[-1] if contact_id else 0.5
        self.read()

    def _show_found(self, found: tuple[StoredPair, ...], resolved: tuple[int, int], scanned: bool) -> None:
        merged, different = resolved
        done = words.counted(self.tr("1 merged"), self.tr("{n} merged"), merged)
        marked = words.counted(
            self.tr("1 marked “not a duplicate”"), self.tr("{n} marked “not a duplicate”"), different
        )
        self._progress.setText(f"✓ {done} · {marked}")
        self._found = found
        self._show_queue(scanned)

    def _show_queue(self, scanned: bool = True) -> None:
        current = self.list.pairs.item(self.list.currentIndex().row())
        row = max(self.list.currentIndex().row(), 0)
        listed = [item for item in items(self._found) if not self._only or self._only & item.key]
        listed.sort(key=lambda item: item.key in self._skipped)
        self.list.pairs.show_items(tuple(listed))
        self._count.setText(words.number(len(listed)))
        self._show_filters()
        stays = self.list.pairs.row_of(current.key) if current is not None else -1
        for widget in (self.pair, self._edge):
            widget.setVisible(bool(listed))
        self._empty.setVisible(not listed)
        if listed:
            self.list.go_to(stays if stays >= 0 else row)
        else:
            self._shown = None
            self._show_nothing(scanned)

    def _show_nothing(self, scanned: bool) -> None:
        if not scanned:
            look = PrimaryButton(self.tr("Look for duplicates"), "search")
            look.clicked.connect(self.scan_wanted)
            text = self.tr("All contacts are compared here, on this computer.")
            self._empty.show_state("users", "accent", self.tr("Not looked for yet"), text, (look,))
        elif self._only or self._level > 0.5:
            button = SecondaryButton(self.tr("Show all"))
            button.clicked.connect(lambda: self.show_only(""))
            text = self.tr("Nothing is as likely as you asked for.")
            self._empty.show_state("check", "ok", self.tr("No duplicates here"), text, (button,))
        else:
            text = self.tr("New and changed contacts are compared as they come.")
            self._empty.show_state("check", "ok", self.tr("No duplicates left"), text)

    def show_progress(self, share: float) -> None:
        """Tell how far a scan is."""
        if share < 1:
            self._progress.setText(self.tr("Comparing contacts… {n} %").replace("{n}", str(int(share * 100))))
        else:
            self.read()

    # ── the pair that is shown ────────────────────────────────────────────────────────────────────────────────────────

    def _show_row(self, row: int) -> None:
        item = self.list.pairs.item(row)
        if item is None:
            return
        database = self._session.database

        def read() -> Shown | None:
            found = [contacts.get(database, one) for one in item.ids]
            records = tuple(one for one in found if one is not None)
            if len(records) < 2:
                return None
            related = merging.related_counts(database, item.ids)
            first = suggested_primary(records, {one: sum(kinds.values()) for one, kinds in related.items()})
            ordered = (records[first], *(one for place, one in enumerate(records) if place != first))
            return Shown(item, ordered, related)

        self._session.background.run(self, read, self._show_pair, key="pair")

    def _show_pair(self, shown: Shown | None) -> None:
        self._shown = shown
        self._offer()
        if shown is None:
            return
        row, count = self.list.currentIndex().row(), self.list.pairs.rowCount()
        self.pair.show_pair(shown, row, count, self._session.owner_name)
        for one in shown.records:
            if not shown.related.get(one.id):
                self.details_wanted.emit(one.id)
                break

    def _offer(self) -> None:
        read_only = self._session.changer.read_only
        self.pair.offer(
            not read_only and self._shown is not None, self.tr("Your key may only read") if read_only else ""
        )
        self._safe.setEnabled(not read_only)

    # ── what is done ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _take_key(self, key: str) -> None:
        deeds = {"merge": self.merge, "dismiss": self.dismiss, "skip": self.skip, "undo": self.take_back}
        if key in deeds:
            deeds[key]()
        else:
            self._step(1 if key == "next" else -1)

    def _step(self, step: int) -> None:
        self.list.go_to(self.list.currentIndex().row() + step)

    def merge(self) -> None:
        """Open the merge of what is shown."""
        if self._shown is not None and not self._session.changer.read_only:
            self.merge_wanted.emit(tuple(one.id for one in self._shown.records), self._shown.item)

    def dismiss(self) -> None:
        """Remember that what is shown are different people, and go on."""
        if self._shown is None or self._session.changer.read_only:
            return
        ids = self._shown.item.ids
        self._dismissed.append(ids)
        self._session.changer.dismiss(ids)

    def skip(self) -> None:
        """Leave what is shown for later: it goes to the end of the queue."""
        if self._shown is None:
            return
        key = self._shown.item.key
        self._skipped = [*(one for one in self._skipped if one != key), key]
        row = self.list.currentIndex().row()
        self.list.setCurrentIndex(self.list.pairs.index(-1, 0))
        self._show_queue()
        self.list.go_to(row)

    def take_back(self) -> None:
        """Take back the last dismissal of this session; without one, what was done last."""
        if not self._dismissed:
            self._session.changer.undo()
            return
        ids = self._dismissed.pop()
        self._session.changer.revoke([(a, b) for at, a in enumerate(ids) for b in ids[at + 1 :]])

    def _safe_items(self) -> tuple[Item, ...]:
        return tuple(item for item in items(self._found) if item.score >= SAFE and not item.weak)

    # ── filters and menus ─────────────────────────────────────────────────────────────────────────────────────────────

    def _show_filters(self) -> None:
        self._confidence.setText(self.tr("Confidence ≥ {n} %").replace("{n}", str(round(self._level * 100))))
        self._order.setText(self.tr("Lowest first") if self._lowest_first else self.tr("Highest first"))
        safe = len(self._safe_items())
        self._safe.setText(self.tr("Safe ones…"))
        self._safe.setVisible(safe > 1)

    def _open_levels(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for level in LEVELS:
            text = self.tr("At least {n} %").replace("{n}", str(round(level * 100)))
            action = menu.addAction(text, partial(self.set_level, level))
            action.setCheckable(True)
            action.setChecked(level == self._level)
        menu.popup(self._confidence.mapToGlobal(self._confidence.rect().bottomLeft()))

    def set_level(self, level: float) -> None:
        """Show what is at least so likely."""
        self._level = level
        self.read()

    def _turn_order(self) -> None:
        self._lowest_first = not self._lowest_first
        self.read()

    def more_menu(self) -> QMenu:
        """What else there is to do."""
        menu = QMenu(self)
        menu.addAction(theme().icon("refresh"), self.tr("Compare all contacts again"), self.scan_wanted.emit)
        menu.addAction(theme().icon("x"), self.tr("Stop comparing"), self.stop_wanted.emit)
        menu.addSeparator()
        menu.addAction(theme().icon("eye-off"), self.tr("Marked “not a duplicate”…"), self.dismissed_wanted.emit)
        menu.addAction(theme().icon("list"), self.tr("Record of the clean-up…"), self.record_wanted.emit)
        return menu

    def _open_more(self) -> None:
        menu = self.more_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def shown_ids(self) -> Sequence[str]:
        """The records that are compared at the moment."""
        return () if self._shown is None else [one.id for one in self._shown.records]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(900)
        self._queue.setFixedWidth(theme().px(280 if narrow else _QUEUE))
        self.pair.set_narrow(narrow)

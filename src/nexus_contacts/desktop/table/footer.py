"""What stands under the table: which rows of how many, news that wait for a word, rows a page, the pages."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import LinkButton, ToolButton
from nexus_contacts.desktop.controls.cards import Surface
from nexus_contacts.desktop.controls.choices import ComboBox
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.table.pager import PAGE_SIZES, Pager
from nexus_contacts.desktop.theme import theme

NARROW_PX = 620


class Footer(Surface):
    """The table's last line."""

    next_wanted = Signal()
    previous_wanted = Signal()
    size_wanted = Signal(int)
    refresh_wanted = Signal()

    def __init__(self, size: int = 100, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._updated = 0
        self._narrow = False
        self._range = Label("", "small_bold", "text2")
        self._from = Label("", "small", "text3")
        self._news = LinkButton("", role="small_strong")
        self._sizes = ComboBox(self.tr("Contacts per page"), quiet=True)
        for count in PAGE_SIZES:
            self._sizes.addItem(self.tr("{n} per page").replace("{n}", words.number(count)), count)
        self._sizes.setCurrentIndex(PAGE_SIZES.index(size) if size in PAGE_SIZES else len(PAGE_SIZES) - 1)
        self._previous = ToolButton("chevron-left", self.tr("Previous page"), key="Ctrl+PgUp")
        self._page = Label("", "small_strong", "text2")
        self._next = ToolButton("chevron-right", self.tr("Next page"), key="Ctrl+PgDown")
        self._arrange()

        self._previous.clicked.connect(self.previous_wanted)
        self._next.clicked.connect(self.next_wanted)
        self._news.clicked.connect(self.refresh_wanted)
        self._sizes.activated.connect(lambda at: self.size_wanted.emit(PAGE_SIZES[at]))

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._range)
        row.addWidget(self._from)
        row.addWidget(self._news)
        row.addStretch(1)
        row.addWidget(self._sizes)
        row.addSpacing(8)
        for widget in (self._previous, self._page, self._next):
            row.addWidget(widget)
        self._news.hide()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().size("footer"))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme().size("footer"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, theme().color("border"))

    def show_pages(self, pager: Pager, skeleton: bool = False) -> None:
        """Tell which rows are shown, of how many, on which page."""
        place = pager.wanted if skeleton and pager.wanted is not None else pager.place
        self._range.setText(self._range_text(pager, place.number, skeleton))
        known = pager.question.filter and pager.total is not None and pager.count is not None
        of_all = self.tr("filtered from {total}").replace("{total}", words.number(pager.total or 0))
        self._from.setText(of_all if known and not self._narrow else "")
        pages = pager.pages
        number = words.number(place.number + 1)
        if pages is None:
            text = self.tr("Page {n}")
        else:
            text = self.tr("{n} / {pages}") if self._narrow else self.tr("Page {n} of {pages}")
        self._page.setText(text.replace("{n}", number).replace("{pages}", words.number(pages or 0)))
        self._previous.setEnabled(place.number > 0)
        self._next.setEnabled(pager.has_next())

    def _range_text(self, pager: Pager, number: int, skeleton: bool) -> str:
        count = pager.known_count
        first = number * pager.question.size
        rows = pager.question.size if skeleton else len(pager.page.rows)
        last = first + rows if count is None or not skeleton else min(count, first + rows)
        if count == 0:
            return self.tr("No contacts")
        span = f"{words.number(first + 1)}–{words.number(max(first + 1, last))}"
        text = "{span}" if count is None else self.tr("{span} of {count}")
        if skeleton:
            text = self.tr("Loading {what}").replace("{what}", text)
        return text.replace("{span}", span).replace("{count}", words.number(count or 0))

    def show_news(self, updated: int) -> None:
        """Offer to bring the rows into their new order, because so many contacts changed; 0 for nothing new."""
        self._updated = updated
        text = self.tr("{n} updated · Refresh order").replace("{n}", words.number(updated))
        self._news.setText(text)
        self._news.setVisible(updated > 0)

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what a narrow table has no room for."""
        self._narrow = narrow
        self._sizes.setVisible(not narrow)

    def page_buttons(self) -> tuple[QWidget, ...]:
        """What takes the focus, in reading order."""
        return (self._news, self._sizes, self._previous, self._next)

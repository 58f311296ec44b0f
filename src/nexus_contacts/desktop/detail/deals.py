"""The Deals tab: open and weighted sums per currency, a card for each deal, the closed ones below."""

from datetime import date
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.api.records import Deal
from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.chips import paint_tag, tag_size
from nexus_contacts.desktop.controls.drawing import mirrored, rounded, smooth
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.detail.hints import Hint
from nexus_contacts.desktop.detail.line_drawing import draw_line, line_height, line_width
from nexus_contacts.desktop.detail.scroll_page import ScrollPage
from nexus_contacts.desktop.detail.sums import CurrencySum, is_closed, likelihood, sums
from nexus_contacts.desktop.safe_text import one_line, tip
from nexus_contacts.desktop.theme import theme

_ACROSS, _DOWN = 14, 12
_GAP = 7

Part = TypeVar("Part", bound=QWidget)


def deal_tone(deal: Deal) -> str:
    """The tone of a deal's stage."""
    return {"won": "ok", "lost": "danger"}.get(deal.status, "accent")


def stage_text(deal: Deal) -> str:
    """The stage of an open deal, what became of a closed one."""
    status = words.deal_status_text(deal.status)
    return one_line(status if is_closed(deal) else deal.stage_name or status)


def when_text(deal: Deal) -> str:
    """When the deal is expected to close, or when it was won or lost; a date nobody can read stays as it came."""
    try:
        text = words.date_text(date.fromisoformat(deal.expected_close_date[:10]))
    except ValueError:
        text = one_line(deal.expected_close_date)
    if not text:
        return ""
    if is_closed(deal):
        return f"{words.deal_status_text(deal.status)} {text}"
    return QCoreApplication.translate("deals", "Closes {date}").replace("{date}", text)


class DealCard(QWidget):
    """One deal: title and amount, stage and date, how likely it is. Whatever the service left out is left out here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deal = Deal("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def show_deal(self, deal: Deal) -> None:
        """Show another deal."""
        self._deal = deal
        percent = likelihood(deal)
        parts = [self._title(), words.money(deal.value, deal.currency), stage_text(deal), when_text(deal)]
        if percent is not None:
            parts.append(f"{words.number(round(percent))} %")
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(tip(self._title()) if line_width(self._title(), "strong") > self.width() // 2 else "")
        self._restyle()

    def _title(self) -> str:
        return one_line(self._deal.title or self._deal.id)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _second(self) -> bool:
        return bool(stage_text(self._deal) or when_text(self._deal))

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        height = 2 * look.px(_DOWN) + line_height("strong")
        if self._second():
            height += look.px(_GAP) + max(look.size("chip"), line_height("small"))
        if likelihood(self._deal) is not None:
            height += look.px(_GAP) + line_height("small_strong")
        return QSize(look.px(240), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        rounded(painter, QRectF(self.rect()), look.radius("card"), look.color("raised"), look.color("border"))
        room = self.rect().adjusted(look.px(_ACROSS), look.px(_DOWN), -look.px(_ACROSS), 0)
        top = self._paint_first(painter, QRect(room.x(), room.y(), room.width(), line_height("strong")))
        if self._second():
            height = max(look.size("chip"), line_height("small"))
            top = self._paint_second(painter, QRect(room.x(), top + look.px(_GAP), room.width(), height))
        percent = likelihood(self._deal)
        if percent is not None:
            height = line_height("small_strong")
            self._paint_bar(painter, QRect(room.x(), top + look.px(_GAP), room.width(), height), percent)

    def _text(self, painter: QPainter, rect: QRect, text: str, role: str, token: str, *, at_end: bool = False) -> None:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        draw_line(painter, mirrored(self, rect), text, role, token, mirrored=rtl, at_end=at_end)

    def _paint_first(self, painter: QPainter, rect: QRect) -> int:
        amount = words.money(self._deal.value, self._deal.currency)
        taken = min(line_width(amount, "bold"), rect.width() * 2 // 3) if amount else 0
        title = QRect(rect.x(), rect.y(), rect.width() - taken - (12 if taken else 0), rect.height())
        self._text(painter, title, self._title(), "strong", "text")
        if taken:
            place = QRect(rect.right() + 1 - taken, rect.y(), taken, rect.height())
            self._text(painter, place, amount, "bold", "text", at_end=True)
        return rect.bottom() + 1

    def _paint_second(self, painter: QPainter, rect: QRect) -> int:
        stage, when = stage_text(self._deal), when_text(self._deal)
        taken = min(line_width(when, "small"), rect.width() * 2 // 3) if when else 0
        if stage:
            room = rect.width() - taken - (12 if taken else 0)
            chip = QRect(rect.x(), rect.y(), min(room, tag_size(stage).width()), rect.height())
            rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            paint_tag(painter, mirrored(self, chip), stage, tone=deal_tone(self._deal), rtl=rtl)
        if when:
            place = QRect(rect.right() + 1 - taken, rect.y(), taken, rect.height())
            self._text(painter, place, when, "small", "text2", at_end=True)
        return rect.bottom() + 1

    def _paint_bar(self, painter: QPainter, rect: QRect, percent: float) -> None:
        look = theme()
        text = f"{words.number(round(percent))} %"
        aside = max(line_width(text, "small_strong"), line_width("100 %", "small_strong"))
        track = QRect(rect.x(), rect.center().y() - look.px(2) + 1, rect.width() - aside - look.px(10), look.px(4))
        rounded(painter, QRectF(mirrored(self, track)), 2, look.color("track"))
        filled = QRect(track.x(), track.y(), round(track.width() * percent / 100), track.height())
        token = "score.high" if self._deal.status == "won" else "selectedLine"
        rounded(painter, QRectF(mirrored(self, filled)), 2, look.color(token))
        place = QRect(rect.right() + 1 - aside, rect.y(), aside, rect.height())
        self._text(painter, place, text, "small_strong", "text2", at_end=True)


class SumLine(QWidget):
    """What the deals in one currency add up to."""

    def __init__(self) -> None:
        super().__init__()
        self._open_value = Label("", "total")
        self._open_words = Label("", "small", "text2", wrap=True)
        self._won_title = Label(self.tr("Won"), "small", "text2")
        self._won_value = Label("", "section", "ok")
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(Label(self.tr("Open pipeline"), "small", "text2"))
        left.addWidget(self._open_value)
        left.addWidget(self._open_words)
        right.addWidget(self._won_title)
        right.addWidget(self._won_value)
        right.addStretch(1)
        for column in (left, right):
            column.setSpacing(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(left, 1)
        line.addLayout(right)

    def show_sum(self, total: CurrencySum) -> None:
        """Show another sum."""
        self._open_value.setText(words.money(total.open_value, total.currency))
        weighted = self.tr("weighted {sum}").replace("{sum}", words.money(round(total.weighted_value), total.currency))
        count = words.counted(self.tr("{n} open deal"), self.tr("{n} open deals"), total.open_count)
        self._open_words.setText(f"{count} · {weighted}")
        self._won_value.setText(words.money(total.won_value, total.currency))
        for label in (self._won_title, self._won_value):
            label.setVisible(bool(total.won_value))


class DealsTab(ScrollPage):
    """The deals of one contact. Sums and cards are made once and filled again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Deals of the contact"))
        self._shown: tuple[Deal, ...] | None = None
        self._sums, self._open, self._closed = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._closed_title = Label(self.tr("Closed"), "small_strong", "text2")
        self.column.addLayout(self._sums)
        self.column.addLayout(self._open)
        self.column.addWidget(self._closed_title)
        self.column.addLayout(self._closed)
        self.column.addWidget(Hint("lock", self.tr("Deals are managed in AutomateNexus and are read-only here.")))
        self.column.addStretch(1)
        self._measure()
        theme().changed.connect(self._measure)

    def _measure(self) -> None:
        look = theme()
        margin = look.size("pane_padding")
        self.set_margins(margin, look.px(16), margin, margin)
        self.column.setSpacing(look.px(14))
        for layout in (self._open, self._closed, self._sums):
            layout.setSpacing(look.px(8))

    def show_deals(self, deals: tuple[Deal, ...]) -> None:
        """Show these deals; nothing is done where they are the same as before."""
        if deals == self._shown:
            return
        if self._shown is None or {each.id for each in deals}.isdisjoint(each.id for each in self._shown):
            self.to_top()
        self._shown = deals
        totals = sums(deals)
        for at, total in enumerate(totals):
            line = self._widget(self._sums, at, SumLine)
            line.show_sum(total)
        self._hide_rest(self._sums, len(totals))
        closed = [deal for deal in deals if is_closed(deal)]
        self._fill(self._open, [deal for deal in deals if not is_closed(deal)])
        self._fill(self._closed, closed)
        self._closed_title.setVisible(bool(closed))

    def _fill(self, layout: QVBoxLayout, deals: list[Deal]) -> None:
        for at, deal in enumerate(deals):
            card = self._widget(layout, at, DealCard)
            card.show_deal(deal)
        self._hide_rest(layout, len(deals))

    def _widget(self, layout: QVBoxLayout, at: int, make: type[Part]) -> Part:
        """The widget at a place of a layout, made where there is none yet."""
        if at == layout.count():
            layout.addWidget(make())
        item = layout.itemAt(at)
        widget = item.widget() if item is not None else None
        assert isinstance(widget, make)
        widget.show()
        return widget

    def _hide_rest(self, layout: QVBoxLayout, count: int) -> None:
        for at in range(count, layout.count()):
            item = layout.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()

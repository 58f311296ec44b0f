"""The Deals tab: open and weighted sums per currency, a card for each deal, the closed ones below."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.api.records import Deal
from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.cards import Card
from nexus_contacts.desktop.controls.chips import TagChip
from nexus_contacts.desktop.controls.drawing import draw_icon, rounded, smooth
from nexus_contacts.desktop.controls.labels import ElidedLabel, Label
from nexus_contacts.desktop.detail.sums import CurrencySum, is_closed, sums
from nexus_contacts.desktop.theme import theme


class ProbabilityBar(QWidget):
    """How likely a deal is, as a bar with its percentage."""

    def __init__(self, percent: float, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._percent = max(0.0, min(100.0, percent))
        self._token = token
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Probability {n} %").replace("{n}", words.number(round(percent))))
        theme().changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, theme().line_height("small"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        text = f"{words.number(round(self._percent))} %"
        room = look.metrics("small_strong").horizontalAdvance(text) + 1
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        width = self.width() - room - look.px(12)
        left = self.width() - width if rtl else 0
        top = (self.height() - look.px(4)) / 2
        filled = width * self._percent / 100
        rounded(painter, QRectF(left, top, width, look.px(4)), 2, look.color("track"))
        start = left + width - filled if rtl else left
        rounded(painter, QRectF(start, top, filled, look.px(4)), 2, look.color(self._token))
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.color("text2"))
        side = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect(), int(side | Qt.AlignmentFlag.AlignVCenter), text)


class Hint(QWidget):
    """A small line with an icon, such as "read-only here"."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        line = QHBoxLayout(self)
        line.setContentsMargins(theme().px(22), 0, 0, 0)
        line.addWidget(Label(text, "small", "text2", wrap=True))
        theme().changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme().px(14)
        x = self.width() - side if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0
        box = QRectF(x, (self.height() - side) / 2, side, side).toRect()
        draw_icon(smooth(self), box, self._icon, "text3")


def _tone(deal: Deal) -> str:
    return {"won": "ok", "lost": "danger"}.get(deal.status, "accent")


def _when(deal: Deal) -> str:
    """When the deal is expected to close, or when it was won or lost; a date nobody can read stays as it came."""
    try:
        text = words.date_text(date.fromisoformat(deal.expected_close_date[:10]))
    except ValueError:
        text = deal.expected_close_date
    if not text:
        return ""
    if is_closed(deal):
        return f"{words.deal_status_text(deal.status)} {text}"
    return QCoreApplication.translate("deals", "Closes {date}").replace("{date}", text)


def deal_card(deal: Deal) -> Card:
    """One deal as a card; whatever the service left out is left out here."""
    card = Card()
    card.body.setSpacing(theme().px(7))
    first = QHBoxLayout()
    first.addWidget(ElidedLabel(deal.title or deal.id, "strong"), 1)
    if deal.value is not None:
        first.addWidget(Label(words.money(deal.value, deal.currency), "bold"))
    second = QHBoxLayout()
    stage = deal.stage_name or words.deal_status_text(deal.status)
    if is_closed(deal):
        stage = words.deal_status_text(deal.status)
    if stage:
        chip = TagChip(stage, tone=_tone(deal))
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        second.addWidget(chip)
    second.addStretch(1)
    closes = _when(deal)
    if closes:
        second.addWidget(Label(closes, "small", "text2"))
    card.body.addLayout(first)
    if stage or closes:
        card.body.addLayout(second)
    percent = 100.0 if deal.status == "won" else deal.probability
    if percent is not None and deal.status != "lost":
        card.body.addWidget(ProbabilityBar(percent, "score.high" if deal.status == "won" else "accent"))
    card.setAccessibleName(deal.title or deal.id)
    return card


class DealsTab(QScrollArea):
    """The deals of one contact."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Deal, ...] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Deals of the contact"))

    def show_deals(self, deals: tuple[Deal, ...]) -> None:
        """Show these deals; nothing is rebuilt where they are the same as before."""
        if deals == self._shown:
            return
        self._shown = deals
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(10)
        for total in sums(deals):
            column.addLayout(self._sum(total))
        closed = [deal for deal in deals if is_closed(deal)]
        for deal in deals:
            if not is_closed(deal):
                column.addWidget(deal_card(deal))
        if closed:
            column.addSpacing(6)
            column.addWidget(Label(self.tr("Closed"), "small_strong", "text2"))
            for deal in closed:
                column.addWidget(deal_card(deal))
        column.addSpacing(2)
        column.addWidget(Hint("lock", self.tr("Deals are managed in AutomateNexus and are read-only here.")))
        column.addStretch(1)
        self.setWidget(body)

    def _sum(self, total: CurrencySum) -> QHBoxLayout:
        line = QHBoxLayout()
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(Label(self.tr("Open pipeline"), "small", "text2"))
        left.addWidget(Label(words.money(total.open_value, total.currency), "total"))
        weighted = self.tr("weighted {sum}").replace("{sum}", words.money(round(total.weighted_value), total.currency))
        count = words.counted(self.tr("{n} open deal"), self.tr("{n} open deals"), total.open_count)
        left.addWidget(Label(f"{count} · {weighted}", "small", "text2"))
        line.addLayout(left, 1)
        if total.won_value:
            right = QVBoxLayout()
            right.setSpacing(0)
            right.addWidget(Label(self.tr("Won"), "small", "text2"))
            right.addWidget(Label(words.money(total.won_value, total.currency), "section", "ok"))
            right.addStretch(1)
            line.addLayout(right)
        return line

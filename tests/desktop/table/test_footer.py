"""The footer says which rows of how many, and offers what is possible."""

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.table.footer import Footer
from nexus_contacts.desktop.table.pager import Pager, Place
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.rows import RowPage

from .rows import row


def shown(session: Session, qtbot: QtBot, count: int | None, number: int = 0, rows: int = 100) -> tuple[Footer, Pager]:
    footer, pager = Footer(), Pager(session)
    qtbot.addWidget(footer)
    pager.count, pager.total, pager.place = count, 1250, Place(number)
    pager.page = RowPage(tuple(row(at) for at in range(rows)), None, None)
    footer.show_pages(pager)
    return footer, pager


def test_pages_are_counted(session: Session, qtbot: QtBot) -> None:
    footer, _ = shown(session, qtbot, 1250, 12, 50)
    previous, following = footer.findChildren(QToolButton)

    assert (footer._range.text(), footer._page.text()) == ("1,201–1,250 of 1,250", "Page 13 of 13")
    assert (previous.isEnabled(), following.isEnabled()) == (True, False)


def test_until_it_is_counted_it_says_what_it_knows(session: Session, qtbot: QtBot) -> None:
    footer, _ = shown(session, qtbot, None)

    assert (footer._range.text(), footer._page.text()) == ("1–100", "Page 1")


def test_a_narrow_footer_is_short(session: Session, qtbot: QtBot) -> None:
    footer, pager = shown(session, qtbot, 312)
    pager.question = pager.question.__class__(Filter(text="x"))

    footer.set_narrow(True)
    footer.show_pages(pager)

    assert (footer._from.text(), footer._page.text()) == ("", "1 / 4")


def test_a_page_on_its_way_is_announced_by_its_rows(session: Session, qtbot: QtBot) -> None:
    footer, pager = shown(session, qtbot, 1250)
    pager.wanted = Place(12)

    footer.show_pages(pager, skeleton=True)

    assert footer._range.text() == "Loading 1,201–1,250 of 1,250"


def test_news_wait_for_a_word(session: Session, qtbot: QtBot) -> None:
    footer, _ = shown(session, qtbot, 10, rows=10)
    footer.show_news(4)

    with qtbot.waitSignal(footer.refresh_wanted):
        footer._news.click()

    assert footer._news.text() == "4 updated · Refresh order"
    assert footer._news.isVisibleTo(footer)

"""The pager reads forwards, backwards, from the end and anew, and only the newest question is answered."""

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.table.pager import Pager, Place, Question
from nexus_contacts.store import contacts
from nexus_contacts.store.filters import Filter, Sort

from .conftest import contact

SORT = Sort("name", False)


def asked(session: Session, qtbot: QtBot, count: int, size: int = 25) -> Pager:
    contacts.write_page(session.database, [contact(number) for number in range(count)])
    pager = Pager(session)
    with qtbot.waitSignal(pager.counted):
        pager.ask(Question(sort=SORT, size=size))
    return pager


def span(pager: Pager) -> tuple[str, str]:
    return pager.page.rows[0].id, pager.page.rows[-1].id


def test_the_last_page_is_read_from_the_end_and_left_backwards(session: Session, qtbot: QtBot) -> None:
    pager = asked(session, qtbot, 60)

    with qtbot.waitSignal(pager.page_came):
        pager.show_last()
    last = span(pager), pager.place.number, pager.has_next()
    with qtbot.waitSignal(pager.page_came):
        pager.show_previous()

    assert last == (("con_00050", "con_00059"), 2, False)
    assert span(pager) == ("con_00025", "con_00049")
    assert pager.has_next()


def test_a_page_whose_list_has_shrunk_becomes_the_first(session: Session, qtbot: QtBot) -> None:
    pager = asked(session, qtbot, 30)
    with qtbot.waitSignal(pager.page_came):
        pager.show_next()

    contacts.remove(session.database, [f"con_{number:05}" for number in range(25, 30)])
    with qtbot.waitSignal(pager.page_came):
        pager.reread_now()

    assert pager.place == Place()
    assert span(pager) == ("con_00000", "con_00024")


def test_only_the_newest_of_many_questions_is_answered(session: Session, qtbot: QtBot) -> None:
    pager = asked(session, qtbot, 60)
    came: list[object] = []
    pager.page_came.connect(came.append)

    with qtbot.waitSignal(pager.counted):
        for text in ("p", "pe", "per", "person00042"):
            pager.ask_again(filter=Filter(text=text))

    assert len(came) == 1
    assert [row.id for row in pager.page.rows] == ["con_00042"]
    assert (pager.count, pager.total) == (1, 60)


def test_many_wishes_to_read_again_are_one_read(session: Session, qtbot: QtBot) -> None:
    pager = asked(session, qtbot, 10)
    read: list[object] = []
    pager.page_reread.connect(read.append)

    with qtbot.waitSignal(pager.page_reread):
        for _ in range(20):
            pager.reread()

    assert len(read) == 1


def test_an_error_of_the_copy_is_told(session: Session, qtbot: QtBot) -> None:
    pager = Pager(session)
    session.database.close()

    with qtbot.waitSignal(pager.refused):
        pager.ask(Question())

    assert not pager.loading

"""The search field of the top bar: words as they are typed, tokens taken out once they are ended."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.topbar.query import Query, Token
from nexus_contacts.desktop.topbar.search_box import SearchBox


def box(qtbot: QtBot) -> tuple[SearchBox, list[Query]]:
    made = SearchBox("Search contacts", key="Ctrl F")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    told: list[Query] = []
    made.queried.connect(told.append)
    return made, told


def test_each_key_tells_the_words_at_once(qtbot: QtBot) -> None:
    made, told = box(qtbot)

    QTest.keyClicks(made, "acm ")

    assert [query.text for query in told] == ["a", "ac", "acm"]


def test_a_token_is_told_once_it_is_ended_and_leaves_the_field(qtbot: QtBot) -> None:
    made, told = box(qtbot)

    QTest.keyClicks(made, "acm status:lead")
    before = list(told)
    QTest.keyClicks(made, " x")

    typed = "a ac acm acm_s acm_st acm_sta acm_stat acm_statu acm_status acm"
    assert " ".join(query.text.replace(" ", "_") for query in before) == typed
    assert told[len(before)] == Query("acm", (Token("status", "lead"),))
    assert told[-1].text == "acm x"
    assert made.text() == "acm x"


def test_enter_ends_a_token_and_goes_on_to_the_table(qtbot: QtBot) -> None:
    made, told = box(qtbot)
    QTest.keyClicks(made, "tag:saas")

    with qtbot.waitSignal(made.table_wanted):
        QTest.keyClick(made, Qt.Key.Key_Return)

    assert told[-1].tokens == (Token("tag", "saas"),)
    assert made.text() == ""


def test_down_goes_to_the_table_and_escape_empties_the_field(qtbot: QtBot) -> None:
    made, told = box(qtbot)
    QTest.keyClicks(made, "ac")

    with qtbot.waitSignal(made.table_wanted):
        QTest.keyClick(made, Qt.Key.Key_Down)
    QTest.keyClick(made, Qt.Key.Key_Escape)

    assert made.text() == ""
    assert told[-1] == Query()


def test_what_is_being_typed_is_not_disturbed_by_the_filter_that_comes_back(qtbot: QtBot) -> None:
    made, told = box(qtbot)
    QTest.keyClicks(made, "acm  tag:sa")
    seen = len(told)

    made.show_text("acm")
    kept = made.text()
    made.show_text("")

    assert kept == "acm  tag:sa"
    assert made.text() == "tag:sa"
    assert len(told) == seen

"""How an import goes and what became of it."""

from typing import Any

from nexus_contacts.desktop.importing.job import Going, Result
from nexus_contacts.desktop.importing.result_page import ResultPage
from nexus_contacts.exchange.report import Line


def test_rate_time_left_and_a_pause(qtbot: Any) -> None:
    now = [0.0]
    page = ResultPage(lambda: now[0])
    qtbot.addWidget(page)
    page.begin()
    page.show_going(Going(0, 400), paused=False)
    now[0] = 2.0
    page.show_going(Going(200, 200), paused=False)

    assert page.headline.text() == "200 of 400 sent"
    assert page.underline.text().startswith("100 a second · 2 s left")
    page.show_going(Going(200, 200), paused=True)
    assert page.underline.text().startswith("Paused: 200 not sent")
    page.show_going(Going(200, 200), paused=False)
    now[0] = 12.0
    page.show_going(Going(201, 199), paused=False)
    assert "33 min left" in page.underline.text()


def test_rows_that_need_the_person_have_a_next_step(qtbot: Any) -> None:
    page = ResultPage(lambda: 3.0)
    qtbot.addWidget(page)
    asked: list[tuple[str, str]] = []
    page.step_wanted.connect(lambda *told: asked.append(told))
    page.begin()
    lines = (Line(7, "failed", "con_1", "a@x.org", "taken", ()), Line(8, "failed", "", "b@x.org", "odd", ()))
    counted = {"created": 5, "updated": 1, "exists": 0, "failed": 2, "skipped": 0}

    page.show_result(Result(counted, lines, frozenset({8})))
    page.show_view("fair", "Import 24 Nov")

    assert page.headline.text() == "6 of 8 contacts imported"
    assert page.underline.text() == "5 created · 1 updated · 2 failed · took 1 s"
    assert [page.left.index(row, 4).data() for row in (0, 1)] == ["Open existing", "Fix and try again"]
    page._press_last(page.left.index(0, 2))
    page._press_last(page.left.index(0, 4))
    page._press(page.left.index(1, 0))
    assert asked == [("open", "con_1"), ("again", "")]
    assert "“Import 24 Nov” shows the contacts with this tag" in page._note.text()

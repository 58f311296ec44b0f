"""Pages that are laid out."""

from tests.desktop.printing.people import PLAN, people

from nexus_contacts.desktop.printing.going import Going
from nexus_contacts.desktop.printing.list_pages import lay_list
from nexus_contacts.desktop.printing.marks import Words
from nexus_contacts.desktop.printing.paper import MARGIN, Paper
from nexus_contacts.desktop.printing.printout import foot_top


def test_every_page_says_which_one_of_how_many_it_is() -> None:
    printout = lay_list(people(90), PLAN, Paper(), Going())
    count = len(printout.pages)

    assert count > 2
    for at in range(count):
        assert printout.text_of(at).endswith(f"Page {at + 1} of {count}")
        assert "Northwind Sales" in printout.text_of(at)


def test_nothing_stands_outside_of_the_margins_or_on_the_foot() -> None:
    for paper in (Paper(), Paper("Letter", landscape=True)):
        printout = lay_list(people(90), PLAN, paper, Going())
        for at in range(len(printout.pages)):
            *marks, foot, number = printout.marks_of(at)
            assert all(mark.x >= MARGIN and mark.x + mark.width <= paper.width - MARGIN for mark in marks)
            assert all(mark.y <= foot_top(paper) for mark in marks)
            assert isinstance(foot, Words)
            assert foot.x + foot.width <= number.x
            assert number.y < paper.height - MARGIN // 2

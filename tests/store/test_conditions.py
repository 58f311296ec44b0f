"""Each choice of a filter as SQL, and how many contacts it says it meets."""

from nexus_contacts.api.records import Contact
from nexus_contacts.store import mirror
from nexus_contacts.store.conditions import conditions, few
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter


def test_an_empty_filter_has_no_conditions(database: Database) -> None:
    assert conditions(database.reading(), Filter()) == ()


def test_the_choice_that_the_fewest_meet_leads(database: Database, people: list[Contact]) -> None:
    chosen = Filter(statuses=("lead",), tags=("vip",), text="zoe smith")

    found = conditions(database.reading(), chosen)

    matches = [condition.matches for condition in found]
    assert matches == sorted(matches, key=lambda count: count or 0)
    assert "word_index" in found[0].gather


def test_values_are_bound_and_never_written_into_the_query(database: Database) -> None:
    evil = "x'; DROP TABLE contacts; --"
    chosen = Filter(evil, (evil,), (evil,), (evil,), "any", (evil,), evil, excluded=(("tag", evil),))

    found = conditions(database.reading(), chosen)

    assert len(found) == 7
    assert all("DROP" not in condition.test + condition.gather for condition in found)


def test_while_a_mirror_fills_no_index_is_asked(database: Database) -> None:
    mirror.begin_first_mirror(database)

    found = conditions(database.reading(), Filter(text="jane", statuses=("lead",)))

    assert [condition.gather for condition in found] == ["", ""]


def test_the_few_grow_with_the_root_of_all(database: Database) -> None:
    with database.writing() as connection:
        connection.run("UPDATE counts SET count = 1000000 WHERE kind = 'total'")

    assert few(database.reading()) == 10_000

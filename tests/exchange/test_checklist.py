"""Every row with what would become of it, mended and chosen."""

from nexus_contacts.api.records import Contact
from nexus_contacts.exchange.building import Rules
from nexus_contacts.exchange.check import Alike, check
from nexus_contacts.exchange.checklist import KINDS, Checklist, kind_of
from nexus_contacts.exchange.csv_in import ReadRow

JANE = Contact("con_1", "Jane", "Smith", "jane@x.org", company="Acme", status="active", source="api")
TARGETS = ("first_name", "email", "company")


def find(email: str) -> Contact | None:
    return JANE if email.lower() == "jane@x.org" else None


def get(contact_id: str) -> Contact | None:
    return JANE if contact_id == "con_1" else None


def rows(*cells: tuple[str, ...]) -> list[ReadRow]:
    return [ReadRow(number, number + 1, one) for number, one in enumerate(cells, 1)]


def listed(*cells: tuple[str, ...], existing: str = "skip") -> Checklist:
    made = Checklist(TARGETS, find, get, existing)  # type: ignore[arg-type]
    made.read(rows(*cells))
    return made


def outcomes(made: Checklist) -> list[tuple[str, str]]:
    return [(one.outcome, one.reason) for one in made.all()]


FOUR = (("John", "john@x.org", ""), ("Jon", "JOHN@x.org", ""), ("Jane", "jane@x.org", "Other"), ("", "x", ""))


def test_it_says_what_the_check_says() -> None:
    made = listed(*FOUR)

    assert list(made.all()) == list(check(rows(*FOUR), TARGETS, find, "skip", Rules()))
    assert made.counts() == {"new": 1, "alike": 0, "update": 0, "same": 2, "left": 0, "problem": 1}
    assert list(made.places(("problem",))) == [3]
    assert list(made.places(KINDS)) == [0, 1, 2, 3]
    assert made.going() == 1
    assert [one.row for one in made.incoming()] == [1]


def test_a_mended_cell_is_checked_again() -> None:
    made = listed(*FOUR)

    made.mend(3, 0, "Ann")
    changed = made.mend(3, 1, " ann@x.org ")

    assert changed == {3}
    assert outcomes(made)[3] == ("create", "")
    assert made.row(3).cells == ("Ann", "ann@x.org", "")


def test_who_was_second_comes_first_when_the_first_goes() -> None:
    made = listed(*FOUR)

    assert made.mend(0, 1, "other@x.org") == {0, 1}
    assert outcomes(made)[:2] == [("create", ""), ("create", "")]
    made.mend(0, 1, "john@x.org")
    assert made.checked(1).first_row == 1
    made.choose([0], "skip")
    assert outcomes(made)[:2] == [("left", ""), ("create", "")]
    made.choose([0], "")
    assert outcomes(made)[:2] == [("create", ""), ("exists", "repeated")]


def test_one_row_is_chosen_otherwise_than_all() -> None:
    made = listed(*FOUR)

    made.choose([2, 3], "update")

    assert outcomes(made)[2] == ("update", "taken")
    assert made.checked(2).changes[0].after == "Other"
    assert made.choice(3) == ""
    assert made.choices(2) == ("fill", "update", "skip")
    made.choose([2], "skip")
    assert set(made.choices(2)) > {"fill", "update", "skip"}
    assert made.counts()["left"] == 1


def test_who_looks_like_somebody_is_told_and_treated_as_chosen() -> None:
    made = listed(("Jane", "jane.smith@x.org", "New"), ("Ann", "ann@x.org", ""), ("Anne", "anne@x.org", ""))

    made.take_alike({0: Alike("con_1", 0, "Jane Smith", 0.9), 2: Alike("", 2, "Ann", 0.7)})

    assert outcomes(made) == [("create", "alike"), ("create", ""), ("create", "alike")]
    assert made.counts()["alike"] == 2
    made.set_likely("skip")
    assert outcomes(made)[0] == ("left", "alike")
    made.choose([0], "fill")
    assert outcomes(made)[0] == ("same", "alike")
    made.set_likely("update")
    made.choose([0], "")
    assert made.checked(0).existing_id == "con_1"
    assert {one.field for one in made.checked(0).changes} == {"email", "company"}
    assert outcomes(made)[2] == ("create", "alike")
    assert made.choices(2) == ("create", "skip")
    assert kind_of("left", "alike") == "alike"


def test_a_row_with_a_fault_of_its_own_is_kept_with_it() -> None:
    made = Checklist(TARGETS, find, get)
    made.read([ReadRow(7, 9, ("A", "a@x.org", ""), "too_many_cells")])

    assert made.checked(0).built.faults == (("", "too_many_cells"),)
    assert made.row(0) == ReadRow(7, 9, ("A", "a@x.org", ""), "too_many_cells")
    made.mend(0, 2, "B")
    assert made.checked(0).built.faults == (("", "too_many_cells"),)
    assert made.place_of(7) == 0
    assert made.place_of(1) is None


def test_letters_that_could_not_be_read_can_be_typed_anew() -> None:
    made = Checklist(TARGETS, find, get)
    made.read([ReadRow(1, 2, ("J\ufffdrg", "j@x.org", ""), "letters")])
    assert made.checked(0).outcome == "wrong"

    made.mend(0, 0, "Jörg")

    assert made.checked(0).outcome == "create"


def test_a_thousand_rows_with_one_address_are_chosen_at_once() -> None:
    made = listed(*[("A", "same@x.org", str(number)) for number in range(1000)])

    changed = made.choose(range(900), "skip")

    assert len(changed) == 1000
    assert [one.outcome for one in list(made.all())[899:902]] == ["left", "create", "exists"]


def test_reading_stops_and_tells() -> None:
    made, told = Checklist(TARGETS, find, get), []
    many = rows(*[("A", f"a{number}@x.org", "") for number in range(1200)])

    made.read(many, told.append, lambda: len(told) == 2)

    assert told == [500, 1000]
    assert len(made) == 1000

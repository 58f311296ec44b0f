"""What the import says of rows."""

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.importing.telling import fault_text, next_step, outcome_word, what_happens
from nexus_contacts.exchange.check import Alike, check
from nexus_contacts.exchange.checklist import Checklist
from nexus_contacts.exchange.csv_in import ReadRow
from nexus_contacts.exchange.report import Line

JANE = Contact("con_1", "Jane", email="jane@x.org", company="Acme", status="lead", source="api")
TARGETS = ("first_name", "email", "company")


def said(*cells: str, existing: str = "update") -> tuple[str, str]:
    rows = [ReadRow(1, 2, ("Zed", "zed@x.org", "")), ReadRow(2, 3, cells)]
    found = list(check(rows, TARGETS, lambda email: JANE if email == "jane@x.org" else None, existing))  # type: ignore[arg-type]
    return outcome_word(found[1])[0], what_happens(found[1], lambda _id: "")


def test_every_outcome_has_its_words() -> None:
    assert said("Ann", "ann@x.org", "") == ("New", "Will be created")
    assert said("Jane", "jane@x.org", "Other") == ("Update", "Company: Acme → Other")
    assert said("Jane", "jane@x.org", "Acme") == ("Unchanged", "Nothing to change")
    assert said("Jane", "jane@x.org", "", existing="skip")[0] == "Exists"
    assert said("Zed", "ZED@x.org", "") == ("Twice in file", "Same email as row 1; left out")
    assert said("", "nothing", "") == ("Problem", "First name is missing; Email cannot be read")


def test_faults_of_the_row_itself() -> None:
    assert fault_text("", "quotes") == "A quotation mark is out of place"
    assert fault_text("", "something") == "something"


def test_who_looks_like_somebody_is_named() -> None:
    made = Checklist(TARGETS, lambda _email: None, lambda _id: JANE)
    made.read([ReadRow(1, 2, ("Jane", "j@x.org", "New")), ReadRow(2, 3, ("Zed", "z@x.org", ""))])
    made.take_alike({0: Alike("con_1", 0, "Jane Smith", 0.9), 1: Alike("", 1, "Zee", 0.8)})

    def now(place: int) -> tuple[str, str]:
        return outcome_word(made.checked(place))[0], what_happens(made.checked(place), lambda _id: "")

    assert now(0) == ("Likely known", "Will be created · looks like Jane Smith")
    assert now(1) == ("Likely known", "Will be created · looks like Zee, row 1")
    made.set_likely("skip")
    assert now(0) == ("Left out", "looks like Jane Smith")
    made.choose([0], "update")
    assert now(0) == ("Update", "Jane Smith – Email: jane@x.org → j@x.org +1")


def test_a_row_that_failed_has_a_way_on() -> None:
    line = Line(1, "failed", "", "a@x.org", "no", ())

    assert next_step(line, again=True) == "again"
    assert next_step(line, again=False) == "changes"
    assert next_step(Line(1, "failed", "con_1", "a@x.org", "no", ()), again=True) == "open"

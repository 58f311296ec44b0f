"""What the import says of rows."""

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.importing.telling import fault_text, outcome_word, what_happens
from nexus_contacts.exchange.check import check
from nexus_contacts.exchange.csv_in import ReadRow

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

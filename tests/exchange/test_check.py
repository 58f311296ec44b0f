"""What each row would do."""

from nexus_contacts.api.records import Contact
from nexus_contacts.exchange.check import check
from nexus_contacts.exchange.csv_in import ReadRow

JANE = Contact("con_1", "Jane", "Smith", "jane@x.org", company="Acme", status="active", source="api", tags=("a",))
TARGETS = ("first_name", "email", "company", "tags")


def rows(*cells: tuple[str, ...]) -> list[ReadRow]:
    return [ReadRow(number, number + 1, one) for number, one in enumerate(cells, 1)]


def find(email: str) -> Contact | None:
    return JANE if email.lower() == "jane@x.org" else None


def test_every_row_has_its_outcome_and_reason() -> None:
    found = list(
        check(
            rows(
                ("John", "john@x.org", "", ""),
                ("Jon", "JOHN@x.org", "", ""),
                ("Jane", "jane@x.org", "Other", ""),
                ("", "x", "", ""),
            ),
            TARGETS,
            find,
        )
    )

    assert [(one.outcome, one.reason) for one in found] == [
        ("create", ""), ("exists", "repeated"), ("exists", "taken"), ("wrong", "faults"),
    ]  # fmt: skip
    assert found[1].first_row == 1
    assert found[2].existing_id == "con_1"


def test_updating_overwrites_and_filling_only_fills() -> None:
    told = rows(("Janet", "jane@x.org", "", "b"))

    (update,) = check(told, TARGETS, find, "update")
    (fill,) = check(told, TARGETS, find, "fill")

    assert {change.field: change.after for change in update.changes} == {"first_name": "Janet", "tags": ("a", "b")}
    assert {change.field: change.after for change in fill.changes} == {"tags": ("a", "b")}


def test_what_says_nothing_new_changes_nothing() -> None:
    (same,) = check(rows(("Jane", "Jane@X.org", "Acme", "a")), TARGETS, find, "update")

    assert (same.outcome, same.changes) == ("same", ())

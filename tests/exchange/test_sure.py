"""Rows that surely make a contact: never one that `build` would find a fault in, and nearly all rows that are right."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.exchange.building import Built, Later, Rules, build
from nexus_contacts.exchange.csv_in import ReadRow
from nexus_contacts.exchange.sure import addresses

NAMES = (
    "first_name", "last_name", "full_name", "email", "phone", "company", "status", "source", "tags", "note", "more",
    "custom_fields.a", "custom_fields.b", "address.country", "address.city", "assigned_to", "",
)  # fmt: skip
TEXTS = (
    "", "Jane", "Smith, Jane", "jane@x.org", "Jane <j@x.org>", "mailto:a@b.c", "a@b.c; d@e.f", "a@b", "+4989123456",
    "089 123456", "089 123456; 089 654321", "call me", "1.5E+10", "x" * 201, "x" * 255 + "@y.org", "n" * 100_001,
    "Kunde", "lead", "vielleicht", "a; b, c", "t" * 65, "Deutschland", "us", "k\x1fv", "import", "true", "c" * 10_001,
)  # fmt: skip
TARGETS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=9)
CELLS = st.one_of(st.sampled_from(TEXTS), st.text(max_size=12).map(str.strip), st.emails())
RULES = st.builds(
    Rules,
    region=st.sampled_from(("", "DE", "US")),
    statuses=st.sampled_from((None, {"vielleicht": "lead"}, {"Jane": ""})),
    tags=st.sampled_from(((), ("fair",), ("t" * 65,))),
    numeric=st.sampled_from((frozenset(), frozenset({"a"}))),
    further=st.sampled_from(("custom", "note")),
)


@given(st.data(), TARGETS, RULES)
def test_what_is_sure_has_no_fault_and_this_address(data: st.DataObject, targets: list[str], rules: Rules) -> None:
    mapping = tuple(targets)
    rows = [
        ReadRow(n, n, tuple(data.draw(CELLS) for _ in mapping), data.draw(st.sampled_from(("", "", "quotes"))))
        for n in range(1, 4)
    ]

    for row, email in zip(rows, addresses(rows, mapping, rules), strict=True):
        built = build(row, mapping, rules)
        if email:
            assert built.faults == ()
            assert built.draft.email == email
            later = Later(row, mapping, rules)
            assert later == built
            assert pickle.loads(pickle.dumps(later)) == built


def test_nearly_all_rows_of_a_usual_list_are_sure() -> None:
    targets = ("first_name", "last_name", "email", "phone", "status", "tags", "address.country", "note")
    right = ("Zoë", "O'Neil", "Zoe.O-Neil@mail.x.org", "089 123456", "Kunde", "a; b", "Deutschland", "hello")
    rows = [ReadRow(n, n, right) for n in range(3)]
    rows += [
        ReadRow(4, 4, ("", *right[1:])),
        ReadRow(5, 5, right, "quotes"),
        ReadRow(6, 6, (*right[:3], "x", *right[4:])),
    ]

    found = addresses(rows, targets, Rules())

    assert found == ["Zoe.O-Neil@mail.x.org"] * 3 + [""] * 3
    assert addresses(rows, ("first_name", *[""] * 7), Rules()) == [""] * 6
    assert addresses(rows, targets, Rules(tags=("t" * 65,))) == [""] * 6
    assert addresses([*rows, ReadRow(7, 7, ("short",))], targets, Rules()) == [""] * 7


def test_what_is_built_later_is_built_when_it_is_looked_at() -> None:
    row, targets = ReadRow(1, 1, ("Jane", "jane@x.org", "hello")), ("first_name", "email", "note")

    later = Later(row, targets, Rules())

    assert isinstance(later, Built)
    assert (later.faults, later.notes, later.draft.first_name) == ((), ("hello",), "Jane")
    assert later.draft is later.draft

"""Lists, counts and single contacts, held against a plain Python model of the same filter and sort."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from nexus_contacts.api.records import Contact
from nexus_contacts.store import conditions, contacts, stars
from nexus_contacts.store.connection import Database
from nexus_contacts.store.encoding import custom_text
from nexus_contacts.store.filters import SORT_COLUMNS, DateChoice, Filter, Sort
from nexus_contacts.store.folding import fold, sort_key, value_key

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


def key_of(contact: Contact, column: str) -> str | float | None:
    """What the model sorts a contact by."""
    if column.startswith("custom:"):
        text = custom_text(dict(contact.custom_fields).get(column.removeprefix("custom:")))
        return value_key(text) if text else None
    texts = {
        "name": contact.name, "email": contact.email, "phone": contact.phone, "company": contact.company,
        "title": contact.job_title, "status": contact.status, "source": contact.source,
        "tags": ", ".join(contact.tags), "owner": contact.assigned_to,
    }  # fmt: skip
    if column in texts:
        return sort_key(texts[column])
    if column == "score":
        return contact.engagement_score
    moment = contact.created_at if column == "created" else contact.updated_at
    return None if moment is None else moment.timestamp()


def ordered(found: list[Contact], column: str, descending: bool, numbers: dict[str, int]) -> list[str]:
    """The model's order: keys, ties by number, what is missing last."""

    def rank(contact: Contact) -> tuple[int, str | float, int]:
        key = key_of(contact, column)
        return (isinstance(key, str), "" if key is None else key, numbers[contact.id])

    present = [contact for contact in found if key_of(contact, column) is not None]
    missing = [contact for contact in found if key_of(contact, column) is None]
    present.sort(key=rank, reverse=descending)
    missing.sort(key=lambda contact: numbers[contact.id], reverse=descending)
    return [contact.id for contact in (*present, *missing)]


def forwards(database: Database, chosen: Filter, sort: Sort, size: int) -> list[str]:
    found: list[str] = []
    page = contacts.page(database, chosen, sort, size=size, now=NOW)
    while page.rows:
        found += [row.id for row in page.rows]
        page = contacts.page(database, chosen, sort, size=size, after=page.last, now=NOW)
    return found


def backwards(database: Database, chosen: Filter, sort: Sort, size: int) -> list[str]:
    found: list[str] = []
    page = contacts.page(database, chosen, sort, size=size, from_end=True, now=NOW)
    while page.rows:
        found = [row.id for row in page.rows] + found
        page = contacts.page(database, chosen, sort, size=size, before=page.first, now=NOW)
    return found


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", [*SORT_COLUMNS, "custom:seats", "custom:plan"])
def test_a_list_read_by_pages_is_the_sorted_list_in_both_directions(
    database: Database, people: list[Contact], numbers: dict[str, int], column: str, descending: bool
) -> None:
    expected = ordered(people, column, descending, numbers)

    there = forwards(database, Filter(), Sort(column, descending), 37)
    back = backwards(database, Filter(), Sort(column, descending), 37)

    assert there == expected
    assert back == expected


def days_ago(contact: Contact, days: int) -> bool:
    return contact.updated_at is not None and contact.updated_at >= NOW - timedelta(days=days)


FILTERS: list[tuple[Filter, Callable[[Contact], bool]]] = [
    (Filter(statuses=("lead",)), lambda c: c.status == "lead"),
    (Filter(statuses=("lead", "")), lambda c: c.status in ("lead", "")),
    (Filter(sources=("api", "social")), lambda c: c.source in ("api", "social")),
    (Filter(owners=("",)), lambda c: c.assigned_to == ""),
    (Filter(owners=("usr_a", "nobody")), lambda c: c.assigned_to == "usr_a"),
    (Filter(tags=("saas",)), lambda c: "saas" in c.tags),
    (Filter(tags=("saas", "Été")), lambda c: bool({"saas", "Été"} & set(c.tags))),
    (Filter(tags=("saas", "Été"), tag_mode="all"), lambda c: set(c.tags) >= {"saas", "Été"}),
    (Filter(company="ACME"), lambda c: "acme" in c.company.lower()),
    (Filter(company="% pure_"), lambda c: c.company == "100% Pure_Ltd"),
    (Filter(company="uber"), lambda c: c.company == "Über GmbH"),
    (Filter(updated=DateChoice("last_24_hours")), lambda c: days_ago(c, 1)),
    (Filter(score=(50, 100)), lambda c: c.engagement_score is not None and c.engagement_score >= 50),
    (Filter(score=(0, 50)), lambda c: c.engagement_score is not None and c.engagement_score <= 50),
    (Filter(text="zoe"), lambda c: c.first_name == "zoë"),
    (Filter(text="SMI jan"), lambda c: c.first_name == "Jane" and c.last_name == "Smith"),
    (Filter(text="acme  corp"), lambda c: fold(c.company) == "acme corp"),
    (Filter(text="nobody at all"), lambda c: False),
    (Filter(text="--"), lambda c: True),
    (Filter(excluded=(("status", "lead"), ("tag", "vip"))), lambda c: c.status != "lead" and "vip" not in c.tags),
    (Filter(excluded=(("company", "Zeta"), ("owner", ""))), lambda c: c.company != "Zeta" and c.assigned_to != ""),
    (Filter(text="a", statuses=("lead", "active"), tags=("vip",)), lambda c: (
        c.status in ("lead", "active") and "vip" in c.tags
        and any(word.startswith("a") for word in fold(" ".join((
            c.first_name, c.last_name, c.company, *c.tags))).split()))),
    (Filter(waiting=True), lambda c: False),
    (Filter(in_pair=True), lambda c: False),
]  # fmt: skip


@pytest.mark.parametrize("weighing", [(1000, 100), (0, 1), (0, 40)], ids=["gathers", "walks", "gives up"])
@pytest.mark.parametrize(("chosen", "meets"), FILTERS, ids=lambda value: str(value)[:0])
def test_a_filtered_list_is_the_same_however_it_is_found(
    database: Database,
    people: list[Contact],
    numbers: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
    chosen: Filter,
    meets: Callable[[Contact], bool],
    weighing: tuple[int, int],
) -> None:
    monkeypatch.setattr(conditions, "LEAST", weighing[0])
    monkeypatch.setattr(conditions, "PAGE", weighing[1])
    matching = [contact for contact in people if meets(contact)]

    for column, descending in (("name", False), ("status", True), ("updated", True), ("custom:seats", False)):
        expected = ordered(matching, column, descending, numbers)
        assert forwards(database, chosen, Sort(column, descending), 23) == expected
        assert backwards(database, chosen, Sort(column, descending), 23) == expected
    assert contacts.count(database, chosen, now=NOW) == len(matching)
    assert sorted(contacts.ids(database, chosen, now=NOW)) == sorted(contact.id for contact in matching)


def test_a_custom_field_without_a_name_is_a_column_like_any_other(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [replace(jane, custom_fields=(("", "first of all"),))])

    page = contacts.page(database, Filter(), Sort("custom:", False), size=1, custom=("",))

    assert (page.rows[0].id, page.rows[0].custom) == (jane.id, ("first of all",))


@pytest.mark.parametrize("column", ["name", "score", "custom:seats"])
@pytest.mark.parametrize("chosen", [Filter(), Filter(statuses=("lead", "active"))], ids=["all", "filtered"])
def test_a_contact_knows_its_place_in_the_list(
    database: Database, people: list[Contact], column: str, chosen: Filter
) -> None:
    for descending in (False, True):
        sort = Sort(column, descending)
        listed = forwards(database, chosen, sort, 100)

        places = [contacts.position(database, chosen, sort, id) for id in listed[::17]]

        assert places == list(range(0, len(listed), 17))
    assert contacts.position(database, Filter(text="nobody at all"), Sort(), people[0].id) is None
    assert contacts.position(database, Filter(), Sort(), "con_unknown") is None


def test_further_columns_order_the_ties(database: Database, people: list[Contact], numbers: dict[str, int]) -> None:
    sort = Sort("status", False, then=(("name", True), ("custom:seats", False)))
    by_name = ordered(people, "name", True, numbers)
    place = {id: index for index, id in enumerate(by_name)}
    contact_of = {contact.id: contact for contact in people}

    there = forwards(database, Filter(), sort, 31)
    back = backwards(database, Filter(), sort, 31)

    statuses = [contact_of[id].status or "zzz" for id in there]
    assert statuses == sorted(statuses)
    for _, group in itertools.groupby(there, key=lambda id: contact_of[id].status):
        names = [sort_key(contact_of[id].name) or "" for id in group]
        assert names == sorted(names, reverse=True)
    assert back == there
    assert sorted(there) == sorted(place)


def test_an_anchor_outlives_the_row_it_was_taken_from(database: Database, people: list[Contact]) -> None:
    sort = Sort("name", False)
    before = forwards(database, Filter(), sort, 400)
    page = contacts.page(database, Filter(), sort, size=50)

    contacts.remove(database, [page.rows[-1].id, page.rows[10].id])
    following = contacts.page(database, Filter(), sort, size=50, after=page.last)

    assert [row.id for row in following.rows] == before[50:100]


def test_a_row_shows_what_the_table_needs(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane, Contact(id="con_2")])
    stars.star(database, ["con_abc123"])

    page = contacts.page(database, Filter(), Sort("name", False), custom=("industry", "none", "company_size"))

    bare, row = sorted(page.rows, key=lambda row: row.id)[::-1] if page.rows[0].id != "con_2" else page.rows
    assert row.name == "Jane Smith"
    assert row.tags == ("enterprise", "marketing")
    assert row.custom == ("Technology", "", "50-200")
    assert row.created_at == 1768469400
    assert row.engagement_score == 85.0
    assert (row.starred, row.waiting) == (True, "")
    assert (bare.name, bare.starred, bare.created_at, bare.tags) == ("con_2", False, None, ())


@pytest.mark.parametrize(
    "typed",
    [
        "jane", "SMITH ja", "jane@example.com", "jane@ex", "example", "acme-corp", "+1-555-0123", "15550123", "5550123",
        "0123", "market", "vp mark", "50-200", "technology", "enterpr", "05550123",
    ],
)  # fmt: skip
def test_a_search_finds_by_every_field(database: Database, jane: Contact, typed: str) -> None:
    contacts.write_page(database, [jane, replace(jane, id="con_2", first_name="Bob", last_name="", email="", phone="",
                                                 company="", job_title="", tags=(), custom_fields=())])  # fmt: skip

    found = contacts.ids(database, Filter(text=typed))

    assert found == ("con_abc123",)


def test_a_search_begins_at_the_beginning_of_words(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])

    assert contacts.count(database, Filter(text="mith")) == 0
    assert contacts.count(database, Filter(text="jane smyth")) == 0
    assert contacts.count(database, Filter(text="'\"* OR -")) == 0


def test_a_contact_is_found_by_its_email_without_regard_to_case(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])

    assert contacts.find_by_email(database, " JANE@Example.com ") == "con_abc123"
    assert contacts.find_by_email(database, "jané@example.com") is None


def test_a_contact_comes_back_as_it_was_written(database: Database, people: list[Contact]) -> None:
    assert [contacts.get(database, contact.id) for contact in people] == people
    assert contacts.get(database, "con_unknown") is None


def test_an_export_begins_with_the_oldest(database: Database, people: list[Contact]) -> None:
    exported = list(contacts.export_rows(database))

    times = [contact.created_at for contact in exported if contact.created_at is not None]
    assert times == sorted(times)
    assert all(contact.created_at is None for contact in exported[len(times) :])
    assert sorted(contact.id for contact in exported) == sorted(contact.id for contact in people)


def test_company_names_are_offered_with_those_that_begin_so_first(database: Database, jane: Contact) -> None:
    firms = ["Zeta Acme", "Acme Corp", "Acme Corp", "Ácme Labs", "Other"]
    contacts.write_page(database, [replace(jane, id=f"con_{n}", company=firm) for n, firm in enumerate(firms)])

    assert contacts.companies(database, "acm") == ("Acme Corp", "Ácme Labs", "Zeta Acme")
    assert contacts.companies(database, "acm", limit=1) == ("Acme Corp",)


def plans_of(database: Database, read: Callable[[], object]) -> list[str]:
    """The steps of the plans of all queries that `read` runs on this thread's connection."""
    connection = database.reading()
    asked: list[str] = []
    connection._raw.set_trace_callback(asked.append)
    read()
    connection._raw.set_trace_callback(None)
    queries = [sql for sql in asked if sql.startswith(("SELECT", "WITH"))]
    assert queries
    steps: list[str] = []
    for sql in queries:
        plan = [row[3] for row in connection.all(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?"))]
        # What a query itself has just searched may be read through.
        inner = [f"SCAN {step.removeprefix('CO-ROUTINE ')}" for step in plan if step.startswith("CO-ROUTINE")]
        steps += [step for step in plan if step not in inner]
    return steps


TABLES = ("contacts", "c", "m", "custom_values", "words", "contact_tags", "bodies", "counts")


def test_no_page_of_the_whole_list_scans_or_sorts(database: Database, people: list[Contact]) -> None:
    for column, descending in itertools.product([*SORT_COLUMNS, "custom:seats"], (False, True)):
        sort = Sort(column, descending)
        first = contacts.page(database, Filter(), sort, size=30)
        last = contacts.page(database, Filter(), sort, size=30, from_end=True)

        def read(sort: Sort = sort, first: contacts.RowPage = first, last: contacts.RowPage = last) -> None:
            for anchor in (first.last, last.first):
                contacts.page(database, Filter(), sort, size=30, after=anchor)
                contacts.page(database, Filter(), sort, size=30, before=anchor)
            contacts.page(database, Filter(), sort)
            contacts.page(database, Filter(), sort, from_end=True)

        steps = plans_of(database, read)

        assert [step for step in steps if step.startswith("SCAN") or "TEMP B-TREE" in step] == []


@pytest.mark.parametrize("gathers", [False, True], ids=["walks", "gathers"])
@pytest.mark.parametrize("chosen", [chosen for chosen, _ in FILTERS if not chosen.excluded], ids=lambda _: "")
def test_no_filtered_page_or_count_scans_a_table(
    database: Database, people: list[Contact], monkeypatch: pytest.MonkeyPatch, chosen: Filter, gathers: bool
) -> None:
    monkeypatch.setattr(conditions, "LEAST", 1000 if gathers else 0)
    monkeypatch.setattr(conditions, "PAGE", 100 if gathers else 1)

    def read() -> None:
        for column in ("name", "updated", "custom:seats"):
            page = contacts.page(database, chosen, Sort(column, True), size=5, now=NOW)
            contacts.page(database, chosen, Sort(column, True), size=5, after=page.last, now=NOW)
        contacts.count(database, chosen, now=NOW)

    steps = plans_of(database, read)

    scanned = {f"SCAN {table}" for table in TABLES}
    assert [step for step in steps if " ".join(step.split()[:2]) in scanned] == []


def test_every_contact_is_streamed_once_the_oldest_first_and_those_without_a_time_last(database: Database) -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    people = [
        Contact(f"con_{n:04}", f"Ann {n}", created_at=None if n % 3 == 0 else begin + timedelta(days=n % 7))
        for n in range(1300)
    ]
    contacts.write_page(database, people)

    found = list(contacts.export_rows(database))

    late = datetime.max.replace(tzinfo=UTC)
    assert found == sorted(people, key=lambda one: (one.created_at or late, one.id))


def test_the_holder_of_an_address_is_the_services_own_before_one_that_waits(database: Database) -> None:
    contacts.write_page(
        database, [Contact("con_zoe", "Zoë", email="zoe@x.org"), Contact("local:1", email="ZOE@x.org ")]
    )

    assert contacts.find_by_email(database, "zoe@X.org") == "con_zoe"
    assert contacts.find_by_email(database, "none@x.org") is None

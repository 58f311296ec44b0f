"""Pages of contacts against a plain model of the same list: filters, orders, cursors, plans."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from nexus_contacts.api.records import SORTS, SOURCES, STATUSES
from nexus_contacts.workspace.contact_rows import StoredContact
from nexus_contacts.workspace.database import Database
from nexus_contacts.workspace.folding import fold
from nexus_contacts.workspace.listing import (
    Totals,
    list_slice,
    list_total,
    search_slice,
    search_total,
    selected,
    workspace_total,
)
from nexus_contacts.workspace.parameters import Listing, read_listing

COMPANIES = (None, "Acme", "acme 100%", "Ökö_GmbH", "Zebra", "Ab%c")
PEOPLE = [
    StoredContact(
        id=f"con_{number * 7919 % 211:03}",
        first_name=("Ann", "Élan", "bob", "张伟", "Zoë")[number % 5],
        last_name=(None, "Smith", "de Vries", "Ärger")[number % 4],
        email=f"p{number}@example.com",
        company=COMPANIES[number % 6],
        status=STATUSES[number % 5],
        source=SOURCES[number % 7],
        assigned_to=(None, "usr_1", "usr_2")[number % 3],
        tags=(("vip",), (), ("VIP", "new"), ("old",))[number % 4],
        created_at=1_700_000_000 + number // 4,
        updated_at=1_700_000_000 + number * 37 % 60,
    )
    for number in range(120)
]
LISTINGS = st.builds(
    Listing,
    sort=st.sampled_from(SORTS),
    descending=st.booleans(),
    status=st.none() | st.sampled_from(STATUSES),
    source=st.none() | st.sampled_from(SOURCES),
    assigned_to=st.sampled_from([None, None, "usr_1", "usr_9"]),
    tags=st.sampled_from([(), (), ("vip",), ("new", "old"), ("none",)]),
    created_from=st.none() | st.integers(1_700_000_000, 1_700_000_030),
    created_to=st.none() | st.integers(1_700_000_000, 1_700_000_030),
    updated_from=st.none() | st.integers(1_700_000_000, 1_700_000_060),
    company=st.sampled_from([None, None, "acme", "%", "_", "o", "nowhere"]),
)


def matches(one: StoredContact, wanted: Listing) -> bool:
    return (
        wanted.status in (None, one.status)
        and wanted.source in (None, one.source)
        and wanted.assigned_to in (None, one.assigned_to)
        and (not wanted.tags or any(fold(tag) in wanted.tags for tag in one.tags))
        and (wanted.created_from is None or one.created_at >= wanted.created_from)
        and (wanted.created_to is None or one.created_at <= wanted.created_to)
        and (wanted.updated_from is None or one.updated_at >= wanted.updated_from)
        and (wanted.company is None or wanted.company in fold(one.company or ""))
    )


def modelled(wanted: Listing) -> list[str]:
    found = [one for one in PEOPLE if matches(one, wanted)]
    keys = {one.id: getattr(one, wanted.sort) for one in found}
    folded = {name: fold(key) if isinstance(key, str) else key for name, key in keys.items()}
    there = sorted((name for name in folded if folded[name] is not None), key=lambda name: (folded[name], name))
    missing = sorted(name for name in folded if folded[name] is None)
    return [*reversed(there), *reversed(missing)] if wanted.descending else [*there, *missing]


def walked(connection: Connection, workspace: int, wanted: Listing, size: int, total: int) -> list[str]:
    ids: list[str] = []
    place = None
    while True:
        page = list_slice(connection, workspace, wanted, place, size, fields=("id",), total=total)
        ids += [document.split('"')[3] for document in page.documents]
        if page.after is None:
            return ids
        place = page.after


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(wanted=LISTINGS, size=st.integers(1, 40))
def test_a_walk_meets_what_a_plain_model_lists(
    database: Database, put: Callable[..., int], wanted: Listing, size: int
) -> None:
    with database.reading() as connection:
        filled = connection.exec_driver_sql("SELECT count(*) FROM contacts").scalar()
    workspace = put(*([] if filled else PEOPLE))
    expected = modelled(wanted)

    with database.reading() as connection:
        total = list_total(connection, workspace, wanted, Totals())
        # Both ways to a page are held against the model: walking the order, and gathering the matches.
        by_walking = walked(connection, workspace, wanted, size, total=10**6)
        by_gathering = walked(connection, workspace, wanted, size, total=-1)

    assert total == len(expected)
    assert by_walking == expected
    assert by_gathering == expected


@pytest.mark.usefixtures("only_sqlite")
@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("column", SORTS)
def test_no_plain_page_scans_or_sorts(database: Database, put: Callable[..., int], column: str, sign: str) -> None:
    workspace = put(*PEOPLE)
    listing = read_listing({"sort": sign + column})
    asked: list[tuple[str, tuple[object, ...]]] = []

    @event.listens_for(database.engine, "before_cursor_execute")
    def _(connection: object, cursor: object, statement: str, parameters: tuple[object, ...], *rest: object) -> None:
        asked.append((statement, parameters))

    with database.reading() as connection:
        ids = walked(connection, workspace, listing, 7, total=len(PEOPLE))
        plans = [
            row[3]
            for statement, parameters in list(asked)
            if "FROM contacts" in statement
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]

    assert len(ids) == len(PEOPLE)
    assert plans
    assert [plan for plan in plans if "SCAN" in plan or "TEMP B-TREE" in plan] == []
    assert all("(workspace_id=?" in plan for plan in plans)


def test_the_unfiltered_total_is_read_and_not_counted(database: Database, put: Callable[..., int]) -> None:
    workspace = put(*PEOPLE)
    put(replace(PEOPLE[0], id="con_other"), name="another")

    with database.reading() as connection:
        assert workspace_total(connection, workspace) == len(PEOPLE)


def test_a_total_is_counted_anew_after_a_change_only(database: Database, put: Callable[..., int]) -> None:
    workspace = put(*PEOPLE[:50])
    wanted, totals = read_listing({"company": "acme"}), Totals()
    with database.reading() as connection:
        first = list_total(connection, workspace, wanted, totals)
        remembered = totals.of(connection, workspace, wanted.filters(), lambda: -1)

    put(*PEOPLE[50:])

    with database.reading() as connection:
        assert remembered == first
        assert list_total(connection, workspace, wanted, totals) > first


def test_a_search_is_walked_page_by_page(database: Database, put: Callable[..., int]) -> None:
    workspace = put(*PEOPLE)
    words, found, place = ("ac",), [], None
    with database.reading() as connection:
        total = search_total(connection, workspace, words, Totals())
        while True:
            page = search_slice(connection, workspace, words, place, 7, fields=("id",))
            found += page.documents
            place = page.after
            if place is None:
                break

    assert total == len(found) == len(set(found)) == sum("ac" in fold(one.company or "")[:2] for one in PEOPLE)


def test_a_search_for_signs_alone_finds_nothing(database: Database, put: Callable[..., int]) -> None:
    workspace = put(*PEOPLE)

    with database.reading() as connection:
        assert search_total(connection, workspace, ("***", '"'), Totals()) == 0
        assert search_slice(connection, workspace, ("***",), None, 5).documents == []


def test_selected_members_keep_their_values() -> None:
    assert selected('{"id":"a","email":"ü@x","tags":["t"]}', ("id", "tags")) == '{"id":"a","tags":["t"]}'
    assert selected('{"id":"a"}', ()) == '{"id":"a"}'

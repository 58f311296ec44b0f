"""The sample workspace: invented people of many countries with everything that hangs on them, the same for a seed.

What is made is pure values (`contacts_of`); `fill` puts them into the tables of a workspace.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from operator import itemgetter
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Table, insert, select

from nexus_contacts.workspace import sample_twins
from nexus_contacts.workspace.contact_rows import StoredContact, insert_contacts
from nexus_contacts.workspace.sample_known import known_people
from nexus_contacts.workspace.sample_known_story import known_story
from nexus_contacts.workspace.sample_people import PeopleMaker, Person
from nexus_contacts.workspace.sample_rows import ActivityRow, DealRow, EventRow, NoteRow, Story
from nexus_contacts.workspace.sample_shape import slots
from nexus_contacts.workspace.sample_story import Teller
from nexus_contacts.workspace.sample_views import OWNERS, SAMPLE_VIEWS, WORKSPACE_NAME, SampleView
from nexus_contacts.workspace.tables import activities, contacts, deals, notes, timeline_events

__all__ = [
    "DEFAULT_SEED", "DEFAULT_SIZE", "OWNERS", "SAMPLE_VIEWS", "WORKSPACE_NAME", "SampleContact", "SampleView",
    "contacts_of", "duplicate_truth", "fill", "namesakes",
]  # fmt: skip

DEFAULT_SIZE = 1250
DEFAULT_SEED = 2044
_CHUNK = 2000
_TABLES = (contacts, deals, activities, timeline_events, notes)
_KINDS = (
    (deals, DealRow._fields),
    (activities, ActivityRow._fields),
    (timeline_events, EventRow._fields),
    (notes, NoteRow._fields),
)


class SampleContact(NamedTuple):
    """A contact and everything that hangs on it."""

    contact: StoredContact
    story: Story


def duplicate_truth(n: int = DEFAULT_SIZE, seed: int = DEFAULT_SEED) -> tuple[tuple[str, str], ...]:
    """The pairs of contact ids that are one person: every pair of a cluster, the first record first."""
    return sample_twins.truth(n, seed)


def namesakes(n: int = DEFAULT_SIZE, seed: int = DEFAULT_SEED) -> tuple[tuple[str, str], ...]:
    """Pairs of contact ids that bear the same name and are not one person."""
    return sample_twins.namesake_pairs(n, seed)


def contacts_of(
    n: int = DEFAULT_SIZE, seed: int = DEFAULT_SEED, now: datetime | None = None
) -> Iterator[SampleContact]:
    """The sample's contacts, the hand-written ones first; times count from `now`, in whose zone "yesterday" lies."""
    if now is None:
        now = datetime.now().astimezone().replace(second=0, microsecond=0)
    teller = Teller(seed)
    for place, (contact, country, story) in enumerate(_contacts(n, seed, now)):
        if story:
            yield SampleContact(contact, known_story(story, contact, now, place))
        else:
            yield SampleContact(contact, teller.tell(contact, place, country))


def fill(
    engine: Engine,
    workspace_id: int,
    n: int = DEFAULT_SIZE,
    seed: int = DEFAULT_SEED,
    now: datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Put the sample of `n` contacts into an empty workspace, all of it or, where it fails, nothing.

    `progress` hears how many contacts of how many are in.
    """
    made = contacts_of(n, seed, now)
    done = 0
    with (
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
        _indexed_afterwards(connection),
    ):
        while chunk := list(islice(made, _CHUNK)):
            _write(connection, workspace_id, chunk)
            done += len(chunk)
            if progress is not None:
                progress(done, n)


@contextmanager
def _indexed_afterwards(connection: Connection) -> Iterator[None]:
    """Without indexes for the time being, where the tables are empty: to sort once is cheaper than to insert."""
    empty = connection.execute(select(contacts.c.number).limit(1)).first() is None
    indexes = [index for table in _TABLES for index in sorted(table.indexes, key=lambda one: str(one.name))]
    for index in indexes if empty else ():
        index.drop(connection)
    yield
    for index in indexes if empty else ():
        index.create(connection)


def _contacts(n: int, seed: int, now: datetime) -> Iterator[tuple[StoredContact, str, str]]:
    """Each contact with its country and the name of its told story (``""``: it has none)."""
    layout = sample_twins.plan(n, seed)
    hand_written = known_people()[:n]
    everybody = [one.contact(now) for one in known_people()]
    for one, contact in zip(hand_written, everybody, strict=False):
        yield contact, one.country, one.story
    people = PeopleMaker(seed, n, int(now.timestamp()), everybody)
    twins = sample_twins.TwinMaker(people, seed)
    wanted = sample_twins.originals(layout)
    kept: dict[int, Person] = {}
    known = [one.known(now) for one in hand_written]
    for place, slot in enumerate(slots(n, known, Random(f"{seed}:slots")), start=len(hand_written)):
        contact_id = layout.ids[place]
        if place in layout.twins:
            original, kind = layout.twins[place]
            contact = twins.twin(kept[original], contact_id, slot, kind)
            yield contact, kept[original].country.code, ""
            continue
        bearer = layout.namesakes.get(place)
        named = None if bearer is None else kept[bearer]
        # Whoever comes twice has a phone, so that there is something to know them by.
        person = people.person(contact_id, slot, named, with_phone=place in wanted)
        if place in wanted:
            kept[place] = person
        yield person.contact, person.country.code, ""


def _write(connection: Connection, workspace_id: int, chunk: Sequence[SampleContact]) -> None:
    numbers = insert_contacts(connection, workspace_id, [one.contact for one in chunk])
    for place, (table, fields) in enumerate(_KINDS):
        names = ("workspace_id", "contact_number", *fields)
        rows = [
            (workspace_id, number, *row)
            for number, one in zip(numbers, chunk, strict=True)
            for row in one.story.kinds()[place]
        ]
        if rows:
            _insert(connection, table, names, rows)


def _insert(connection: Connection, table: Table, names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """Insert rows whose values stand in the order of `names`.

    Where the driver takes values by position they go to it as they are: a million dicts cost more than the writing.
    """
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=names)
    order = getattr(compiled, "positiontup", None)
    if not order:
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        return
    in_order = itemgetter(*(names.index(name) for name in order))
    connection.exec_driver_sql(str(compiled), [in_order(row) for row in rows])

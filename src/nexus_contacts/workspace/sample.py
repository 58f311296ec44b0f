"""The sample workspace: invented people of many countries with everything that hangs on them, the same for a seed.

What is made is pure values (`contacts_of`); `fill` puts them into the tables of a workspace.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Table, insert

from nexus_contacts.workspace import sample_twins
from nexus_contacts.workspace.contact_rows import StoredContact, insert_contacts
from nexus_contacts.workspace.sample_known import known_people
from nexus_contacts.workspace.sample_known_story import known_story
from nexus_contacts.workspace.sample_people import PeopleMaker, Person
from nexus_contacts.workspace.sample_rows import Story
from nexus_contacts.workspace.sample_shape import slots
from nexus_contacts.workspace.sample_story import Teller
from nexus_contacts.workspace.sample_views import OWNERS, SAMPLE_VIEWS, WORKSPACE_NAME, SampleView
from nexus_contacts.workspace.tables import activities, deals, notes, timeline_events

__all__ = [
    "DEFAULT_SEED", "DEFAULT_SIZE", "OWNERS", "SAMPLE_VIEWS", "WORKSPACE_NAME", "SampleContact", "SampleView",
    "contacts_of", "duplicate_truth", "fill", "namesakes",
]  # fmt: skip

DEFAULT_SIZE = 1250
DEFAULT_SEED = 20260124
_CHUNK = 2000


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
    now = (now or datetime.now()).astimezone().replace(second=0, microsecond=0) if now is None else now
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
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        while chunk := list(islice(made, _CHUNK)):
            _write(connection, workspace_id, chunk)
            done += len(chunk)
            if progress is not None:
                progress(done, n)


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
        person = people.person(contact_id, slot, None if bearer is None else kept[bearer])
        if place in wanted:
            kept[place] = person
        yield person.contact, person.country.code, ""


def _write(connection: Connection, workspace_id: int, chunk: Sequence[SampleContact]) -> None:
    numbers = insert_contacts(connection, workspace_id, [one.contact for one in chunk])
    rows: tuple[tuple[Table, list[dict[str, Any]]], ...] = (
        (deals, []), (activities, []), (timeline_events, []), (notes, []),
    )  # fmt: skip
    for number, one in zip(numbers, chunk, strict=True):
        for (_, put), hanging in zip(rows, one.story.kinds(), strict=True):
            put.extend({"workspace_id": workspace_id, "contact_number": number, **row._asdict()} for row in hanging)
    for table, put in rows:
        if put:
            connection.execute(insert(table), put)

"""Many new contacts by the bulk endpoint: each exactly once, whatever is refused or lost."""

from typing import Any

import pytest
from tests.faults.proxy import Proxy
from tests.sync.desk import Desk

from nexus_contacts.api.records import Draft
from nexus_contacts.store import deciding, entries, importing, settling
from nexus_contacts.store.importing import Incoming


def put(desk: Desk, count: int, **more: str) -> None:
    drafts = [Draft(f"Name {n}", more.get(f"m{n}", f"mail{n}@x.org"), company="Acme") for n in range(count)]
    importing.put(desk.database, "list.csv", [Incoming(n, draft) for n, draft in enumerate(drafts)])


def push(desk: Desk) -> Any:
    return desk.with_engine(lambda engine: engine.push())


def requests(desk: Desk) -> list[str]:
    """What is asked of the service while everything is sent."""
    own = desk.base_url
    with Proxy(own) as proxy:
        desk.base_url = proxy.base_url
        push(desk)
        desk.base_url = own
        return [f"{asked.method} {asked.target.rpartition('/')[2]}" for asked in proxy.asked]


def test_a_pack_is_one_request_and_the_ids_follow(linked: Desk) -> None:
    put(linked, 30)

    sent = requests(linked)

    assert sent.count("POST bulk") == 1
    assert sent.count("POST contacts") == 0
    assert len(linked.there()) == 30
    assert {one.id for one in linked.here().values()} == set(linked.there())
    assert entries.counts(linked.database).waiting == 0


def test_few_are_created_one_by_one(linked: Desk) -> None:
    put(linked, 2)

    assert "POST bulk" not in requests(linked)
    assert len(linked.there()) == 2


def test_what_is_refused_is_set_aside_and_the_others_are_created(linked: Desk) -> None:
    linked.fill(1)
    put(linked, 10, m3="mail0@example.com", m4="no address")

    outcome = push(linked)

    parked = {entry.name: entry.reason.code for entry in entries.parked(linked.database)}
    assert parked == {"Name 3": "email_taken", "Name 4": "invalid"}
    assert (outcome.sent, outcome.parked) == (8, 2)
    assert len(linked.there()) == 9


def test_a_pack_whose_answer_was_lost_is_looked_up_and_only_the_rest_is_sent(linked: Desk) -> None:
    put(linked, 12)
    ready = settling.ready(linked.database, limit=100)
    begun = settling.begin_many(linked.database, [entry.number for entry in ready])
    drafts = [entry.draft for entry in begun[:7] if entry.draft is not None]
    linked.with_client(lambda client: client.bulk(drafts))
    settling.put_all_back(linked.database)

    assert push(linked).sent == 12

    assert len(linked.there()) == 12
    assert {one.id for one in linked.here().values()} == set(linked.there())


def test_what_was_taken_back_meanwhile_is_not_sent(linked: Desk) -> None:
    put(linked, 6)
    ready = settling.ready(linked.database, limit=100)
    deciding.cancel(linked.database, *(entry.number for entry in ready))

    assert push(linked).sent == 0
    assert linked.there() == {}


@pytest.mark.parametrize("count", [5, 250])
def test_several_packs_are_sent_after_each_other(linked: Desk, count: int) -> None:
    put(linked, count)

    push(linked)

    assert len(linked.there()) == count

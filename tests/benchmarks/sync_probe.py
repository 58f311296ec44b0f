"""A child process that reads a whole workspace and prints how long that took, as one line of JSON.

``sync_probe.py ours|raw|live``; the home, the service and the key come from the environment and the command line.
"""

import asyncio
import json
import sys
import time
from itertools import islice, pairwise
from typing import Any

LIVE_PAGES = 60


def ours() -> dict[str, float]:
    """The first sync of this home's account, as `nexus-contacts sync` runs it."""
    from nexus_contacts import account, paths
    from nexus_contacts.api.client import Client
    from nexus_contacts.store.connection import Database
    from nexus_contacts.sync.engine import Engine
    from nexus_contacts.sync.progress import Phase, SyncState

    chosen = account.choose("Figures")
    keys = account.credentials(chosen)
    read_at: list[float] = []

    def note(state: SyncState) -> None:
        if state.phase is Phase.INDEXING and not read_at:
            read_at.append(time.perf_counter())

    async def pull() -> int:
        async with Client(keys.base_url, keys.api_key) as client:
            engine = Engine(client, database, on_state=note, on_changed=lambda changed: None)
            outcome = await engine.pull()
            engine.close()
            assert outcome.complete, outcome
            return outcome.contacts

    database = Database.open(paths.account_folder(chosen.slug), keys.cache_key)
    begun, cpu = time.perf_counter(), time.process_time()
    contacts = asyncio.run(pull())
    taken, cpu = time.perf_counter() - begun, time.process_time() - cpu
    database.close()
    return {"contacts": contacts, "seconds": taken, "reading": read_at[0] - begun, "cpu": cpu}


def raw(url: str, key: str, pages: str, *bounds: str) -> dict[str, float]:
    """A paging loop with nothing but httpx and json; with bounds, one loop a window, all at once."""
    import httpx

    async def window(client: httpx.AsyncClient, after: str, before: str) -> int:
        parameters = {"limit": "100", "sort": "created_at"}
        parameters |= {"created_after": after} if after else {}
        parameters |= {"created_before": before} if before else {}
        read = 0
        for _ in range(int(pages)):
            answer = await client.get(f"{url}/contacts", params=parameters)
            said = json.loads(answer.content)
            read += len(said["data"])
            if not said["meta"]["has_more"]:
                break
            parameters["cursor"] = said["meta"]["next_cursor"]
        return read

    async def everything() -> int:
        headers = {"Authorization": f"Bearer {key}"}
        edges = ["", *bounds, ""]
        async with httpx.AsyncClient(headers=headers, timeout=60) as client:
            windows = (window(client, *pair) for pair in pairwise(edges))
            return sum(await asyncio.gather(*windows))

    begun = time.perf_counter()
    contacts = asyncio.run(everything())
    return {"contacts": contacts, "seconds": time.perf_counter() - begun}


def live() -> dict[str, float]:
    """New contacts, page by page, into the finished copy of this home: what a first sync must not do."""
    from measuring import many_contacts

    from nexus_contacts import account, paths
    from nexus_contacts.store import contacts
    from nexus_contacts.store.connection import Database

    chosen = account.choose("Figures")
    database = Database.open(paths.account_folder(chosen.slug), account.credentials(chosen).cache_key)
    people = list(islice(many_contacts(LIVE_PAGES * 100, seed=time.time_ns()), LIVE_PAGES * 100))
    begun, cpu = time.perf_counter(), time.process_time()
    for first in range(0, len(people), 100):
        contacts.write_page(database, people[first : first + 100])
    taken, cpu = time.perf_counter() - begun, time.process_time() - cpu
    contacts.remove(database, [one.id for one in people])
    database.close()
    return {"contacts": len(people), "seconds": taken, "cpu": cpu}


def main(command: str, *rest: str) -> None:
    """Run one probe."""
    probes: dict[str, Any] = {"ours": ours, "raw": raw, "live": live}
    print(json.dumps(probes[command](*rest)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Merges tried out before anything is sent: on a private clone of their contacts, in a server of our own, with the very
code that sends them; what came out is held against what was shown.
"""

import asyncio
import secrets
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import ApiError
from nexus_contacts.api.records import Contact, Note
from nexus_contacts.duplicates.merge import Merge
from nexus_contacts.store import contacts, details, edits, entries, merging
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Changes
from nexus_contacts.sync.engine import Engine

_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """How one merge ended in the rehearsal: `differs` from what was shown in these fields (empty: as shown), with how
    many notes the contact has then. `problem` tells why it could not be tried.
    """

    merge: Merge
    differs: Changes = ()
    notes: int = 0
    problem: str = ""


def rehearse(database: Database, merges: Sequence[Merge]) -> tuple[Rehearsed, ...]:
    """Try merges out. Blocking; takes some seconds. Nothing of the account's service or copy is touched."""
    from nexus_contacts.workspace.running import EmbeddedServer

    with tempfile.TemporaryDirectory(prefix="nexus-rehearsal-") as folder:
        server = EmbeddedServer()
        server.start(Path(folder) / "workspace.db")
        try:
            with closing(Database.open(Path(folder) / "copy", secrets.token_bytes(32))) as clone:
                return asyncio.run(_Rehearsal(database, clone).run(merges, server.base_url, server.api_key))
        finally:
            server.stop()


class _Rehearsal:
    def __init__(self, database: Database, clone: Database) -> None:
        self._database = database
        self._clone = clone
        self._ids: dict[str, str] = {}
        self._problems: dict[str, str] = {}

    async def run(self, merges: Sequence[Merge], base_url: str, api_key: str) -> tuple[Rehearsed, ...]:
        async with Client(base_url, api_key) as client:
            for merge in merges:
                for contact in (merge.primary, *merge.secondaries):
                    await self._copy(client, contact)
            engine = Engine(client, self._clone, on_state=lambda state: None, on_changed=lambda changed: None)
            try:
                await engine.pull()
                tried = [self._plan(merge) for merge in merges]
                for _ in range(_ROUNDS):
                    if entries.counts(self._clone).waiting:
                        await engine.push()
                results = [await self._result(client, merge, known) for merge, known in zip(merges, tried, strict=True)]
                return tuple(results)
            finally:
                engine.close()

    async def _copy(self, client: Client, contact: Contact) -> None:
        if contact.id in self._ids:
            return
        try:
            made = await client.create(edits.draft_of(contact))
            for item in details.load(self._database, contact.id, "notes").items:
                if isinstance(item, Note):
                    await client.add_note(made.id, item.content)
            self._ids[contact.id] = made.id
        except ApiError as error:
            self._problems[contact.id] = str(error)

    def _plan(self, merge: Merge) -> bool:
        """Plan a merge among the clones; False where one of them could not be made."""
        if any(one.id not in self._ids for one in (merge.primary, *merge.secondaries)):
            return False
        parts = []
        for part in merge.parts:
            primary = self._cloned(part.primary)
            parts.append(merging.Planned(self._cloned(part.secondary), primary, replace(part.wanted, id=primary.id)))
        merging.plan(self._clone, parts, hold_s=0)
        return True

    def _cloned(self, contact: Contact) -> Contact:
        here = contacts.get(self._clone, self._ids[contact.id])
        # The clone has the service's own form of a phone number, say: what was planned on is what is there.
        return here if here is not None else replace(contact, id=self._ids[contact.id])

    async def _result(self, client: Client, merge: Merge, was_planned: bool) -> Rehearsed:
        if not was_planned:
            ids = [one.id for one in (merge.primary, *merge.secondaries)]
            return Rehearsed(merge, problem=next(self._problems[one] for one in ids if one in self._problems))
        try:
            answer = await client.get(self._ids[merge.primary.id])
            notes = (await client.notes(answer.id)).items
        except ApiError as error:
            return Rehearsed(merge, problem=str(error))
        differs = edits.changes_between(replace(merge.result, id=answer.id), answer)
        kept = tuple(one for one in differs if not _same(one.field, one.before, one.after))
        return Rehearsed(merge, kept, len(notes))


def _same(field: str, one: edits.Value, other: edits.Value) -> bool:
    from nexus_contacts.duplicates.merge import same_value

    return same_value(field, one, other) or (field == "tags" and set(one or ()) == set(other or ()))  # type: ignore[arg-type]

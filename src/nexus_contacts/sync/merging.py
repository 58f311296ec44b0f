"""Sending a merge: copies into the trash, a look whether anything changed, the merge, the read-back, the choices."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import ApiError, Forbidden, NotFound, RateLimited, Refused, Unauthorized
from nexus_contacts.api.records import Contact
from nexus_contacts.store import edits, merging, settling, trash
from nexus_contacts.store.details import KINDS, DetailItem, DetailKind
from nexus_contacts.store.edits import Changes
from nexus_contacts.store.entries import Entry, Reason
from nexus_contacts.sync.copying import Copy
from nexus_contacts.sync.rebase import alike

Lister = Callable[[str, DetailKind], Awaitable[tuple[DetailItem, ...]]]


async def complete_copy(client: Client, copy: Copy, lister: Lister, contact_id: str) -> Contact:
    """Bring the copy in the trash up to what the service has; a list that cannot be had stays as it was.

    Returns the contact as the service has it. Raises ApiError.
    """
    contact = await client.get(contact_id)
    results = await asyncio.gather(*(lister(contact_id, kind) for kind in KINDS), return_exceptions=True)
    lists: dict[DetailKind, tuple[DetailItem, ...]] = {}
    for kind, result in zip(KINDS, results, strict=True):
        if not isinstance(result, BaseException):
            lists[kind] = result
        elif not isinstance(result, Refused) or isinstance(result, Unauthorized | Forbidden | RateLimited):
            raise result
    await copy.do(partial(trash.complete, copy.database, contact_id, contact, lists))
    return contact


def choices_to_send(answer: Contact, wanted: Contact) -> Changes:
    """What must still be changed in the primary, after the service merged and answered, so that it is as was shown."""
    return tuple(
        change
        for change in edits.changes_between(answer, wanted)
        if change.field == "tags" or not alike(change.field, change.before, change.after)
    )


@dataclass(slots=True)
class Merging:
    """One merge on its way. `run` answers the reason for which it must be set aside, or None; `done`: it is merged.

    Raises ApiError where nothing is known or nothing was sent.
    """

    client: Client
    copy: Copy
    entry: Entry
    lister: Lister
    done: bool = False

    async def run(self) -> Reason | None:
        """Send it: never twice, and not at all where a contact changed since it was planned."""
        content = await self.copy.do(partial(merging.content_of, self.copy.database, self.entry))
        secondary = await self._secondary()
        if secondary is None:
            return await self._after_lost_answer(content)
        primary = await complete_copy(self.client, self.copy, self.lister, self.entry.contact_id)
        if merging.differs(content.primary, primary) or merging.differs(content.secondary, secondary):
            park = partial(merging.park_changed, self.copy.database, self.entry, primary, secondary)
            self.copy.tell(await self.copy.do(park))
            return Reason("changed")
        begun = await self.copy.do(partial(settling.begin, self.copy.database, self.entry.number))
        if begun is None:
            return None
        answer = await self.client.merge(primary.id, secondary.id, idempotency_key=self.entry.idempotency_key)
        await self._finish(content, answer)
        return None

    async def _secondary(self) -> Contact | None:
        try:
            return await complete_copy(self.client, self.copy, self.lister, self.entry.other_id)
        except NotFound:
            return None

    async def _after_lost_answer(self, content: merging.MergeContent) -> Reason | None:
        """The secondary is gone: by an earlier try of ours, which is finished, or by somebody else."""
        if self.entry.attempts == 0:
            return Reason("gone", existing_id=self.entry.other_id, status=404)
        begun = await self.copy.do(partial(settling.begin, self.copy.database, self.entry.number))
        if begun is not None:
            await self._finish(content, await self.client.get(self.entry.contact_id))
        return None

    async def _finish(self, content: merging.MergeContent, answer: Contact) -> None:
        """Read back, compare with what was shown, and let the choices follow as one change."""
        with suppress(ApiError):  # the answer of the merge is as good; what it lacks comes with the next sync
            answer = await self.client.get(answer.id)
        left = choices_to_send(answer, content.wanted)
        self.copy.tell(await self.copy.do(partial(merging.confirm, self.copy.database, self.entry, answer, left)))
        self.done = True

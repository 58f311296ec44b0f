"""Sending many new contacts by the bulk endpoint, up to a hundred at once: none twice, none forgotten.

The endpoint answers counts and errors, no ids: what was created is found by `created_after` and its e-mail address.
A pack whose answer was lost is looked up first, address by address, and only what is missing is sent again; what turns
out to have come through late, after that look, is taken over too.
"""

from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from nexus_contacts.api import encode
from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import ApiError, ValidationFailed
from nexus_contacts.api.pages import walk
from nexus_contacts.api.records import BulkError, Contact, Draft, ListQuery
from nexus_contacts.store import settling
from nexus_contacts.store.entries import Entry, Reason
from nexus_contacts.sync.copying import Copy
from nexus_contacts.sync.rebase import is_this, not_created
from nexus_contacts.sync.sending import Sending, reason_of

FROM = 5
"""Fewer new contacts than this are created one by one."""
MOST = encode.BULK_MOST
_OVERLAP = timedelta(seconds=2)
_MOST_PAGES = 40
_CODES = {"email_taken": "email_taken", "validation_failed": "invalid"}


@dataclass(slots=True)
class Packing:
    """One pack on its way. `run` answers the entries that must be set aside, each with its reason.

    `sent` counts those that the service has now, `wrote` tells that it may have more. Raises ApiError where nothing is
    known: the entries wait on then.
    """

    client: Client
    copy: Copy
    entries: Sequence[Entry]
    sent: int = 0
    wrote: bool = False

    async def run(self) -> list[tuple[Entry, Reason]]:
        """Send the pack."""
        parked: list[tuple[Entry, Reason]] = []
        fresh: list[Entry] = []
        for entry in self.entries:
            reason = await self._faults_of(entry)
            if reason is not None:
                parked.append((entry, reason))
            elif entry.attempts > 0:
                known, reason = await self._looked_up(entry)
                parked += [(entry, reason)] if reason is not None else []
                fresh += [] if known or reason is not None else [entry]
            else:
                fresh.append(entry)
        begun = await self.copy.do(partial(settling.begin_many, self.copy.database, [entry.number for entry in fresh]))
        if begun:
            parked += await self._send(begun)
        return parked

    async def _faults_of(self, entry: Entry) -> Reason | None:
        """What is wrong with a contact before it is sent: one that cannot be sent must not stop the others."""
        try:
            encode.create_body(_draft(entry))
        except ValidationFailed as error:
            return reason_of(error)
        return None

    async def _looked_up(self, entry: Entry) -> tuple[bool, Reason | None]:
        """Whether an earlier try came through, or why somebody else's contact stands in the way."""
        holder = await self.client.find_by_email(_draft(entry).email)
        return (False, None) if holder is None else await self._taken_over(entry, holder)

    async def _taken_over(self, entry: Entry, holder: Contact) -> tuple[bool, Reason | None]:
        if not is_this(_draft(entry), holder):
            return False, Reason("email_taken", existing_id=holder.id, status=409)
        await self._confirm(((entry, await self.client.get(holder.id)),))
        return True, None

    async def _send(self, begun: Sequence[Entry]) -> list[tuple[Entry, Reason]]:
        looked = await self.client.list(ListQuery(limit=1, fields=("id",)))
        self.wrote = True
        try:
            outcome = await self.client.bulk([_draft(one) for one in begun], idempotency_key=begun[0].idempotency_key)
        except ApiError as error:
            self.wrote = error.maybe_sent
            raise
        refused = {error.index: error for error in outcome.errors}
        created = [entry for place, entry in enumerate(begun) if place not in refused]
        await self._confirm(await self._found(created, looked.answered_at))
        told = [(begun[place], error) for place, error in refused.items() if place < len(begun)]
        return [(entry, _reason(error)) for entry, error in told if not await self._came_late(entry, error)]

    async def _came_late(self, entry: Entry, error: BulkError) -> bool:
        """Whether an address is taken by this very entry: an earlier try was still on its way when it was looked up."""
        if entry.attempts < 2 or error.code != "email_taken":
            return False
        if error.existing_id:
            known, _ = await self._taken_over(entry, await self.client.get(error.existing_id))
        else:
            known, _ = await self._looked_up(entry)
        return known

    async def _found(self, created: Sequence[Entry], since: datetime | None) -> list[tuple[Entry, Contact]]:
        """The new contacts with the ids that the service gave them."""
        wanted = {_draft(entry).email.strip().casefold(): entry for entry in created}
        found: list[tuple[Entry, Contact]] = []
        if since is not None and wanted:
            query = ListQuery(created_after=since - _OVERLAP, sort="created_at", limit=100)
            pages = 0
            async with aclosing(walk(lambda cursor: self.client.list(query, cursor))) as listed:
                async for page in listed:
                    for contact in page.items:
                        entry = wanted.pop(contact.email.strip().casefold(), None)
                        found += [(entry, contact)] if entry is not None else []
                    pages += 1
                    if not wanted or pages >= _MOST_PAGES:
                        break
        for email, entry in wanted.items():
            holder = await self.client.find_by_email(email)
            if holder is not None:
                found.append((entry, holder))
        return found

    async def _confirm(self, made: Sequence[tuple[Entry, Contact]]) -> None:
        """Let the entries end; what the service left out of a contact is set aside by itself."""
        whole = [(entry, contact) for entry, contact in made if not not_created(_draft(entry), contact)]
        confirm = partial(settling.confirm_creates, self.copy.database, whole)
        self.copy.tell(await self.copy.do(confirm))
        told = {entry.number for entry, _ in whole}
        for entry, contact in made:
            if entry.number not in told:
                # A list may leave out what a single answer has; only then is something really missing.
                await Sending(self.client, self.copy, entry).take_created(await self.client.get(contact.id))
        self.sent += len(made)


def _draft(entry: Entry) -> Draft:
    assert entry.draft is not None
    return replace(entry.draft)


def _reason(error: BulkError) -> Reason:
    code = _CODES.get(error.code, "refused")
    status = {"email_taken": 409, "invalid": 422}.get(code)
    return Reason(code, error.message or error.code, existing_id=error.existing_id, status=status)  # type: ignore[arg-type]

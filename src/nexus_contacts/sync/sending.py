"""Sending one entry of the outbox: what is asked first, what is sent, and what the answer is compared with."""

from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import (
    ApiError,
    EmailTaken,
    NotFound,
    PreconditionFailed,
    ServerError,
    Unreachable,
    ValidationFailed,
)
from nexus_contacts.api.pages import walk
from nexus_contacts.api.records import Contact, Note
from nexus_contacts.store import edits, overlay, settling
from nexus_contacts.store.details import DetailItem, DetailKind
from nexus_contacts.store.edits import Changes
from nexus_contacts.store.entries import Entry, Reason, ReasonCode
from nexus_contacts.sync.copying import Copy
from nexus_contacts.sync.merging import Merging, complete_copy
from nexus_contacts.sync.rebase import is_this, likely_keys, not_created, not_kept, rebase

TRIES = 3
"""So often a patch is compared anew when the contact changes between the look and the write."""
MOST_PAGES = 50


def reason_of(error: ApiError) -> Reason:
    """Why an entry is set aside after a refusal, with the service's own words."""
    if isinstance(error, EmailTaken):
        return Reason("email_taken", error.message, error.fields, error.existing_id, status=error.status)
    if isinstance(error, ValidationFailed):
        return Reason("invalid", error.message, error.fields, status=error.status)
    code: ReasonCode = "server_error" if isinstance(error, ServerError) else "refused"
    return Reason(code, error.message or error.code, error.fields, status=error.status)


@dataclass(slots=True)
class Sending:
    """One entry on its way. `run` answers the reason for which it must be set aside, or None.

    `done` tells that the service has it now, `wrote` that it may have it: a request that writes has left. Raises
    ApiError where nothing is known or nothing was sent.
    """

    client: Client
    copy: Copy
    entry: Entry
    done: bool = False
    wrote: bool = False

    async def run(self) -> Reason | None:
        """Send it."""
        match self.entry.kind:
            case "create":
                return await self._create()
            case "patch":
                return await self._patch()
            case "note":
                return await self._note()
            case "merge":
                return await self._merge()
            case _:
                return await self._delete()

    async def _begin(self, **options: Any) -> bool:
        """Leave a trace that the entry is being sent. False where the person took it back in the meantime."""
        begun = await self.copy.do(partial(settling.begin, self.copy.database, self.entry.number, **options))
        if begun is None:
            return False
        self.entry = begun
        return True

    # ── a new contact ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def _create(self) -> Reason | None:
        tried_before = self.entry.attempts > 0
        if not await self._begin():
            return None
        draft = self.entry.draft
        assert draft is not None
        if tried_before:
            holder = await self.client.find_by_email(draft.email)
            if holder is not None:
                return await self._take_or_refuse(holder)
        self.wrote = True
        try:
            contact = await self.client.create(draft, idempotency_key=self.entry.idempotency_key)
        except EmailTaken as error:
            if tried_before and error.existing_id:
                return await self._take_or_refuse(await self.client.get(error.existing_id))
            return reason_of(error)
        return await self.take_created(contact)

    async def _take_or_refuse(self, holder: Contact) -> Reason | None:
        """An earlier try may have come through: what it made is taken over, somebody else's contact is not."""
        draft = self.entry.draft
        assert draft is not None
        if is_this(draft, holder):
            return await self.take_created(await self.client.get(holder.id))
        return Reason("email_taken", existing_id=holder.id, status=409)

    async def take_created(self, contact: Contact) -> Reason | None:
        """The service has made the entry's contact: this one."""
        draft = self.entry.draft
        assert draft is not None
        left = not_created(draft, contact)
        reason = await self._not_kept_reason(left, contact) if left else None
        confirm = partial(settling.confirm_create, self.copy.database, self.entry, contact, left, reason)
        self.copy.tell(await self.copy.do(confirm))
        self.done = True
        return None

    async def _not_kept_reason(self, left: Changes, contact: Contact) -> Reason:
        keys = await self.copy.do(overlay.served_custom_keys, self.copy.database)
        known = dict.fromkeys((*(key for key, _ in contact.custom_fields), *keys))
        return Reason("not_kept", hints=likely_keys(left, known))

    # ── changed fields ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _patch(self) -> Reason | None:
        if not await self._begin():
            return None
        seen: Contact | None = None
        guarded = True
        for _ in range(TRIES):
            theirs = await self.client.get(self.entry.contact_id)
            # A service may keep finer times than its header can say: where nothing moved, the guard is left out.
            guarded = guarded and theirs != seen
            seen = theirs
            merged = rebase(self.entry.changes, theirs)
            if merged.clashing:
                self.copy.tell(await self.copy.do(settling.take_served, self.copy.database, theirs))
                return Reason("conflict", theirs=merged.theirs, theirs_at=theirs.updated_at)
            if not merged.changes:
                await self._as_it_is(theirs)
                return None
            try:
                return await self._put(theirs, merged.changes, guarded=guarded)
            except PreconditionFailed:
                continue
        raise Unreachable("moving", maybe_sent=False)

    async def _as_it_is(self, theirs: Contact) -> None:
        confirm = partial(settling.confirm_patch, self.copy.database, self.entry, theirs)
        self.copy.tell(await self.copy.do(confirm))
        self.done = True

    async def _put(self, theirs: Contact, changes: Changes, *, guarded: bool) -> Reason | None:
        since = theirs.updated_at if guarded else None
        patch = edits.patch_of(theirs, changes)
        self.wrote = True
        answer = await self.client.update(self.entry.contact_id, patch, unmodified_since=since)
        left = not_kept(changes, answer)
        reason = await self._not_kept_reason(left, answer) if left else None
        confirm = partial(settling.confirm_patch, self.copy.database, self.entry, answer, left, reason)
        self.copy.tell(await self.copy.do(confirm))
        self.done = True
        return None

    # ── notes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _note(self) -> Reason | None:
        alike = await self._alike_notes()
        if self.entry.attempts == 0:
            if not await self._begin(seen=[note.id for note in alike]):
                return None
        else:
            if not await self._begin():
                return None
            came_through = [note for note in alike if note.id not in self.entry.seen]
            if came_through:
                await self._noted(came_through[0])
                return None
        key = self.entry.idempotency_key
        self.wrote = True
        await self._noted(await self.client.add_note(self.entry.contact_id, self.entry.content, idempotency_key=key))
        return None

    async def _alike_notes(self) -> list[Note]:
        """The notes of the same words that the service has."""
        wanted = self.entry.content.strip()
        notes = await self._list("notes")
        return [note for note in notes if isinstance(note, Note) and note.content.strip() == wanted]

    async def _noted(self, note: Note) -> None:
        self.copy.tell(await self.copy.do(settling.confirm_note, self.copy.database, self.entry, note))
        self.done = True

    async def _list(self, kind: DetailKind) -> tuple[DetailItem, ...]:
        return await self._list_of(self.entry.contact_id, kind)

    async def _list_of(self, contact_id: str, kind: DetailKind) -> tuple[DetailItem, ...]:
        method = getattr(self.client, kind)
        items: list[Any] = []
        pages = 0
        async with aclosing(walk(lambda cursor: method(contact_id, cursor=cursor))) as found:
            async for page in found:
                items += page.items
                pages += 1
                if pages >= MOST_PAGES:
                    break
        return tuple(items)

    # ── deletions ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _delete(self) -> Reason | None:
        contact_id, database = self.entry.contact_id, self.copy.database
        try:
            await complete_copy(self.client, self.copy, self._list_of, contact_id)
            if not await self._begin():
                return None
            self.wrote = True
            await self.client.delete(contact_id)
        except NotFound:
            pass  # gone already, by an earlier try or somebody else: what was wanted is so
        self.copy.tell(await self.copy.do(settling.confirm_delete, database, self.entry))
        self.done = True
        return None

    # ── merges ────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _merge(self) -> Reason | None:
        self.wrote = True
        merging = Merging(self.client, self.copy, self.entry, self._list_of)
        reason = await merging.run()
        self.done = merging.done
        return reason

"""The API's 13 endpoints as methods. One client serves one account, on one event loop."""

import asyncio
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from nexus_contacts.api import decode, encode
from nexus_contacts.api.errors import ApiError, BadAnswer, EmailTaken, Forbidden, NotFound, NotThisApi, ValidationFailed
from nexus_contacts.api.limits import Limits
from nexus_contacts.api.records import (
    Activity,
    BulkOutcome,
    Contact,
    Deal,
    Draft,
    Json,
    ListQuery,
    Note,
    Page,
    Patch,
    RequestRecord,
    TimelineEvent,
)
from nexus_contacts.api.retries import Sender
from nexus_contacts.api.transport import Answer, Call

Result = TypeVar("Result")

_OFF_LOOP_FROM = 16 * 1024
"""Bodies from this size on are decoded on another thread: below, the hop costs more than the decoding."""

_EVERYTHING = ListQuery()
_USUAL = Limits()
_JSON = ("Content-Type", "application/json")


def _path(contact_id: str, kind: str = "") -> str:
    return f"/contacts/{encode.segment(contact_id)}" + (f"/{kind}" if kind else "")


def _post(path: str, body: bytes, idempotency_key: str | None) -> Call:
    """A POST with the key that lets a service recognise a repeated one; nothing here relies on its doing so."""
    key = idempotency_key or str(uuid.uuid4())
    return Call("POST", path, (), body, (_JSON, ("Idempotency-Key", key)))


def _accept_empty(answer: Answer) -> None:
    if answer.status != 204 and answer.body.strip():
        decode.open_envelope(answer.body)
    elif answer.status != 204:
        # A 200 with nothing in it may come from anything between here and the service.
        raise BadAnswer("no_record")


class Client:
    """A connection to the service. Every method raises the errors of `api.errors`; none follows a redirect.

    `on_request` hears of every try, `on_pause` of every pause the service imposes (seconds from now). Both are
    called on the event loop's thread. The key is in no repr, log line or exception.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        on_request: Callable[[RequestRecord], None] | None = None,
        on_pause: Callable[[float], None] | None = None,
        limits: Limits = _USUAL,
    ) -> None:
        self._sender = Sender(base_url, api_key, limits, on_request, on_pause)

    def __repr__(self) -> str:
        return f"<Client {self.base_url}>"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close every connection."""
        await self._sender.aclose()

    @property
    def base_url(self) -> str:
        """The service's address, without a slash at its end."""
        return self._sender.base_url

    @property
    def pause_left_s(self) -> float:
        """How long the pause that the service asked for still lasts, in seconds; 0 where there is none."""
        return self._sender.budget.pause_left_s

    async def list(self, query: ListQuery = _EVERYTHING, cursor: str | None = None) -> Page[Contact]:
        """One page of the contacts that match `query` (`GET /contacts`)."""
        return await self._page("/contacts", encode.list_params(query, cursor), decode.contact)

    async def search(
        self, q: str, *, limit: int = 100, cursor: str | None = None, fields: Sequence[str] = ()
    ) -> Page[Contact]:
        """One page of the service's full-text search (`GET /contacts/search`), best match first."""
        params = (("q", q), *encode.page_params(limit, cursor, fields))
        return await self._page("/contacts/search", params, decode.contact)

    async def get(self, contact_id: str) -> Contact:
        """One contact with everything the service has of it (`GET /contacts/:id`)."""
        return await self._contact(Call("GET", _path(contact_id)))

    async def create(self, draft: Draft, *, idempotency_key: str | None = None) -> Contact:
        """Create `draft` (`POST /contacts`). EmailTaken names the holder where the service or its search tells."""
        call = _post("/contacts", encode.create_body(draft), idempotency_key)
        try:
            return await self._contact(call)
        except EmailTaken as error:
            error.existing_id = error.existing_id or await self._holder_id(draft.email)
            raise

    async def update(self, contact_id: str, patch: Patch, *, unmodified_since: datetime | None = None) -> Contact:
        """Change what `patch` names (`PUT /contacts/:id`).

        With `unmodified_since` the service refuses (PreconditionFailed) where the contact changed after that second.
        """
        since = () if unmodified_since is None else (("If-Unmodified-Since", encode.header_time(unmodified_since)),)
        call = Call("PUT", _path(contact_id), (), encode.patch_body(patch), (_JSON, *since))
        return await self._contact(call, contact_id)

    async def delete(self, contact_id: str) -> None:
        """Delete a contact for good (`DELETE /contacts/:id`)."""
        await self._decoded(Call("DELETE", _path(contact_id)), _accept_empty)

    async def bulk(self, drafts: Sequence[Draft], *, idempotency_key: str | None = None) -> BulkOutcome:
        """Create 1 to 100 drafts, each standing alone (`POST /contacts/bulk`)."""
        call = _post("/contacts/bulk", encode.bulk_body(drafts), idempotency_key)
        return await self._decoded(call, lambda answer: decode.bulk_outcome(answer.body))

    async def merge(self, primary_id: str, secondary_id: str, *, idempotency_key: str | None = None) -> Contact:
        """Merge the secondary into the primary and answer that (`POST /contacts/merge`)."""
        call = _post("/contacts/merge", encode.merge_body(primary_id, secondary_id), idempotency_key)
        return await self._contact(call, primary_id)

    async def activities(self, contact_id: str, *, limit: int = 100, cursor: str | None = None) -> Page[Activity]:
        """One page of a contact's activities, newest first (`GET /contacts/:id/activities`)."""
        return await self._related(contact_id, "activities", limit, cursor, decode.activity)

    async def timeline(self, contact_id: str, *, limit: int = 100, cursor: str | None = None) -> Page[TimelineEvent]:
        """One page of a contact's timeline, oldest first (`GET /contacts/:id/timeline`)."""
        return await self._related(contact_id, "timeline", limit, cursor, decode.timeline_event)

    async def deals(self, contact_id: str, *, limit: int = 100, cursor: str | None = None) -> Page[Deal]:
        """One page of a contact's deals (`GET /contacts/:id/deals`)."""
        return await self._related(contact_id, "deals", limit, cursor, decode.deal)

    async def notes(self, contact_id: str, *, limit: int = 100, cursor: str | None = None) -> Page[Note]:
        """One page of a contact's notes, newest first (`GET /contacts/:id/notes`)."""
        return await self._related(contact_id, "notes", limit, cursor, decode.note)

    async def add_note(self, contact_id: str, content: str, *, idempotency_key: str | None = None) -> Note:
        """Add a Markdown note to a contact (`POST /contacts/:id/notes`)."""
        call = _post(_path(contact_id, "notes"), encode.note_body(content), idempotency_key)
        return await self._decoded(call, lambda answer: decode.single(answer.body, decode.note))

    async def _related(
        self, contact_id: str, kind: str, limit: int, cursor: str | None, reader: Callable[[Json], Result]
    ) -> Page[Result]:
        return await self._page(_path(contact_id, kind), tuple(encode.page_params(limit, cursor)), reader)

    async def _page(
        self, path: str, params: tuple[tuple[str, str], ...], reader: Callable[[Json], Result]
    ) -> Page[Result]:
        call = Call("GET", path, params)
        try:
            return await self._decoded(call, lambda answer: decode.page(answer.body, reader, answer.answered_at))
        except NotFound as error:
            if path not in ("/contacts", "/contacts/search"):
                raise
            # These two exist in every workspace: the address leads to something else.
            raise NotThisApi("status", status=404, url=error.url, request_id=error.request_id) from None

    async def _contact(self, call: Call, contact_id: str = "") -> Contact:
        """The contact in the answer to `call`; where a service answers without one, `contact_id` as it is now."""
        try:
            return await self._decoded(call, lambda answer: decode.single(answer.body, decode.contact))
        except BadAnswer as error:
            if error.reason != "no_record" or not contact_id:
                raise
        return await self.get(contact_id)

    async def _decoded(self, call: Call, read: Callable[[Answer], Result]) -> Result:
        """What `read` makes of the answer to `call`."""
        answer = await self._sender.send(call)
        try:
            if len(answer.body) < _OFF_LOOP_FROM:
                return read(answer)
            return await asyncio.to_thread(read, answer)
        except decode.Unsuccessful:
            raise self._sender.judged(call, answer) from None
        except (BadAnswer, NotThisApi) as error:
            error.status, error.url, error.request_id = answer.status, answer.url, answer.request_id
            error.maybe_sent = True
            raise

    async def find_by_email(self, email: str) -> Contact | None:
        """The contact with this e-mail address, as the vendor's page advises: by search. None: there is none."""
        wanted = email.strip().casefold()
        found = await self.search(email.strip(), limit=100)
        return next((one for one in found.items if one.email.strip().casefold() == wanted), None)

    async def may_write(self) -> bool | None:
        """Whether the key may write; None where the service does not say.

        Asks for a contact without its required members, which no service can create: a key that may only read is
        refused for itself (403), any other for the members (422).
        """
        try:
            await self._decoded(_post("/contacts", b"{}", None), _accept_empty)
        except Forbidden:
            return False
        except ValidationFailed:
            return True
        except ApiError:
            return None
        return None

    async def _holder_id(self, email: str) -> str:
        """The id of the contact with this e-mail address, or ``""`` where it cannot be found."""
        try:
            holder = await self.find_by_email(email)
        except ApiError:
            return ""
        return "" if holder is None else holder.id

"""The thirteen endpoints. Each reads what the gate let through, asks the workspace, and shapes the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response

from nexus_contacts.workspace import merging, related, writing
from nexus_contacts.workspace.answers import Refusal, RefusedError, compact, data_answer, page_answer
from nexus_contacts.workspace.bodies import (
    ContactDraft,
    ContactPatch,
    MergeBody,
    NoteBody,
    read_body,
    read_bulk,
    read_json,
)
from nexus_contacts.workspace.cursors import Cursors
from nexus_contacts.workspace.database import Database
from nexus_contacts.workspace.gate import Passed
from nexus_contacts.workspace.listing import Totals, list_slice, list_total, search_slice, search_total
from nexus_contacts.workspace.moments import http_date, seconds_of_http_date
from nexus_contacts.workspace.parameters import (
    FILTERS,
    PAGING,
    SEARCH,
    read_listing,
    read_paging,
    read_parameters,
    read_search,
)
from nexus_contacts.workspace.writing import Found

Endpoint = Callable[[Request], Response]


@dataclass(frozen=True, slots=True)
class Workspaces:
    """What the endpoints share: the database, the cursors' seal, the remembered totals, and the custom fields kept."""

    database: Database
    cursors: Cursors
    totals: Totals
    kept_custom_fields: tuple[str, ...] | None

    def list_contacts(self, request: Request) -> Response:
        """A page of contacts, with filters, an order and a selection of members."""
        given = read_parameters(request.scope["query_string"], FILTERS + PAGING)
        paging, listing = read_paging(given), read_listing(given)
        workspace = _passed(request).grant.workspace_id
        of = ("list", workspace, listing)
        place = self.cursors.open(of, paging.cursor) if paging.cursor else None
        with self.database.reading() as connection:
            total = list_total(connection, workspace, listing, self.totals)
            page = list_slice(connection, workspace, listing, place, paging.limit, fields=paging.fields, total=total)
        following = self.cursors.seal(of, page.after) if page.after else None
        return page_answer(page.documents, total=total, limit=paging.limit, next_cursor=following)

    def search_contacts(self, request: Request) -> Response:
        """A page of the contacts that match every word."""
        given = read_parameters(request.scope["query_string"], SEARCH + PAGING)
        paging, words = read_paging(given), read_search(given)
        workspace = _passed(request).grant.workspace_id
        of = ("search", workspace, words)
        place = self.cursors.open(of, paging.cursor) if paging.cursor else None
        with self.database.reading() as connection:
            total = search_total(connection, workspace, words, self.totals)
            page = search_slice(connection, workspace, words, place, paging.limit, fields=paging.fields)
        following = self.cursors.seal(of, page.after) if page.after else None
        return page_answer(page.documents, total=total, limit=paging.limit, next_cursor=following)

    def get_contact(self, request: Request) -> Response:
        """One contact with its metadata."""
        _no_parameters(request)
        with self.database.reading() as connection:
            return _contact_answer(writing.find(connection, _passed(request).grant.workspace_id, _id(request)))

    def create_contact(self, request: Request) -> Response:
        """Create a contact."""
        _no_parameters(request)
        passed = _passed(request)
        draft = read_body(ContactDraft, read_json(passed.body))
        with self.database.writing() as connection:
            found = writing.create(connection, passed.grant.workspace_id, draft, self.kept_custom_fields)
        return _contact_answer(found, 201)

    def update_contact(self, request: Request) -> Response:
        """Change the members of a contact that the body names."""
        _no_parameters(request)
        passed = _passed(request)
        patch = read_body(ContactPatch, read_json(passed.body))
        with self.database.writing() as connection:
            found = writing.find(connection, passed.grant.workspace_id, _id(request))
            _check_unchanged(request, found)
            found = writing.change(connection, found, patch, self.kept_custom_fields)
        return _contact_answer(found)

    def delete_contact(self, request: Request) -> Response:
        """Delete a contact with all that hangs on it."""
        _no_parameters(request)
        with self.database.writing() as connection:
            writing.remove(connection, _passed(request).grant.workspace_id, _id(request))
        return data_answer(writing.deleted_document(_id(request)))

    def create_bulk(self, request: Request) -> Response:
        """Create up to a hundred contacts; each stands alone."""
        _no_parameters(request)
        passed = _passed(request)
        items = read_bulk(read_json(passed.body))
        errors: list[dict[str, Any]] = []
        with self.database.writing() as connection:
            for index, item in enumerate(items):
                try:
                    draft = read_body(ContactDraft, item)
                    writing.create(connection, passed.grant.workspace_id, draft, self.kept_custom_fields)
                except RefusedError as refused:
                    email = item.get("email") if isinstance(item, dict) else None
                    told = email if isinstance(email, str) else ""
                    errors.append({"index": index, "email": told, **refused.refusal.error()})
        # A refused e-mail may hold half a character: it is told as it can be.
        safe = compact(errors).encode("utf-8", "replace").decode()
        counts = f'{{"created":{len(items) - len(errors)},"failed":{len(errors)},"errors":{safe}}}'
        return data_answer(counts)

    def merge_contacts(self, request: Request) -> Response:
        """Merge two contacts into the primary one."""
        _no_parameters(request)
        passed = _passed(request)
        wanted = read_body(MergeBody, read_json(passed.body))
        with self.database.writing() as connection:
            found = merging.merge(connection, passed.grant.workspace_id, wanted.primary_id, wanted.secondary_id)
        return _contact_answer(found)

    def list_related(self, name: str) -> Endpoint:
        """The endpoint that lists one kind of things of a contact: activities, timeline, deals or notes."""
        kind = related.KINDS[name]

        def endpoint(request: Request) -> Response:
            paging = read_paging(read_parameters(request.scope["query_string"], PAGING))
            workspace, contact_id = _passed(request).grant.workspace_id, _id(request)
            of = (name, workspace, contact_id)
            place = self.cursors.open(of, paging.cursor) if paging.cursor else None
            with self.database.reading() as connection:
                number = writing.number_of(connection, workspace, contact_id)
                total = related.related_total(connection, kind, number)
                page = related.related_slice(connection, kind, (number, contact_id), place, paging.limit)
            following = self.cursors.seal(of, page.after) if page.after else None
            return page_answer(page.documents, total=total, limit=paging.limit, next_cursor=following)

        endpoint.__name__ = f"list_{name}"
        endpoint.__doc__ = f"A page of the {name} of a contact."
        return endpoint

    def add_note(self, request: Request) -> Response:
        """Write a note on a contact."""
        _no_parameters(request)
        passed = _passed(request)
        note = read_body(NoteBody, read_json(passed.body))
        with self.database.writing() as connection:
            number = writing.number_of(connection, passed.grant.workspace_id, _id(request))
            document = related.add_note(connection, (number, _id(request)), note.content)
        return data_answer(document, 201)


def _passed(request: Request) -> Passed:
    passed: Passed = request.state.passed
    return passed


def _id(request: Request) -> str:
    contact_id: str = request.path_params["id"]
    if "\0" in contact_id or any("\ud800" <= sign <= "\udfff" for sign in contact_id):
        raise RefusedError(Refusal(404, "not_found", "There is no such contact in this workspace"))
    return contact_id


def _no_parameters(request: Request) -> None:
    read_parameters(request.scope["query_string"], ())


def _contact_answer(found: Found, status: int = 200) -> Response:
    headers = {"ETag": found.etag(), "Last-Modified": http_date(found.contact.updated_at)}
    if status == 201:
        headers["Location"] = f"/v1/contacts/{found.contact.id}"
    return data_answer(found.document(), status, headers)


def _check_unchanged(request: Request, found: Found) -> None:
    """The preconditions of a change. The tag is the sharper one: with it the date is not looked at (RFC 9110)."""
    tags, date = request.headers.get("if-match"), request.headers.get("if-unmodified-since")
    if tags is not None:
        holds = tags.strip() == "*" or found.etag() in (tag.strip() for tag in tags.split(","))
    elif date is not None and (moment := seconds_of_http_date(date)) is not None:
        holds = found.contact.updated_at <= moment
    else:
        return
    if not holds:
        raise RefusedError(Refusal(412, "changed_meanwhile", "The contact was changed in the meantime"))

"""The workspace server as one ASGI application: the database, the endpoints, and the gate before them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache

from anyio import to_thread
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from nexus_contacts.workspace import openapi, shapes
from nexus_contacts.workspace.cursors import Cursors
from nexus_contacts.workspace.database import THREADS, Database
from nexus_contacts.workspace.docs_page import POLICY, docs_page
from nexus_contacts.workspace.endpoints import API_ROOT
from nexus_contacts.workspace.gate import Gate
from nexus_contacts.workspace.keys import KeyRing, set_keys
from nexus_contacts.workspace.limits import RateLimit
from nexus_contacts.workspace.listing import Totals
from nexus_contacts.workspace.openapi import answers, parts
from nexus_contacts.workspace.routes import Endpoint, Workspaces
from nexus_contacts.workspace.settings import ServerSettings

_Add = Callable[[str, str, Endpoint, openapi.Answers, openapi.Parts], None]


def create_app(settings: ServerSettings) -> FastAPI:
    """Open the database of `settings`, give its workspaces their keys, and return the application.

    The database is closed when the application's lifespan ends. Raises UnusableDatabaseError.
    """
    database = Database.open(settings.database)
    set_keys(database, settings.workspaces)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # No more endpoints at work than there are connections to the database.
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        try:
            yield
        finally:
            database.close()

    app = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    shared = Workspaces(database, Cursors(database.secret("cursor_seal")), Totals(), settings.strict_custom_fields)
    app.include_router(_endpoints(shared), prefix=API_ROOT)
    app.state.database = database
    _document(app)
    limit = RateLimit(settings.rate_limit) if settings.rate_limit else None
    app.add_middleware(Gate, keys=KeyRing(database), limit=limit, latency_s=settings.latency_ms / 1000)
    return app


def _endpoints(shared: Workspaces) -> APIRouter:
    """The thirteen endpoints; the named paths before those with an id in their place."""
    router = APIRouter(default_response_class=Response)

    def at(method: str, path: str, endpoint: Endpoint, told: openapi.Answers, more: openapi.Parts) -> None:
        router.add_api_route(
            path,
            endpoint,
            methods=[method],
            status_code=next(int(status) for status in told if int(status) < 300),
            responses=told,
            response_model=None,
            openapi_extra=more,
            operation_id=endpoint.__name__,
        )

    _whole_list(shared, at)
    _one_contact(shared, at)
    return router


def _whole_list(shared: Workspaces, at: _Add) -> None:
    page, contact = shapes.ContactPage, shapes.ContactAnswer
    at("GET", "/contacts", shared.list_contacts, answers(200, page), parts(openapi.LISTING))
    drafted = answers(201, contact, 403, 409, 413, 415, 422, describes_contact=True)
    at("POST", "/contacts", shared.create_contact, drafted, parts([], body="ContactDraft"))
    at("GET", "/contacts/search", shared.search_contacts, answers(200, page, 422), parts(openapi.SEARCHING))
    bulk = answers(200, shapes.BulkAnswer, 403, 413, 415, 422)
    at("POST", "/contacts/bulk", shared.create_bulk, bulk, parts([], body="BulkBody"))
    merged = answers(200, contact, 403, 413, 415, 422, describes_contact=True)
    at("POST", "/contacts/merge", shared.merge_contacts, merged, parts([], body="MergeBody"))


def _one_contact(shared: Workspaces, at: _Add) -> None:
    place, contact = "/contacts/{id}", shapes.ContactAnswer
    at("GET", place, shared.get_contact, answers(200, contact, describes_contact=True), parts([], with_id=True))
    changed = answers(200, contact, 403, 409, 412, 413, 415, 422, describes_contact=True)
    patch = parts(openapi.PRECONDITIONS, with_id=True, body="ContactPatch")
    at("PUT", place, shared.update_contact, changed, patch)
    at("DELETE", place, shared.delete_contact, answers(200, shapes.DeletedAnswer, 403), parts([], with_id=True))
    for name, shape in (
        ("activities", shapes.ActivityPage),
        ("timeline", shapes.TimelinePage),
        ("deals", shapes.DealPage),
        ("notes", shapes.NotePage),
    ):
        paged = parts(openapi.PAGING, with_id=True)
        at("GET", f"{place}/{name}", shared.list_related(name), answers(200, shape), paged)
    noted = answers(201, shapes.NoteAnswer, 403, 413, 415, 422)
    at("POST", f"{place}/notes", shared.add_note, noted, parts([], with_id=True, body="NoteBody"))


def _document(app: FastAPI) -> None:
    """The open pages: the OpenAPI document and the page made from it."""

    @cache
    def document() -> openapi.Parts:
        # Made when first asked for: it takes longer than the rest of the start.
        return openapi.document(app)

    def machines(request: Request) -> Response:
        return JSONResponse(document())

    def people(request: Request) -> Response:
        return HTMLResponse(docs_page(document()), headers={"Content-Security-Policy": POLICY})

    app.add_route("/openapi.json", machines, methods=["GET"])
    app.add_route("/docs", people, methods=["GET"])
    app.add_route("/", people, methods=["GET"])

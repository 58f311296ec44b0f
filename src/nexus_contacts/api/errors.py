"""What can go wrong between this program and the service, as facts; `desktop.messages` finds the words.

ApiError
├── UnusableAddress        what was given is no address of a service
│   └── PlainHttpRefused   http:// to anything but this machine
├── Unreachable            no answer: dns, refused, network, tls, timeout, reset, proxy
├── Redirected             the service points elsewhere; it is never followed
├── NotThisApi             an answer, but not from this API (a portal's page, another site)
├── BadAnswer              from this API, but cut off, too large or unreadable
├── CursorLost             a walk through pages that cannot be finished by its cursors
└── Refused                the service said no, in any other way than these
    ├── Unauthorized       401
    ├── Forbidden          403
    │   └── ReadOnlyKey
    ├── NotFound           404
    ├── Conflict           409
    │   └── EmailTaken
    ├── PreconditionFailed 412
    ├── ValidationFailed   422, or this program's own check before sending
    ├── RateLimited        429
    └── ServerError        5xx
"""

from nexus_contacts.errors import NexusError


class ApiError(NexusError):
    """A request that did not end in a usable answer.

    `reason` is a word of the class's own (see each class); `code`, `message`, `fields` and `existing_id` are what
    the service said; `url` never carries a query; `maybe_sent` is True where the service may have acted on the
    request all the same.
    """

    def __init__(
        self,
        reason: str = "",
        *,
        status: int | None = None,
        code: str = "",
        message: str = "",
        fields: tuple[tuple[str, str], ...] = (),
        existing_id: str = "",
        request_id: str = "",
        retry_after_s: float | None = None,
        url: str = "",
        location: str = "",
        maybe_sent: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields
        self.existing_id = existing_id
        self.request_id = request_id
        self.retry_after_s = retry_after_s
        self.url = url
        self.location = location
        self.maybe_sent = maybe_sent

    def __str__(self) -> str:
        """The facts on one line, for a log or the technical details; what the service said last."""
        status = "" if self.status is None else str(self.status)
        named = ", ".join(name for name, _ in self.fields)
        facts = (self.reason, status, self.code, named, self.location, self.url, self.request_id, self.message)
        return " · ".join((type(self).__name__, *(fact for fact in facts if fact)))


class UnusableAddress(ApiError):
    """The text is no address of a service. `reason`: empty, scheme, host, port, userinfo, query."""


class PlainHttpRefused(UnusableAddress):
    """The address is http:// and not on this machine: the key would travel in clear."""


class Unreachable(ApiError):
    """Nothing answered. `reason`: dns, refused, network, tls, timeout, reset, proxy; `message` the system's words."""


class Redirected(ApiError):
    """The service answered with a redirect; `location` is where it points, without its query."""


class NotThisApi(ApiError):
    """Something else answered. `reason`: html, text, empty, json (JSON of another shape), status, no_http."""


class BadAnswer(ApiError):
    """The answer cannot be used. `reason`: truncated, too_large, not_json, too_deep, encoding, no_record."""


class CursorLost(ApiError):
    """A walk cannot go on by its cursors. `reason`: repeated, missing (more is promised, no way given), expired."""


class Refused(ApiError):
    """The service understood and said no (400, 405, 413, 415 and the like, or `success: false`)."""


class Unauthorized(Refused):
    """401, or (`reason` unusable) a key that cannot be sent at all."""


class Forbidden(Refused):
    """403: the key or the address it is used from lacks the right."""


class ReadOnlyKey(Forbidden):
    """403 on a write: the key may read only."""


class NotFound(Refused):
    """404: nothing has that id. After a retried DELETE it may also mean that an earlier try did it."""


class Conflict(Refused):
    """409."""


class EmailTaken(Conflict):
    """409: a contact with this e-mail address exists; `existing_id` names it where it is known."""


class PreconditionFailed(Refused):
    """412: the contact changed since the time the request named."""


class ValidationFailed(Refused):
    """422, or status None: the request was not sent because `fields` break the API's rules."""


class RateLimited(Refused):
    """429, or a pause still to be kept; `retry_after_s` says how long, where the service did."""


class ServerError(Refused):
    """5xx: the service failed. The outcome of a POST is unknown then (`maybe_sent`)."""

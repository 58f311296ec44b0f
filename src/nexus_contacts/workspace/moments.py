"""Times as the server keeps them (seconds since 1970, UTC), as the wire shows them, and as people may write them."""

import math
import re
import time
from datetime import UTC, datetime
from email.utils import formatdate, parsedate_to_datetime

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?([Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)


def now() -> int:
    """This second."""
    return int(time.time())


def wire_time(seconds: int) -> str:
    """``2026-01-15T09:30:00Z``."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def http_date(seconds: int) -> str:
    """``Thu, 15 Jan 2026 09:30:00 GMT``."""
    return formatdate(seconds, usegmt=True)


def seconds_of_http_date(text: str) -> int | None:
    """The moment of an HTTP date; None where the text is none, since HTTP says to ignore such a header."""
    try:
        moment = parsedate_to_datetime(text)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return None


def bound_seconds(text: str) -> tuple[int, int]:
    """An ISO 8601 date or date-time as whole seconds: (rounded down, rounded up).

    A plain date is midnight UTC at its start; a time without an offset is UTC. Raises ValueError.
    """
    text = text.strip()
    # An unescaped + of an offset arrives as a blank.
    text = re.sub(r"(:[0-9.]+) ([0-9]{2}:?[0-9]{2})$", r"\1+\2", text)
    if not (_DATE.fullmatch(text) or _DATE_TIME.fullmatch(text)):
        raise ValueError("not an ISO 8601 date")
    moment = datetime.fromisoformat(text.upper().replace(",", "."))
    try:
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except OverflowError as error:
        raise ValueError("out of the calendar") from error
    return math.floor(seconds), math.ceil(seconds)

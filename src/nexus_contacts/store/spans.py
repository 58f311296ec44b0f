"""Date choices as spans of time: presets move with the calendar, days are the person's own local days."""

from datetime import UTC, date, datetime, time, timedelta

from nexus_contacts.store.filters import DateChoice

_DAYS_BACK = {"last_7_days": 6, "last_30_days": 29}
_MICROS = 1_000_000


def _midnight(day: date) -> int:
    try:
        return int(datetime.combine(day, time()).timestamp()) * _MICROS
    except (ValueError, OverflowError, OSError):  # outside what the system's calendar knows of local time
        return int(datetime.combine(day, time(), UTC).timestamp()) * _MICROS


def span(choice: DateChoice, now: datetime) -> tuple[int | None, int | None]:
    """The choice as (from, before), microseconds since 1970, either may be open. `now` is an aware time.

    The last 7 days are today and the six days before; a month and a quarter begin on their first local day.
    """
    today = now.astimezone().date()
    if choice.preset == "last_24_hours":
        return int((now - timedelta(hours=24)).timestamp()) * _MICROS, None
    if choice.preset in _DAYS_BACK:
        return _midnight(today - timedelta(days=_DAYS_BACK[choice.preset])), None
    if choice.preset == "this_month":
        return _midnight(today.replace(day=1)), None
    if choice.preset == "this_quarter":
        return _midnight(date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)), None
    if choice.preset == "not_for_90_days":
        return None, _midnight(today - timedelta(days=90))
    first = None if choice.first is None else _midnight(choice.first)
    if choice.last is None or choice.last == date.max:
        return first, None
    return first, _midnight(choice.last + timedelta(days=1))

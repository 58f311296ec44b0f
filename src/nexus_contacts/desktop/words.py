"""The words for what the service and the filter say: statuses, sources, date choices, columns, events; numbers and
dates as this person's locale writes them. A word nobody knows is shown as it came, as far as a screen may show it.
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale, QTime

from nexus_contacts.api.records import Json
from nexus_contacts.desktop.safe_text import one_line, plain
from nexus_contacts.store.filters import UNASSIGNED, DateChoice, Filter

_STATUSES = {
    "lead": QT_TRANSLATE_NOOP("words", "Lead"),
    "active": QT_TRANSLATE_NOOP("words", "Active"),
    "customer": QT_TRANSLATE_NOOP("words", "Customer"),
    "inactive": QT_TRANSLATE_NOOP("words", "Inactive"),
    "churned": QT_TRANSLATE_NOOP("words", "Churned"),
}
_SOURCES = {
    "website": QT_TRANSLATE_NOOP("words", "Website"),
    "referral": QT_TRANSLATE_NOOP("words", "Referral"),
    "social": QT_TRANSLATE_NOOP("words", "Social"),
    "paid_ads": QT_TRANSLATE_NOOP("words", "Paid ads"),
    "manual": QT_TRANSLATE_NOOP("words", "Manual"),
    "api": QT_TRANSLATE_NOOP("words", "API"),
    "import": QT_TRANSLATE_NOOP("words", "Import"),
}
_PRESETS = {
    "": QT_TRANSLATE_NOOP("words", "Any time"),
    "last_24_hours": QT_TRANSLATE_NOOP("words", "Last 24 hours"),
    "last_7_days": QT_TRANSLATE_NOOP("words", "Last 7 days"),
    "last_30_days": QT_TRANSLATE_NOOP("words", "Last 30 days"),
    "this_month": QT_TRANSLATE_NOOP("words", "This month"),
    "this_quarter": QT_TRANSLATE_NOOP("words", "This quarter"),
    "not_for_90_days": QT_TRANSLATE_NOOP("words", "Not for 90 days"),
    "custom": QT_TRANSLATE_NOOP("words", "Custom"),
}
_SHORT_PRESETS = {
    "": QT_TRANSLATE_NOOP("words", "Any"),
    "last_24_hours": QT_TRANSLATE_NOOP("words", "24 hours"),
    "last_7_days": QT_TRANSLATE_NOOP("words", "7 days"),
    "last_30_days": QT_TRANSLATE_NOOP("words", "30 days"),
}
_COLUMNS = {
    "name": QT_TRANSLATE_NOOP("words", "Name"),
    "email": QT_TRANSLATE_NOOP("words", "Email"),
    "phone": QT_TRANSLATE_NOOP("words", "Phone"),
    "company": QT_TRANSLATE_NOOP("words", "Company"),
    "title": QT_TRANSLATE_NOOP("words", "Title"),
    "status": QT_TRANSLATE_NOOP("words", "Status"),
    "source": QT_TRANSLATE_NOOP("words", "Source"),
    "tags": QT_TRANSLATE_NOOP("words", "Tags"),
    "tag": QT_TRANSLATE_NOOP("words", "Tag"),
    "score": QT_TRANSLATE_NOOP("words", "Score"),
    "owner": QT_TRANSLATE_NOOP("words", "Owner"),
    "created": QT_TRANSLATE_NOOP("words", "Created"),
    "updated": QT_TRANSLATE_NOOP("words", "Updated"),
}
_ACTIVITIES = {
    "call": QT_TRANSLATE_NOOP("words", "Call"),
    "email": QT_TRANSLATE_NOOP("words", "Email"),
    "meeting": QT_TRANSLATE_NOOP("words", "Meeting"),
    "note": QT_TRANSLATE_NOOP("words", "Note"),
}
_ACTIVITIES_MANY = {
    "call": QT_TRANSLATE_NOOP("words", "Calls"),
    "email": QT_TRANSLATE_NOOP("words", "Emails"),
    "meeting": QT_TRANSLATE_NOOP("words", "Meetings"),
}
_EVENTS = {
    "created": QT_TRANSLATE_NOOP("words", "Contact created"),
    "updated": QT_TRANSLATE_NOOP("words", "Contact updated"),
    "status_changed": QT_TRANSLATE_NOOP("words", "Status changed"),
    "deal_associated": QT_TRANSLATE_NOOP("words", "Deal linked"),
    "deal_stage_changed": QT_TRANSLATE_NOOP("words", "Deal stage changed"),
    "email_opened": QT_TRANSLATE_NOOP("words", "Email opened"),
    "email_sent": QT_TRANSLATE_NOOP("words", "Email sent"),
    "page_visited": QT_TRANSLATE_NOOP("words", "Page visited"),
    "activity_logged": QT_TRANSLATE_NOOP("words", "Activity logged"),
    "note_added": QT_TRANSLATE_NOOP("words", "Note added"),
    "tag_added": QT_TRANSLATE_NOOP("words", "Tag added"),
    "tag_removed": QT_TRANSLATE_NOOP("words", "Tag removed"),
    "merged": QT_TRANSLATE_NOOP("words", "Contacts merged"),
}
_DEAL_STATUSES = {
    "open": QT_TRANSLATE_NOOP("words", "Open"),
    "won": QT_TRANSLATE_NOOP("words", "Won"),
    "lost": QT_TRANSLATE_NOOP("words", "Lost"),
}
_CURRENCY_SIGNS = {
    "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "BRL": "R$", "CAD": "CA$", "AUD": "A$",
    "ILS": "₪", "VND": "₫", "NGN": "₦", "PHP": "₱", "UAH": "₴", "TRY": "₺",
}  # fmt: skip


def _say(text: object) -> str:
    # The marker that lupdate reads is typed to answer an object.
    return QCoreApplication.translate("words", str(text))


def _word(known: dict[str, object], word: str) -> str:
    text = known.get(word)
    return plain(word) if text is None else _say(text)


def locale() -> QLocale:
    """The person's locale. The C locale groups no digits and is nobody's habit, so it reads as British English."""
    current = QLocale()
    if current.language() is QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return current


def status_text(status: str) -> str:
    """The name of a contact's status."""
    return _word(_STATUSES, status)


def source_text(source: str) -> str:
    """The name of a lead source."""
    return _word(_SOURCES, source)


def activity_text(kind: str) -> str:
    """The name of an activity's type."""
    return _word(_ACTIVITIES, kind)


def activities_text(kind: str) -> str:
    """The name of an activity's type, for many of them."""
    return _word(_ACTIVITIES_MANY, kind)


def event_text(kind: str) -> str:
    """The name of a timeline event's type."""
    return _word(_EVENTS, kind)


def deal_status_text(status: str) -> str:
    """The name of a deal's status."""
    return _word(_DEAL_STATUSES, status)


def column_title(key: str) -> str:
    """The heading of a table column; a custom field (``custom:KEY``) is headed by its key."""
    if key.startswith("custom:"):
        return one_line(key.removeprefix("custom:"))
    return _word(_COLUMNS, key)


def preset_text(preset: str, *, short: bool = False) -> str:
    """The name of a date preset; `short` where the section's heading already says what it is about."""
    if short and preset in _SHORT_PRESETS:
        return _say(_SHORT_PRESETS[preset])
    return _word(_PRESETS, preset)


def date_choice_text(choice: DateChoice) -> str:
    """A span of days in words: the preset, or its days with open ends named."""
    if choice.preset not in ("", "custom"):
        return preset_text(choice.preset)
    first, last = choice.first, choice.last
    if first is not None and last is not None:
        return date_text(first) if first == last else f"{date_text(first)} – {date_text(last)}"
    if first is not None:
        return _say("From {day}").replace("{day}", date_text(first))
    if last is not None:
        return _say("Until {day}").replace("{day}", date_text(last))
    return preset_text("")


def number(value: int | float) -> str:
    """A number with the locale's grouping; a fraction is kept to two digits at most."""
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        if value != int(value):
            return locale().toString(round(value, 2), "g", 15)
        value = int(value)
    # Qt knows 64 bits; a service may send more.
    return locale().toString(value) if abs(value) < 2**63 else str(value)


def custom_text(value: Json) -> str:
    """A custom field's value as it is read: numbers as people write them, what is no single value as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def counted(one: str, many: str, count: int) -> str:
    """One of two translated texts by `count`, with ``{n}`` in it replaced by the formatted number."""
    return (one if count == 1 else many).replace("{n}", number(count))


def money(value: float | None, currency: str) -> str:
    """An amount with its currency; whole amounts without decimals, an unknown currency by its code."""
    if value is None:
        return ""
    currency = one_line(currency)
    if not currency or not math.isfinite(value):
        return f"{number(value)} {currency}".strip()
    sign = _CURRENCY_SIGNS.get(currency.upper(), f"{currency} ")
    return locale().toCurrencyString(float(value), sign, 0 if value == int(value) else 2)


# ── days and times ────────────────────────────────────────────────────────────────────────────────────────────────────


def local(when: datetime | int | float) -> datetime:
    """A moment in this machine's time zone: an aware `datetime`, or seconds since 1970.

    What lies at the calendar's ends ("0001-01-01" stands for no date in many services) stays there, in UTC.
    """
    try:
        return when.astimezone() if isinstance(when, datetime) else datetime.fromtimestamp(when).astimezone()
    except (OverflowError, ValueError, OSError):
        if isinstance(when, datetime):
            return when
        return (datetime.min if when < 0 else datetime.max).replace(tzinfo=UTC)


def _pattern(day: bool, year: bool) -> str:
    short = locale().dateFormat(QLocale.FormatType.ShortFormat)
    pattern = "MMM d" if short.find("M") < short.find("d") else "d MMM"
    if year:
        pattern += ", yyyy" if pattern == "MMM d" else " yyyy"
    return f"ddd {pattern}" if day else pattern


def date_text(day: date, *, year: bool | None = None) -> str:
    """A day as ``18 Nov 2026``, in the locale's order; `year` None leaves it out for this year."""
    with_year = day.year != date.today().year if year is None else year
    return locale().toString(QDate(day.year, day.month, day.day), _pattern(False, with_year))


def day_heading(day: date) -> str:
    """The heading over a day's events: Today, Yesterday, ``Wed 18 Nov``."""
    today = date.today()
    if day == today:
        return _say("Today")
    if day == today - timedelta(days=1):
        return _say("Yesterday")
    return locale().toString(QDate(day.year, day.month, day.day), _pattern(True, day.year != today.year))


def time_text(when: datetime | int | float) -> str:
    """The time of day of a moment, in local time."""
    moment = local(when)
    return locale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def date_time_text(when: datetime | int | float) -> str:
    """A moment in full, in local time: ``Today, 14:22``, ``15 Jan 2026, 09:30``."""
    day = local(when).date()
    near = day in (date.today(), date.today() - timedelta(days=1))
    return f"{day_heading(day) if near else date_text(day, year=True)}, {time_text(when)}"


# ── the filter in words ───────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ChipText:
    """One active part of a filter. `section` is its attribute in `Filter`, which `Filter.without` takes."""

    section: str
    label: str
    value: str


def owner_text(owner: str, owner_name: Callable[[str], str]) -> str:
    """The name of an owner id, its id where it has none, Unassigned for nobody."""
    return _say("Unassigned") if owner == UNASSIGNED else plain(owner_name(owner) or owner)


def section_text(choice: Filter, section: str, owner_name: Callable[[str], str]) -> str:
    """What is chosen in one field of the filter, in words on one line; ``""`` where nothing is."""
    return one_line(_section_words(choice, section, owner_name))


def _section_words(choice: Filter, section: str, owner_name: Callable[[str], str]) -> str:
    match section:
        case "statuses":
            return ", ".join(map(status_text, choice.statuses))
        case "sources":
            return ", ".join(map(source_text, choice.sources))
        case "tags":
            return (" + " if choice.tag_mode == "all" else ", ").join(choice.tags)
        case "owners":
            return ", ".join(owner_text(owner, owner_name) for owner in choice.owners)
        case "company":
            return choice.company
        case "created" | "updated":
            span: DateChoice = getattr(choice, section)
            return date_choice_text(span) if span else ""
        case "score":
            return f"{number(choice.score[0])}–{number(choice.score[1])}" if choice.score else ""
        case "excluded":
            return ", ".join(_excluded_text(name, value, owner_name) for name, value in choice.excluded)
        case "waiting" | "in_pair" | "starred":
            return _say("Yes") if getattr(choice, section) else ""
    return ""


def _excluded_text(name: str, value: str, owner_name: Callable[[str], str]) -> str:
    match name:
        case "status":
            return status_text(value)
        case "source":
            return source_text(value)
        case "owner":
            return owner_text(value, owner_name)
    return value


_LOCAL_CHIPS = {
    "waiting": QT_TRANSLATE_NOOP("words", "Has changes waiting"),
    "in_pair": QT_TRANSLATE_NOOP("words", "In a duplicate pair"),
    "starred": QT_TRANSLATE_NOOP("words", "Starred"),
}
_CHIP_LABELS = {
    "statuses": QT_TRANSLATE_NOOP("words", "Status"),
    "sources": QT_TRANSLATE_NOOP("words", "Source"),
    "tags": QT_TRANSLATE_NOOP("words", "Tags"),
    "owners": QT_TRANSLATE_NOOP("words", "Owner"),
    "company": QT_TRANSLATE_NOOP("words", "Company"),
    "created": QT_TRANSLATE_NOOP("words", "Created"),
    "updated": QT_TRANSLATE_NOOP("words", "Updated"),
    "score": QT_TRANSLATE_NOOP("words", "Score"),
    **_LOCAL_CHIPS,
    "excluded": QT_TRANSLATE_NOOP("words", "Not"),
}


def filter_chips(choice: Filter, owner_name: Callable[[str], str]) -> tuple[ChipText, ...]:
    """The active parts of a filter as chips, in the sidebar's order; the search text stands in its own field."""
    chips = []
    for section, label in _CHIP_LABELS.items():
        value = section_text(choice, section, owner_name)
        if value:
            chips.append(ChipText(section, _say(label), "" if section in _LOCAL_CHIPS else value))
    return tuple(chips)


def undated() -> str:
    """What stands in place of a day that the service did not give."""
    return _say("No date")


def minutes(count: float) -> str:
    """A length in minutes."""
    return _say("{n} min").replace("{n}", number(count))

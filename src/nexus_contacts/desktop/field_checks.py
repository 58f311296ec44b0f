"""What is wrong with what was typed, in words, before anything is sent: the API's rules, field by field. Pure."""

import re
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from nexus_contacts.api.records import Contact, Json
from nexus_contacts.store.edits import CUSTOM, Changes, changes_between, value_of, with_value

MOST, MOST_EMAIL, MOST_CUSTOM = 200, 254, 10_000
_EMAIL = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"()]+\.[^\s@,;<>\"()]+|[^\s@,;<>\"()]+@localhost")
_E164 = re.compile(r"\+[1-9]\d{1,14}")
_SEPARATORS = re.compile(r"[\s().\-/\u2010-\u2015]")


def _say(text: str) -> str:
    return QCoreApplication.translate("checks", text)


def _first_name(text: str) -> str:
    return "" if text.strip() else _say("Enter a first name")


def _email(text: str) -> str:
    text = text.strip()
    if not text:
        return _say("Enter an email address")
    fits = len(text) <= MOST_EMAIL and _EMAIL.fullmatch(text)
    return "" if fits else _say("Enter one email address, e.g. jane@example.com")


def _phone(text: str) -> str:
    plain = _SEPARATORS.sub("", text)
    if not plain or _E164.fullmatch(plain):
        return ""
    likely = international(text)
    return _say("Use the international form, e.g. {number}").replace("{number}", likely or "+15550123")


_CHECKS: dict[str, Callable[[str], str]] = {"first_name": _first_name, "email": _email, "phone": _phone}


def fault(field: str, text: str) -> str:
    """What is wrong with the text of a field; ``""`` where nothing is."""
    found = _CHECKS[field](text) if field in _CHECKS else ""
    most = MOST_CUSTOM if field.startswith(CUSTOM) else MOST
    if not found and field != "email" and len(text.strip()) > most:
        found = _say("At most {n} characters").replace("{n}", str(most))
    return found


def text_of(contact: Contact, field: str) -> str:
    """What stands in a field of a contact, as it is typed."""
    value = value_of(contact, field)
    return shown_value(value) if not isinstance(value, tuple) else ", ".join(value)


def typed_changes(contact: Contact, field: str, typed: str) -> Changes:
    """What a text typed into a field changes in a contact; empty where that is what stands there."""
    before = value_of(contact, field)
    if field.startswith(CUSTOM) and not isinstance(before, tuple):
        return changes_between(contact, with_value(contact, field, typed_value(typed, before)))
    return changes_between(contact, with_value(contact, field, typed.strip()))


def international(text: str, region: str = "") -> str:
    """A phone number as E.164 where it is one of `region` (ISO code; ``""``: the person's own), else ``""``."""
    import phonenumbers  # its tables are large: not before somebody types a number
    from PySide6.QtCore import QLocale

    region = region or QLocale.territoryToCode(QLocale().territory())
    try:
        parsed = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def typed_value(text: str, before: Json) -> Json:
    """A custom field's value from what was typed: of the type it had, as far as the text allows; empty removes it."""
    plain = text.strip()
    if not plain:
        return None
    if isinstance(before, bool):
        return {"true": True, "false": False}.get(plain.casefold(), text)
    if isinstance(before, int | float):
        for kind in (int, float):
            try:
                return kind(plain.replace(",", "") if kind is int else plain)
            except ValueError:
                continue
    return text


def shown_value(value: Json) -> str:
    """A custom field's value as it is typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)

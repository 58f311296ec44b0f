"""What was changed, as sentences: the names of fields, their values, and what a step did."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from nexus_contacts.desktop import words
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.store import edits
from nexus_contacts.store.edits import ADDRESS, CUSTOM, Change, Value
from nexus_contacts.store.steps import Step
from nexus_contacts.store.undo import Turned

_FIELDS = {
    "first_name": QT_TRANSLATE_NOOP("sentences", "First name"),
    "last_name": QT_TRANSLATE_NOOP("sentences", "Last name"),
    "email": QT_TRANSLATE_NOOP("sentences", "Email"),
    "phone": QT_TRANSLATE_NOOP("sentences", "Phone"),
    "company": QT_TRANSLATE_NOOP("sentences", "Company"),
    "job_title": QT_TRANSLATE_NOOP("sentences", "Job title"),
    "status": QT_TRANSLATE_NOOP("sentences", "Status"),
    "source": QT_TRANSLATE_NOOP("sentences", "Source"),
    "tags": QT_TRANSLATE_NOOP("sentences", "Tags"),
    "assigned_to": QT_TRANSLATE_NOOP("sentences", "Owner"),
    "engagement_score": QT_TRANSLATE_NOOP("sentences", "Score"),
    "address.street": QT_TRANSLATE_NOOP("sentences", "Street"),
    "address.city": QT_TRANSLATE_NOOP("sentences", "City"),
    "address.state": QT_TRANSLATE_NOOP("sentences", "State"),
    "address.zip": QT_TRANSLATE_NOOP("sentences", "Postal code"),
    "address.country": QT_TRANSLATE_NOOP("sentences", "Country"),
}
OwnerName = Callable[[str], str]


def _say(text: str) -> str:
    return QCoreApplication.translate("sentences", text)


def field_title(field: str) -> str:
    """The name of a field as the screens show it; a custom field has its key."""
    if field.startswith(CUSTOM):
        return one_line(field.removeprefix(CUSTOM))
    known = _FIELDS.get(field)
    return _say(str(known)) if known else one_line(field.removeprefix(ADDRESS))


def value_text(field: str, value: Value, owner_name: OwnerName) -> str:
    """What stands in a field, as it is read; ``""`` where nothing does."""
    if field == "tags":
        return ", ".join(one_line(str(tag)) for tag in value) if isinstance(value, tuple | list) else ""
    if value is None or value == "":
        return ""
    if field == "status":
        return words.status_text(str(value))
    if field == "source":
        return words.source_text(str(value))
    if field == "assigned_to":
        return words.owner_text(str(value), owner_name)
    if isinstance(value, bool):
        return _say("yes") if value else _say("no")
    return words.number(value) if isinstance(value, int | float) else one_line(str(value))


def change_text(change: Change, owner_name: OwnerName) -> str:
    """A change as ``Company: Acme → Other``; where nothing stands it says so."""
    empty = _say("empty")
    before, after = (value_text(change.field, value, owner_name) or empty for value in (change.before, change.after))
    return f"{field_title(change.field)}: {before} → {after}"


def done_text(step: Step, owner_name: OwnerName) -> str:
    """What a step did: ``5 contacts assigned to Leo Brandt``, ``Note added to Jane Smith``."""
    name = one_line(str(step.facts.get("name", "")))
    who = (
        name
        if step.count == 1 and step.kind != "import"
        else words.counted(_say("1 contact"), _say("{n} contacts"), step.count)
    )
    match step.kind:
        case "create" if "restored" in step.facts:
            return _say("{who} comes back").replace("{who}", who)
        case "create":
            return _say("{who} created").replace("{who}", who)
        case "note":
            return _say("Note added to {who}").replace("{who}", who)
        case "delete":
            return _say("{who} deleted").replace("{who}", who)
        case "merge":
            return _merged(step, name)
        case "import":
            return _say("{who} imported from {name}").replace("{who}", who).replace("{name}", name)
    return _edited(step.facts, who, owner_name)


def _merged(step: Step, name: str) -> str:
    if step.count != 1:
        return words.counted(_say("1 merge"), _say("{n} merges"), step.count)
    other = one_line(str(step.facts.get("secondary", "")))
    return _say("{other} merges into {name}").replace("{other}", other).replace("{name}", name)


def _edited(facts: Mapping[str, Any], who: str, owner_name: OwnerName) -> str:
    edit = facts.get("edit")
    if edit is None:
        fields = [(field, edits.read_value(field, value)) for field, value in facts.get("after", {}).items()]
        return _fields_set(who, fields, owner_name)
    for name, text in (
        ("add_tags", _say("{who}: tag {tags} added")),
        ("remove_tags", _say("{who}: tag {tags} removed")),
    ):
        if edit.get(name):
            return text.replace("{who}", who).replace("{tags}", ", ".join(one_line(tag) for tag in edit[name]))
    if edit.get("rename_tags"):
        old, new = edit["rename_tags"][0]
        text = _say("Tag {old} is now {new} ({who})").replace("{old}", one_line(old)).replace("{new}", one_line(new))
        return text.replace("{who}", who)
    return _fields_set(who, [(field, edits.read_value(field, value)) for field, value in edit["fields"]], owner_name)


def _fields_set(who: str, fields: list[tuple[str, Value]], owner_name: OwnerName) -> str:
    if len(fields) != 1:
        return _say("{who} changed").replace("{who}", who)
    field, value = fields[0]
    shown = value_text(field, value, owner_name)
    if field == "assigned_to":
        text = _say("{who} assigned to {value}") if value else _say("{who}: no owner")
    elif shown:
        text = _say("{who}: {field} is now {value}")
    else:
        text = _say("{who}: {field} emptied")
    return text.replace("{who}", who).replace("{field}", field_title(field)).replace("{value}", shown)


def turned_text(step: Step, owner_name: OwnerName, *, undone: bool) -> str:
    """That a step was taken back, or done again."""
    text = _say("Undone: {what}") if undone else _say("Done again: {what}")
    return text.replace("{what}", done_text(step, owner_name))


def rest_texts(turned: Turned) -> list[str]:
    """What did not follow a step that was taken back or done again, and why."""
    said = (
        (turned.left, _say("1 was changed since and stays"), _say("{n} were changed since and stay")),
        (
            turned.notes_left,
            _say("1 note stays: the service keeps notes"),
            _say("{n} notes stay: the service keeps notes"),
        ),
        (
            len(turned.sent),
            _say("1 was sent and is there until you delete it"),
            _say("{n} were sent and are there until you delete them"),
        ),
    )
    return [words.counted(one, many, count) for count, one, many in said if count]

"""What the import says of rows: their outcome in a word, what will happen, what is wrong. No widgets."""

from PySide6.QtCore import QCoreApplication

from nexus_contacts.desktop import sentences
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.sentences import OwnerName
from nexus_contacts.exchange.check import Checked
from nexus_contacts.exchange.report import Line


def _say(text: str) -> str:
    return QCoreApplication.translate("ImportDialog", text)


def outcome_word(checked: Checked) -> tuple[str, str]:
    """A row's outcome in a word, and its tone as tags have them."""
    if checked.reason == "repeated":
        return _say("Twice in file"), "warn"
    if checked.reason == "alike" and checked.outcome != "update":
        return (_say("Left out"), "") if checked.outcome == "left" else (_say("Likely known"), "warn")
    return {
        "create": (_say("New"), "ok"),
        "update": (_say("Update"), "accent"),
        "same": (_say("Unchanged"), ""),
        "exists": (_say("Exists"), ""),
        "left": (_say("Left out"), ""),
        "wrong": (_say("Problem"), "danger"),
    }[checked.outcome]


def what_happens(checked: Checked, owner_name: OwnerName) -> str:
    """What will become of a row, in a sentence."""
    match checked.outcome:
        case "create":
            looks = _looks_like(checked)
            return f"{_say('Will be created')}{' · ' if looks else ''}{looks}"
        case "update":
            return _update(checked, owner_name)
        case "same":
            return _say("Nothing to change")
        case "left":
            return _looks_like(checked) or _say("You leave this row out")
        case "exists" if checked.reason == "repeated":
            return _say("Same email as row {n}; left out").replace("{n}", str(checked.first_row))
        case "exists":
            return _say("This email belongs to a contact already; it is left alone")
    return "; ".join(fault_text(field, reason) for field, reason in checked.built.faults)


def _looks_like(checked: Checked) -> str:
    alike = checked.alike
    if alike is None:
        return ""
    text = _say("looks like {name}, row {n}") if alike.row else _say("looks like {name}")
    return text.replace("{name}", one_line(alike.name) or alike.contact_id).replace("{n}", str(alike.row))


def _update(checked: Checked, owner_name: OwnerName) -> str:
    if not checked.changes:
        return _say("A note is added")
    first = checked.changes[0]
    if first.field == "tags" and isinstance(first.before, tuple) and isinstance(first.after, tuple):
        added = ", ".join(one_line(str(tag)) for tag in first.after if tag not in first.before)
        text = f"{sentences.field_title(first.field)}: + {added}"
    else:
        text = sentences.change_text(first, owner_name)
    more = f" +{len(checked.changes) - 1}" if len(checked.changes) > 1 else ""
    whom = f"{one_line(checked.alike.name)} – " if checked.alike is not None else ""
    return f"{whom}{text}{more}"


def next_step(line: Line, *, again: bool) -> str:
    """The way on from a row that failed: ``open`` the contact in its way, ``again``, or decide in ``changes``."""
    if line.id:
        return "open"
    return "again" if again else "changes"


def fault_text(field: str, reason: str) -> str:
    """What is wrong with a field of a row."""
    texts = {
        "missing": _say("{field} is missing"),
        "invalid": _say("{field} cannot be read"),
        "unknown": _say("{field}: an unknown word"),
        "too_long": _say("{field} is too long"),
        "quotes": _say("A quotation mark is out of place"),
        "too_many_cells": _say("More cells than columns"),
        "letters": _say("Some letters cannot be read"),
        "not_ended": _say("The card does not end"),
    }
    title = sentences.field_title(field) if field else _say("The row")
    return texts.get(reason, one_line(reason)).replace("{field}", title)

"""What the import says of rows: their outcome in a word, what will happen, what is wrong. No widgets."""

from PySide6.QtCore import QCoreApplication

from nexus_contacts.desktop import sentences
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.sentences import OwnerName
from nexus_contacts.exchange.check import Checked

KINDS = {"create": "new", "update": "update", "same": "same", "exists": "same", "wrong": "problem"}
"""The kind of row by its outcome: new ones, updates, unchanged ones, problems."""


def _say(text: str) -> str:
    return QCoreApplication.translate("ImportDialog", text)


def outcome_word(checked: Checked) -> tuple[str, str]:
    """A row's outcome in a word, and its colour."""
    if checked.reason == "repeated":
        return _say("Twice in file"), "warn"
    return {
        "create": (_say("New"), "ok"),
        "update": (_say("Update"), "accentText"),
        "same": (_say("Unchanged"), "text2"),
        "exists": (_say("Exists"), "text2"),
        "wrong": (_say("Problem"), "danger"),
    }[checked.outcome]


def what_happens(checked: Checked, owner_name: OwnerName) -> str:
    """What will become of a row, in a sentence."""
    match checked.outcome:
        case "create":
            return _say("Will be created")
        case "update":
            first = checked.changes[0]
            empty = _say("empty")
            before, after = (
                sentences.value_text(first.field, value, owner_name) or empty for value in (first.before, first.after)
            )
            more = f" +{len(checked.changes) - 1}" if len(checked.changes) > 1 else ""
            return f"{sentences.field_title(first.field)}: {before} → {after}{more}"
        case "same":
            return _say("Nothing to change")
        case "exists" if checked.reason == "repeated":
            return _say("Same email as row {n}; left out").replace("{n}", str(checked.first_row))
        case "exists":
            return _say("This email belongs to a contact already; it is left alone")
    return "; ".join(fault_text(field, reason) for field, reason in checked.built.faults)


def fault_text(field: str, reason: str) -> str:
    """What is wrong with a field of a row."""
    texts = {
        "missing": _say("{field} is missing"),
        "invalid": _say("{field} cannot be read"),
        "unknown": _say("{field}: an unknown word"),
        "too_long": _say("{field} is too long"),
        "quotes": _say("A quotation mark is out of place"),
        "too_many_cells": _say("More cells than columns"),
        "not_ended": _say("The card does not end"),
    }
    title = sentences.field_title(field) if field else _say("The row")
    return texts.get(reason, one_line(reason)).replace("{field}", title)

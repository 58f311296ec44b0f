"""The words for every expected failure: what happened, what is safe, what to do. Classes are found by name, so that
explaining imports nothing; a class without words of its own fails a test.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from nexus_contacts.desktop import words
from nexus_contacts.desktop.failure_words import FAILURES
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.errors import NexusError

_LONGEST_FACT = 200
_FACT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A failure in words. `action` is a key of `ACTIONS` or ""; `technical` is one line for support, in no language."""

    title: str
    text: str
    action: str
    technical: str


ACTIONS = {
    "retry": QT_TRANSLATE_NOOP("messages", "Try again"),
    "new_key": QT_TRANSLATE_NOOP("messages", "Enter a new key"),
    "switch_account": QT_TRANSLATE_NOOP("messages", "Choose a workspace"),
    "accept_deletions": QT_TRANSLATE_NOOP("messages", "Delete them here too"),
    "rebuild": QT_TRANSLATE_NOOP("messages", "Download again"),
    "copy_details": QT_TRANSLATE_NOOP("messages", "Copy details"),
}
"""The ways on, and the words on their buttons."""

_BUG = (
    QT_TRANSLATE_NOOP("messages", "Something went wrong inside the program"),
    QT_TRANSLATE_NOOP("messages", "Your contacts and waiting changes are kept. The details help to mend it."),
    "copy_details",
)


def _say(text: object) -> str:
    return QCoreApplication.translate("messages", str(text))


def action_text(action: str) -> str:
    """The words on the button of an action; "" for none."""
    return _say(ACTIONS[action]) if action else ""


def is_explained(kind: type[BaseException]) -> bool:
    """Whether a class has words of its own, not only those of a class above it."""
    return kind.__name__ in FAILURES


def explain(error: BaseException) -> Explanation:
    """The words for a failure. What is no `NexusError` is a bug of the program, and is told as one."""
    title, text, action = _find(error)
    return Explanation(_fill(_say(title), error), _fill(_say(text), error), action, technical(error))


def technical(error: BaseException) -> str:
    """The failure on one line, for support."""
    name, told = type(error).__name__, one_line(str(error))
    return told if told.startswith(name) else f"{name} · {told}" if told else name


def _find(error: BaseException) -> tuple[object, object, str]:
    if not isinstance(error, NexusError):
        return _BUG
    reason = getattr(error, "reason", "") or getattr(error, "why", "")
    for kind in type(error).__mro__:
        found = FAILURES.get(f"{kind.__name__}.{reason}") or FAILURES.get(kind.__name__)
        if found is not None:
            return found
    return _BUG


def _fill(text: str, error: BaseException) -> str:
    """Put the error's own facts in place; a sentence that ends in a fact that is missing is left out."""
    names = _FACT.findall(text)
    facts = {name: _fact(getattr(error, name, "")) for name in names}
    if names and not facts[names[-1]] and ". " in text:
        head, _, tail = text.rpartition(". ")
        if f"{{{names[-1]}}}" in tail:
            text = f"{head}."
    return _FACT.sub(lambda match: facts[match[1]], text)


def _fact(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return words.number(round(value))
    if isinstance(value, Path):
        return one_line(value.name)
    text = one_line(str(value))
    return text if len(text) <= _LONGEST_FACT else f"{text[:_LONGEST_FACT]}…"

"""What the Changes screen says of entries: title, second line, icon, state, values, the ways on. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.sentences import OwnerName
from nexus_contacts.store.edits import CUSTOM
from nexus_contacts.store.entries import Entry

FIELDS_SHOWN = 4
_LONGEST = 120
_TO_DECIDE = frozenset({"conflict", "ask_delete", "changed", "restored"})


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that can be done about an entry; `main` is the one that is offered first."""

    id: str
    text: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the screen: the entries it stands for, and all that it says."""

    entries: tuple[Entry, ...]
    title: str
    text: str
    icon: str
    tone: str
    state: str
    fields: tuple[tuple[str, str, str], ...] = ()
    """(field, before, after) of what a patch changes."""
    ways: tuple[Way, ...] = ()


def _say(text: str) -> str:
    return QCoreApplication.translate("changes", text)


def lines(entries: Sequence[Entry], owner_name: OwnerName) -> tuple[Line, ...]:
    """The rows for entries; those of one step that wait, were sent or restored are one row, where the first stands."""
    found: dict[tuple[int, str], list[Entry]] = {}
    for entry in entries:
        alone = (entry.state == "parked" and entry.reason.code != "restored") or not entry.step
        found.setdefault((-entry.number if alone else entry.step or 0, entry.kind), []).append(entry)
    return tuple(
        _many(tuple(together), owner_name) if len(together) > 1 else line(together[0], owner_name)
        for together in found.values()
    )


def line(entry: Entry, owner_name: OwnerName) -> Line:
    """The row for one entry."""
    icon, tone = _looks(entry)
    return Line(
        (entry,),
        _title(entry),
        _text(entry),
        icon,
        tone,
        _state(entry),
        _fields(entry, owner_name),
        tuple(_ways(entry)),
    )


def _many(entries: tuple[Entry, ...], owner_name: OwnerName) -> Line:
    first = entries[0]
    count = words.counted(_say("1 contact"), _say("{n} contacts"), len(entries))
    titles = {"patch": _say("Edit {who}"), "delete": _say("Delete {who}"), "merge": _say("Merge {who}")}
    title = titles.get(first.kind, "{who}")
    icon, tone = _looks(first)
    said = {_tags_moved(entry) or _fields(entry, owner_name) for entry in entries[:20]}
    ways: tuple[Way, ...] = (Way("undo", _say("Undo")),)
    if first.state in ("sent", "parked"):
        ways = _back(first) if first.state == "sent" else _ways_of_restored()
    return Line(
        entries, title.replace("{who}", count), _text(first) if first.state == "parked" else _when(first), icon, tone,
        _state(first),
        said.pop() if len(said) == 1 else (), ways,
    )  # fmt: skip


def _tags_moved(entry: Entry) -> tuple[tuple[str, str, str], ...]:
    """What a patch of tags alone takes off and adds: the same in contacts whose tags differ."""
    if [one.field for one in entry.changes] != ["tags"]:
        return ()
    before, after = (
        value if isinstance(value, tuple) else () for value in (entry.changes[0].before, entry.changes[0].after)
    )
    gone, new = (
        [one_line(tag) for tag in some if tag not in others] for some, others in ((before, after), (after, before))
    )
    return (
        (sentences.field_title("tags"), ", ".join(f"− {tag}" for tag in gone), ", ".join(f"+ {tag}" for tag in new)),
    )


def details_text(line: Line) -> str:
    """All that a row says, as text for the clipboard."""
    fields = (f"{field}: {before} → {after}" for field, before, after in line.fields)
    return "\n".join((f"{line.title} ({line.state})", line.text, *fields))


def _title(entry: Entry) -> str:
    name = one_line(entry.name)
    if entry.state == "parked" and entry.reason.code == "conflict":
        return _say("{name} – two versions").replace("{name}", name)
    texts = {
        "create": _say("New contact: {name}"),
        "patch": _say("Edit {name}"),
        "note": _say("Note on {name}"),
        "delete": _say("Delete {name}"),
        "merge": _say("Merge {other} into {name}"),
    }
    return texts[entry.kind].replace("{name}", name).replace("{other}", one_line(entry.other_name))


def _when(entry: Entry) -> str:
    return words.date_time_text(entry.sent_at or entry.changed_at)


def _text(entry: Entry) -> str:
    if entry.state == "parked":
        return _restored(entry) if entry.reason.code == "restored" else _reason(entry)
    if entry.kind == "note":
        content = one_line(entry.content)
        content = content if len(content) <= _LONGEST else content[:_LONGEST] + "…"
        return f"{_when(entry)} · “{content}”"
    if entry.kind == "delete" and entry.state != "sent":
        return f"{_when(entry)} · {_say('a copy is kept in the trash')}"
    if entry.kind == "merge" and entry.state != "sent":
        return f"{_when(entry)} · {_say('copies of both are kept in the trash')}"
    if entry.kind == "patch":
        count = words.counted(_say("1 field"), _say("{n} fields"), len(entry.changes))
        return f"{_when(entry)} · {count}"
    return _when(entry)


def _restored(entry: Entry) -> str:
    at = entry.reason.theirs_at
    made = _say("From the backup of {when}.").replace("{when}", words.date_time_text(at)) if at else ""
    asked = _say("It may have been sent since, so it waits for you. Sending looks first whether it is there already.")
    return f"{made} {asked}".strip()


def _ways_of_restored() -> tuple[Way, ...]:
    return Way("undo", _say("Discard")), Way("retry", _say("Send"), main=True)


def _reason(entry: Entry) -> str:
    reason = entry.reason
    said = one_line(reason.message)
    match reason.code:
        case "conflict":
            fields = ", ".join(sentences.field_title(field) for field, _ in reason.theirs)
            one, many = (
                _say("{fields} was also changed in AutomateNexus"),
                _say("{fields} were also changed in AutomateNexus"),
            )
            text = words.counted(one, many, len(reason.theirs)).replace("{fields}", fields)
            return f"{text}, {words.date_time_text(reason.theirs_at)}" if reason.theirs_at else text
        case "email_taken":
            return _say("This email already belongs to another contact. Nothing was sent; what you typed is kept.")
        case "changed":
            return _say("One of the two was changed after the merge was planned. Nothing was merged yet.")
        case "gone" if entry.kind == "merge":
            return _say("One of the two was deleted in AutomateNexus. Nothing was merged.")
        case "ask_delete" if entry.kind == "merge":
            return _say("The program ended before this was sent. Nothing is merged yet.")
        case "gone":
            return _say("This contact was deleted in AutomateNexus. What you typed is kept here.")
        case "not_kept":
            return _not_kept(entry)
        case "ask_delete":
            return _say("The program ended before this was sent. Nothing is deleted yet.")
        case "invalid":
            named = "; ".join(f"{sentences.field_title(field)}: {one_line(text)}" for field, text in reason.fields)
            return _say("The server refused it: {why}").replace("{why}", named or said)
    return _say("The server refused it: {why}").replace("{why}", said or str(reason.status or ""))


def _not_kept(entry: Entry) -> str:
    keys = ", ".join(f"“{one_line(one.field.removeprefix(CUSTOM))}”" for one in entry.changes)
    text = _say("{keys} is not a field in this workspace").replace("{keys}", keys)
    hint = next((likely for _, likely in entry.reason.hints), "")
    return text + (_say(". Did you mean “{key}”?").replace("{key}", one_line(hint)) if hint else ".")


def _looks(entry: Entry) -> tuple[str, str]:
    icons = {"create": "plus", "patch": "pencil", "note": "note", "delete": "trash", "merge": "merge"}
    if entry.state == "parked":
        return ("merge" if entry.reason.code == "conflict" else "alert"), "danger"
    return icons[entry.kind], "ok" if entry.state == "sent" else "warn"


def _state(entry: Entry) -> str:
    if entry.state == "parked":
        return _say("Decide") if entry.reason.code in _TO_DECIDE else _say("Not sent")
    return {"sent": _say("Sent"), "sending": _say("Sending")}.get(entry.state, _say("Waiting"))


def _fields(entry: Entry, owner_name: OwnerName) -> tuple[tuple[str, str, str], ...]:
    if entry.kind not in ("patch", "merge") or entry.reason.code == "conflict":
        return ()
    empty = _say("empty")
    return tuple(
        (
            sentences.field_title(one.field),
            sentences.value_text(one.field, one.before, owner_name) or empty,
            sentences.value_text(one.field, one.after, owner_name) or empty,
        )
        for one in entry.changes
    )


def _back(entry: Entry) -> tuple[Way, ...]:
    """What can be done about a change that was sent."""
    return (Way("change_back", _say("Change back")),) if entry.kind == "patch" and entry.step else ()


def _ways(entry: Entry) -> list[Way]:
    if entry.state in ("sent", "sending"):
        return list(_back(entry)) if entry.state == "sent" else []
    if entry.state != "parked":
        if entry.kind == "delete":
            return [Way("undo", _say("Keep contact"))]
        edit = [Way("edit_note", _say("Edit"))] if entry.kind == "note" else []
        return [*edit, Way("undo", _say("Undo"))]
    if entry.reason.code == "restored":
        return list(_ways_of_restored())
    return _ways_of_merge(entry) if entry.kind == "merge" else _ways_of_parked(entry)


def _ways_of_merge(entry: Entry) -> list[Way]:
    discard = Way("undo", _say("Discard"))
    match entry.reason.code:
        case "ask_delete":
            return [Way("undo", _say("Keep both")), Way("retry", _say("Merge"), main=True)]
        case "changed":
            return [discard, Way("merge", _say("Look again…"), main=True)]
        case "gone":
            return [discard]
    return [discard, Way("retry", _say("Try again"), main=True)]


def _ways_of_parked(entry: Entry) -> list[Way]:
    discard = Way("undo", _say("Discard"))
    match entry.reason.code:
        case "conflict":
            return [Way("compare", _say("Compare…"), main=True)]
        case "email_taken":
            return [discard, Way("edit", _say("Edit")), Way("open_holder", _say("Open the contact"), main=True)]
        case "not_kept":
            hint = next((likely for _, likely in entry.reason.hints), "")
            use = [Way("use_key", _say("Use “{key}”").replace("{key}", one_line(hint)), main=True)] if hint else []
            return [discard, *use]
        case "ask_delete":
            return [Way("undo", _say("Keep contact")), Way("retry", _say("Delete"), main=True)]
        case "gone":
            copy = [Way("copy", _say("Copy text"))] if entry.kind == "note" else []
            return [discard, *copy, Way("create_again", _say("Create again"), main=True)]
        case "invalid" if entry.kind in ("create", "patch"):
            return [discard, Way("edit", _say("Edit"), main=True)]
    return [discard, Way("retry", _say("Try again"), main=True)]

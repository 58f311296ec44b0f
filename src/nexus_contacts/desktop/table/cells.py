"""What stands in each cell of the table: the text to show and copy, the words for a screen reader, the tool tip."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.bars import score_text
from nexus_contacts.store.rows import Row

TICK = "tick"
"""The key of the first column: the avatar, or the box that ticks the row."""

_WAITING = {
    "edit": QT_TRANSLATE_NOOP("table", "Edit waiting"),
    "note": QT_TRANSLATE_NOOP("table", "Note waiting"),
    "new": QT_TRANSLATE_NOOP("table", "New not sent"),
    "delete": QT_TRANSLATE_NOOP("table", "Delete waiting"),
    "merge": QT_TRANSLATE_NOOP("table", "Merge waiting"),
    "refused": QT_TRANSLATE_NOOP("table", "Not sent"),
    "conflict": QT_TRANSLATE_NOOP("table", "Two versions"),
}
_WAITING_IN_FULL = {
    "edit": QT_TRANSLATE_NOOP("table", "Edit waiting to be sent"),
    "note": QT_TRANSLATE_NOOP("table", "Note waiting to be sent"),
    "new": QT_TRANSLATE_NOOP("table", "New contact, not sent yet"),
    "delete": QT_TRANSLATE_NOOP("table", "Deletion waiting to be sent"),
    "merge": QT_TRANSLATE_NOOP("table", "Merge waiting to be sent"),
    "refused": QT_TRANSLATE_NOOP("table", "A change could not be sent"),
    "conflict": QT_TRANSLATE_NOOP("table", "Two versions: changed here and on the server"),
}
NEEDS_YOU = frozenset({"refused", "conflict"})
"""The waiting states that are red: nothing happens without the person."""

_SAID = {
    "email": QT_TRANSLATE_NOOP("table", "Email: {value}"),
    "phone": QT_TRANSLATE_NOOP("table", "Phone: {value}"),
    "company": QT_TRANSLATE_NOOP("table", "Company: {value}"),
    "title": QT_TRANSLATE_NOOP("table", "Title: {value}"),
    "status": QT_TRANSLATE_NOOP("table", "Status: {value}"),
    "source": QT_TRANSLATE_NOOP("table", "Source: {value}"),
    "tags": QT_TRANSLATE_NOOP("table", "Tags: {value}"),
    "score": QT_TRANSLATE_NOOP("table", "Engagement score {value} of 100"),
    "owner": QT_TRANSLATE_NOOP("table", "Owner {value}"),
    "created": QT_TRANSLATE_NOOP("table", "Created {value}"),
    "updated": QT_TRANSLATE_NOOP("table", "Updated {value}"),
}
_NOTHING = {
    "email": QT_TRANSLATE_NOOP("table", "No email"),
    "phone": QT_TRANSLATE_NOOP("table", "No phone"),
    "company": QT_TRANSLATE_NOOP("table", "No company"),
    "title": QT_TRANSLATE_NOOP("table", "No title"),
    "status": QT_TRANSLATE_NOOP("table", "No status"),
    "source": QT_TRANSLATE_NOOP("table", "No source"),
    "tags": QT_TRANSLATE_NOOP("table", "No tags"),
    "score": QT_TRANSLATE_NOOP("table", "No engagement score"),
    "owner": QT_TRANSLATE_NOOP("table", "No owner"),
    "created": QT_TRANSLATE_NOOP("table", "Creation date unknown"),
    "updated": QT_TRANSLATE_NOOP("table", "Update date unknown"),
}
FILTERED_FIELDS = {"status": "statuses", "source": "sources", "owner": "owners", "company": "company", "tags": "tags"}
"""The columns whose value can be filtered by, with the field of `Filter` that does it."""


def _say(text: object) -> str:
    return QCoreApplication.translate("table", str(text))


def _same(owner: str) -> str:
    return owner


def waiting_text(row: Row, *, full: bool = False) -> str:
    """The words for what is not sent yet of a contact; ``""`` where everything is."""
    known = _WAITING_IN_FULL if full else _WAITING
    return _say(known[row.waiting]) if row.waiting in known else row.waiting


@dataclass(frozen=True, slots=True)
class Cells:
    """Reads the cells of rows. `custom_keys` are those whose texts the rows carry, in order."""

    custom_keys: tuple[str, ...] = ()
    owner_name: Callable[[str], str] = field(default=_same)

    def value(self, row: Row, key: str) -> str:
        """The value of a cell as the copy has it, to filter by or to copy alone; ``""`` where there is none."""
        match key:
            case "name":
                return row.name
            case "title":
                return row.job_title
            case "owner":
                return row.assigned_to
            case "tags":
                return ", ".join(row.tags)
            case "score":
                return "" if row.engagement_score is None else score_text(row.engagement_score)
            case "created" | "updated":
                return self._moment(row, key)
        if key.startswith("custom:"):
            return self.custom(row, key)
        return str(getattr(row, key, ""))

    def text(self, row: Row, key: str) -> str:
        """The words of a cell, as shown and as copied as text."""
        match key:
            case "status":
                return words.status_text(row.status)
            case "source":
                return words.source_text(row.source)
            case "owner":
                return self.owner(row)
        return self.value(row, key)

    def custom(self, row: Row, key: str) -> str:
        """The text of a custom field, by its column's key."""
        name = key.removeprefix("custom:")
        if name not in self.custom_keys:
            return ""
        at = self.custom_keys.index(name)
        return row.custom[at] if at < len(row.custom) else ""

    def owner(self, row: Row) -> str:
        """The name of a contact's owner, its id where it has none, ``""`` where nobody owns it."""
        return words.owner_text(row.assigned_to, self.owner_name) if row.assigned_to else ""

    def spoken(self, row: Row, key: str) -> str:
        """What a screen reader says for a cell."""
        if key == "name":
            parts = (row.name, row.email, waiting_text(row, full=True), _say("Starred") if row.starred else "")
            return ", ".join(dict.fromkeys(part for part in parts if part))
        text = self.text(row, key)
        if key.startswith("custom:"):
            name = words.column_title(key)
            return f"{name}: {text}" if text else _say("No {name}").replace("{name}", name)
        return _say(_SAID[key]).replace("{value}", text) if text else _say(_NOTHING[key])

    def tip(self, row: Row, key: str) -> str:
        """The tool tip of a cell: what it shows, in full."""
        if key == "name":
            return "\n".join(
                dict.fromkeys(part for part in (row.name, row.email, waiting_text(row, full=True)) if part)
            )
        return self.text(row, key)

    def line(self, row: Row, keys: tuple[str, ...]) -> str:
        """A row as text, its cells parted by tabs; the name is followed by the e-mail address."""
        cells: list[str] = []
        for key in keys:
            cells.append(self.text(row, key))
            if key == "name" and "email" not in keys:
                cells.append(row.email)
        return "\t".join(" ".join(cell.split()) for cell in cells)

    def _moment(self, row: Row, key: str) -> str:
        epoch = row.created_at if key == "created" else row.updated_at
        return "" if epoch is None else words.date_time_text(epoch)


def heading_line(keys: tuple[str, ...]) -> str:
    """The headings over copied rows, parted by tabs."""
    titles: list[str] = []
    for key in keys:
        titles.append(words.column_title(key))
        if key == "name" and "email" not in keys:
            titles.append(words.column_title("email"))
    return "\t".join(titles)

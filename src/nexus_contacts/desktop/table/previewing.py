"""A row as it will be once an edit is written: painted before any file is touched. Pure."""

from dataclasses import replace
from typing import Any

from nexus_contacts.store.edits import Edit
from nexus_contacts.store.rows import Row

_SHOWN = ("first_name", "last_name", "email", "phone", "company", "job_title", "status", "source", "assigned_to")


def previewed(row: Row, edit: Edit) -> Row:
    """The row with an edit in it; what the row does not show is left to the next reading."""
    texts: dict[str, Any] = {name: "" if value is None else str(value) for name, value in edit.fields if name in _SHOWN}
    tags = next((tuple(value) for name, value in edit.fields if name == "tags" and isinstance(value, tuple)), row.tags)
    renamed = dict(edit.rename_tags)
    kept = [renamed.get(tag, tag) for tag in tags if tag not in edit.remove_tags]
    after = replace(row, **texts, tags=tuple(dict.fromkeys((*kept, *edit.add_tags))))
    if after == row or row.waiting in ("new", "delete", "refused", "conflict"):
        return after
    return replace(after, waiting="edit")

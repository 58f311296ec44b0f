"""Contacts as vCards 3.0 (RFC 2426) or 4.0 (RFC 6350): every field, custom fields as X- properties, lines folded."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

from nexus_contacts.api.records import Address, Contact
from nexus_contacts.exchange.csv_out import whole_file
from nexus_contacts.exchange.errors import NotWritten
from nexus_contacts.store.entries import is_local

Version = Literal["3.0", "4.0"]
_FOLD = 75
_SPECIAL = re.compile(r"[\\;,\r\n\0]")
_LONGEST_STEM = 120
"""Octets, so that a number and a suffix fit on every file system."""


def escaped(text: str) -> str:
    """`text` with what has a meaning in a value escaped; line ends become ``\\n``."""
    if not _SPECIAL.search(text):
        return text
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    """A logical line cut into lines of at most 75 octets, never within a letter."""
    if line.isascii():
        if len(line) <= _FOLD:
            return line
        rest = range(_FOLD, len(line), _FOLD - 1)
        return "\r\n ".join((line[:_FOLD], *(line[start : start + _FOLD - 1] for start in rest)))
    pieces: list[str] = []
    current, size = "", 0
    for sign in line:
        width = len(sign.encode("utf-8", "replace"))
        if size + width > _FOLD:
            pieces.append(current)
            current, size = " ", 1
        current += sign
        size += width
    return "\r\n".join((*pieces, current))


def card(contact: Contact, version: Version = "3.0", notes: Sequence[str] = ()) -> str:
    """One contact as a vCard, with its notes where they are given."""
    address = contact.address or Address()
    name = contact.name or contact.email
    typed = "TYPE=WORK" if version == "3.0" else "TYPE=work"
    lines = ["BEGIN:VCARD", f"VERSION:{version}"]
    lines.append(f"N:{escaped(contact.last_name)};{escaped(contact.first_name)};;;")
    lines.append(f"FN:{escaped(name)}")
    if not is_local(contact.id):
        lines.append(f"UID:{escaped(contact.id)}")
    for label, value in (
        (f"EMAIL;{typed}", contact.email),
        (f"TEL;{typed}", contact.phone),
        ("ORG", contact.company),
        ("TITLE", contact.job_title),
    ):
        lines += [f"{label}:{escaped(value)}"] if value else []
    parts = (address.street, address.city, address.state, address.zip, address.country)
    if any(parts):
        lines.append(f"ADR;{typed}:;;" + ";".join(escaped(part) for part in parts))
    if contact.tags:
        lines.append("CATEGORIES:" + ",".join(escaped(tag) for tag in contact.tags))
    for label, value in (("STATUS", contact.status), ("SOURCE", contact.source), ("OWNER", contact.assigned_to)):
        lines += [f"X-NEXUS-{label}:{escaped(value)}"] if value else []
    for key, held in contact.custom_fields:
        text = held if isinstance(held, str) else json.dumps(held, ensure_ascii=False)
        lines.append(f"X-NEXUS-CUSTOM:{escaped(key)};{escaped(text)}")
    if notes:
        lines.append("NOTE:" + escaped("\n\n".join(notes)))
    if contact.updated_at is not None:
        lines.append(f"REV:{contact.updated_at:%Y%m%dT%H%M%SZ}")
    lines.append("END:VCARD")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def export(
    contacts: Iterable[Contact],
    path: Path,
    version: Version = "3.0",
    notes: Callable[[str], Sequence[str]] | None = None,
) -> int:
    """Write `contacts` to one file, all of them or none, and answer how many they were. Raises NotWritten.

    `notes` gives a contact's notes by its id.
    """
    count = 0
    with whole_file(path) as file:
        for contact in contacts:
            file.write(card(contact, version, notes(contact.id) if notes else ()))
            count += 1
    return count


def export_apart(
    contacts: Iterable[Contact],
    folder: Path,
    version: Version = "3.0",
    notes: Callable[[str], Sequence[str]] | None = None,
) -> int:
    """Write each contact to a file of its own in `folder`, named after it, and answer how many. Raises NotWritten.

    No file that is there already is written over: a number behind the name tells two of one name apart.
    """
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritten(folder, error.strerror or str(error)) from error
    for contact in contacts:
        with whole_file(free_place(folder, file_name(contact))) as file:
            file.write(card(contact, version, notes(contact.id) if notes else ()))
        count += 1
    return count


def file_name(contact: Contact) -> str:
    """A contact's name as the stem of a file on any system: no signs that a system forbids, no hidden file."""
    signs = (" " if sign in '<>:"/\\|?*' or not sign.isprintable() else sign for sign in contact.name or contact.email)
    stem = " ".join("".join(signs).split()).strip(". ")
    while len(stem.encode("utf-8", "replace")) > _LONGEST_STEM:
        stem = stem[:-1].rstrip()
    return stem or "contact"


def free_place(folder: Path, stem: str) -> Path:
    """Where a card of this name can go in `folder` without writing over another."""
    path, number = folder / f"{stem}.vcf", 2
    while path.exists():
        path, number = folder / f"{stem} {number}.vcf", number + 1
    return path

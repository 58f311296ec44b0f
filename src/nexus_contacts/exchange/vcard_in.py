"""Reading vCards 2.1, 3.0 and 4.0 as people's programs write them (versit's vCard 2.1, RFC 2426, RFC 6350).

Folded lines, quoted-printable, character sets, groups (``item1.``), escapes, types in every form; photos are skipped.
A card that cannot be used is set aside with its place and reason, and never stops the others. Written for this program:
vobject gives up on a whole file for one bad line.
"""

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nexus_contacts.exchange.columns import CUSTOM, MORE, split_name
from nexus_contacts.exchange.csv_in import MOST_CELL, ReadRow, guess
from nexus_contacts.exchange.errors import UnreadableFile

MOST_LINES = 5_000
"""A card with more lines is no card."""
COLUMNS = (
    "first_name", "last_name", "email", "phone", "company", "job_title", "status", "source", "tags", "assigned_to",
    "address.street", "address.city", "address.state", "address.zip", "address.country", "note",
    "custom_fields.birthday", "custom_fields.website", "custom_fields.email_2", "custom_fields.email_3",
    "custom_fields.phone_2", "custom_fields.phone_3", MORE,
)  # fmt: skip
"""The columns that cards are read into, named by their targets."""
_BINARY = {"PHOTO", "LOGO", "SOUND", "KEY"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_OWN = "X-NEXUS-"


@dataclass(slots=True)
class Property:
    """One line of a card: its name in capitals, its parameters in capitals, its value still escaped."""

    name: str
    params: dict[str, list[str]]
    value: str


@dataclass(slots=True)
class Card:
    """What was read of one card."""

    line: int
    properties: list[Property] = field(default_factory=list)
    fault: str = ""


def read_cards(path: Path) -> Iterator[ReadRow]:
    """The cards of a file as rows of `COLUMNS`, streamed. Raises UnreadableFile where it holds none."""
    number = 0
    for card in _cards(_text_lines(path)):
        number += 1
        cells, fault = _cells(card)
        yield ReadRow(number, card.line, cells, card.fault or fault)
    if not number:
        raise UnreadableFile(path, "no_cards")


def _text_lines(path: Path) -> Iterator[str]:
    habits = guess(path)
    try:
        with path.open(encoding=habits.encoding, errors="surrogateescape", newline="") as file:
            while line := file.readline(MOST_CELL * 64):
                yield line.rstrip("\r\n").replace("\0", "")
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error


def _cards(lines: Iterable[str]) -> Iterator[Card]:
    card: Card | None = None
    for number, line in _unfolded(lines):
        upper = line.strip().upper()
        if upper == "BEGIN:VCARD":
            if card is not None:
                card.fault = card.fault or "not_ended"
                yield card
            card = Card(number)
        elif card is None:
            continue
        elif upper == "END:VCARD":
            yield card
            card = None
        elif len(card.properties) >= MOST_LINES:
            card.fault = "too_long"
        else:
            found = _property(line)
            if found is not None and found.name not in _BINARY:
                card.properties.append(found)
    if card is not None:
        card.fault = card.fault or "not_ended"
        yield card


def _unfolded(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(line number, logical line): RFC folding, and quoted-printable lines that end in "=" (vCard 2.1)."""
    held, start = "", 0
    for number, line in enumerate(lines, 1):
        soft = held.endswith("=") and "QUOTED-PRINTABLE" in held.partition(":")[0].upper()
        if soft:
            held = held[:-1] + line
        elif line[:1] in (" ", "\t") and held:
            held += line[1:] if len(held) < MOST_CELL * 64 else ""
        else:
            if held:
                yield start, held
            held, start = line, number
    if held:
        yield start, held


def _property(line: str) -> Property | None:
    head, colon, value = _split_head(line)
    if not colon:
        return None
    name, *params = _split_params(head)
    name = name.rpartition(".")[2].strip().upper()
    found: dict[str, list[str]] = {}
    for param in params:
        key, equals, text = param.partition("=")
        # In vCard 2.1 a type stands alone: TEL;WORK;VOICE.
        key, text = (key.strip().upper(), text) if equals else ("TYPE", key)
        found.setdefault(key, []).extend(part.strip().strip('"').upper() for part in text.split(","))
    return Property(name, found, _decoded(found, value))


def _split_head(line: str) -> tuple[str, str, str]:
    quoted = False
    for place, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == ":" and not quoted:
            return line[:place], ":", line[place + 1 :]
    return line, "", ""


def _split_params(head: str) -> list[str]:
    parts, quoted, start = [], False, 0
    for place, sign in enumerate(head):
        if sign == '"':
            quoted = not quoted
        elif sign == ";" and not quoted:
            parts.append(head[start:place])
            start = place + 1
    return [*parts, head[start:]]


def _decoded(params: dict[str, list[str]], value: str) -> str:
    types = params.get("ENCODING", []) + params.get("TYPE", [])
    charset = next(iter(params.get("CHARSET", [])), "UTF-8")
    if "QUOTED-PRINTABLE" in types:
        raw = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
    else:
        raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return raw.decode("utf-8", "replace")


def unescaped(value: str) -> str:
    """A value without its backslashes; ``\\n`` is a new line."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def parts_of(value: str, sign: str = ";") -> list[str]:
    """A structured value's parts, cut at `sign` where it is not escaped, each unescaped."""
    parts, current, place = [], "", 0
    while place < len(value):
        if value[place] == "\\" and place + 1 < len(value):
            current += value[place : place + 2]
            place += 2
            continue
        if value[place] == sign:
            parts.append(unescaped(current).strip())
            current = ""
        else:
            current += value[place]
        place += 1
    return [*parts, unescaped(current).strip()]


def _cells(card: Card) -> tuple[tuple[str, ...], str]:
    cells = dict.fromkeys(COLUMNS, "")
    emails: list[tuple[int, str]] = []
    phones: list[tuple[int, str]] = []
    notes: list[str] = []
    custom: list[str] = []
    for one in card.properties:
        match one.name:
            case "N":
                last, first, middle, *_ = (*parts_of(one.value), "", "", "")
                cells["last_name"] = last
                cells["first_name"] = " ".join(part for part in (first, middle) if part)
            case "FN" if "fn" not in cells:
                cells["fn"] = unescaped(one.value).strip()
            case "EMAIL":
                emails.append((_rank(one), unescaped(one.value).strip()))
            case "TEL":
                number = unescaped(one.value).strip()
                if "FAX" not in one.params.get("TYPE", []):
                    phones.append((_rank(one), number.removeprefix("tel:")))
            case "ADR":
                _take_address(cells, one)
            case "NOTE":
                notes.append(unescaped(one.value))
            case _:
                _take_other(cells, custom, one)
    return _filled(cells, emails, phones, notes, custom)


def _rank(one: Property) -> int:
    """Preferred ones first, else in the order of the card."""
    is_preferred = "PREF" in one.params.get("TYPE", []) or one.params.get("PREF", [""])[0] == "1"
    return 0 if is_preferred else 1


def _take_address(cells: dict[str, str], one: Property) -> None:
    if cells["address.street"] or cells["address.city"]:
        return
    box, more, street, city, state, zip_code, country, *_ = (*parts_of(one.value), *[""] * 7)
    cells["address.street"] = ", ".join(part for part in (street, more, box) if part)
    cells["address.city"], cells["address.state"] = city, state
    cells["address.zip"], cells["address.country"] = zip_code, country


def _take_other(cells: dict[str, str], custom: list[str], one: Property) -> None:
    value = unescaped(one.value).strip()
    match one.name:
        case "ORG":
            cells["company"] = cells["company"] or parts_of(one.value)[0]
        case "TITLE" | "ROLE":
            cells["job_title"] = cells["job_title"] or value
        case "CATEGORIES":
            cells["tags"] = ",".join(part for part in parts_of(one.value, ",") if part)
        case "BDAY":
            cells["custom_fields.birthday"] = _birthday(value)
        case "URL":
            cells["custom_fields.website"] = cells["custom_fields.website"] or value
        case name if name.startswith(_OWN):
            key = name.removeprefix(_OWN)
            own = {"STATUS": "status", "SOURCE": "source", "OWNER": "assigned_to"}
            if key in own:
                cells[own[key]] = value
            elif key == "CUSTOM":
                label, _, text = one.value.partition(";")
                custom += [unescaped(label), unescaped(text)]


def _birthday(text: str) -> str:
    """A date as YYYY-MM-DD, or --MM-DD where the year is not known (``--0412``, or Apple's 1604)."""
    digits = text.partition("T")[0].replace("-", "")
    if len(digits) == 8 and digits.isdigit():
        year = "--" if digits.startswith("1604") else f"{digits[:4]}-"
        return f"{year}{digits[4:6]}-{digits[6:]}"
    if text.startswith("--") and len(digits) == 4 and digits.isdigit():
        return f"--{digits[:2]}-{digits[2:]}"
    return text


def _filled(
    cells: dict[str, str],
    emails: list[tuple[int, str]],
    phones: list[tuple[int, str]],
    notes: list[str],
    custom: list[str],
) -> tuple[tuple[str, ...], str]:
    whole = cells.pop("fn", "")
    if not cells["first_name"] and not cells["last_name"] and whole:
        cells["first_name"], cells["last_name"] = split_name(whole)
    if not cells["first_name"] and cells["last_name"]:
        cells["first_name"], cells["last_name"] = cells["last_name"], ""
    for names, values in (
        (("email", f"{CUSTOM}email_2", f"{CUSTOM}email_3"), emails),
        (("phone", f"{CUSTOM}phone_2", f"{CUSTOM}phone_3"), phones),
    ):
        ranked = [text for _, text in sorted(values, key=lambda one: one[0]) if text]
        for name, text in zip(names, dict.fromkeys(ranked), strict=False):
            cells[name] = text
    cells["note"] = "\n\n".join(text for text in notes if text.strip())
    cells[MORE] = "\x1f".join(custom)
    return tuple(cells[name] for name in COLUMNS), ""

"""From a row and a mapping to the contact it would make: values tidied, words translated, faults told by field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import phonenumbers

from nexus_contacts.api.records import SOURCES, STATUSES, Address, Draft, Json
from nexus_contacts.exchange.columns import CUSTOM, FULL_NAME, MORE, NOTE, Targets, split_name, word_for
from nexus_contacts.exchange.csv_in import ReadRow, written_out
from nexus_contacts.store.edits import ADDRESS, ADDRESS_PARTS
from nexus_contacts.store.folding import fold

_EMAIL = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"()]+\.[^\s@,;<>\"()]+")
_NAMED_EMAIL = re.compile(r".*<([^<>]+)>\s*", re.DOTALL)
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_SEPARATORS = re.compile(r"[\s().\-/\u00a0\u2010-\u2015]")
_EXTENSION = re.compile(r"\s*(?:x|ext\.?|#|durchwahl|poste)\s*\.?\s*(\d{1,6})\s*$", re.IGNORECASE)
_TAG_CUT = re.compile(r"[,;|]")
_SEVERAL = re.compile(r"\s*[;|\n]\s*|,\s*(?=[+(\d])")
_MOST = {"email": 254}
_MOST_TEXT, _MOST_CUSTOM, _MOST_NOTE, _MOST_TAG, _MOST_TAGS = 200, 10_000, 100_000, 64, 50
_COUNTRIES = {
    "germany": "DE", "deutschland": "DE", "austria": "AT", "osterreich": "AT", "switzerland": "CH", "schweiz": "CH",
    "france": "FR", "spain": "ES", "espana": "ES", "italy": "IT", "italia": "IT", "united kingdom": "GB", "uk": "GB",
    "united states": "US", "usa": "US", "netherlands": "NL", "nederland": "NL", "belgium": "BE", "poland": "PL",
    "polska": "PL", "portugal": "PT", "brazil": "BR", "brasil": "BR", "india": "IN", "japan": "JP", "canada": "CA",
    "australia": "AU", "sweden": "SE", "sverige": "SE", "norway": "NO", "norge": "NO", "denmark": "DK", "danmark": "DK",
    "finland": "FI", "suomi": "FI", "ireland": "IE", "mexico": "MX", "argentina": "AR", "turkey": "TR", "greece": "GR",
}  # fmt: skip


Further = Literal["custom", "note"]
"""Custom fields ``email_2``, ``email_3`` …, or a note."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a row makes. `faults` are (field, reason) of what is wrong; `notes` are written after the contact."""

    draft: Draft
    notes: tuple[str, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What a person chose for all rows: the region numbers without a country are from (ISO 3166, ``""``: none), words
    for statuses and sources beside the known ones (``""``: left empty), custom fields that hold numbers or yes and no,
    and tags for all. `further` says where the second and later e-mail addresses and phones of one cell go.
    """

    region: str = ""
    statuses: Mapping[str, str] | None = None
    sources: Mapping[str, str] | None = None
    numeric: frozenset[str] = frozenset()
    boolean: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    further: Further = "custom"


_USUAL = Rules()


def build(row: ReadRow, targets: Targets, rules: Rules = _USUAL) -> Built:
    """The contact that `row` makes under a mapping. Nothing of the row is dropped without a fault or a note."""
    texts: dict[str, str] = {}
    custom: dict[str, Json] = {}
    notes: list[str] = []
    for target, cell in zip(targets, row.cells, strict=False):
        if not target or not cell:
            continue
        if target == NOTE:
            notes.append(cell)
        elif target == MORE:
            parts = cell.split("\x1f")
            custom |= {key: _typed(key, text, rules) for key, text in zip(parts[::2], parts[1::2], strict=False) if key}
        elif target.startswith(CUSTOM):
            key = target.removeprefix(CUSTOM)
            custom[key] = _typed(key, cell, rules)
        else:
            texts[target] = cell
    for field, cut in (("email", _addresses), ("phone", _numbers)):
        texts[field], *rest = cut(texts.get(field, ""))
        if rest and rules.further == "note":
            notes.append(f"{field}: {', '.join(rest)}")
        else:
            more: dict[str, Json] = {f"{field}_{number}": text for number, text in enumerate(rest, 2)}
            custom = more | custom
    faults: list[tuple[str, str]] = [("", row.fault)] if row.fault else []
    draft = _draft(texts, custom, rules, faults)
    faults += [("note", "too_long") for note in notes if len(note) > _MOST_NOTE]
    return Built(draft, tuple(notes), tuple(faults))


def _draft(texts: dict[str, str], custom: dict[str, Json], rules: Rules, faults: list[tuple[str, str]]) -> Draft:
    first, last = texts.get("first_name", ""), texts.get("last_name", "")
    if FULL_NAME in texts and not first:
        first, split_last = split_name(texts[FULL_NAME])
        last = last or split_last
    if not first:
        faults.append(("first_name", "missing"))
    address = Address(**{part: texts.get(ADDRESS + part, "") for part in ADDRESS_PARTS})
    email = tidy_email(texts.get("email", ""))
    if not email:
        faults.append(("email", "missing"))
    elif not _EMAIL.fullmatch(email):
        faults.append(("email", "invalid"))
    phone = texts.get("phone", "")
    number = international(phone, region_of(address.country) or rules.region)
    if phone and not number:
        faults.append(("phone", "invalid"))
    status = _word("status", texts.get("status", ""), rules.statuses, STATUSES, faults)
    source = _word("source", texts.get("source", ""), rules.sources, SOURCES, faults)
    tags = tuple(dict.fromkeys((*_tags(texts.get("tags", "")), *rules.tags)))
    faults += [("tags", "too_long")] if any(len(tag) > _MOST_TAG for tag in tags) or len(tags) > _MOST_TAGS else []
    draft = Draft(
        first, email, last, number or phone, texts.get("company", ""), texts.get("job_title", ""), status=status,
        source=source or "import", tags=tags, assigned_to=texts.get("assigned_to", ""),
        custom_fields=tuple(custom.items()), address=address if any(part for _, part in address.parts()) else None,
    )  # fmt: skip
    for name in ("first_name", "last_name", "email", "company", "job_title"):
        if len(getattr(draft, name)) > _MOST.get(name, _MOST_TEXT):
            faults.append((name, "too_long"))
    faults += [(CUSTOM + key, "too_long") for key, value in custom.items() if len(str(value)) > _MOST_CUSTOM]
    return draft


def tidy_email(text: str) -> str:
    """An address without what programs put around it: ``Jane <jane@x.org>``, ``mailto:``."""
    named = _NAMED_EMAIL.fullmatch(text)
    return (named[1] if named else text).strip().removeprefix("mailto:")


def holds_several(cell: str) -> bool:
    """Whether a cell holds several e-mail addresses or several phone numbers."""
    return len(_addresses(cell)) > 1 or len(_numbers(cell)) > 1


def _addresses(text: str) -> list[str]:
    """The e-mail addresses of a cell, the first first; a cell with one or none as it stands."""
    return (_EMAIL.findall(text.replace("mailto:", "")) if text.count("@") > 1 else []) or [text]


def _numbers(text: str) -> list[str]:
    """The phone numbers of a cell: parted by semicolons, bars, lines, or commas before a number."""
    parts = [part for part in _SEVERAL.split(text) if part]
    is_many = len(parts) > 1 and all(sum(map(str.isdigit, part)) >= 6 for part in parts)
    return parts if is_many else [text]


def region_of(country: str) -> str:
    """The ISO 3166 code of a country named in an address; ``""`` where it is not known."""
    name = fold(country).strip(". ")
    if len(name) == 2 and name.isalpha():
        return name.upper()
    return _COUNTRIES.get(name, "")


def region_of_number(number: str) -> str:
    """The country (ISO 3166) that a number in E.164 is from, the main one of those that share its code; else ``""``."""
    try:
        code = phonenumbers.parse(number, None).country_code or 0
    except phonenumbers.NumberParseException:
        return ""
    region = phonenumbers.region_code_for_country_code(code)
    return region if len(region) == 2 and region.isalpha() and region != "ZZ" else ""


@lru_cache(maxsize=8192)
def international(text: str, region: str) -> str:
    """A phone number in E.164; ``""`` where it cannot be read as one. A spreadsheet's ``1.555E+10`` is written out."""
    text = _EXTENSION.sub("", written_out(text.strip()))
    plain = _SEPARATORS.sub("", text)
    if plain.startswith("00"):
        plain = f"+{plain[2:]}"
    if plain.startswith("+"):
        # "+49 (0) 89": the zero in brackets is not dialled from abroad.
        plain = "+" + re.sub(r"\D", "", re.sub(r"\(0\)", "", text).partition("+")[2] or plain[1:])
        return plain if _E164.fullmatch(plain) else ""
    if region:
        try:
            parsed = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            return ""
        number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        if phonenumbers.is_possible_number(parsed) and _E164.fullmatch(number):
            return number
    is_whole = plain.isdigit() and not plain.startswith("0") and len(plain) >= 11
    return f"+{plain}" if is_whole and _E164.fullmatch(f"+{plain}") else ""


def _word(
    kind: str, text: str, chosen: Mapping[str, str] | None, known: Sequence[str], faults: list[tuple[str, str]]
) -> str:
    if not text:
        return ""
    if chosen is not None and text in chosen:
        return chosen[text]
    word = text if text in known else word_for(kind, text)
    if not word:
        faults.append((kind, "unknown"))
    return word or text


def _tags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag.strip() for tag in _TAG_CUT.split(text) if tag.strip()))


def _typed(key: str, text: str, rules: Rules) -> Json:
    """A custom field's value in the kind that the workspace has in it."""
    if key in rules.boolean and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if key in rules.numeric:
        try:
            return int(text) if re.fullmatch(r"-?\d{1,15}", text) else float(text)
        except ValueError:
            return text
    return text

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
_LIMITED = ("first_name", "last_name", "email", "company", "job_title")
_MOST_EMAIL = 254
_MOST = {"email": _MOST_EMAIL}
_MOST_WORD = 100
"""Longer texts are no phone, country or known word: nobody looks whether they are, and none is remembered."""
_MOST_PARTED = 2000
"""Longer cells are not looked through for several addresses or phones."""
_PARTERS = frozenset(";|\n,")
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


class Later(Built):
    """What a row without a fault makes, built when somebody looks at it."""

    __slots__ = ("_from",)
    __setattr__ = object.__setattr__  # what it is made from gives way to what it made

    def __init__(self, row: ReadRow, targets: Targets, rules: "Rules") -> None:
        self._from: tuple[ReadRow, Targets, Rules] | Built = (row, targets, rules)

    def _built(self) -> Built:
        if isinstance(self._from, Built):
            return self._from
        self._from = build(*self._from)
        return self._from

    @property
    def draft(self) -> Draft:
        """The contact."""
        return self._built().draft

    @property
    def notes(self) -> tuple[str, ...]:
        """Its notes."""
        return self._built().notes

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """None: that is known before."""
        return ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Built) and self._built() == (other._built() if isinstance(other, Later) else other)

    __hash__ = Built.__hash__

    def __reduce__(self) -> tuple[type[Built], tuple[object, ...]]:
        return Built, (self.draft, self.notes, ())


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
_ADDRESS = tuple(ADDRESS + part for part in ADDRESS_PARTS)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A mapping as rows are built by it: `plain` has the field of each place (``""``: none), `others` the places of
    notes, custom fields and further fields, with their keys.
    """

    plain: tuple[str, ...]
    is_plain_once: bool
    others: tuple[tuple[int, str, str], ...]
    has_address: bool


@lru_cache(maxsize=64)
def _plan(targets: Targets) -> _Plan:
    others = []
    plain = list(targets)
    for place, target in enumerate(targets):
        if target in (NOTE, MORE) or target.startswith(CUSTOM):
            key = target.removeprefix(CUSTOM)
            others.append((place, target if key == target else CUSTOM, key))
            plain[place] = ""
    named = [target for target in plain if target]
    has_address = any(target.startswith(ADDRESS) for target in named)
    return _Plan(tuple(plain), len(named) == len(set(named)), tuple(others), has_address)


def build(row: ReadRow, targets: Targets, rules: Rules = _USUAL) -> Built:
    """The contact that `row` makes under a mapping. Nothing of the row is dropped without a fault or a note."""
    plan, cells = _plan(targets), row.cells
    texts = dict(zip(plan.plain, cells, strict=False))
    if not plan.is_plain_once:  # of two columns for one field the last that says something
        texts = {target: cell for target, cell in zip(plan.plain, cells, strict=False) if cell}
    custom: dict[str, Json] = {}
    notes: list[str] = []
    for place, kind, key in plan.others:
        cell = cells[place] if place < len(cells) else ""
        if not cell:
            continue
        if kind == CUSTOM:
            custom[key] = _typed(key, cell, rules)
        elif kind == NOTE:
            notes.append(cell)
        else:
            parts = cell.split("\x1f")
            custom |= {
                name: _typed(name, text, rules) for name, text in zip(parts[::2], parts[1::2], strict=False) if name
            }
    _part(texts, custom, notes, rules)
    faults: list[tuple[str, str]] = [("", row.fault)] if row.fault else []
    draft = _draft(texts, custom, rules, faults, plan.has_address)
    if notes:
        faults += [("note", "too_long") for note in notes if len(note) > _MOST_NOTE]
    return Built(draft, tuple(notes), tuple(faults))


def _part(texts: dict[str, str], custom: dict[str, Json], notes: list[str], rules: Rules) -> None:
    """Of several e-mail addresses or phones in one cell the first is the field; the others go where the rules say."""
    for field, cut in (("email", _addresses), ("phone", _numbers)):
        first, *rest = cut(texts.get(field, ""))
        if not rest:
            continue
        texts[field] = first
        if rules.further == "note":
            notes.append(f"{field}: {', '.join(rest)}")
        else:
            for number, text in enumerate(rest, 2):
                custom.setdefault(f"{field}_{number}", text)


def _draft(
    texts: dict[str, str], custom: dict[str, Json], rules: Rules, faults: list[tuple[str, str]], has_address: bool
) -> Draft:
    text_of = texts.get
    first, last = text_of("first_name", ""), text_of("last_name", "")
    if not first and (whole := text_of(FULL_NAME, "")):
        first, split_last = split_name(whole)
        last = last or split_last
    if not first:
        faults.append(("first_name", "missing"))
    address = Address(*[text_of(name, "") for name in _ADDRESS]) if has_address else None
    email = tidy_email(text_of("email", ""))
    if len(email) <= _MOST_EMAIL and not _EMAIL.fullmatch(email):
        faults.append(("email", "invalid" if email else "missing"))
    phone = text_of("phone", "")
    if phone and not _E164.fullmatch(phone):
        number = phone_of(phone, address.country if address is not None else "", rules)
        if not number:
            faults.append(("phone", "invalid"))
        phone = number or phone
    status = word_of("status", text_of("status", ""), rules.statuses, STATUSES, faults)
    source = word_of("source", text_of("source", ""), rules.sources, SOURCES, faults)
    tags = tags_of(text_of("tags", ""), rules.tags, faults)
    company, job_title = text_of("company", ""), text_of("job_title", "")
    if max(len(first), len(last), len(email), len(company), len(job_title)) > _MOST_TEXT:
        named = (first, last, email, company, job_title)
        faults += [
            (name, "too_long")
            for name, text in zip(_LIMITED, named, strict=True)
            if len(text) > _MOST.get(name, _MOST_TEXT)
        ]
    if custom:
        faults += [(CUSTOM + key, "too_long") for key, value in custom.items() if _is_too_long(value)]
    return Draft(
        first, email, last, phone, company, job_title, source or "import", status, tags, text_of("assigned_to", ""),
        tuple(custom.items()), address if address is not None and any(part for _, part in address.parts()) else None,
    )  # fmt: skip


def phone_of(text: str, country: str, rules: Rules) -> str:
    """A number in E.164, read as one of `country` as an address names it; ``""`` where it cannot be read as one."""
    if len(text) > _MOST_WORD:
        return ""
    region = region_of(country) if len(country) <= _MOST_WORD else ""
    return international(text, region or rules.region)


def _is_too_long(value: Json) -> bool:
    return isinstance(value, str) and len(value) > _MOST_CUSTOM


def tidy_email(text: str) -> str:
    """An address without what programs put around it: ``Jane <jane@x.org>``, ``mailto:``."""
    if "<" not in text and ":" not in text:
        return text.strip()
    named = _NAMED_EMAIL.fullmatch(text)
    return (named[1] if named else text).strip().removeprefix("mailto:")


def holds_several(cell: str) -> bool:
    """Whether a cell holds several e-mail addresses or several phone numbers."""
    return len(_addresses(cell)) > 1 or len(_numbers(cell)) > 1


def _addresses(text: str) -> list[str]:
    """The e-mail addresses of a cell, the first first; a cell with one or none as it stands."""
    if text.count("@") < 2 or len(text) > _MOST_PARTED:
        return [text]
    return _EMAIL.findall(text.replace("mailto:", "")) or [text]


def _numbers(text: str) -> list[str]:
    """The phone numbers of a cell: parted by semicolons, bars, lines, or commas before a number."""
    if not _PARTERS.intersection(text) or len(text) > _MOST_PARTED:
        return [text]
    parts = [part for part in _SEVERAL.split(text) if part]
    is_many = len(parts) > 1 and all(sum(map(str.isdigit, part)) >= 6 for part in parts)
    return parts if is_many else [text]


@lru_cache(maxsize=1024)
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


def word_of(
    kind: str, text: str, chosen: Mapping[str, str] | None, known: Sequence[str], faults: list[tuple[str, str]]
) -> str:
    """What a cell stands for among `known` words; a fault is added where nobody knows it."""
    if not text:
        return ""
    if chosen is not None and text in chosen:
        return chosen[text]
    word = text if text in known else word_for(kind, text) if len(text) <= _MOST_WORD else ""
    if not word:
        faults.append((kind, "unknown"))
    return word or text


def tags_of(text: str, more: tuple[str, ...], faults: list[tuple[str, str]]) -> tuple[str, ...]:
    """The tags of a cell and `more`; a fault is added where they are too long or too many."""
    if not more and len(text) <= _MOST_TAG:
        return _few_tags(text) if text else ()
    tags = tuple(dict.fromkeys((*_tags(text), *more)))
    if any(len(tag) > _MOST_TAG for tag in tags) or len(tags) > _MOST_TAGS:
        faults.append(("tags", "too_long"))
    return tags


def _tags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag.strip() for tag in _TAG_CUT.split(text) if tag.strip()))


_few_tags = lru_cache(maxsize=1024)(_tags)


def _typed(key: str, text: str, rules: Rules) -> Json:
    """A custom field's value in the kind that the workspace has in it."""
    if key not in rules.boolean and key not in rules.numeric:
        return text
    if key in rules.boolean and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if key in rules.numeric:
        try:
            return int(text) if re.fullmatch(r"-?\d{1,15}", text) else float(text)
        except ValueError:
            return text
    return text

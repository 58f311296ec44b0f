"""Reading vCards 2.1, 3.0 and 4.0 as people's programs write them: each card one row, with all that it says.

A card that cannot be used is set aside with its place and reason, and never stops the others. Written for this program:
vobject gives up on a whole file for one bad line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nexus_contacts.exchange.columns import CUSTOM, MORE, split_name
from nexus_contacts.exchange.csv_in import ReadRow
from nexus_contacts.exchange.errors import UnreadableFile
from nexus_contacts.exchange.vcard_lines import Card, Property, cards, parts_of, unescaped

COLUMNS = (
    "first_name", "last_name", "email", "phone", "company", "job_title", "status", "source", "tags", "assigned_to",
    "address.street", "address.city", "address.state", "address.zip", "address.country", "note",
    "custom_fields.birthday", "custom_fields.website", "custom_fields.email_2", "custom_fields.email_3",
    "custom_fields.phone_2", "custom_fields.phone_3", MORE,
)  # fmt: skip
"""The columns that cards are read into, named by their targets."""
_ADDRESS = COLUMNS[10:15]
_OWN = "X-NEXUS-"
_OWN_FIELDS = {"X-NEXUS-STATUS": "status", "X-NEXUS-SOURCE": "source", "X-NEXUS-OWNER": "assigned_to"}
_FURTHER = {
    "NICKNAME": "nickname", "X-NICKNAME": "nickname", "X-DEPARTMENT": "department",
    "ANNIVERSARY": "anniversary", "X-ANNIVERSARY": "anniversary", "X-EVOLUTION-ANNIVERSARY": "anniversary",
    "X-MS-ANNIVERSARY": "anniversary", "X-WAB-WEDDING_ANNIVERSARY": "anniversary",
    "X-MANAGER": "manager", "X-MS-MANAGER": "manager", "X-EVOLUTION-MANAGER": "manager",
    "X-ASSISTANT": "assistant", "X-MS-ASSISTANT": "assistant", "X-EVOLUTION-ASSISTANT": "assistant",
    "X-SPOUSE": "spouse", "X-MS-SPOUSE": "spouse", "X-EVOLUTION-SPOUSE": "spouse",
    "IMPP": "im", "X-MS-IMADDRESS": "im", "X-JABBER": "im", "X-AIM": "im", "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype", "X-SOCIALPROFILE": "social_profile", "GENDER": "gender", "LANG": "language",
    "X-CUSTOM1": "custom_1", "X-CUSTOM2": "custom_2", "X-CUSTOM3": "custom_3", "X-CUSTOM4": "custom_4",
}  # fmt: skip
"""Properties that have no field of their own and become custom fields of these names."""
_LABELLED = {"X-ABDATE": "date", "X-ABRELATEDNAMES": "related"}
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_NO_KEY = re.compile(r"\W+")


def read_cards(path: Path) -> Iterator[ReadRow]:
    """The cards of a file as rows of `COLUMNS`, streamed. Raises UnreadableFile where it holds none."""
    number = 0
    for card in cards(path):
        number += 1
        yield ReadRow(number, card.line, _Reading(card).cells(), card.fault)
    if not number:
        raise UnreadableFile(path, "no_cards")


def _rank(one: Property) -> int:
    """Preferred ones first, else in the order of the card."""
    is_preferred = "PREF" in one.params.get("TYPE", []) or one.params.get("PREF", [""])[0] == "1"
    return 0 if is_preferred else 1


@dataclass(slots=True)
class _Reading:
    """One card while its properties are sorted into cells."""

    card: Card
    found: dict[str, str] = field(default_factory=lambda: dict.fromkeys(COLUMNS, ""))
    whole_name: str = ""
    emails: list[tuple[int, str]] = field(default_factory=list)
    phones: list[tuple[int, str]] = field(default_factory=list)
    addresses: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    further: list[tuple[str, str]] = field(default_factory=list)
    own: list[str] = field(default_factory=list)

    def cells(self) -> tuple[str, ...]:
        """The card as a row of `COLUMNS`."""
        labels = {one.group: one.value for one in self.card.properties if one.name == "X-ABLABEL" and one.group}
        is_old = self.card.is_old
        for one in self.card.properties:
            value = unescaped(one.value, is_old=is_old).strip()
            if value and not self._take_name(one, value, is_old) and not self._take_reach(one, value, is_old):
                self._take_other(one, value, labels)
        self._fill()
        return tuple(self.found[name] for name in COLUMNS)

    def _take_name(self, one: Property, value: str, is_old: bool) -> bool:
        match one.name:
            case "N":
                last, first, middle, prefix, suffix, *_ = (*parts_of(one.value, is_old=is_old), *[""] * 5)
                self.found["last_name"] = last
                self.found["first_name"] = " ".join(part for part in (first, middle) if part)
                self.further += [("name_prefix", prefix), ("name_suffix", suffix)]
            case "FN":
                self.whole_name = self.whole_name or value
            case "ORG":
                company, *units = parts_of(one.value, is_old=is_old)
                if self.found["company"]:
                    self.further.append(("company", company))
                else:
                    self.found["company"] = company
                self.further.append(("department", ", ".join(unit for unit in units if unit)))
            case "TITLE" | "ROLE":
                if self.found["job_title"]:
                    self.further.append((one.name.lower(), value))
                else:
                    self.found["job_title"] = value
            case _:
                return False
        return True

    def _take_reach(self, one: Property, value: str, is_old: bool) -> bool:
        match one.name:
            case "EMAIL":
                self.emails.append((_rank(one), value))
            case "TEL":
                number = value.removeprefix("tel:").replace(";ext=", " ext. ")
                if "FAX" in one.params.get("TYPE", []):
                    self.further.append(("fax", number))
                else:
                    self.phones.append((_rank(one), number))
            case "ADR":
                box, more, street, city, state, zip_code, country, *_ = (
                    *parts_of(one.value, is_old=is_old),
                    *[""] * 7,
                )
                street = ", ".join(part for part in (street, more, box) if part)
                parts = (street, city, state, zip_code, country)
                self.addresses += [(_rank(one), parts)] if any(parts) else []
            case "URL":
                self.further.append(("website", value))
            case _:
                return False
        return True

    def _take_other(self, one: Property, value: str, labels: dict[str, str]) -> None:
        name = one.name
        if name == "NOTE":
            self.notes.append(value)
        elif name == "CATEGORIES":
            self.tags += [part for part in parts_of(one.value, ",", is_old=self.card.is_old) if part]
        elif name == "BDAY":
            self.found["custom_fields.birthday"] = _date(value, one)
        elif name in _OWN_FIELDS:
            self.found[_OWN_FIELDS[name]] = value
        elif name == f"{_OWN}CUSTOM":
            label, _, text = one.value.partition(";")
            self.own += [unescaped(label), unescaped(text)]
        elif name in _LABELLED:
            label = _APPLE_LABEL.sub(r"\1", labels.get(one.group, ""))
            key = _NO_KEY.sub("_", label.strip().lower()).strip("_")
            self.further.append((key or _LABELLED[name], _date(value, one) if name == "X-ABDATE" else value))
        elif name in _FURTHER:
            key = _FURTHER[name]
            self.further.append((key, _date(value, one) if key == "anniversary" else value.rstrip(";")))

    def _fill(self) -> None:
        """Put what was found where it goes: the first of a kind into its field, the others beside it."""
        found = self.found
        if not found["first_name"] and not found["last_name"] and self.whole_name:
            is_company = self.whole_name == found["company"]
            names = (self.whole_name, "") if is_company else split_name(self.whole_name)
            found["first_name"], found["last_name"] = names
        if not found["first_name"] and found["last_name"]:
            found["first_name"], found["last_name"] = found["last_name"], ""
        for name, ranked in (("email", self.emails), ("phone", self.phones)):
            texts = list(dict.fromkeys(text for _, text in sorted(ranked, key=lambda one: one[0])))
            found[name] = texts[0] if texts else ""
            self.further += [(name, text) for text in texts[1:]]
        for place, (_, parts) in enumerate(sorted(self.addresses, key=lambda one: one[0])):
            if place == 0:
                found |= dict(zip(_ADDRESS, parts, strict=True))
            else:
                self.further.append(("address", ", ".join(part for part in parts if part)))
        found["tags"] = ",".join(dict.fromkeys(self.tags))
        found["note"] = "\n\n".join(self.notes)
        found[MORE] = "\x1f".join((*self._numbered(), *self.own))

    def _numbered(self) -> Iterator[str]:
        """The further fields that have no column, keys and values by turns: the second of a name has a 2 behind it."""
        taken = {"email", "phone", "company", "address"}
        seen: set[tuple[str, str]] = set()
        for name, text in self.further:
            if not text or (name, text) in seen:
                continue
            seen.add((name, text))
            number, key = 1, name
            while key in taken:
                number += 1
                key = f"{name}_{number}"
            taken.add(key)
            if CUSTOM + key in self.found:
                self.found[CUSTOM + key] = text
            else:
                yield from (key, text.replace("\x1f", " "))


def _date(text: str, one: Property) -> str:
    """A date as YYYY-MM-DD, or --MM-DD where the year is not known (``--0412``, or Apple's 1604)."""
    digits = text.partition("T")[0].replace("-", "")
    if len(digits) == 8 and digits.isdigit():
        omitted = one.params.get("X-APPLE-OMIT-YEAR", ["1604"])[0]
        year = "--" if digits.startswith(omitted) else f"{digits[:4]}-"
        return f"{year}{digits[4:6]}-{digits[6:]}"
    if text.startswith("--") and len(digits) == 4 and digits.isdigit():
        return f"--{digits[:2]}-{digits[2:]}"
    return text

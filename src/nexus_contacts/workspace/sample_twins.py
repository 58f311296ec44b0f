"""Second records of the same person, of the kinds people really make, and where they and namesakes lie."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from random import Random
from typing import NamedTuple

from nexus_contacts.workspace.contact_rows import StoredContact
from nexus_contacts.workspace.folding import joined
from nexus_contacts.workspace.sample_known import known_people
from nexus_contacts.workspace.sample_people import PeopleMaker, Person
from nexus_contacts.workspace.sample_shape import Slot
from nexus_contacts.workspace.sample_words import Word, business, nicknames

TWINS_A_HUNDRED = 3
NAMESAKES_A_HUNDRED = 1
_THIRD_RECORD = 0.06
"""The share of second records that are another record of somebody who already has two."""

_ONE_DIGIT_CODES = "17"
_THREE_DIGIT_CODES = re.compile(r"2[1-689]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679]")

KINDS = ("typo", "nickname", "swapped", "other_email", "phone", "initial", "accents", "moved")


class Plan(NamedTuple):
    """Where things lie, by position: second records (first record, kind), and namesakes (whose name they bear)."""

    ids: tuple[str, ...]
    twins: Mapping[int, tuple[int, str]]
    namesakes: Mapping[int, int]


@lru_cache(maxsize=4)
def plan(size: int, seed: int) -> Plan:
    """The ids of a sample in order, the hand-written people first, and where twins and namesakes lie."""
    rng = Random(f"{seed}:plan")
    known = known_people()[:size]
    first = len(known)
    ids = [one.id for one in known]
    ids.extend(f"con_{rng.getrandbits(64):016x}" for _ in range(size - first))
    twins_wanted = max(round(size * TWINS_A_HUNDRED / 100) - sum(bool(one.same_as) for one in known), 0)
    namesakes_wanted = round(size * NAMESAKES_A_HUNDRED / 100)
    made = range(first, size)
    if len(made) < 2:
        return Plan(tuple(ids), {}, {})
    chosen = rng.sample(made, min(2 * (twins_wanted + namesakes_wanted), len(made) // 2 * 2))
    pairs = [(min(pair), max(pair)) for pair in zip(chosen[::2], chosen[1::2], strict=True)]
    twins: dict[int, tuple[int, str]] = {}
    for number, (original, twin) in enumerate(pairs[:twins_wanted]):
        if number and rng.random() < _THIRD_RECORD:
            earlier = pairs[number - 1][0]
            original = earlier if earlier < twin and earlier not in twins else original
        twins[twin] = (original, KINDS[number % len(KINDS)])
    namesakes = {namesake: original for original, namesake in pairs[twins_wanted:]}
    return Plan(tuple(ids), twins, namesakes)


def originals(layout: Plan) -> frozenset[int]:
    """The positions that later ones refer to."""
    return frozenset([original for original, _ in layout.twins.values()] + list(layout.namesakes.values()))


def truth(size: int, seed: int) -> tuple[tuple[str, str], ...]:
    """The pairs of ids that are the same person, every pair of a cluster, the first record first."""
    layout = plan(size, seed)
    clusters: dict[str, list[str]] = {}
    for one in known_people()[:size]:
        if one.same_as:
            clusters.setdefault(one.same_as, [one.same_as]).append(one.id)
    for twin, (original, _) in layout.twins.items():
        clusters.setdefault(layout.ids[original], [layout.ids[original]]).append(layout.ids[twin])
    return tuple(
        (one, other)
        for cluster in clusters.values()
        for place, one in enumerate(cluster)
        for other in cluster[place + 1 :]
    )


def namesake_pairs(size: int, seed: int) -> tuple[tuple[str, str], ...]:
    """The pairs of ids that bear one name and are two people."""
    layout = plan(size, seed)
    return tuple((layout.ids[original], layout.ids[namesake]) for namesake, original in layout.namesakes.items())


class TwinMaker:
    """Makes second records of people that a PeopleMaker has made."""

    def __init__(self, people: PeopleMaker, seed: int) -> None:
        self._people = people
        self._rng = Random(f"{seed}:twins")
        self._ways: Mapping[str, Callable[[StoredContact, Person, StoredContact], StoredContact]] = {
            "typo": self._typo,
            "nickname": self._nickname,
            "swapped": self._swapped,
            "other_email": self._other_email,
            "phone": self._phone,
            "initial": self._initial,
            "accents": self._accents,
            "moved": self._moved,
        }

    def twin(self, original: Person, contact_id: str, slot: Slot, kind: str) -> StoredContact:
        """A second record of a person, for a slot: another e-mail always, and what the kind says."""
        rng = self._rng
        first = original.contact
        # A person made for the slot gives what two records of one person do not share.
        other = self._people.person(contact_id, slot, namesake_of=original).contact
        twin = replace(
            other,
            first_name=first.first_name,
            last_name=first.last_name,
            phone=first.phone if original.firm is None or rng.random() < 0.7 else None,
            company=first.company,
            job_title=first.job_title if rng.random() < 0.6 else other.job_title,
            email=self._email(original),
            tags=first.tags[:1] if rng.random() < 0.5 else other.tags,
            custom_fields={
                name: value for name, value in first.custom_fields.items() if name in ("industry", "company_size")
            },
            address=first.address if rng.random() < 0.5 else None,
        )
        return self._ways[kind](twin, original, other)

    def _email(self, original: Person) -> str:
        """Another address of the same person, at the same firm more often than not."""
        rng = self._rng
        first, last = joined(original.name.first.latin) or "contact", joined(original.name.last.latin) or "mail"
        if original.firm is not None and rng.random() < 0.65:
            stem = rng.choice((f"{first[0]}.{last}", f"{last}.{first}", f"{first}_{last}", f"{first}{last[0]}"))
            return self._people.free_email(stem, original.firm.domain)
        stem = rng.choice((f"{first}.{last}", f"{first}{last}", f"{last}{first[0]}"))
        return self._people.free_email(stem, rng.choice(business().mail_providers))

    def _typo(self, twin: StoredContact, original: Person, other: StoredContact) -> StoredContact:
        if twin.last_name and len(twin.last_name) > 3:
            return replace(twin, last_name=self._mistyped(twin.last_name))
        return replace(twin, first_name=self._mistyped(twin.first_name))

    def _mistyped(self, name: str) -> str:
        """A letter left out, doubled, or swapped with the next one, not the first."""
        if len(name) < 3:
            return f"{name}{name[-1]}"
        place = self._rng.randrange(1, len(name) - 1)
        before, letter, after = name[:place], name[place], name[place + 1 :]
        draw = self._rng.random()
        if draw < 0.35 or unicodedata.combining(after[0]):
            return f"{before}{letter}{letter}{after}" if not unicodedata.combining(letter) else f"{before}{after}"
        if draw < 0.7 and after[0] != letter:
            return f"{before}{after[0]}{letter}{after[1:]}"
        return before + after

    def _nickname(self, twin: StoredContact, original: Person, other: StoredContact) -> StoredContact:
        nickname = nicknames().get(twin.first_name)
        if nickname is None:
            return self._initial(twin, original, other)
        return replace(twin, first_name=nickname)

    def _swapped(self, twin: StoredContact, original: Person, other: StoredContact) -> StoredContact:
        if not twin.last_name:
            return self._typo(twin, original, other)
        return replace(twin, first_name=twin.last_name, last_name=twin.first_name)

    def _other_email(self, twin: StoredContact, original: Person, other: StoredContact) -> StoredContact:
        return twin

    def _phone(self, twin: StoredContact, original: Person, other: StoredContact) -> StoredContact:
        """The number as it is dialled inside the country, behind a plus that somebody put there."""
        known = original.contact.phone
        if known is None:
            return twin
        code = dialling_code(known)
        trunk, national = original.country.trunk, known.removeprefix(code)
        if trunk and trunk != "drop":
            return replace(twin, phone=f"{code}{trunk}{national}")
        return replace(twin, phone=f"+{national}" if national[0] != "0" else known)

    def _initial(self, twin: StoredContact, original: Person, other: StoredContact) -> StoredContact:
        letter = twin.first_name[0]
        if letter.lower() == letter.upper():  # a script without capitals knows no initials
            return self._accents(twin, original, other)
        return replace(twin, first_name=f"{letter}.")

    def _accents(self, twin: StoredContact, original: Person, other: StoredContact) -> StoredContact:
        """In Latin letters without accents, as abroad; a plain name gets a second initial instead."""
        first, last = (_plain(word) for word in (original.name.first, original.name.last))
        if (first, last) == (twin.first_name, twin.last_name or last):
            return replace(twin, first_name=f"{first} {self._rng.choice('ABCDEFGHJKLMNPRST')}.")
        return replace(twin, first_name=first, last_name=last if twin.last_name else None)

    def _moved(self, twin: StoredContact, original: Person, other: StoredContact) -> StoredContact:
        """The same person at another firm: name and phone stay."""
        if original.firm is None:
            return twin
        return replace(
            twin,
            company=other.company,
            job_title=other.job_title,
            email=other.email,
            phone=original.contact.phone,
            address=other.address,
        )


def dialling_code(phone: str) -> str:
    """The country's code of a number in E.164, as ITU-T E.164 divides the world: one, two or three digits."""
    if phone[1] in _ONE_DIGIT_CODES:
        return phone[:2]
    return phone[:4] if _THREE_DIGIT_CODES.match(phone, 1) else phone[:3]


def _plain(word: Word) -> str:
    apart = unicodedata.normalize("NFKD", word.latin)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))

"""The people of the sample: who they are, where they work and how they are reached. Pure values, no SQL."""

from collections.abc import Iterable
from random import Random
from time import gmtime, strftime
from typing import NamedTuple

from nexus_contacts.api.records import Json
from nexus_contacts.workspace.contact_rows import StoredContact, email_key
from nexus_contacts.workspace.folding import joined
from nexus_contacts.workspace.sample_firms import PEOPLE_A_FIRM, Firm, FirmMaker, digits
from nexus_contacts.workspace.sample_shape import DAY, Slot, shape
from nexus_contacts.workspace.sample_words import Country, Word, business, countries, sums

_HOUR = 3600
_OPENS, _OPEN_FOR = 7 * _HOUR, 12 * _HOUR
_EU = {"eu", "nordics"}
_MEAN_KNOWN_FOR = {"lead": 70, "active": 190, "customer": 420, "inactive": 380, "churned": 520}
"""Days from the creation to the last change, in the mean."""


class Name(NamedTuple):
    """First and last name as written, and in Latin letters."""

    first: Word
    last: Word
    is_native: bool

    @property
    def written(self) -> tuple[str, str]:
        """First and last name in the script their owner uses."""
        return (self.first.native, self.last.native) if self.is_native else (self.first.latin, self.last.latin)


class Person(NamedTuple):
    """A contact with what it was made of. `firm` is None for people without one."""

    contact: StoredContact
    name: Name
    country: Country
    firm: Firm | None


class Taken(NamedTuple):
    """What may not come twice: e-mail addresses, phones, and the same name in one firm."""

    emails: set[str]
    phones: set[str]
    colleagues: set[tuple[str, str, str]]


class PeopleMaker:
    """Makes people one after the other; the same seed makes the same people."""

    def __init__(self, seed: int, size: int, now: int, hand_written: Iterable[StoredContact]) -> None:
        self.rng = Random(f"{seed}:people")
        self.now = now
        self.taken = Taken(set(), set(), set())
        domains: set[str] = set()
        for one in hand_written:
            self.taken.emails.add(email_key(one.email))
            self.taken.phones.add(one.phone or "")
            self.taken.colleagues.add((one.first_name, one.last_name or "", one.company or ""))
            domains.add(one.email.partition("@")[2])
        self._firm_maker = FirmMaker(Random(f"{seed}:firms"), domains)
        self._countries = countries()
        self._country_sums = sums(one.weight for one in self._countries)
        self._firms: dict[str, list[Firm]] = {one.code: [] for one in self._countries}
        self._firm_limit = {
            one.code: max(2, int(size * one.weight / self._country_sums[-1] / PEOPLE_A_FIRM)) for one in self._countries
        }

    def person(
        self, contact_id: str, slot: Slot, namesake_of: Person | None = None, *, with_phone: bool = False
    ) -> Person:
        """A new person for a slot; a namesake bears the other's name and shares nothing else."""
        rng = self.rng
        if namesake_of is None:
            country = rng.choices(self._countries, cum_weights=self._country_sums)[0]
            name = self.name(country)
        else:
            country, name = namesake_of.country, namesake_of.name
        firm = self._firm(country, name) if rng.random() < 0.95 else None
        first, last = name.written
        if namesake_of is None and rng.random() < 0.02:
            last = ""
        updated_at, created_at = self._times(slot)
        contact = StoredContact(
            id=contact_id,
            first_name=first,
            last_name=last or None,
            email=self.email(name, firm),
            phone=self.new_phone(country) if with_phone else self._phone(country, firm),
            company=firm.name if firm else None,
            job_title=self._title(name, country, firm),
            status=slot.cell.status,
            source=slot.source,
            tags=self._tags(country, firm),
            assigned_to=slot.owner or None,
            engagement_score=rng.randint(slot.cell.low, slot.cell.high),
            custom_fields=self._custom_fields(slot.cell.status, country, firm),
            address=self._address(country, firm),
            created_at=created_at,
            updated_at=updated_at,
        )
        return Person(contact, name, country, firm)

    def name(self, country: Country) -> Name:
        """A name of a country; half are women's."""
        rng = self.rng
        woman = rng.random() < 0.5
        first = rng.choice(country.women if woman else country.men)
        last = self._surname(country, woman)
        if rng.random() < country.two_surnames:
            second = self._surname(country, woman)
            last = Word(f"{last.native} {second.native}", f"{last.latin} {second.latin}")
        return Name(first, last, rng.random() < country.native or not country.native)

    def _surname(self, country: Country, woman: bool) -> Word:
        surname = self.rng.choice(country.surnames)
        return surname if woman or not country.masculine else country.mans_surname(surname)

    def _firm(self, country: Country, name: Name) -> Firm:
        """A firm where nobody of that name works yet; early firms are larger."""
        firms, rng = self._firms[country.code], self.rng
        for _ in range(4):
            place = int(rng.random() ** 1.6 * self._firm_limit[country.code])
            if place >= len(firms):
                firms.append(self._firm_maker.found(country))
                place = len(firms) - 1
            firm = firms[place]
            if (*name.written, firm.name) not in self.taken.colleagues:
                break
        self.taken.colleagues.add((*name.written, firm.name))
        return firm

    def email(self, name: Name, firm: Firm | None) -> str:
        """An address that nobody has yet: most are a firm's, some a mail provider's."""
        rng = self.rng
        # A blank or a hyphen in a name does not reach the address.
        first, last = joined(name.first.latin) or "contact", joined(name.last.latin) or "mail"
        if firm is None or rng.random() < 0.08:
            domain = rng.choice(business().mail_providers)
            forms = [f"{first}.{last}", f"{first}{last}", f"{last}.{first}", f"{first[0]}{last}"]
        else:
            domain = firm.domain
            forms = [f"{first}.{last}", f"{first}.{last}", f"{first[0]}.{last}", f"{first}", f"{first[0]}{last}"]
        stem = rng.choice(forms)[:60]
        return self.free_email(stem, domain)

    def free_email(self, stem: str, domain: str) -> str:
        """The address, with a number where somebody has it."""
        email, number = f"{stem}@{domain}", 1
        while email in self.taken.emails:
            number += self.rng.randint(1, 9)
            email = f"{stem}{number}@{domain}"
        self.taken.emails.add(email)
        return email

    def new_phone(self, country: Country) -> str:
        """A number in E.164 that nobody has yet."""
        phone = ""
        for _ in range(20):
            phone = digits(self.rng.choice(country.phones), self.rng)
            if phone not in self.taken.phones:
                break
        self.taken.phones.add(phone)
        return phone

    def _phone(self, country: Country, firm: Firm | None) -> str | None:
        draw = self.rng.random()
        if draw < 0.12:
            return None
        if firm is not None and draw < 0.16:
            return firm.phone
        return self.new_phone(country)

    def _title(self, name: Name, country: Country, firm: Firm | None) -> str | None:
        rng = self.rng
        draw = rng.random()
        if firm is None or draw < 0.06:
            return None
        if country.titles and draw < 0.30:
            return rng.choice(country.titles)[name.first in country.men]
        if draw < 0.55:
            return rng.choice(firm.industry.titles)
        return rng.choice(business().titles)

    def _tags(self, country: Country, firm: Firm | None) -> tuple[str, ...]:
        rng, words = self.rng, business()
        tags = [tag for tag, share in words.tags if rng.random() < share]
        if firm is not None and rng.random() < firm.industry.share:
            tags.append(firm.industry.tag)
        if country.region in words.regions and rng.random() < words.regions[country.region]:
            tags.append(country.region)
        if country.region in _EU and country.code != "NO" and rng.random() < 0.08:
            tags.append("eu")
        return tuple(dict.fromkeys(tags))

    def _custom_fields(self, status: str, country: Country, firm: Firm | None) -> dict[str, Json]:
        rng = self.rng
        fields: dict[str, Json] = {}
        if firm is not None and rng.random() < 0.9:
            fields["industry"] = firm.industry.name
            fields["company_size"] = firm.size
        if firm is not None and (status in ("customer", "churned") or (status == "active" and rng.random() < 0.5)):
            fields["plan"] = business().plans[business().sizes.index(firm.size)]
        if status == "customer":
            fields["renewal_date"] = _day(self.now + rng.randint(20, 340) * DAY)
        if rng.random() < 0.25:
            fields["preferred_language"] = country.language
        if rng.random() < 0.15:
            fields["timezone"] = country.zone
        if rng.random() < 0.20:
            fields["newsletter"] = rng.random() < 0.6
        if firm is not None and rng.random() < 0.15:
            fields["annual_revenue_musd"] = round(rng.lognormvariate(1.8, 1.3), 1)
        return fields

    def _address(self, country: Country, firm: Firm | None) -> dict[str, str] | None:
        draw = self.rng.random()
        if firm is None or draw < 0.25:
            return {"country": country.name} if draw < 0.05 else None
        parts = {"city": firm.city, "country": country.name}
        if draw > 0.4:
            whole = {"street": firm.street, "city": firm.city, "state": firm.state, "zip": firm.zip}
            parts = {**whole, "country": country.name}
        return {name: text for name, text in parts.items() if text}

    def _times(self, slot: Slot) -> tuple[int, int]:
        """Updated and created, in seconds since 1970."""
        rng = self.rng
        first, last = shape().ages[slot.cell.age]
        updated = self.now - rng.randint(first, last)
        known_for = DAY + min(rng.expovariate(1 / _MEAN_KNOWN_FOR[slot.cell.status]), 1600) * DAY
        return updated, office_time(updated - int(known_for), rng)


def office_time(moment: int, rng: Random) -> int:
    """A moment of the same day, or of the Friday before a weekend, when people work (UTC); it may lie later."""
    day = moment // DAY
    day -= max((day + 3) % 7 - 4, 0)  # 1970 began on a Thursday
    return day * DAY + _OPENS + int(rng.random() * _OPEN_FOR)


def _day(moment: int) -> str:
    return strftime("%Y-%m-%d", gmtime(moment))

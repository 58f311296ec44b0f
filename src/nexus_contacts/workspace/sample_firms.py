"""The firms of the sample: their names in the country's own script, domains that are unique, and what they do."""

from collections.abc import Mapping
from random import Random
from typing import NamedTuple

from nexus_contacts.workspace.folding import joined
from nexus_contacts.workspace.sample_words import Country, Industry, Word, business, sums

PEOPLE_A_FIRM = 6
_LOCAL = 0.45
"""The share of firms with a name in the country's language."""
_WITH_FORM = 0.5
_WORD_FIRST = {"es", "pt", "fr", "it"}
_NO_BLANKS = {"zh", "ja", "ko", "th"}
_DIGITS = "0123456789"
_TRIES = 6


class Firm(NamedTuple):
    """A firm. `phone` is its switchboard; `street` and `zip` may be empty."""

    name: str
    domain: str
    country: Country
    industry: Industry
    size: str
    city: str
    state: str
    zip: str
    street: str
    phone: str


def digits(pattern: str, rng: Random) -> str:
    """A pattern with ``#`` as any digit and ``%`` as one from 2 to 9."""
    return "".join(
        _DIGITS[int(rng.random() * 10)] if sign == "#" else _DIGITS[2 + int(rng.random() * 8)] if sign == "%" else sign
        for sign in pattern
    )


class FirmMaker:
    """Founds firms, none of which shares its name or its domain with another."""

    def __init__(self, rng: Random, taken_domains: set[str]) -> None:
        self._rng = rng
        self._domains = taken_domains
        self._names: set[str] = set()
        self._industries: Mapping[str, Industry] = {one.name: one for one in business().industries}
        self._industry_sums = sums(one.weight for one in business().industries)
        self._size_sums = sums(business().size_weights)

    def found(self, country: Country) -> Firm:
        """A new firm of a country."""
        rng = self._rng
        for attempt in range(_TRIES):
            industry, name = self._name(country, plain=attempt > _TRIES // 2)
            if name.native not in self._names:
                break
        city = rng.choice(country.cities)
        if name.native in self._names:
            name = Word(f"{name.native} {city.name}", f"{name.latin} {city.name}")
        self._names.add(name.native)
        street = country.street_form.format(street=rng.choice(country.streets), number=rng.randint(1, 240))
        return Firm(
            self._with_form(name, country),
            self._domain(name.latin, country),
            country,
            industry,
            rng.choices(business().sizes, cum_weights=self._size_sums)[0],
            city.name,
            city.state,
            digits(city.zip, rng),
            street,
            digits(rng.choice(country.phones), rng),
        )

    def _name(self, country: Country, *, plain: bool) -> tuple[Industry, Word]:
        rng = self._rng
        if country.firms and not plain and rng.random() < _LOCAL:
            return self._local_name(country)
        industry = rng.choices(business().industries, cum_weights=self._industry_sums)[0]
        noun = rng.choice(industry.nouns)
        stem = rng.choice(business().stems) if rng.random() < 0.8 else rng.choice(country.surnames).latin
        name = f"{stem} {noun}" if rng.random() < 0.85 else f"{stem} {rng.choice(business().stems)} {noun}"
        return industry, Word(name, name)

    def _local_name(self, country: Country) -> tuple[Industry, Word]:
        rng = self._rng
        firm = rng.choice(country.firms)
        industry = self._industries[firm.industry]
        if country.native:
            # A whole name, told apart from its namesakes by the city or a family.
            before = rng.choice(country.surnames)
            blank = "" if country.language in _NO_BLANKS else " "
            return industry, Word(f"{before.native}{blank}{firm.word.native}", f"{before.latin} {firm.word.latin}")
        surname = rng.choice(country.surnames).native if rng.random() < 0.6 else rng.choice(business().stems)
        pair = (firm.word.native, surname) if country.language in _WORD_FIRST else (surname, firm.word.native)
        return industry, Word(" ".join(pair), " ".join(pair))

    def _with_form(self, name: Word, country: Country) -> str:
        if self._rng.random() >= _WITH_FORM:
            return name.native
        form = self._rng.choice(country.forms)
        if name.native == name.latin:
            return f"{name.native} {form.latin}".strip()
        blank = "" if country.language in _NO_BLANKS else " "
        return f"{name.native}{blank}{form.native}"

    def _domain(self, name: str, country: Country) -> str:
        stem = joined(name)[:40]
        for ending in (country.tld, "com", "io", "group", "net"):
            domain = f"{stem}.{ending}"
            if domain not in self._domains:
                break
        while domain in self._domains:
            domain = f"{stem}{self._rng.randint(2, 9999)}.{country.tld}"
        self._domains.add(domain)
        return domain

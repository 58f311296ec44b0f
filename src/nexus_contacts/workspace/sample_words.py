"""The words the sample is made of, read from `resources/sample`: countries with their names, industries, and tags."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple

from nexus_contacts.paths import resources_folder


class Word(NamedTuple):
    """A word in its own script and in Latin letters; the two are the same where the script is Latin."""

    native: str
    latin: str


class City(NamedTuple):
    """A city with its state and the pattern of its postal codes; both may be empty."""

    name: str
    state: str
    zip: str


class LocalFirm(NamedTuple):
    """A word of a firm's name, or in other scripts the whole name, with the industry it tells."""

    word: Word
    industry: str


class Country(NamedTuple):
    """How people and firms of a country are named and reached.

    `native` is the share of people who write their name in their own script. `trunk` is what stands before a
    number inside the country (``drop``: nothing, but the country's code is left out). `titles` are a woman's and
    a man's.
    """

    code: str
    name: str
    region: str
    weight: float
    tld: str
    currency: str
    language: str
    zone: str
    trunk: str
    native: float
    two_surnames: float
    phones: tuple[str, ...]
    women: tuple[Word, ...]
    men: tuple[Word, ...]
    surnames: tuple[Word, ...]
    masculine: tuple[tuple[str, str], ...]
    cities: tuple[City, ...]
    streets: tuple[str, ...]
    street_form: str
    forms: tuple[Word, ...]
    firms: tuple[LocalFirm, ...]
    titles: tuple[tuple[str, str], ...]

    def mans_surname(self, surname: Word) -> Word:
        """The surname as a man bears it, where women and men differ."""
        for ending, mans in self.masculine:
            if surname.native.endswith(ending):
                surname = surname._replace(native=surname.native.removesuffix(ending) + mans)
            if surname.latin.endswith(ending):
                surname = surname._replace(latin=surname.latin.removesuffix(ending) + mans)
        return surname


class Industry(NamedTuple):
    """A line of business, the tag that goes with it and how often, and the words of its firms and people."""

    name: str
    weight: float
    tag: str
    share: float
    nouns: tuple[str, ...]
    titles: tuple[str, ...]


class Business(NamedTuple):
    """What firms of every country have in common; `tags` and `regions` are given with their share."""

    stems: tuple[str, ...]
    titles: tuple[str, ...]
    sizes: tuple[str, ...]
    size_weights: tuple[float, ...]
    plans: tuple[str, ...]
    mail_providers: tuple[str, ...]
    tags: tuple[tuple[str, float], ...]
    regions: Mapping[str, float]
    industries: tuple[Industry, ...]


def read(name: str) -> dict[str, Any]:
    """One file of the sample's data, by its name without the ending."""
    return tomllib.loads((resources_folder() / "sample" / f"{name}.toml").read_text(encoding="utf-8"))


def sums(weights: Iterable[float]) -> list[float]:
    """The running sums of weights, as `random.choices` takes them, so that a draw costs no walk."""
    return list(accumulate(weights))


@cache
def countries() -> tuple[Country, ...]:
    """Every country, in the order of the files."""
    files = ("countries-americas", "countries-europe", "countries-scripts")
    return tuple(_country(told) for file in files for told in read(file)["country"])


@cache
def country_of(code: str) -> Country:
    """The country of a code, as ``DE``."""
    return {country.code: country for country in countries()}[code]


@cache
def business() -> Business:
    """Industries, titles and tags."""
    told = read("business")
    industries = tuple(
        Industry(
            one["name"], one["weight"], one["tag"], one["share"], tuple(one["nouns"]), tuple(one["titles"])
        )
        for one in told["industry"]
    )  # fmt: skip
    return Business(
        stems=tuple(told["stems"].split()),
        titles=tuple(told["titles"]),
        sizes=tuple(told["sizes"]),
        size_weights=tuple(told["size_weights"]),
        plans=tuple(told["plans"]),
        mail_providers=tuple(told["mail_providers"]),
        tags=tuple(told["tags"].items()),
        regions=told["regions"],
        industries=industries,
    )


@cache
def nicknames() -> Mapping[str, str]:
    """What colleagues call the bearers of a first name."""
    names: dict[str, str] = read("nicknames")
    return names


def _word(text: str) -> Word:
    native, _, latin = text.replace("_", " ").partition("|")
    return Word(native, latin or native)


def _words(text: str) -> tuple[Word, ...]:
    return tuple(_word(word) for word in text.split())


def _city(text: str) -> City:
    name, state, zip_code = text.split("|")
    return City(name, state, zip_code)


def _firm(text: str) -> LocalFirm:
    words, _, industry = text.rpartition("|")
    return LocalFirm(_word(words), industry)


def _titles(text: str) -> tuple[str, str]:
    womans, _, mans = text.partition("/")
    return womans, mans or womans


def _country(told: Mapping[str, Any]) -> Country:
    masculine = (rule.partition(">") for rule in told.get("masculine", ()))
    return Country(
        **{name: told[name] for name in ("code", "name", "region", "weight", "tld", "currency", "language", "zone")},
        trunk=told["trunk"],
        native=told.get("native", 0.0),
        two_surnames=told.get("two_surnames", 0.0),
        phones=tuple(told["phones"]),
        women=_words(told["women"]),
        men=_words(told["men"]),
        surnames=_words(told["surnames"]),
        masculine=tuple((ending, mans) for ending, _, mans in masculine),
        cities=tuple(_city(city) for city in told["cities"]),
        streets=tuple(street.replace("_", " ") for street in told["streets"].split()),
        street_form=told["street_form"],
        forms=tuple(_word(form) for form in told["forms"]),
        firms=tuple(_firm(firm) for firm in told.get("firms", ())),
        titles=tuple(_titles(title) for title in told.get("titles", ())),
    )

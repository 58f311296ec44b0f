"""Names that are short or foreign forms of one another: William and Bill, Johannes and John and Ivan."""

from functools import lru_cache

from nicknames import NickNamer

from nexus_contacts.duplicates.wordlists import wordlists


@lru_cache(maxsize=1)
def _english() -> NickNamer:
    return NickNamer()


@lru_cache(maxsize=1)
def _foreign() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for number, line in enumerate(wordlists()["names"]["across_languages"].strip().splitlines()):
        for name in line.split():
            groups.setdefault(name, set()).add(f"#{number}")
    return {name: frozenset(marks) for name, marks in groups.items()}


@lru_cache(maxsize=65536)
def formal_names(name: str) -> frozenset[str]:
    """What `name` may be short for, itself included; two names may be one person's where these meet.

    English forms after the table of the `nicknames` package, those across languages after our own.
    """
    return frozenset({name}) | _english().canonicals_of(name) | _foreign().get(name, frozenset())


@lru_cache(maxsize=262_144)
def are_forms_of_one(left: str, right: str) -> bool:
    """Whether both names may be forms of one name."""
    return not formal_names(left).isdisjoint(formal_names(right))

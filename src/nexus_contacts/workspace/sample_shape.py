"""How the sample divides into statuses, ages, scores, owners and sources: exact counts by size, then shuffled."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from random import Random
from typing import NamedTuple, TypeVar

from nexus_contacts.workspace.sample_words import read

DAY = 86_400
_NOBODY = "nobody"

Key = TypeVar("Key", bound=Hashable)


class Cell(NamedTuple):
    """A share of the contacts: their status, how long ago they were updated, and the bounds of their score."""

    status: str
    age: str
    low: int
    high: int


class Slot(NamedTuple):
    """What is settled about a contact before anybody stands in it; `owner` is ``""`` where nobody has it."""

    cell: Cell
    owner: str
    source: str


class Known(NamedTuple):
    """What the hand-written people already use up."""

    status: str
    age_s: int
    score: int
    owner: str
    source: str


class Shape(NamedTuple):
    """The counts of the default sample, and the ages in seconds, from and to."""

    cells: Mapping[Cell, int]
    owners: Mapping[str, Mapping[str, int]]
    sources: Mapping[str, int]
    ages: Mapping[str, tuple[int, int]]


@cache
def shape() -> Shape:
    """The default sample's counts, as the data has them."""
    told = read("shape")
    cells = {
        Cell(status, age, low, high): count
        for status, ages in told["cells"].items()
        for age, parts in ages.items()
        for low, high, count in parts
    }
    owners = {
        status: {"" if owner == _NOBODY else owner: count for owner, count in counts.items()}
        for status, counts in told["owners"].items()
    }
    ages = {age: (int(first * DAY), int(last * DAY)) for age, (first, last) in told["ages"].items()}
    return Shape(cells, owners, told["sources"], ages)


def apportion(weights: Mapping[Key, int], size: int) -> dict[Key, int]:
    """`size` divided in the proportion of `weights`, by largest remainders; ties go to what stands first."""
    whole = sum(weights.values())
    shares = {key: weight * size // whole for key, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda key: -(weights[key] * size % whole))
    for key in by_remainder[: size - sum(shares.values())]:
        shares[key] += 1
    return shares


def rest(quotas: Mapping[Key, int], taken: Counter[Key], size: int) -> list[Key]:
    """`size` keys that fill the quotas up after what is taken.

    Where more was taken of a key than its quota, the largest of the others give way.
    """
    left = {key: max(quota - taken[key], 0) for key, quota in quotas.items()}
    surplus = sum(left.values()) - size
    step = -1 if surplus > 0 else 1
    for _ in range(abs(surplus)):
        left[max(left, key=lambda key: left[key])] += step
    return [key for key, count in left.items() for _ in range(count)]


def age_of(age_s: int) -> str:
    """The name of an age, by the end of its span."""
    ages = shape().ages
    # A week ends before the eighth day begins; what lies in a gap belongs to the next older span.
    return next((age for age, (_, last) in ages.items() if age_s <= last + DAY and age != "old"), "old")


def slots(size: int, known: Iterable[Known], rng: Random) -> list[Slot]:
    """The slots of the contacts that are not hand-written, shuffled."""
    known = tuple(known)
    count = size - len(known)
    plan = shape()
    quotas = apportion(plan.cells, size)
    cells = rest(quotas, Counter(_cell_of(one) for one in known), count)
    rng.shuffle(cells)
    sources = rest(apportion(plan.sources, size), Counter(one.source for one in known), count)
    rng.shuffle(sources)
    owners = {
        status: _owners(status, quotas, cells, [one.owner for one in known if one.status == status], rng)
        for status in plan.owners
    }
    return [Slot(cell, owners[cell.status].pop(), source) for cell, source in zip(cells, sources, strict=True)]


def _owners(
    status: str, quotas: Mapping[Cell, int], cells: Iterable[Cell], known: Iterable[str], rng: Random
) -> list[str]:
    whole = sum(count for cell, count in quotas.items() if cell.status == status)
    needed = sum(cell.status == status for cell in cells)
    owners = rest(apportion(shape().owners[status], whole), Counter(known), needed)
    rng.shuffle(owners)
    return owners


def _cell_of(one: Known) -> Cell:
    fitting = [cell for cell in shape().cells if cell.status == one.status and cell.age == age_of(one.age_s)]
    # A score outside every cell of its age still takes a place: in the cell that ends last.
    return next((cell for cell in fitting if cell.low <= one.score <= cell.high), fitting[-1])

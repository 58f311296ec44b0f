"""What a contact's deals add up to, per currency; amounts of different currencies are never added."""

from collections.abc import Iterable
from dataclasses import dataclass

from nexus_contacts.api.records import Deal


@dataclass(frozen=True, slots=True)
class CurrencySum:
    """Open, weighted and won value in one currency, with the number of open deals.

    `weighted` counts a deal by its probability in percent, and one without a probability not at all.
    """

    currency: str
    open_value: float = 0.0
    weighted_value: float = 0.0
    won_value: float = 0.0
    open_count: int = 0


def _number(value: float | None) -> float:
    """A number to add: 0 for what is missing, not finite, or beyond any amount of money."""
    return value if value is not None and abs(value) < 1e15 else 0.0


def likelihood(deal: Deal) -> float | None:
    """How likely a deal is, from 0 to 100 percent; None where nobody said, or where it is lost."""
    if deal.status == "lost":
        return None
    percent = 100.0 if deal.status == "won" else deal.probability
    return None if percent is None or percent != percent else max(0.0, min(100.0, percent))


def is_closed(deal: Deal) -> bool:
    """Whether a deal is over; one whose status is missing or unknown still stands open."""
    return deal.status in ("won", "lost")


def sums(deals: Iterable[Deal]) -> tuple[CurrencySum, ...]:
    """The sums of `deals`, one for each currency in which there is an open or a won deal, the largest first."""
    found: dict[str, CurrencySum] = {}
    for deal in deals:
        if deal.status == "lost":
            continue
        known = found.get(deal.currency, CurrencySum(deal.currency))
        value = _number(deal.value)
        is_open = not is_closed(deal)
        found[deal.currency] = CurrencySum(
            deal.currency,
            known.open_value + (value if is_open else 0.0),
            known.weighted_value + (value * (likelihood(deal) or 0.0) / 100 if is_open else 0.0),
            known.won_value + (0.0 if is_open else value),
            known.open_count + is_open,
        )
    bare = found.get("")
    if bare is not None and len(found) > 1 and not bare.open_value and not bare.won_value:
        del found[""]  # deals without an amount say nothing beside those that have one
    return tuple(sorted(found.values(), key=lambda each: (-each.open_value, -each.won_value, each.currency)))

"""How the columns of a printed list share the width of the page. Knows no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDEST_WORD, WIDEST = 0.2, 0.4
"""The parts of the page that one word of a column, and one column, may ask for at most."""
_GROWTH = 1.9


@dataclass(frozen=True, slots=True)
class Need:
    """What a column asks for: the width of its longest word, and of its longest text."""

    word: float
    whole: float


def fits(needs: Sequence[Need], room: float) -> bool:
    """Whether every column can have its longest word on one line."""
    return sum(min(need.word, room * WIDEST_WORD) for need in needs) <= room


def shared(needs: Sequence[Need], room: float) -> list[int]:
    """The widths of the columns, the gaps between them included; they fill `room` unless they need far less."""
    words = [min(need.word, room * WIDEST_WORD) for need in needs]
    wholes = [max(word, min(need.whole, room * WIDEST)) for need, word in zip(needs, words, strict=True)]
    least, most = sum(words), sum(wholes)
    if most <= room:
        growth = min(room / most, _GROWTH) if most else 1.0
        return [int(whole * growth) for whole in wholes]
    if least <= room:
        part = (room - least) / (most - least)
        return [int(word + (whole - word) * part) for word, whole in zip(words, wholes, strict=True)]
    return [int(word * room / least) for word in words]

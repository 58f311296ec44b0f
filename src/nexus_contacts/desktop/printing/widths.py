"""How the columns of a printed list share the width of the page. Knows no Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

WIDEST_WORD, WIDEST = 0.2, 0.4
"""The parts of the page that one word of a column, and one column, may ask for at most; few columns get more."""
WIDEST_WORD_OF_FEW = 0.7
_GROWTH = 1.9
_LEAST_SOFT = 0.3


@dataclass(frozen=True, slots=True)
class Need:
    """What a column asks for: the width of its longest word, and of its longest text. A `rigid` one is never broken."""

    word: float
    whole: float
    rigid: bool = False


def _levelled(wishes: Sequence[float], spare: float) -> list[float]:
    """Share out `spare`: small wishes are met whole, and what is left goes to the large ones in equal parts."""
    given = [0.0] * len(wishes)
    order = sorted(range(len(wishes)), key=wishes.__getitem__)
    for done, at in enumerate(order):
        given[at] = min(wishes[at], spare / (len(order) - done))
        spare -= given[at]
    return given


def usual(widths: Iterable[float], share: float = 0.96) -> float:
    """The width that all but a few of `widths` keep within: one long name must not narrow every other column."""
    found = sorted(widths)
    return found[ceil((len(found) - 1) * share)] if found else 0.0


def fits(needs: Sequence[Need], room: float) -> bool:
    """Whether every column can have its longest word on one line."""
    return sum(_words(needs, room)) <= room


def _words(needs: Sequence[Need], room: float) -> list[float]:
    most = room * max(WIDEST_WORD, WIDEST_WORD_OF_FEW / max(1, len(needs)))
    return [min(need.word, most) for need in needs]


def shared(needs: Sequence[Need], room: float) -> list[int]:
    """The widths of the columns, the gaps between them included; they fill `room` unless they need far less."""
    words = _words(needs, room)
    most_of_one = room * max(WIDEST, 1 / max(1, len(needs)))
    wholes = [max(word, min(need.whole, most_of_one)) for need, word in zip(needs, words, strict=True)]
    least, most = sum(words), sum(wholes)
    if most <= room:
        growth = min(room / most, _GROWTH) if most else 1.0
        return [int(whole * growth) for whole in wholes]
    if least <= room:
        given = _levelled([whole - word for word, whole in zip(words, wholes, strict=True)], room - least)
        return [int(word + more) for word, more in zip(words, given, strict=True)]
    # Words break now; what may not break gives way last.
    rigid = sum(word for need, word in zip(needs, words, strict=True) if need.rigid)
    soft = max(room - rigid, room * _LEAST_SOFT) / (least - rigid) if least > rigid else 0.0
    hard = 1.0 if rigid <= room * (1 - _LEAST_SOFT) else (room - soft * (least - rigid)) / rigid
    return [int(word * (hard if need.rigid else soft)) for need, word in zip(needs, words, strict=True)]

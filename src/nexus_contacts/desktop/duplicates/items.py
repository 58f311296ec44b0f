"""What the queue lists, without widgets: pairs and groups with their score and reasons, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from nexus_contacts.desktop import words
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.duplicates import reasons
from nexus_contacts.duplicates.clusters import clusters
from nexus_contacts.duplicates.score import Evidence
from nexus_contacts.store.pairs import StoredPair

HIGH, MEDIUM = 0.9, 0.75
SAFE = 0.97
"""Pairs of at least this score can be merged together, where nothing is lost."""


@dataclass(frozen=True, slots=True)
class Item:
    """A pair, or a group of three and more: who, how sure, why, and which of its pairs are doubtful."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    score: float
    evidence: tuple[Evidence, ...]
    other: str
    weak: int = 0

    @property
    def key(self) -> frozenset[str]:
        """What makes it the same item after it was read again."""
        return frozenset(self.ids)


def items(found: Sequence[StoredPair]) -> tuple[Item, ...]:
    """The queue: pairs that belong together as one group, the others alone; in the order of `found`."""
    names: dict[str, str] = {}
    best: dict[frozenset[str], StoredPair] = {}
    for pair in found:
        names[pair.first_id], names[pair.second_id] = pair.first_name, pair.second_name
        best[frozenset((pair.first_id, pair.second_id))] = pair
    groups = [one for one in clusters((p.first_id, p.second_id, p.score) for p in found) if len(one.members) > 2]
    group_of = {member: group for group in groups for member in group.members}
    listed: list[Item] = []
    told: set[tuple[str, ...]] = set()
    for pair in found:
        group = group_of.get(pair.first_id)
        if group is None or group is not group_of.get(pair.second_id):
            listed.append(_item((pair.first_id, pair.second_id), names, pair, 0))
        elif group.members not in told:
            told.add(group.members)
            rest = [one for one in group.members if one not in (pair.first_id, pair.second_id)]
            listed.append(_item((pair.first_id, pair.second_id, *rest), names, pair, len(group.weak)))
    return tuple(listed)


def _item(ids: tuple[str, ...], names: dict[str, str], pair: StoredPair, weak: int) -> Item:
    evidence = tuple(Evidence(*reason) for reason in pair.reasons)
    return Item(ids, tuple(names.get(one, one) for one in ids), pair.score, evidence, pair.other, weak)


def _say(text: str) -> str:
    return QCoreApplication.translate("duplicates", text)


def percent(score: float) -> int:
    """A score as whole per cent; only what is certain is 100."""
    return min(99, round(score * 100))


def confidence(score: float) -> str:
    """A score in a word."""
    return _say("High") if score >= HIGH else _say("Medium") if score >= MEDIUM else _say("Low")


def tone(score: float) -> str:
    """The colour of a score."""
    return "ok" if score >= HIGH else "warn" if score >= MEDIUM else "text2"


def first_name_line(item: Item) -> str:
    """The second line of an item: who else."""
    others = [one_line(name) or _say("no name") for name in item.names[1:]]
    if len(others) == 1:
        return others[0]
    return _say("{name} and {n} more").replace("{name}", others[0]).replace("{n}", words.number(len(others) - 1))


def reason_line(item: Item, most: int = 3) -> str:
    """The weightiest reasons for a pair, in words, the best first; a group says how many records it has."""
    said = [one for one in reasons.spoken(item.evidence) if one.weight > 0 and one.feature != "prior"]
    texts = [reasons.phrase(one) for one in said[:most]]
    if len(item.ids) > 2:
        texts.insert(0, words.counted(_say("1 record"), _say("{n} records"), len(item.ids)))
    line = " · ".join(texts[:most])
    return line[:1].upper() + line[1:]


def against_line(item: Item) -> str:
    """The weightiest reason against, or what the two are if they are not one person."""
    against = [one for one in reasons.spoken(item.evidence) if one.weight < 0 and one.feature != "prior"]
    return reasons.phrase(against[0]) if against else ""


def spoken_item(item: Item) -> str:
    """An item as a screen reader says it."""
    score = _say("{percent} per cent, {word}").replace("{percent}", str(percent(item.score)))
    parts = [", ".join(one_line(name) for name in item.names), score.replace("{word}", confidence(item.score))]
    return ": ".join((parts[0], f"{parts[1]}. {reason_line(item)}"))

"""How files with some header were matched the last time: kept in the journal and found again for the same header."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from nexus_contacts.exchange.building import Further
from nexus_contacts.exchange.check import Existing
from nexus_contacts.exchange.columns import Targets
from nexus_contacts.exchange.report import ERROR_COLUMN
from nexus_contacts.store import marks
from nexus_contacts.store.connection import Database

_EXISTING = ("skip", "fill", "update")


@dataclass(frozen=True, slots=True)
class Matching:
    """Where columns go, what becomes of contacts that are there, the country of phones, and words translated."""

    targets: Targets
    existing: Existing = "skip"
    region: str = ""
    statuses: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    further: Further = "custom"


def _name(columns: Sequence[str]) -> str:
    """The name of a header; the column that our own report of failed rows adds makes no other header of it."""
    return "matching:" + sha256(json.dumps([one for one in columns if one != ERROR_COLUMN]).encode()).hexdigest()


def keep(db: Database, columns: Sequence[str], matching: Matching) -> None:
    """Keep how files with these columns are matched. Raises DiskFull, Busy."""
    targets = tuple(target for name, target in zip(columns, matching.targets, strict=True) if name != ERROR_COLUMN)
    marks.keep(db, _name(columns), json.dumps(asdict(matching) | {"targets": targets}))


def find(db: Database, columns: Sequence[str]) -> Matching | None:
    """How files with these columns were matched the last time, or None."""
    text = marks.kept(db, _name(columns))
    packed: Any = None if text is None else json.loads(text)
    names = [one for one in columns if one != ERROR_COLUMN]
    if not isinstance(packed, dict) or len(packed.get("targets", ())) != len(names):
        return None
    targets = dict(zip(names, packed["targets"], strict=True))
    existing: Existing = packed["existing"] if packed.get("existing") in _EXISTING else "skip"
    return Matching(
        tuple(targets.get(name, "") for name in columns),
        existing,
        packed.get("region", ""),
        packed.get("statuses", {}),
        packed.get("sources", {}),
        "note" if packed.get("further") == "note" else "custom",
    )

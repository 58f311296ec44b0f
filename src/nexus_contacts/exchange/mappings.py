"""How files with some header were matched the last time: kept in the journal and found again for the same header."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from nexus_contacts.exchange.check import Existing
from nexus_contacts.exchange.columns import Targets
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


def _name(columns: Sequence[str]) -> str:
    return "matching:" + sha256(json.dumps(list(columns)).encode()).hexdigest()


def keep(db: Database, columns: Sequence[str], matching: Matching) -> None:
    """Keep how files with these columns are matched. Raises DiskFull, Busy."""
    marks.keep(db, _name(columns), json.dumps(asdict(matching)))


def find(db: Database, columns: Sequence[str]) -> Matching | None:
    """How files with these columns were matched the last time, or None."""
    text = marks.kept(db, _name(columns))
    packed: Any = None if text is None else json.loads(text)
    if not isinstance(packed, dict) or len(packed.get("targets", ())) != len(columns):
        return None
    existing: Existing = packed["existing"] if packed.get("existing") in _EXISTING else "skip"
    return Matching(
        tuple(packed["targets"]), existing, packed.get("region", ""), packed.get("statuses", {}),
        packed.get("sources", {}),
    )  # fmt: skip

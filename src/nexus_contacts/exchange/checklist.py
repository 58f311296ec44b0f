"""Every row of a file with what would become of it: kept small, mended cell by cell, chosen row by row.

A row is kept as its cells and its verdict alone; what it makes is built again when somebody looks at it.
"""

import json
from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from threading import Lock
from typing import Literal

from nexus_contacts.api.records import Contact
from nexus_contacts.exchange import check, sure
from nexus_contacts.exchange.building import Built, Later, Rules, build
from nexus_contacts.exchange.check import Alike, Checked, Existing, Finder, NotesOf, Outcome
from nexus_contacts.exchange.columns import Targets
from nexus_contacts.exchange.csv_in import ReadRow
from nexus_contacts.store.edits import Changes
from nexus_contacts.store.importing import Incoming

Choice = Literal["", "create", "fill", "update", "skip"]
"""What a person wants of one row: created, an existing contact filled or updated, left out; ``""``: as for all."""
Kind = Literal["new", "alike", "update", "same", "left", "problem"]
KINDS: tuple[Kind, ...] = ("new", "alike", "update", "same", "left", "problem")

_PORTION = 500
_VERDICTS: tuple[tuple[Outcome, str], ...] = (
    ("create", ""), ("create", "alike"), ("update", "taken"), ("update", "alike"), ("same", "taken"),
    ("same", "alike"), ("exists", "taken"), ("exists", "repeated"), ("left", ""), ("left", "alike"),
    ("wrong", "faults"),
)  # fmt: skip
_CODES = {verdict: code for code, verdict in enumerate(_VERDICTS)}
_BY_OUTCOME: Mapping[str, Kind] = {
    "create": "new", "update": "update", "same": "same", "exists": "same", "left": "left", "wrong": "problem",
}  # fmt: skip


def kind_of(outcome: Outcome, reason: str) -> Kind:
    """The kind of a verdict: who looks like somebody is of a kind of its own, whatever becomes of the row."""
    return "alike" if reason == "alike" else _BY_OUTCOME[outcome]


_KIND_CODES = {
    kind: frozenset(code for code, verdict in enumerate(_VERDICTS) if kind_of(*verdict) == kind) for kind in KINDS
}


class Checklist:
    """The rows of one file under one mapping. Places count from 0; a row's own number is that in its file.

    `find` gives the contact with an e-mail address, `get` the one with an id. Any thread may ask, and one at a time
    changes something.
    """

    def __init__(
        self,
        targets: Targets,
        find: Finder,
        get: Callable[[str], Contact | None],
        existing: Existing = "skip",
        rules: Rules | None = None,
        notes_of: NotesOf = lambda _contact_id: (),
    ) -> None:
        self._notes_of = notes_of
        self._targets = targets
        self._find, self._get = find, get
        self._existing = existing
        self._rules = rules or Rules()
        self.likely: Choice = "create"
        """What becomes of rows that look like somebody, unless one is chosen for them."""
        self._text, self._ends, self._codes = bytearray(), array("Q"), bytearray()
        self._numbers, self._lines = array("L"), array("L")
        self._lock = Lock()
        self._faults: dict[int, str] = {}
        self._mended: dict[int, tuple[str, ...]] = {}
        self._choices: dict[int, Choice] = {}
        self._alike: dict[int, Alike] = {}
        self._met: dict[int, tuple[str, Changes]] = {}
        self._by_email: dict[str, int | list[int]] = {}

    def __len__(self) -> int:
        return len(self._codes)

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def read(
        self,
        rows: Iterable[ReadRow],
        on_progress: Callable[[int], None] = lambda count: None,
        stopped: Callable[[], bool] = lambda: False,
        find: Finder | None = None,
    ) -> None:
        """Check every row and keep it. `on_progress` gets how many are; once `stopped` answers True it ends.

        `find` answers here for the one of the list, where it is quicker for many rows.
        """
        left, finder = iter(rows), find or self._find
        while not stopped() and (some := list(islice(left, _PORTION))):
            for row, email in zip(some, sure.addresses(some, self._targets, self._rules), strict=True):
                self._add(row, email, finder)
            on_progress(len(self))

    def _add(self, row: ReadRow, email: str, find: Finder) -> None:
        """Keep one more row; `email` is its address where it surely has no fault."""
        place = len(self._codes)
        self._text += json.dumps(row.cells).encode()
        self._ends.append(len(self._text))
        self._numbers.append(row.number)
        self._lines.append(row.line)
        self._codes.append(0)
        if row.fault:
            self._faults[place] = row.fault
        built = Later(row, self._targets, self._rules) if email else build(row, self._targets, self._rules)
        key = _folded(email) or _key(built)
        self._register(place, key)
        if email and self._by_email[key] == place and find(email) is None:
            self._codes[place] = _CODES["create", ""]
        else:
            self._judge(place, built, self._first(key))

    def row(self, place: int) -> ReadRow:
        """A row as it stands now, with its mended cells."""
        number, line = self._numbers[place], self._lines[place]
        fault, mended = self._faults.get(place, ""), self._mended.get(place)
        if mended is not None:
            # Letters that could not be read can be typed anew; what else is wrong with the row itself stays so.
            is_readable = fault == "letters" and not any("\ufffd" in cell for cell in mended)
            return ReadRow(number, line, mended, "" if is_readable else fault)
        start = self._ends[place - 1] if place else 0
        cells = tuple(json.loads(self._text[start : self._ends[place]]))
        return ReadRow(number, line, cells, fault)

    def place_of(self, number: int) -> int | None:
        """The place of the row that has a number in its file."""
        place = bisect_left(self._numbers, number)
        return place if place < len(self._numbers) and self._numbers[place] == number else None

    # ── what becomes of a row ─────────────────────────────────────────────────────────────────────────────────────────

    def checked(self, place: int) -> Checked:
        """A row with what would become of it."""
        row, built = self.row(place), self._build(place)
        outcome, reason = _VERDICTS[self._codes[place]]
        existing_id, changes = self._met.get(place, ("", ()))
        first = self._numbers[self._first(_key(built))] if reason == "repeated" else 0
        return Checked(row, built, outcome, reason, existing_id, changes, first, self._alike.get(place))

    def all(self) -> Iterator[Checked]:
        """Every row with what would become of it."""
        return (self.checked(place) for place in range(len(self)))

    def _judge(self, place: int, built: Built, first: int) -> None:
        """Decide what becomes of a row; `first` is the first row with its address."""
        outcome, reason, holder_id, changes = self._verdict(place, built, first)
        self._codes[place] = _CODES[outcome, reason]
        if holder_id:
            self._met[place] = holder_id, changes
        else:
            self._met.pop(place, None)

    def _verdict(self, place: int, built: Built, first: int) -> tuple[Outcome, str, str, Changes]:
        if built.faults:
            return "wrong", "faults", "", ()
        choice, alike = self._choices.get(place, ""), self._alike.get(place)
        if choice == "skip":
            return "left", "alike" if alike else "", "", ()
        if first != place:
            return "exists", "repeated", "", ()
        holder = self._find(built.draft.email)
        if holder is not None:
            existing = choice if choice in ("fill", "update") else self._existing
            outcome, changes = check.meeting(built, holder, existing, self._notes_of)
            return outcome, "taken", holder.id, changes
        if alike is None:
            return "create", "", "", ()
        return self._beside(built, alike, choice or self.likely)

    def _beside(self, built: Built, alike: Alike, choice: Choice) -> tuple[Outcome, str, str, Changes]:
        """What becomes of a row that looks like somebody."""
        if choice == "skip":
            return "left", "alike", "", ()
        other = self._get(alike.contact_id) if choice in ("fill", "update") and alike.contact_id else None
        if other is None:
            return "create", "alike", "", ()
        outcome, changes = check.meeting(built, other, "fill" if choice == "fill" else "update", self._notes_of)
        return outcome, "alike", other.id, changes

    # ── rows with the same address ────────────────────────────────────────────────────────────────────────────────────

    def _members(self, key: str) -> list[int]:
        held = self._by_email.get(key, [])
        return held if isinstance(held, list) else [held]

    def _register(self, place: int, key: str) -> None:
        if not key:
            return
        held = self._by_email.setdefault(key, place)
        if isinstance(held, list):
            insort(held, place)
        elif held != place:
            self._by_email[key] = sorted((held, place))

    def _unregister(self, place: int, key: str) -> None:
        members = [one for one in self._members(key) if one != place]
        if members:
            self._by_email[key] = members if len(members) > 1 else members[0]
        else:
            self._by_email.pop(key, None)

    def _first(self, key: str) -> int:
        """The first row with an address that is not left out."""
        members = self._members(key)
        return next((place for place in members if self._choices.get(place) != "skip"), members[0] if members else -1)

    def _judge_group(self, key: str, places: Iterable[int]) -> frozenset[int]:
        """Decide anew about the rows with an address, and about `places`, which have it or had it."""
        group, first = frozenset((*self._members(key), *places)), self._first(key)
        for one in group:
            self._judge(one, self._build(one), first)
        return group

    def _build(self, place: int) -> Built:
        return build(self.row(place), self._targets, self._rules)

    # ── what a person does ────────────────────────────────────────────────────────────────────────────────────────────

    def mend(self, place: int, column: int, text: str) -> frozenset[int]:
        """Put other text into a cell and check the row again. Returns the places whose rows may have changed."""
        with self._lock:
            old = self.row(place)
            cells = list(old.cells) + [""] * max(0, column + 1 - len(old.cells))
            cells[column] = text.strip()
            key = _key(build(old, self._targets, self._rules))
            self._mended[place] = tuple(cells)
            self._alike.pop(place, None)
            self._unregister(place, key)
            changed = self._judge_group(key, ())
            now = _key(self._build(place))
            self._register(place, now)
            return changed | self._judge_group(now, (place,))

    def choose(self, places: Iterable[int], choice: Choice) -> frozenset[int]:
        """Choose what becomes of rows. Returns the places whose rows may have changed."""
        by_key: dict[str, list[int]] = {}
        with self._lock:
            for place in places:
                if choice and choice not in self.choices(place):
                    continue
                if choice:
                    self._choices[place] = choice
                else:
                    self._choices.pop(place, None)
                by_key.setdefault(_key(self._build(place)), []).append(place)
            return frozenset().union(*(self._judge_group(key, chosen) for key, chosen in by_key.items()))

    def choice(self, place: int) -> Choice:
        """What was chosen for a row; ``""``: nothing of its own."""
        return self._choices.get(place, "")

    def choices(self, place: int) -> tuple[Choice, ...]:
        """What can be chosen for a row."""
        outcome, reason = _VERDICTS[self._codes[place]]
        if outcome == "left" and reason == "":
            return "create", "fill", "update", "skip"
        if outcome == "wrong":
            return ()
        if reason == "repeated":
            return ("skip",)
        if reason == "alike":
            return ("create", "fill", "update", "skip") if self._alike[place].contact_id else ("create", "skip")
        return ("fill", "update", "skip") if reason == "taken" else ("create", "skip")

    def take_alike(self, found: Mapping[int, Alike]) -> None:
        """Note by place whom rows look like; rows whose address is known, or that are wrong, stay as they are."""
        with self._lock:
            self._alike.update(found)
            self._judge_again(found)

    def set_likely(self, choice: Choice) -> None:
        """Choose what becomes of all rows that look like somebody."""
        with self._lock:
            self.likely = choice
            self._judge_again(self._alike)

    def _judge_again(self, places: Iterable[int]) -> None:
        for place in places:
            built = self._build(place)
            self._judge(place, built, self._first(_key(built)))

    # ── telling ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def counts(self) -> dict[Kind, int]:
        """How many rows are of each kind."""
        by_code = [self._codes.count(code) for code in range(len(_VERDICTS))]
        return {kind: sum(by_code[code] for code in codes) for kind, codes in _KIND_CODES.items()}

    def going(self) -> int:
        """How many rows create or change a contact."""
        return sum(
            self._codes.count(code) for code, (outcome, _) in enumerate(_VERDICTS) if outcome in ("create", "update")
        )

    def places(self, kinds: Sequence[Kind] = KINDS) -> Sequence[int]:
        """The places of the rows of some kinds, in their order."""
        if frozenset(kinds) == frozenset(KINDS):
            return range(len(self))
        wanted = frozenset().union(*(_KIND_CODES[kind] for kind in kinds))
        return array("L", (place for place, code in enumerate(self._codes) if code in wanted))

    def new(self) -> Iterator[tuple[int, Built]]:
        """The rows that would be created, by their places, with what they make."""
        for place in self.places(("new", "alike")):
            yield place, self._build(place)

    def incoming(self) -> Iterator[Incoming]:
        """What goes into the outbox."""
        for one in self.all():
            if one.outcome == "create":
                yield Incoming(one.row.number, one.built.draft, notes=one.built.notes)
            elif one.outcome == "update":
                yield Incoming(one.row.number, None, one.existing_id, one.changes, one.built.notes)


def _key(built: Built) -> str:
    """What makes two rows' addresses the same; ``""`` for a row that is wrong."""
    return "" if built.faults else _folded(built.draft.email)


def _folded(email: str) -> str:
    return email.strip().casefold()

"""A file to import, whatever it is: its columns, where each goes, its rows, and the rules for all of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from nexus_contacts.api.records import Contact
from nexus_contacts.exchange import columns, csv_in, vcard_in
from nexus_contacts.exchange.building import Rules
from nexus_contacts.exchange.columns import Targets
from nexus_contacts.exchange.csv_in import Habits, ReadRow
from nexus_contacts.exchange.report import ERROR_COLUMN

SAMPLE_ROWS = 200
"""So many rows are looked at to guess where columns go, and so many contacts to learn what kinds fields hold."""
MOST_WORDS = 40
"""So many different words of a column are told."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import. `habits` is None for vCards; `sample` are its first rows."""

    path: Path
    columns: tuple[str, ...]
    targets: Targets
    habits: Habits | None = None
    sample: tuple[ReadRow, ...] = ()

    def rows(self) -> Iterator[ReadRow]:
        """The rows, streamed; they can be read again and again. Raises UnreadableFile."""
        if self.habits is None:
            return vcard_in.read_cards(self.path)
        return csv_in.opened(self.path, self.habits).rows()

    def words_in(self, place: int) -> dict[str, int]:
        """What stands in one column, and in how many rows: the most frequent first. Raises UnreadableFile."""
        found = Counter(row.cells[place] for row in self.rows() if place < len(row.cells) and row.cells[place])
        return dict(found.most_common(MOST_WORDS))

    def with_target(self, place: int, target: str) -> "Source":
        """The same with another target for one column; who had that field before is left out then."""
        taken = target and target not in (columns.NOTE, columns.MORE)
        targets = ["" if taken and one == target else one for one in self.targets]
        targets[place] = target
        return replace(self, targets=tuple(targets))


def is_vcard(path: Path) -> bool:
    """Whether a file holds vCards: by its name, else by how it begins."""
    if path.suffix.lower() in (".vcf", ".vcard"):
        return True
    try:
        with path.open("rb") as file:
            return file.read(200).lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCARD")
    except OSError:
        return False


def opened(
    path: Path, known_keys: Sequence[str] = (), said: Mapping[str, str] | None = None, habits: Habits | None = None
) -> Source:
    """The file with its columns matched, or as `said` names them by column; `habits` of a table are guessed unless
    told. Raises UnreadableFile.
    """
    if is_vcard(path):
        sample = tuple(islice(vcard_in.read_cards(path), SAMPLE_ROWS))
        return Source(path, vcard_in.COLUMNS, vcard_in.COLUMNS, None, sample)
    table = csv_in.opened(path, habits)
    sample = tuple(islice(table.rows(), SAMPLE_ROWS))
    targets = columns.guessed(table.columns, [row.cells for row in sample], known_keys)
    told = {ERROR_COLUMN: "", **(said or {})}
    chosen = tuple(told.get(name, target) for name, target in zip(table.columns, targets, strict=True))
    return Source(path, table.columns, chosen, table.habits, sample)


def rules_for(
    contacts: Iterable[Contact],
    region: str = "",
    tags: Sequence[str] = (),
    statuses: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
) -> Rules:
    """The rules for all rows: custom fields keep the kinds of values that `contacts` have in them."""
    kinds: dict[str, set[type]] = {}
    for contact in islice(contacts, 10 * SAMPLE_ROWS):
        for key, value in contact.custom_fields:
            kinds.setdefault(key, set()).add(type(value))
    numeric = frozenset(key for key, found in kinds.items() if found <= {int, float})
    boolean = frozenset(key for key, found in kinds.items() if found == {bool})
    return Rules(region.strip().upper(), statuses, sources, numeric, boolean, tuple(tags))

"""Reading tables of any habit: encoding, delimiter, quotes and line ends guessed, told, changeable; streamed.

A row that cannot be used is set aside with its place and reason; the rest goes on. RFC 4180 where nothing speaks
against it. Cells that our own export guarded against being formulas get their one apostrophe taken away.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from charset_normalizer import from_bytes

from nexus_contacts.exchange.errors import UnreadableFile

SAMPLE = 256 * 1024
"""So many bytes of a file are looked at to guess its habits."""
MOST_CELL = 128 * 1024
"""So many letters of a cell can be used."""
MOST_COLUMNS = 500
DELIMITERS = (",", ";", "\t", "|")

_MOST_READ = 2 * 1024 * 1024
"""So many letters of a cell are read: one that is too long is set aside with its row, and not cut."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")
_PROTECTED = re.compile(r'="(.*)"', re.DOTALL)
_SCIENTIFIC = re.compile(r"\+?(\d)[.,]?(\d*)[eE]\+(\d{1,2})")
BROKEN = "nexus_contacts.broken"
"""How errors are named to `open` to have what cannot be decoded marked: no text can hold a lone surrogate."""
codecs.register_error(BROKEN, lambda error: ("\udcff", error.end))  # type: ignore[attr-defined]
_LONE = re.compile("[\ud800-\udfff]")
_CONTROLS = "".join(chr(code) for code in (*range(1, 32), *range(127, 160)) if chr(code) not in "\t\n\v\f\r\x1b\x85")
_LOOKED_AT = 16 * 1024
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"%PDF", b"RIFF", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a table is written. `has_header` False: its columns are numbered."""

    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str = '"'
    has_header: bool = True


class ReadRow(NamedTuple):
    """One row: its number among the data rows (from 1), the line it begins at, and its cells by column.

    `fault` tells why the row cannot be used; its cells are what could be read.
    """

    number: int
    line: int
    cells: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be read again and again: its habits, its columns, and its rows by `rows()`."""

    path: Path
    habits: Habits
    columns: tuple[str, ...]

    def rows(self) -> Iterator[ReadRow]:
        """The rows, streamed. Raises UnreadableFile where the file goes away meanwhile."""
        return _rows(self)


def guess(path: Path) -> Habits:
    """How the table at `path` is written. Raises UnreadableFile: it is empty, no text, or cannot be opened."""
    try:
        with path.open("rb") as file:
            sample = file.read(SAMPLE)
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    if not sample.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise UnreadableFile(path, "empty")
    if sample.startswith(_PICTURES):
        raise UnreadableFile(path, "not_text")
    encoding = _encoding(sample)
    text = sample.decode(encoding, errors="replace").replace("\0", "")
    if sum(map(text[:_LOOKED_AT].count, _CONTROLS)) * 50 > len(text[:_LOOKED_AT]):
        raise UnreadableFile(path, "not_text")
    csv.field_size_limit(_MOST_READ)
    delimiter = _delimiter(text, is_cut=len(sample) == SAMPLE)
    return Habits(encoding, delimiter, '"', _has_header(text, delimiter))


def _encoding(sample: bytes) -> str:
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    # Of UTF-16 without its mark every other byte of Western letters is zero.
    first, second = sample[0:4096:2].count(0), sample[1:4096:2].count(0)
    if max(first, second) > len(sample[:4096]) // 5 and min(first, second) < max(first, second) // 4:
        return "utf-16-le" if second > first else "utf-16-be"
    sample = sample.replace(b"\0", b"")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    # A few broken letters among many whole ones of several bytes: nothing else looks like that.
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if len(text) - len(text.encode("ascii", "ignore")) > 4 * broken:
        return "utf-8"
    # Of the single-byte sets, what Western spreadsheets write is by far the likeliest; others must be clearly better.
    found = from_bytes(sample[:65536]).best()
    guessed = found.encoding if found is not None else "cp1252"
    western = frozenset("latin_1 cp1252 iso8859_15 cp1250 cp437 cp850 cp858 mac_roman cp775 hp_roman8".split())  # noqa: SIM905
    return "cp1252" if guessed in western and not _odd_in_cp1252(sample) else guessed


def _odd_in_cp1252(sample: bytes) -> bool:
    return any(byte in sample for byte in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))


def _delimiter(text: str, *, is_cut: bool) -> str:
    """The delimiter that cuts the first lines into the same, largest number of cells."""
    best, score = ",", 0.0
    for delimiter in DELIMITERS:
        widths = []
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            for row in reader:
                if row:
                    widths.append(len(row))
                if len(widths) == 30:
                    break
        except csv.Error:
            continue
        if is_cut and 1 < len(widths) < 30:
            widths.pop()
        if not widths or widths[0] < 2:
            continue
        agreeing = sum(width == widths[0] for width in widths) / len(widths)
        if agreeing * widths[0] > score:
            best, score = delimiter, agreeing * widths[0]
    return best


def _has_header(text: str, delimiter: str) -> bool:
    """Whether the first row names columns: no e-mail address and no number stands in it."""
    try:
        first = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return True
    return not any("@" in cell or re.fullmatch(r"\+?[\d ().\-/]{5,}", cell.strip()) for cell in first)


def opened(path: Path, habits: Habits | None = None) -> Table:
    """The table at `path`, with its columns read. Raises UnreadableFile."""
    chosen = guess(path) if habits is None else habits
    names: list[str] = []
    try:
        for cells, _, fault, _ in _raw_rows(path, chosen):
            if fault == "too_long":
                raise UnreadableFile(path, "long_names")
            names = cells if chosen.has_header else [f"Column {number}" for number in range(1, len(cells) + 1)]
            break
    except (UnicodeError, LookupError) as error:
        raise UnreadableFile(path, "encoding") from error
    if not any(name.strip() for name in names):
        raise UnreadableFile(path, "empty")
    if len(names) > MOST_COLUMNS:
        raise UnreadableFile(path, "columns")
    return Table(path, chosen, _told_apart([unguarded(name).strip() for name in names]))


def _told_apart(names: list[str]) -> tuple[str, ...]:
    """Names with a number behind those that occur again; a column without a name is called by its place."""
    seen: dict[str, int] = {}
    told = []
    for place, name in enumerate(names, 1):
        name = name or f"Column {place}"
        seen[name] = seen.get(name, 0) + 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(told)


@dataclass(slots=True)
class _Met:
    """What was met in the lines of one row: few rows need more than to be cut into cells."""

    protection: bool = False
    broken: bool = False
    long: bool = False


def _raw_rows(path: Path, habits: Habits) -> Iterator[tuple[list[str], int, str, bool]]:
    """(cells, line, fault, whether a spreadsheet's protection may stand in it) of every row that is not empty."""
    csv.field_size_limit(_MOST_READ)
    met = _Met()
    try:
        with path.open(encoding=habits.encoding, errors=BROKEN, newline="") as file:
            reader = csv.reader(_lines(file, met), delimiter=habits.delimiter, quotechar=habits.quote or None)
            line = 1
            while True:
                met.protection = met.broken = met.long = False
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield [], line, "too_long" if "field limit" in str(error) else "quotes", False
                else:
                    if (cells and cells[0][:1].isalnum()) or "".join(cells).strip():
                        is_long = (met.long or reader.line_num > line) and max(map(len, cells)) > MOST_CELL
                        fault = "too_long" if is_long else "letters" if met.broken else ""
                        yield cells, line, fault, met.protection
                line = reader.line_num + 1
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error


def _lines(file: io.TextIOBase, met: _Met) -> Iterator[str]:
    """The lines without NUL, letters that cannot be read replaced; what there is to know of them goes into `met`.

    Of one that never ends only the beginning is handed on, for the reader to refuse.
    """
    while line := file.readline(_MOST_READ + 2):
        if len(line) > MOST_CELL:
            met.long = True
            is_cut = len(line) == _MOST_READ + 2 and not line.endswith(("\r", "\n"))
            while is_cut and (rest := file.readline(_MOST_READ)):
                is_cut = not rest.endswith(("\r", "\n"))
        if "'" in line or "=" in line:
            met.protection = True
        if "\0" in line:
            line = line.replace("\0", "")
        if not line.isascii() and _LONE.search(line):
            line, met.broken = _LONE.sub("\ufffd", line), True
        yield line


def _rows(table: Table) -> Iterator[ReadRow]:
    width = len(table.columns)
    raw = _raw_rows(table.path, table.habits)
    if table.habits.has_header:
        next(raw, None)
    for number, (cells, line, fault, protection) in enumerate(raw, 1):
        shown = tuple([plain_cell(cell) for cell in cells]) if protection else tuple(map(str.strip, cells))
        if len(shown) != width:
            if not fault and any(cell.strip() for cell in cells[width:]):
                fault = "too_many_cells"
                shown = (*shown[: width - 1], table.habits.delimiter.join(cells[width - 1 :]))
            shown = (*shown, *[""] * (width - len(shown)))[:width]
        yield ReadRow(number, line, shown, fault)


def unguarded(cell: str) -> str:
    """`cell` without the one apostrophe that our export puts before what begins like a formula."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA_STARTS) else cell


def plain_cell(cell: str) -> str:
    """A cell without a spreadsheet's protection: ``="0123"``, and our own apostrophe; blanks around it taken off."""
    if "'" not in cell and "=" not in cell:
        return cell.strip()
    cell = unguarded(cell)
    protected = _PROTECTED.fullmatch(cell.strip())
    return (protected[1].replace('""', '"') if protected else cell).strip()


def written_out(number: str) -> str:
    """A phone number that a spreadsheet turned into ``1.555E+10``, written out; what it rounded off is zeros."""
    found = _SCIENTIFIC.fullmatch(number.strip())
    if found is None:
        return number
    digits, places = found[1] + found[2], int(found[3])
    return digits.ljust(places + 1, "0") if len(digits) <= places + 1 else number

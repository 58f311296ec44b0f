"""The lines of vCards (versit's vCard 2.1, RFC 2426, RFC 6350): unfolded, taken apart, decoded; what is binary skipped.

The bytes of a line stand for its letters until the whole logical line is there: makers fold within letters, and in
vCard 2.1 each property has its own character set.
"""

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nexus_contacts.exchange.csv_in import guess
from nexus_contacts.exchange.errors import UnreadableFile

MOST_LINE = 1024 * 1024
"""So many bytes of a logical line are read; a card with a longer one is set aside, unless that is a picture."""
MOST_CARD = 4 * 1024 * 1024
MOST_LINES = 5_000
"""A card with more lines, or more bytes, is no card."""
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_BYTES = "latin-1"
_MARK = "\xef\xbb\xbf"
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPE_2_1 = re.compile(r"\\([;,:])")


@dataclass(slots=True)
class Property:
    """One line of a card: its group and name in capitals, its parameters in capitals, its value still escaped."""

    name: str
    params: dict[str, list[str]]
    value: str
    group: str = ""


@dataclass(slots=True)
class Card:
    """What was read of one card."""

    line: int
    properties: list[Property] = field(default_factory=list)
    fault: str = ""
    size: int = 0

    @property
    def is_old(self) -> bool:
        """Whether the card is of version 2.1, which has no escapes but that of its separators."""
        return any(one.name == "VERSION" and one.value.strip() == "2.1" for one in self.properties)


def cards(path: Path) -> Iterator[Card]:
    """The cards of a file, streamed. Raises UnreadableFile where it cannot be read as text."""
    habits = guess(path)
    return _cards(_unfolded(_lines(path, habits.encoding)), _usual(habits.encoding))


def _usual(encoding: str) -> str:
    """The encoding of values that name none; what was transcoded line by line is UTF-8."""
    return "utf-8" if encoding.startswith("utf") else encoding


def _lines(path: Path, encoding: str) -> Iterator[tuple[str, bool]]:
    """(line, whether it was cut for its length): each byte a sign. UTF-16 is turned into UTF-8 first."""
    wide = encoding if encoding.startswith("utf-16") else ""
    try:
        with path.open(encoding=wide or _BYTES, errors="replace", newline="") as file:
            while line := file.readline(MOST_LINE):
                cut = not line.endswith(("\r", "\n")) and len(line) == MOST_LINE
                while cut and (rest := file.readline(MOST_LINE)) and not rest.endswith(("\r", "\n")):
                    pass
                line = line.rstrip("\r\n").replace("\0", "")
                yield (line.encode("utf-8", "replace").decode(_BYTES) if wide else line), cut
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error


@dataclass(slots=True)
class _Logical:
    """A logical line as it grows: `cut` tells that it was too long to be kept whole."""

    number: int
    pieces: list[str]
    size: int
    cut: bool
    is_quoted: bool
    is_binary: bool

    @classmethod
    def begin(cls, number: int, line: str, cut: bool) -> "_Logical":
        head = line[:400].partition(":")[0].upper()
        name = re.split("[;:]", head, maxsplit=1)[0].rpartition(".")[2]
        return cls(number, [line], len(line), cut, "QUOTED-PRINTABLE" in head, name in _BINARY)

    def add(self, piece: str, cut: bool) -> None:
        self.cut = self.cut or cut or self.size + len(piece) > MOST_LINE
        if self.is_binary or self.cut:
            return
        self.pieces.append(piece)
        self.size += len(piece)

    @property
    def is_open(self) -> bool:
        """Whether a soft line break of quoted-printable ends it so far (vCard 2.1)."""
        return self.is_quoted and self.pieces[-1].endswith("=")

    def whole(self) -> tuple[int, str, bool]:
        text = "" if self.is_binary else "".join(self.pieces)
        return self.number, text, self.cut and not self.is_binary


def _unfolded(lines: Iterable[tuple[str, bool]]) -> Iterator[tuple[int, str, bool]]:
    """(line number, logical line, whether it was cut): RFC folding, and quoted-printable lines that end in "="."""
    held: _Logical | None = None
    for number, (line, cut) in enumerate(lines, 1):
        if held is not None and held.is_open:
            held.pieces[-1] = held.pieces[-1][:-1]
            held.add(line, cut)
        elif held is not None and line[:1] in (" ", "\t"):
            held.add(line[1:], cut)
        else:
            if held is not None:
                yield held.whole()
            held = _Logical.begin(number, line.removeprefix(_MARK), cut) if line else None
    if held is not None:
        yield held.whole()


def _cards(lines: Iterable[tuple[int, str, bool]], usual: str) -> Iterator[Card]:
    card: Card | None = None
    agents = 0
    for number, line, cut in lines:
        upper = line[:40].strip().upper()
        if agents:  # the card of a person's agent stands within the person's own (vCard 2.1)
            agents += (upper == "BEGIN:VCARD") - (upper == "END:VCARD")
        elif upper == "BEGIN:VCARD" and card is not None and card.properties and card.properties[-1].name == "AGENT":
            agents = 1
        elif upper == "BEGIN:VCARD":
            if card is not None:
                card.fault = card.fault or "not_ended"
                yield card
            card = Card(number)
        elif card is not None and upper == "END:VCARD":
            yield card
            card = None
        elif card is not None:
            _take(card, line, cut, usual)
    if card is not None:
        card.fault = card.fault or "not_ended"
        yield card


def _take(card: Card, line: str, cut: bool, usual: str) -> None:
    if cut or len(card.properties) >= MOST_LINES or card.size > MOST_CARD:
        card.fault = "too_long"
        return
    found = _property(line, usual)
    if found is not None and found.name not in _BINARY:
        card.size += len(line)
        card.properties.append(found)
        if "\ufffd" in found.value and "\ufffd".encode().decode(_BYTES) not in line:
            card.fault = card.fault or "letters"


def _property(line: str, usual: str) -> Property | None:
    head, colon, value = _split_head(line)
    if not colon:
        return None
    name, *params = _split_params(head)
    group, _, name = name.strip().upper().rpartition(".")
    found: dict[str, list[str]] = {}
    for param in params:
        key, equals, text = param.partition("=")
        # In vCard 2.1 a type stands alone: TEL;WORK;VOICE.
        key, text = (key.strip().upper(), text) if equals else ("TYPE", key)
        found.setdefault(key, []).extend(part.strip().strip('"').upper() for part in text.split(","))
    return Property(name, found, _decoded(found, value, usual), group)


def _split_head(line: str) -> tuple[str, str, str]:
    if '"' not in line.partition(":")[0]:
        return line.partition(":")
    quoted = False
    for place, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == ":" and not quoted:
            return line[:place], ":", line[place + 1 :]
    return line, "", ""


def _split_params(head: str) -> list[str]:
    if '"' not in head:
        return head.split(";")
    parts, quoted, start = [], False, 0
    for place, sign in enumerate(head):
        if sign == '"':
            quoted = not quoted
        elif sign == ";" and not quoted:
            parts.append(head[start:place])
            start = place + 1
    return [*parts, head[start:]]


def _decoded(params: dict[str, list[str]], value: str, usual: str) -> str:
    if value.isascii() and "=" not in value:
        return value
    raw = value.encode(_BYTES)
    types = params.get("ENCODING", []) + params.get("TYPE", [])
    if "QUOTED-PRINTABLE" in types:
        raw = quopri.decodestring(raw)
    # Cards of several makers may stand in one file: what reads as UTF-8 is that; the last one is what Outlook writes.
    for charset in (*params.get("CHARSET", [])[:1], "utf-8", usual, "cp1252"):
        try:
            return _plain_ends(raw.decode(charset))
        except (UnicodeDecodeError, LookupError):
            continue
    return _plain_ends(raw.decode(usual, "replace"))


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def unescaped(value: str, *, is_old: bool = False) -> str:
    """A value without its backslashes; ``\\n`` is a new line. In vCard 2.1 (`is_old`) only separators are escaped."""
    if "\\" not in value:
        return value
    if is_old:
        return _ESCAPE_2_1.sub(r"\1", value)
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def parts_of(value: str, sign: str = ";", *, is_old: bool = False) -> list[str]:
    """A structured value's parts, cut at `sign` where it is not escaped, each unescaped."""
    if "\\" not in value:
        return [part.strip() for part in value.split(sign)]
    parts = [""]
    for piece in re.split(rf"(\\.|{re.escape(sign)})", value, flags=re.DOTALL):
        if piece == sign:
            parts.append("")
        else:
            parts[-1] += piece
    return [unescaped(part, is_old=is_old).strip() for part in parts]

"""Breaks text into lines that fit, as many as there may be; what is left then ends in an ellipsis."""

import re

from PySide6.QtGui import QTextLayout, QTextOption

from nexus_contacts.desktop.printing.fonts import fonts
from nexus_contacts.desktop.safe_text import cleaned

LONGEST = 100_000
"""More letters than this of one text are not laid out: half a page of a book has two thousand."""

_BREAK = "\u200b"
_JOINT = re.compile(r"(?<=[^\s@./_-]{2})[@./_-](?=[^\s@./_-]{2})")
"""Where an address may go on in the next line, rather than in the middle of a word."""


def broken(text: str, role: str, width: float, most: int = 0) -> tuple[str, ...]:
    """The lines of a text of unknown origin; `most` 0 is as many as it takes. No text is no line."""
    safe = cleaned(text, LONGEST).strip()
    if not safe:
        return ()
    lines: list[str] = []
    paragraphs = safe.split("\n")
    for at, paragraph in enumerate(paragraphs, 1):
        lines += _lines(paragraph.rstrip(), role, width, most - len(lines) if most else 0)
        if most and len(lines) >= most:
            if any(paragraphs[at:]) and not lines[-1].endswith("…"):
                lines[-1] = fonts().elided(f"{lines[-1]} …", role, width)
            break
    return tuple(lines)


def _lines(text: str, role: str, width: float, most: int) -> list[str]:
    """The lines of one paragraph. The last of `most` lines goes on to the paragraph's end, elided where it must be."""
    own = fonts()
    if not text or own.width(text, role) <= width:
        return [text]
    text = _JOINT.sub(rf"\g<0>{_BREAK}", text)
    layout = QTextLayout(text, own.font(role))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le")  # Qt counts in these
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(found) + 1 == most:
            found.append(own.elided(_units(units, start, len(units) // 2), role, width))
            break
        found.append(_units(units, start, start + line.textLength()))
    layout.endLayout()
    return found


def _units(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", "replace").replace(_BREAK, "").strip()

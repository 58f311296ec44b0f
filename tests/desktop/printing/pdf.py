"""Reads back what Qt wrote as PDF: its pages, the sheet of each, and the words on it. For these tests alone."""

import re
import zlib
from pathlib import Path


class Pdf:
    """A PDF file of Qt's making: words are drawn one by one, their letters named by the font's own table."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        assert data.startswith(b"%PDF-")
        assert data.rstrip().endswith(b"%%EOF")
        found = re.finditer(rb"(?:^|\n)(\d+) 0 obj\s(.*?)\nendobj", data, re.DOTALL)
        self._objects = {int(match[1]): match[2] for match in found}
        tree = next(body for body in self._objects.values() if b"/Type /Pages" in body)
        kids = re.search(rb"/Kids\s*\[(.*?)\]", tree, re.DOTALL)
        assert kids is not None
        self._pages = [self._objects[int(one)] for one in re.findall(rb"(\d+) 0 R", kids[1])]

    def __len__(self) -> int:
        return len(self._pages)

    def size(self, at: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", self._pages[at])
        assert box is not None
        return float(box[1]), float(box[2])

    def text(self, at: int) -> str:
        """The words of a page, with a blank between them."""
        page = self._pages[at]
        tables = self._tables(self._ref(page, rb"/Resources (\d+) 0 R"))
        words: list[str] = []
        for drawn in re.findall(rb"BT\s(.*?)\sET", self._content(page), re.DOTALL):
            font, word = b"", ""
            for name, glyphs in re.findall(rb"/(F\d+) \d+ Tf|<([0-9A-Fa-f]+)> Tj", drawn):
                font = name or font
                codes = [glyphs[n : n + 4] for n in range(0, len(glyphs), 4)]
                word += "".join(tables[font].get(int(code, 16), "\ufffd") for code in codes)
            words.append(word)
        return " ".join(words)

    def _content(self, page: bytes) -> bytes:
        return _unpacked(self._ref(page, rb"/Contents (\d+) 0 R"))

    def _ref(self, body: bytes, pattern: bytes) -> bytes:
        match = re.search(pattern, body)
        assert match is not None
        return self._objects[int(match[1])]

    def _tables(self, resources: bytes) -> dict[bytes, dict[int, str]]:
        fonts = re.search(rb"/Font <<(.*?)>>", resources, re.DOTALL)
        assert fonts is not None
        return {
            name: _table(_unpacked(self._ref(self._objects[int(number)], rb"/ToUnicode (\d+) 0 R")))
            for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", fonts[1])
        }


def _unpacked(body: bytes) -> bytes:
    start = re.search(rb"stream\r?\n", body)
    assert start is not None
    raw = body[start.end() :]
    return zlib.decompressobj().decompress(raw) if b"FlateDecode" in body[: start.start()] else raw


def _table(text: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for first, last, many, one in re.findall(rb"<(\w{4})> <(\w{4})> (?:\[(.*?)\]|<(\w{4})>)", text, re.DOTALL):
        letters = [int(code, 16) for code in re.findall(rb"<(\w{4})>", many)]
        start = int(first, 16)
        for at in range(start, int(last, 16) + 1):
            found[at] = chr(letters[at - start] if letters else int(one, 16) + at - start)
    return found

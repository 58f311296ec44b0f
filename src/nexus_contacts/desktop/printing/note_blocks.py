"""A note's Markdown as blocks of plain text for paper: lists keep their signs, links show where they lead."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

READ_LETTERS = 20_000
"""A longer note is printed as it was typed: reading it as Markdown may take seconds."""
_NESTING = 20
_LISTS = ("bullet_list_open", "ordered_list_open")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its text, how deep it is indented, the sign before its first line; ``heading`` ones are strong."""

    text: str
    depth: int = 0
    sign: str = ""
    heading: bool = False


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """The blocks of a note. HTML is text, a picture is its link; never raises for any text."""
    if len(markdown) > READ_LETTERS:
        return (Block(markdown.strip()),)
    from markdown_it import MarkdownIt

    text = markdown.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"]).disable("image")
    return tuple(_Reader().read(parser.parse(text)))


class _Reader:
    """Walks through the tokens of one note."""

    def __init__(self) -> None:
        self._found: list[Block] = []
        self._numbers: list[int | None] = []
        self._depth = 0
        self._sign = ""
        self._heading = False
        self._cells: list[str] | None = None

    def read(self, tokens: "list[Token]") -> list[Block]:
        for token in tokens:
            if token.type == "inline":
                self._take(_plain(token), heading=_is_bold(token))
            elif token.type in ("fence", "code_block"):
                self._take(token.content.rstrip("\n"))
            else:
                self._step(token)
        return self._found

    def _take(self, text: str, *, heading: bool = False) -> None:
        if self._cells is not None:
            self._cells.append(text)
        elif text.strip():
            self._found.append(Block(text, self._depth, self._sign, heading or self._heading))
            self._sign = ""

    def _step(self, token: "Token") -> None:
        kind = token.type
        if kind in _LISTS:
            start = token.attrs.get("start", 1)
            self._numbers.append(int(start) if kind == "ordered_list_open" else None)
            self._depth += 1
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._numbers.pop()
            self._depth -= 1
        elif kind == "list_item_open":
            self._sign = self._next_sign()
        elif kind in ("blockquote_open", "blockquote_close"):
            self._depth += 1 if kind.endswith("open") else -1
        elif kind in ("heading_open", "heading_close"):
            self._heading = kind.endswith("open")
        elif kind == "tr_open":
            self._cells = []
        elif kind == "tr_close":
            cells, self._cells = self._cells or [], None
            self._take(" | ".join(cells))

    def _next_sign(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "•"
        self._numbers[-1] = number + 1
        return f"{number}."


def _is_bold(token: "Token") -> bool:
    """Whether a line is bold from end to end: people write their headings so."""
    kinds = [child.type for child in token.children or () if child.content or child.type != "text"]
    whole = kinds[:1] == ["strong_open"] and kinds[-1:] == ["strong_close"]
    return whole and kinds.count("strong_open") == 1 and "softbreak" not in kinds


def _plain(token: "Token") -> str:
    """The words of a line with its links behind them."""
    found: list[str] = []
    links: list[tuple[str, int]] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            found.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            found.append("\n")
        elif child.type == "link_open":
            links.append((str(child.attrs.get("href", "")), len(found)))
        elif child.type == "link_close" and links:
            place, start = links.pop()
            if place and place.removeprefix("mailto:") != "".join(found[start:]):
                found.append(f" ({place})")
    return "".join(found)

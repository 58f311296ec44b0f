"""A note's Markdown as HTML that is safe to show: no raw HTML, no pictures, four kinds of links. Runs on a worker."""

from dataclasses import dataclass
from functools import lru_cache

SHOWN_CHARACTERS = 20_000
"""More than this of one note is not laid out: a text browser takes seconds for what nobody reads in a side pane."""

_TAGS = {
    *("p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_NESTING = 20


@dataclass(frozen=True, slots=True)
class NoteHtml:
    """A note ready for a text browser. `shortened` is set where only its beginning is shown."""

    html: str
    shortened: bool = False


@lru_cache(maxsize=256)
def render_note(markdown: str) -> NoteHtml:
    """Turn Markdown (CommonMark with tables and strike-through) into an allow-listed fragment of HTML.

    Raw HTML in the note comes out as text; pictures come out as their description; links keep only the schemes
    http, https, mailto and tel. Never raises for any text.
    """
    import nh3
    from markdown_it import MarkdownIt

    shortened = len(markdown) > SHOWN_CHARACTERS
    text = markdown[:SHOWN_CHARACTERS].replace("\0", "�").encode("utf-8", "replace").decode("utf-8")
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING, "breaks": True})
    parser.enable(["table", "strikethrough"]).disable("image")
    clean = nh3.clean(
        parser.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return NoteHtml(clean.strip(), shortened)

"""A note's Markdown comes out as HTML that is safe to show, whatever was written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.desktop.detail.note_html import SHOWN_CHARACTERS, render_note

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=http://canary.example/x.png onerror=alert(1)>",
    "![remote](http://canary.example/x.png)",
    "![local](file:///etc/passwd)",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "[file](file:///etc/passwd)",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe src=http://canary.example></iframe>",
    "<style>@import 'http://canary.example';</style>",
    "<link rel=stylesheet href=http://canary.example>",
    "<svg onload=alert(1)>",
    "[x](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "&#106;avascript:alert(1)",
    "[x](&#106;avascript:alert(1))",
    '<p style="background:url(http://canary.example)">x</p>',
]


@pytest.mark.parametrize("markdown", HOSTILE)
def test_hostile_markdown_leaves_no_element_or_link_that_acts(markdown: str) -> None:
    html = render_note(markdown).html

    assert not re.search(r"<(script|img|iframe|style|link|svg|object|embed|form)\b", html, re.IGNORECASE)
    assert not re.search(r"<[^>]*\b(on\w+|style|src)\s*=", html, re.IGNORECASE)
    for target in re.findall(r'href="([^"]*)"', html):
        assert target.split(":")[0].lower() in ("http", "https", "mailto", "tel")


def test_the_usual_markdown_is_shown() -> None:
    note = render_note(
        "**Call summary**\n\n- Budget **$48k**\n- Decision by *15 December*\n\n[whitepaper](https://example.com/w)"
    )

    assert "<strong>Call summary</strong>" in note.html
    assert "<li>Budget <strong>$48k</strong></li>" in note.html
    assert '<a href="https://example.com/w">whitepaper</a>' in note.html


def test_raw_html_is_shown_as_the_text_it_is() -> None:
    assert "&lt;b&gt;bold&lt;/b&gt;" in render_note("<b>bold</b>").html


def test_a_very_long_note_is_shortened_and_says_so() -> None:
    note = render_note("word " * 100_000)

    assert note.shortened
    assert len(note.html) < 2 * SHOWN_CHARACTERS


@pytest.mark.parametrize("markdown", [">" * 10_000, "[" * 10_000, "*" * 10_000, "`" * 10_000, "- " * 5_000])
def test_nesting_does_not_break_it(markdown: str) -> None:
    assert isinstance(render_note(markdown).html, str)


@given(st.text(max_size=400))
def test_any_text_comes_out(markdown: str) -> None:
    assert "<script" not in render_note(markdown).html


def test_a_lone_surrogate_is_replaced() -> None:
    assert "?" in render_note("a\ud800b").html

"""Notes as blocks of plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.desktop.printing.note_blocks import READ_LETTERS, Block, blocks_of

NOTE = """# Call

Budget **48k**
confirmed

1. First
2. Second
   - inner

> quoted

| a | b |
|---|---|
| 1 | 2 |

```
x = 1
```
"""


def test_a_note_keeps_its_shape() -> None:
    assert blocks_of(NOTE) == (
        Block("Call", heading=True),
        Block("Budget 48k\nconfirmed"),
        Block("First", 1, "1."),
        Block("Second", 1, "2."),
        Block("inner", 2, "•"),
        Block("quoted", 1),
        Block("a | b"),
        Block("1 | 2"),
        Block("x = 1"),
    )


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("[Plan](https://example.com/a)", "Plan (https://example.com/a)"),
        ("<https://example.com>", "https://example.com"),
        ("<ada@example.com>", "ada@example.com"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("![pic](http://127.0.0.1:9/p.png)", "!pic (http://127.0.0.1:9/p.png)"),
        ("a\0b", "a\ufffdb"),
    ],
)
def test_links_show_where_they_lead_and_html_is_text(markdown: str, text: str) -> None:
    assert [block.text for block in blocks_of(markdown)] == [text]


def test_a_bold_line_is_a_heading() -> None:
    assert blocks_of("**Call summary**\n- One") == (Block("Call summary", heading=True), Block("One", 1, "•"))
    assert not blocks_of("**Call** summary")[0].heading
    assert not blocks_of("**Call** and **Mail**")[0].heading


def test_a_very_long_note_is_kept_as_it_was_typed() -> None:
    note = "*word* " * READ_LETTERS

    assert blocks_of(note) == (Block(note.strip()),)


@given(st.text(alphabet="ab #*_[]()<>!|`-1.\n\\>", max_size=120))
def test_no_note_is_too_odd(note: str) -> None:
    assert all(block.depth >= 0 for block in blocks_of(note))

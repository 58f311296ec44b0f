"""Lines of vCards: escapes, folding, and lines that nobody should write, in bounded time and memory."""

import tracemalloc
from pathlib import Path

import pytest

from nexus_contacts.exchange.vcard_lines import MOST_CARD, MOST_LINE, Card, cards, parts_of, unescaped


def read(tmp_path: Path, content: bytes) -> list[Card]:
    path = tmp_path / "cards.vcf"
    path.write_bytes(content)
    return list(cards(path))


def test_escapes() -> None:
    assert unescaped("a\\nb\\,c\\\\d") == "a\nb,c\\d"
    assert unescaped("C:\\new\\;x", is_old=True) == "C:\\new;x"
    assert parts_of("a\\;b;c") == ["a;b", "c"]
    assert parts_of("a\\\\;b") == ["a\\", "b"]
    assert parts_of("a\\,b,c", ",") == ["a,b", "c"]


def test_parameters_in_every_form(tmp_path: Path) -> None:
    (card,) = read(
        tmp_path, b'BEGIN:VCARD\nitem1.TEL;TYPE="work,pref";type=cell;VOICE;X-A="a:b;c":+49\nnothing\nEND:VCARD\n'
    )

    (tel,) = card.properties
    assert (tel.group, tel.name, tel.value) == ("ITEM1", "TEL", "+49")
    assert tel.params["TYPE"] == ["WORK", "PREF", "CELL", "VOICE"]


BEGIN = b"BEGIN:VCARD\nVERSION:3.0\n"
END = b"FN:Jane Smith\nEND:VCARD\n"
QUOTED = b"NOTE;ENCODING=QUOTED-PRINTABLE:" + b"x" * 70 + b"=\n"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (BEGIN + b"NOTE:" + b"x" * (3 * MOST_LINE) + b"\n" + END, "too_long"),
        (BEGIN + b"NOTE:x\n" + (b" " + b"y" * 74 + b"\n") * 60_000 + END, "too_long"),
        (BEGIN + QUOTED + (b"z" * 74 + b"=\n") * 60_000 + b"end\n" + END, "too_long"),
        (BEGIN + (b"NOTE:" + b"x" * 900_000 + b"\n") * (MOST_CARD // 900_000 + 2) + END, "too_long"),
        (BEGIN + b"PHOTO;ENCODING=b:" + b"A" * (3 * MOST_LINE) + b"\n" + END, ""),
        (BEGIN + b"PHOTO;ENCODING=BASE64:\n" + (b" " + b"A" * 74 + b"\n") * 60_000 + b"\n" + END, ""),
        (BEGIN + b"PHOTO;ENCODING=BASE64:\n" + (b"A" * 74 + b"\n") * 90_000 + b"\n" + END, ""),
        (BEGIN + b'X;A="' + b"x" * 500_000 + b"\n" + END, ""),
    ],
    ids=["line", "folded", "quoted", "card", "picture", "folded picture", "bare picture", "open quote"],
)
def test_bombs_are_set_aside_or_passed_over_and_the_next_card_is_whole(
    tmp_path: Path, content: bytes, fault: str
) -> None:
    tracemalloc.start()
    try:
        bomb, after = read(tmp_path, content + BEGIN + END)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert (bomb.fault, after.fault) == (fault, "")
    assert after.properties[-1].value == "Jane Smith"
    assert peak < 40_000_000
    if not fault:
        assert bomb.properties[-1].value == "Jane Smith"

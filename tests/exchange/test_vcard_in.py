"""vCards as people's programs write them, and hostile ones."""

from pathlib import Path

import pytest

from nexus_contacts.exchange.errors import UnreadableFile
from nexus_contacts.exchange.vcard_in import COLUMNS, parts_of, read_cards, unescaped

APPLE = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//macOS 14//EN\r\nN:Smith;Jane;Mary;;\r\nFN:Jane Mary Smith\r\n"
    "ORG:Acme\\, Inc.;Sales\r\nTITLE:VP\r\nitem1.EMAIL;type=INTERNET;type=HOME:other@x.org\r\n"
    "EMAIL;type=INTERNET;type=WORK;type=pref:jane@x\r\n .org\r\nitem2.TEL;type=pref:+49 89 123\r\n"
    "item2.X-ABLabel:_$!<Work>!$_\r\n"
    "item3.ADR;type=HOME;type=pref:;;1 Main St;Hull;;HU1;UK\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12\r\n"
    "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg==\r\nNOTE:one\\ntwo\\; three\r\nEND:VCARD\r\n"
)
GOOGLE = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:Zoë Weiß\nN:Weiß;Zoë;;;\nEMAIL;TYPE=INTERNET:zoe@x.org\n"
    "TEL;TYPE=CELL:+49 171 1234567\n"
    "CATEGORIES:myContacts,Friends\nEND:VCARD\n"
)
OUTLOOK = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=de;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=FCrgen\r\n"
    "ORG:Acme\r\nTEL;WORK;VOICE:089 123456\r\nTEL;WORK;FAX:089 999\r\n"
    "ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE:;;Haupt=\r\n"
    "str. 1=0D=0A2. Stock;M=C3=BCnchen;;80331;Deutschland\r\nEMAIL;PREF;INTERNET:juergen@x.org\r\nEND:VCARD\r\n"
)
THUNDERBIRD = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nEMAIL;PREF=1:ann@x.org\r\nEMAIL:ann2@x.org\r\nFN:Ann O'Neil\r\nN:O'Neil;Ann;;;\r\n"
    "TEL;TYPE=work;VALUE=TEXT:+1 212 555 0177\r\nBDAY;VALUE=DATE:--0412\r\nURL:https://x.org\r\nEND:VCARD\r\n"
)


def read(tmp_path: Path, text: str) -> list[dict[str, str]]:
    path = tmp_path / "cards.vcf"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return [
        {name: cell for name, cell in zip(COLUMNS, row.cells, strict=True) if cell}
        | ({"fault": row.fault} if row.fault else {})
        for row in read_cards(path)
    ]


def test_apple(tmp_path: Path) -> None:
    (card,) = read(tmp_path, APPLE)

    assert (card["first_name"], card["last_name"], card["email"]) == ("Jane Mary", "Smith", "jane@x.org")
    assert (card["custom_fields.email_2"], card["phone"], card["company"]) == (
        "other@x.org",
        "+49 89 123",
        "Acme, Inc.",
    )
    assert (card["address.street"], card["address.city"], card["address.zip"]) == ("1 Main St", "Hull", "HU1")
    assert (card["custom_fields.birthday"], card["note"]) == ("--04-12", "one\ntwo; three")


def test_google_and_thunderbird_in_one_file(tmp_path: Path) -> None:
    zoe, ann = read(tmp_path, GOOGLE + THUNDERBIRD)

    assert (zoe["first_name"], zoe["last_name"], zoe["tags"]) == ("Zoë", "Weiß", "myContacts,Friends")
    assert (ann["email"], ann["custom_fields.email_2"]) == ("ann@x.org", "ann2@x.org")
    assert (ann["custom_fields.birthday"], ann["custom_fields.website"]) == ("--04-12", "https://x.org")


def test_outlook_2_1(tmp_path: Path) -> None:
    (card,) = read(tmp_path, OUTLOOK)

    assert (card["first_name"], card["last_name"]) == ("Jürgen", "Müller")
    assert (card["phone"], "custom_fields.phone_2" in card) == ("089 123456", False)
    assert (card["address.city"], card["address.country"]) == ("München", "Deutschland")
    assert card["email"] == "juergen@x.org"


def test_a_bad_card_is_set_aside_and_the_others_come_in(tmp_path: Path) -> None:
    bad = "BEGIN:VCARD\nVERSION:3.0\nFN:Half\nEMAIL:half@x.org\n"

    half, zoe = read(tmp_path, bad + GOOGLE)

    assert half["fault"] == "not_ended"
    assert zoe["first_name"] == "Zoë"


def test_hostile_cards(tmp_path: Path) -> None:
    nested = "BEGIN:VCARD\n" * 50
    endless = "BEGIN:VCARD\n" + "X-A:1\n" * 6000 + "END:VCARD\n"
    long_line = "BEGIN:VCARD\nFN:Long\nNOTE:" + "x" * 2_000_000 + "\nEND:VCARD\n"
    odd = "BEGIN:VCARD\nno colon here\n:\n;;;:x\nEMAIL;CHARSET=NOPE:a@b.c\nFN:Odd\0 One\nEND:VCARD\n"

    found = read(tmp_path, nested + endless + long_line + odd + GOOGLE)

    assert found[-1]["email"] == "zoe@x.org"
    assert found[-2]["first_name"] == "Odd"
    assert sum("fault" in card for card in found) >= 50


@pytest.mark.parametrize("text", ["hello\n", "VERSION:3.0\nEND:VCARD\n"])
def test_a_file_without_cards_says_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableFile):
        read(tmp_path, text)


def test_escapes() -> None:
    assert unescaped("a\\nb\\,c\\\\d") == "a\nb,c\\d"
    assert parts_of("a\\;b;c") == ["a;b", "c"]

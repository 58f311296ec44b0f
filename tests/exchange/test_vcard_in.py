"""vCards as people's programs write them, and hostile ones."""

from pathlib import Path

import pytest

from nexus_contacts.exchange.errors import UnreadableFile
from nexus_contacts.exchange.vcard_in import COLUMNS, read_cards

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


# Whole cards in the habits of four makers, after their documentation and exports; the people are the sample's.

APPLE_WHOLE = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//macOS 14.4//EN\r\nN:Smith;Jane;;Dr.;\r\nFN:Dr. Jane Smith\r\n"
    "NICKNAME:Janey\r\nORG:Acme Corp;Sales;\r\nTITLE:VP Sales\r\n"
    "EMAIL;type=INTERNET;type=HOME:jane@home.example\r\n"
    "item1.EMAIL;type=INTERNET;type=pref:jane@acme.example\r\nitem1.X-ABLabel:_$!<Work>!$_\r\n"
    "TEL;type=CELL;type=VOICE;type=pref:+1 (212) 555-0101\r\nTEL;type=WORK;type=FAX:+1 212 555 0199\r\n"
    "item2.TEL:+1 212 555 0102\r\nitem2.X-ABLabel:Assistant\r\n"
    "ADR;type=HOME:;;5 Home Rd;Hull;;HU1;United Kingdom\r\n"
    "item3.ADR;type=WORK;type=pref:;;1 Main St\\nFloor 2;New York;NY;10001;United States\r\nitem3.X-ABADR:us\r\n"
    "NOTE:Met at the fair\\, twice.\\nLikes C:\\\\new\r\n"
    "item4.URL;type=pref:https\\://acme.example\r\nitem4.X-ABLabel:_$!<HomePage>!$_\r\n"
    "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12\r\n"
    "item5.X-ABDATE;type=pref:2010-05-01\r\nitem5.X-ABLabel:_$!<Anniversary>!$_\r\n"
    "item6.X-ABRELATEDNAMES;type=pref:John Smith\r\nitem6.X-ABLabel:_$!<Spouse>!$_\r\n"
    "X-SOCIALPROFILE;type=twitter:https://social.example/jane\r\n"
    "PHOTO;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&96&96&8vOqJw==;ENCODING=b;TYPE=JPEG:\r\n /9j/4AAQSkZJRgABAQAASA\r\n"
    " 4QBMRXhpZgAATU0AKgAAAAgAAgESAAMAAAABAAEAAIdp=\r\nREV:2026-03-01T10:00:00Z\r\nUID:4D2C\r\nEND:VCARD\r\n"
)
GOOGLE_WHOLE = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë Weiß\r\nN:Weiß;Zoë;;;\r\nNICKNAME:Zo\r\n"
    "EMAIL;TYPE=INTERNET;TYPE=WORK:zoe@weiss.example\r\nitem1.EMAIL;TYPE=INTERNET:zoe@home.example\r\n"
    "item1.X-ABLabel:Newsletter\r\nTEL;TYPE=CELL:+49 171 1234567\r\nTEL;TYPE=WORK:+49 89 123456\r\n"
    "ADR;TYPE=WORK:;;Hauptstr. 1;München;;80331;Deutschland;Hauptstr. 1\\n80331 München\\nDeutschland\r\n"
    "ORG:Weiß GmbH\r\nTITLE:Leiterin Einkauf\r\nBDAY:19880907\r\nitem2.URL:http\\://www.google.com/profiles/1\r\n"
    "item2.X-ABLabel:PROFILE\r\nNOTE:Erste Zeile\\nZweite Zeile\\; Ende\r\n"
    "PHOTO:https://lh3.googleusercontent.com/contacts/AB\r\nCATEGORIES:myContacts,Friends\r\nEND:VCARD\r\n"
)
OUTLOOK_WHOLE = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nX-MS-SIGNATURE:YES\r\n"
    b"N;LANGUAGE=de;CHARSET=Windows-1252:M\xfcller;J\xfcrgen\r\n"
    b"FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:J=FCrgen M=FCller\r\n"
    b"ORG;CHARSET=Windows-1252:M\xfcller \x96 S\xf6hne;Einkauf\r\nTITLE:Eink\xe4ufer\r\n"
    b"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=utf-8:Erste Zeile mit 50=\r\n"
    b"=25 Rabatt=0D=0A=\r\nZweite Zeile: =E2=82=AC 5=3D5 in C:\\new=\r\n\r\n"
    b"TEL;WORK;VOICE:+49 (89) 123456\r\nTEL;CELL;VOICE:+49 171 1234567\r\nTEL;WORK;FAX:+49 (89) 999\r\n"
    b"ADR;WORK;PREF;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:;;Hauptstra=DFe 1=0D=0AHinterhaus;M=FCnchen;=\r\n"
    b"Bayern;80331;Deutschland\r\nLABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Hauptstr=DFe 1=0D=0A80331 M=FCnchen\r\n"
    b"X-MS-OL-DEFAULT-POSTAL-ADDRESS:2\r\nURL;WORK:http://mueller.example\r\nROLE:Leiter\r\nBDAY:19790401\r\n"
    b"EMAIL;PREF;INTERNET:juergen@mueller.example\r\nX-MS-IMADDRESS:jm@im.example\r\nX-MS-MANAGER:Anna Weber\r\n"
    b"PHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n /9j/4AAQSkZJRgABAQEAYABgAAD/\r\n AQSkZJRgABAQEAYABgAAD/2wBDAAgGBgc=\r\n\r\n"
    b'X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://schemas.microsoft.com/office/outlook/12" ver="1.0"></card>\r\n'
    b"REV:20260301T100000Z\r\nEND:VCARD\r\n"
)
THUNDERBIRD_WHOLE = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nEMAIL:ann2@x.example\r\nEMAIL;PREF=1:ann@x.example\r\nFN:Ann O'Neil\r\nN:;;;;\r\n"
    "NICKNAME:Annie\r\nTEL;VALUE=TEXT:+1 212 555 0177\r\nTEL;TYPE=work;VALUE=uri:tel:+1-212-555-0178;ext=12\r\n"
    'ADR;TYPE=home:;;"Rose, Cottage";Bath;;BA1;UK\r\nORG:Acme;Research\r\nTITLE:Chemist\r\nROLE:Lead\r\n'
    "BDAY;VALUE=DATE:--0412\r\nANNIVERSARY;VALUE=DATE:20150611\r\nTZ;VALUE=TEXT:Europe/London\r\n"
    "X-TIMEZONE:Europe/London\r\nURL;TYPE=work;VALUE=URL:https://x.example\r\nIMPP:xmpp:ann@x.example\r\n"
    "X-CUSTOM1;VALUE=TEXT:gold\r\nNOTE:one\\ntwo\r\nPHOTO;VALUE=URI:data:image/png\\;base64\\,iVBORw0KGgo=\r\n"
    "SPECIAL-DATE;X=1:x\r\nUID:urn:uuid:1\r\nEND:VCARD\r\n"
)


def read_bytes(tmp_path: Path, content: bytes) -> list[dict[str, str]]:
    """The cards with what stands in their column of further fields taken apart, without what is empty."""
    path = tmp_path / "cards.vcf"
    path.write_bytes(content)
    found = []
    for row in read_cards(path):
        assert row.fault == ""
        cells = {name: cell for name, cell in zip(COLUMNS, row.cells, strict=True) if cell}
        parts = cells.pop("more", "").split("\x1f")
        found.append(cells | dict(zip(parts[::2], parts[1::2], strict=False)))
    return found


def test_a_whole_card_of_apple(tmp_path: Path) -> None:
    (card,) = read_bytes(tmp_path, APPLE_WHOLE.encode())

    assert card == {
        "first_name": "Jane", "last_name": "Smith", "name_prefix": "Dr.", "nickname": "Janey",
        "company": "Acme Corp", "department": "Sales", "job_title": "VP Sales",
        "email": "jane@acme.example", "custom_fields.email_2": "jane@home.example",
        "phone": "+1 (212) 555-0101", "custom_fields.phone_2": "+1 212 555 0102", "fax": "+1 212 555 0199",
        "address.street": "1 Main St\nFloor 2", "address.city": "New York", "address.state": "NY",
        "address.zip": "10001", "address.country": "United States", "address_2": "5 Home Rd, Hull, HU1, United Kingdom",
        "note": "Met at the fair, twice.\nLikes C:\\new", "custom_fields.website": "https://acme.example",
        "custom_fields.birthday": "--04-12", "anniversary": "2010-05-01", "spouse": "John Smith",
        "social_profile": "https://social.example/jane",
    }  # fmt: skip


def test_a_whole_card_of_google(tmp_path: Path) -> None:
    (card,) = read_bytes(tmp_path, GOOGLE_WHOLE.encode())

    assert card == {
        "first_name": "Zoë", "last_name": "Weiß", "nickname": "Zo", "company": "Weiß GmbH",
        "job_title": "Leiterin Einkauf", "email": "zoe@weiss.example", "custom_fields.email_2": "zoe@home.example",
        "phone": "+49 171 1234567", "custom_fields.phone_2": "+49 89 123456", "address.street": "Hauptstr. 1",
        "address.city": "München", "address.zip": "80331", "address.country": "Deutschland",
        "custom_fields.birthday": "1988-09-07", "custom_fields.website": "http://www.google.com/profiles/1",
        "note": "Erste Zeile\nZweite Zeile; Ende", "tags": "myContacts,Friends",
    }  # fmt: skip


def test_a_whole_card_of_outlook(tmp_path: Path) -> None:
    (card,) = read_bytes(tmp_path, OUTLOOK_WHOLE)

    assert card == {
        "first_name": "Jürgen", "last_name": "Müller", "company": "Müller – Söhne", "department": "Einkauf",
        "job_title": "Einkäufer", "role": "Leiter",
        "note": "Erste Zeile mit 50% Rabatt\nZweite Zeile: € 5=5 in C:\\new", "phone": "+49 (89) 123456",
        "custom_fields.phone_2": "+49 171 1234567", "fax": "+49 (89) 999",
        "address.street": "Hauptstraße 1\nHinterhaus", "address.city": "München", "address.state": "Bayern",
        "address.zip": "80331", "address.country": "Deutschland", "custom_fields.website": "http://mueller.example",
        "custom_fields.birthday": "1979-04-01", "email": "juergen@mueller.example", "im": "jm@im.example",
        "manager": "Anna Weber",
    }  # fmt: skip


def test_a_whole_card_of_thunderbird(tmp_path: Path) -> None:
    (card,) = read_bytes(tmp_path, THUNDERBIRD_WHOLE.encode())

    assert card == {
        "first_name": "Ann", "last_name": "O'Neil", "nickname": "Annie", "email": "ann@x.example",
        "custom_fields.email_2": "ann2@x.example", "phone": "+1 212 555 0177",
        "custom_fields.phone_2": "+1-212-555-0178 ext. 12", "address.street": '"Rose, Cottage"',
        "address.city": "Bath", "address.zip": "BA1", "address.country": "UK", "company": "Acme",
        "department": "Research", "job_title": "Chemist", "role": "Lead", "custom_fields.birthday": "--04-12",
        "anniversary": "2015-06-11", "custom_fields.website": "https://x.example", "im": "xmpp:ann@x.example",
        "custom_1": "gold", "note": "one\ntwo",
    }  # fmt: skip


def test_cards_of_all_makers_in_one_file(tmp_path: Path) -> None:
    content = (
        APPLE_WHOLE.encode() + OUTLOOK_WHOLE + b"\xef\xbb\xbf" + GOOGLE_WHOLE.encode() + THUNDERBIRD_WHOLE.encode()
    )

    names = [(card["first_name"], card["last_name"]) for card in read_bytes(tmp_path, content)]

    assert names == [("Jane", "Smith"), ("Jürgen", "Müller"), ("Zoë", "Weiß"), ("Ann", "O'Neil")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_file_in_any_unicode(tmp_path: Path, encoding: str) -> None:
    (card,) = read_bytes(tmp_path, GOOGLE_WHOLE.encode(encoding))

    assert (card["last_name"], card["address.city"]) == ("Weiß", "München")


def test_letters_that_a_maker_folded_in_two(tmp_path: Path) -> None:
    content = "BEGIN:VCARD\nVERSION:3.0\nFN:Zoë Weiß\nEND:VCARD\n".encode().replace(b"\xc3\x9f", b"\xc3\n \x9f")

    assert read_bytes(tmp_path, content) == [{"first_name": "Zoë", "last_name": "Weiß"}]


def test_a_firm_keeps_its_name_in_one_piece_and_a_third_of_anything_is_kept(tmp_path: Path) -> None:
    lines = ["FN:Acme Trading Ltd", "ORG:Acme Trading Ltd", *(f"EMAIL:m{n}@x.example" for n in range(5))]
    text = "\n".join(("BEGIN:VCARD", "VERSION:3.0", "N:;;;;", *lines, "CATEGORIES:a", "CATEGORIES:b,a", "END:VCARD"))

    assert read_bytes(tmp_path, text.encode()) == [
        {
            "first_name": "Acme Trading Ltd", "company": "Acme Trading Ltd", "email": "m0@x.example",
            "custom_fields.email_2": "m1@x.example", "custom_fields.email_3": "m2@x.example",
            "email_4": "m3@x.example", "email_5": "m4@x.example", "tags": "a,b",
        }
    ]  # fmt: skip


def test_the_card_of_an_agent_within_a_card_is_passed_over(tmp_path: Path) -> None:
    agent = "AGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:Agent\nEND:VCARD\n"

    (card,) = read_bytes(tmp_path, OUTLOOK_WHOLE.replace(b"REV:", agent.encode() + b"REV:"))

    assert card["last_name"] == "Müller"

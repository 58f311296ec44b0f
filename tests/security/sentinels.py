"""A key and a person that are found nowhere else, and the search for them in everything a program leaves behind."""

import base64
import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KEY = "nxs_Sentinel-7f3a91c2e4"
NAME = "Quillonfred"
PERSONAL = {
    "first_name": NAME,
    "last_name": "Vexbrandtsen",
    "email": "quillonfred@vexbrandtsen.example",
    "phone": "+4930998877665",
    "company": "Vexbrandtsen Drydocks",
    "job_title": "Chief Barnacle Officer",
    "tags": ["vexbrandt-tag"],
    "custom_fields": {"shoe": "Vexbrandt-shoe-45"},
    "address": {"street": "Vexbrandtstrasse 9"},
}
NOTE = "Vexbrandtsen asked about **keelhauling**"
TRACES = (NAME, "exbrandt", "998877665", "Barnacle", "keelhauling")
"""What betrays the person: parts, so that another case or spelling of the whole is met too."""


def fill(base_url: str, *, others: int = 40) -> None:
    """Put the person, with a note, and some others into a workspace."""
    made = ask(base_url, "POST", "/contacts", PERSONAL)["data"]["id"]
    ask(base_url, "POST", f"/contacts/{made}/notes", {"content": NOTE})
    rest = [{"first_name": f"Other {number}", "email": f"other{number}@example.com"} for number in range(others)]
    ask(base_url, "POST", "/contacts/bulk", {"contacts": rest})


def ask(base_url: str, method: str, path: str, body: Any = None) -> Any:
    """One call to a workspace with the sentinel key."""
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(base_url + path, data, headers, method=method)) as answer:
        return json.load(answer)


def forms(text: str) -> Iterator[bytes]:
    """A text as it may lie in a file: UTF-8, UTF-16, base64, hexadecimal."""
    plain = text.encode()
    yield from (plain, plain.lower(), text.encode("utf-16-le"), plain.hex().encode())
    for shift in range(3):
        # Where a text stands in a longer one decides its base64; the ends depend on the neighbours and are left out.
        yield base64.b64encode(b"\0" * shift + plain)[4 if shift else 0 : -4]


def found_in(content: bytes, texts: tuple[str, ...]) -> list[str]:
    """Which of the texts are in the content, in any form."""
    return [text for text in texts if any(form in content for form in forms(text) if len(form) > 4)]


def files_with(folder: Path, texts: tuple[str, ...]) -> list[tuple[str, str]]:
    """The files below a folder that hold one of the texts, or are named after it."""
    met = []
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        met += [(str(path.relative_to(folder)), text) for text in found_in(content + str(path).encode(), texts)]
    return met

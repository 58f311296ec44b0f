"""Text that lies, breaks or burdens, in every member of every record, and a service that tells it."""

import json
from typing import Any
from urllib.parse import urlsplit

from tests.api.raw_server import Asked, Reply, json_reply

CANARY = "<img src='CANARY/pixel.png'><b>bold</b><script>x</script> ![p](CANARY/pixel2.png)"
TEXTS = {
    "con_bidi": "inv\u202efdp.exe\u2066 x\u2069 \u200f\u200e\u061c",
    "con_nul": "a\0b\x1b[31mred\x07",
    "con_half": "half \ud83d of one",
    "con_zero": "ad\u200bm\ufeff\u2060in",
    "con_html": CANARY,
    "con_lines": "one\r\ntwo\u2028three\x85four\tfive",
    "con_long": "Lorem" * 200_000,
    "con_word": "e\u0301" * 500 + "\U0001f468\u200d\U0001f469" * 50 + "ﷺ" * 50,
}
_MEMBERS = (
    "first_name", "last_name", "email", "phone", "company", "job_title", "status", "source", "assigned_to", "nobody",
)  # fmt: skip
LISTS: dict[str, tuple[str, ...]] = {
    "timeline": ("type", "title", "description", "user_id"),
    "deals": ("title", "stage_name", "currency", "status", "expected_close_date", "owner_id"),
    "notes": ("content", "author_id"),
    "activities": ("type", "subject", "body", "outcome", "user_id"),
}


def contact(contact_id: str, text: str) -> dict[str, Any]:
    """A contact whose every member is the text, or its beginning: the longest would only make the tests slow."""
    return {
        "id": contact_id,
        **dict.fromkeys(_MEMBERS, text[:20_000]),
        "first_name": text,
        "company": text,
        "tags": [text, "tag"],
        "custom_fields": {text[:5000]: text, "plain": text},
        "address": dict.fromkeys(("street", "city", "state", "zip", "country"), text[:20_000]),
        "metadata": {text[:5000]: text[:20_000]},
        "engagement_score": 50,
        "created_at": "2026-01-01T00:00:00Z",
        "updated_at": "2026-01-02T00:00:00Z",
    }


def item(kind: str, contact_id: str, text: str) -> dict[str, Any]:
    """A record of one of the four lists whose every member is the text."""
    times = dict.fromkeys(("occurred_at", "created_at", "updated_at"), "2026-01-01T00:00:00Z")
    return {"id": f"{kind}_1", "contact_id": contact_id, **dict.fromkeys(LISTS[kind], text), **times, "value": 5}


class Liar:
    """The service: answers each path with its hostile records. `texts` are the contacts' texts by their ids."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts

    def __call__(self, asked: Asked) -> Reply:
        parts = urlsplit(asked.target).path.strip("/").split("/")[2:]
        if not parts:
            return _page([contact(*pair) for pair in self.texts.items()])
        if len(parts) == 1 and parts[0] in self.texts:
            return json_reply({"success": True, "data": contact(parts[0], self.texts[parts[0]])})
        if len(parts) == 2 and parts[1] in LISTS:
            return _page([item(parts[1], parts[0], self.texts[parts[0]])])
        return json_reply({"success": False, "error": {"code": "not_found", "message": "no"}}, 404)


def _page(items: list[dict[str, Any]]) -> Reply:
    meta = {"total": len(items), "limit": 100, "has_more": False}
    body = json.dumps({"success": True, "data": items, "meta": meta}).encode()
    return Reply(200, body, {"Content-Type": "application/json"})

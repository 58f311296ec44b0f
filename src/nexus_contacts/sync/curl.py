"""A waiting entry as the curl command that would send it: for support, and for who wants to see what is sent."""

import shlex

from nexus_contacts.api import encode
from nexus_contacts.api.records import Contact
from nexus_contacts.store import edits
from nexus_contacts.store.entries import Entry

KEY_VARIABLE = "NEXUS_CONTACTS_API_KEY"


def _request(entry: Entry, contact: Contact) -> tuple[str, str, bytes]:
    """(method, path, body) of the request that sends an entry."""
    path = f"/contacts/{encode.segment(entry.contact_id)}"
    match entry.kind:
        case "create" if entry.draft is not None:
            return "POST", "/contacts", encode.create_body(entry.draft)
        case "patch":
            return "PUT", path, encode.patch_body(edits.patch_of(contact, entry.changes))
        case "merge":
            return "POST", "/contacts/merge", encode.merge_body(entry.contact_id, entry.other_id)
        case "note":
            return "POST", f"{path}/notes", encode.note_body(entry.content)
        case _:
            return "DELETE", path, b""


def as_curl(base_url: str, entry: Entry, contact: Contact) -> str:
    """The command that sends `entry`, whose contact the service has as `contact`.

    The API key is not in it: the shell takes it from its environment. Raises ValidationFailed for what cannot be sent.
    """
    method, path, body = _request(entry, contact)
    parts = ["curl", "--request", method, shlex.quote(base_url + path)]
    parts += ["--header", f'"Authorization: Bearer ${KEY_VARIABLE}"']
    if entry.kind in ("create", "note", "merge"):
        parts += ["--header", shlex.quote(f"Idempotency-Key: {entry.idempotency_key}")]
    if body:
        parts += ["--header", shlex.quote("Content-Type: application/json"), "--data", shlex.quote(body.decode())]
    return " ".join(parts)

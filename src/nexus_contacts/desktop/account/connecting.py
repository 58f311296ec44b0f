"""Trying a key: one cheap call that shows whether address and key fit, before anything is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from nexus_contacts import account as accounts
from nexus_contacts.account import Account

DEFAULT_URL = "https://app.automatenexuscrm.com/functions/v1/api"


@dataclass(frozen=True, slots=True)
class Answered:
    """What the service said to the first call: `total` contacts, or None where it does not count them."""

    base_url: str
    api_key: str = field(repr=False)
    total: int | None = None


async def try_key(base_url: str, api_key: str) -> Answered:
    """Ask the service for one contact. Raises ApiError with what is wrong with address, key or network."""
    from nexus_contacts.api.client import Client
    from nexus_contacts.api.records import ListQuery

    async with Client(base_url, api_key) as client:
        page = await client.list(ListQuery(limit=1))
    return Answered(base_url, api_key, page.total)


async def knows_one_of(base_url: str, api_key: str, ids: Sequence[str]) -> bool:
    """Whether the workspace of a key has any of these contacts; True where there is none to ask for.

    Raises ApiError.
    """
    from nexus_contacts.api.client import Client
    from nexus_contacts.api.errors import NotFound

    async with Client(base_url, api_key) as client:
        for contact_id in ids:
            try:
                await client.get(contact_id)
            except NotFound:
                continue
            return True
    return not ids


def workspace_name(base_url: str, taken: tuple[str, ...]) -> str:
    """A first name for a workspace: AutomateNexus for the hosted service, else its host; numbered where taken."""
    stem = "AutomateNexus" if base_url.rstrip("/") == DEFAULT_URL else urlsplit(base_url).netloc or base_url
    name, number = stem, 2
    while name.casefold() in {other.casefold() for other in taken}:
        name, number = f"{stem} {number}", number + 1
    return name


def keep(answered: Answered, *, remember: bool) -> Account:
    """Set the account up, its key in the keyring or for this session.

    Raises KeyringUnavailable, AccountsUnreadable.
    """
    listed = accounts.accounts()
    name = workspace_name(answered.base_url, tuple(account.name for account in listed))
    return accounts.add(name, answered.base_url, answered.api_key, remember=remember)

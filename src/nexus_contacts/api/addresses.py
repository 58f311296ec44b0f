"""Which addresses the key may be sent to: https anywhere, plain http on this machine only."""

import ipaddress
from urllib.parse import SplitResult, urlsplit, urlunsplit

from nexus_contacts.api.errors import PlainHttpRefused, UnusableAddress


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine: 127.0.0.0/8, ::1 or localhost. Names are not looked up."""
    if host.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    # `is_loopback` alone would also say yes to mapped addresses such as ::ffff:127.0.0.1 on newer Pythons.
    return address == ipaddress.IPv6Address("::1") or (address.version == 4 and address.is_loopback)


def service_url(text: str) -> str:
    """The base URL that `text` means, without a slash at its end; a missing scheme is taken for https.

    An address of the list itself, as the vendor's examples show it, means the base it stands under.

    Raises UnusableAddress for what is no address, PlainHttpRefused for http:// to another machine.
    """
    wanted = text.strip()
    if not wanted:
        raise UnusableAddress("empty")
    if "://" not in wanted:
        wanted = f"https://{wanted}"
    try:
        parts = urlsplit(wanted)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise UnusableAddress("port" if "[" not in wanted else "host") from None
    _check_parts(parts, host)
    assert host is not None  # _check_parts refused the rest
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port is None else f"{shown}:{port}"
    path = parts.path.rstrip("/").removesuffix("/contacts").rstrip("/")
    url = urlunsplit((parts.scheme.lower(), netloc, path, "", ""))
    if parts.scheme.lower() == "http" and not is_loopback(host):
        raise PlainHttpRefused("http", url=url)
    return url


def _check_parts(parts: SplitResult, host: str | None) -> None:
    if parts.scheme.lower() not in ("http", "https"):
        raise UnusableAddress("scheme")
    if parts.username is not None or parts.password is not None:
        raise UnusableAddress("userinfo")
    if parts.query or parts.fragment:
        raise UnusableAddress("query")
    unprintable = any(char.isspace() or not char.isprintable() for char in parts.geturl())
    if not host or unprintable or any(char in host for char in "\\%<>^`{|}"):
        raise UnusableAddress("host")


def without_query(url: str) -> str:
    """`url` without its query, fragment and user: safe to show and to log."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return ""
    return urlunsplit((parts.scheme, host, parts.path, "", ""))

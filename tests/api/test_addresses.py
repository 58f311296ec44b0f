"""Where the key may go, and what of an address may be shown."""

import pytest

from nexus_contacts.api.addresses import is_loopback, service_url, without_query
from nexus_contacts.api.errors import PlainHttpRefused, UnusableAddress


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (" https://App.Example/functions/v1/api/ ", "https://app.example/functions/v1/api"),
        ("app.example/v1", "https://app.example/v1"),
        ("http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1"),
        ("http://127.9.8.7", "http://127.9.8.7"),
        ("http://[::1]:9/v1//", "http://[::1]:9/v1"),
        ("HTTP://LocalHost:80", "http://localhost:80"),
    ],
)
def test_an_address_is_understood(given: str, meant: str) -> None:
    assert service_url(given) == meant


@pytest.mark.parametrize(
    "given",
    [
        "http://app.example",
        "http://10.0.0.1",
        "http://0.0.0.0:80",
        "http://localhost.example",
        "http://[::ffff:127.0.0.1]",
        "http://127.0.0.1.example",
        "http://127.1",
    ],
)
def test_plain_http_leaves_this_machine_never(given: str) -> None:
    with pytest.raises(PlainHttpRefused):
        service_url(given)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("  ", "empty"),
        ("ftp://app.example", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("https://", "host"),
        ("https://a b.example", "host"),
        ("https://app.example\x00", "host"),
        ("https://[::1", "host"),
        ("https://app.example:99999", "port"),
        ("https://app.example:http", "port"),
        ("https://user:secret@app.example", "userinfo"),
        ("https://app.example/?key=1", "query"),
        ("https://app.example/#top", "query"),
    ],
)
def test_what_is_no_address_is_refused_with_the_reason(given: str, reason: str) -> None:
    with pytest.raises(UnusableAddress) as caught:
        service_url(given)

    assert caught.value.reason == reason


def test_a_name_that_only_looks_like_this_machine_is_not_it() -> None:
    assert not is_loopback("localhost.")
    assert not is_loopback("ip6-localhost")
    assert is_loopback("::1")


def test_what_is_shown_has_no_query_and_no_user() -> None:
    assert without_query("https://user:pw@app.example/v1/contacts?q=Jane#x") == "https://app.example/v1/contacts"
    assert without_query("https://[broken") == ""


@pytest.mark.parametrize("end", ["", "/", "/contacts", "/contacts/"])
def test_the_address_of_the_list_means_its_base(end: str) -> None:
    assert service_url(f"https://app.example/v1/api{end}") == "https://app.example/v1/api"

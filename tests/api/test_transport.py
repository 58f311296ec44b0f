"""One try over real sockets: what a connection can do wrong, and what never leaves or comes in."""

import asyncio
import gzip
import logging
import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.api.raw_server import RawServer, Reply, Script

from nexus_contacts.api.errors import (
    ApiError,
    BadAnswer,
    NotThisApi,
    PlainHttpRefused,
    Unauthorized,
    Unreachable,
    UnusableAddress,
)
from nexus_contacts.api.limits import Limits
from nexus_contacts.api.records import RequestRecord
from nexus_contacts.api.transport import Answer, Call, Transport

KEY = "sentinel-key-4711"


def exchange(url: str, limits: Limits, call: Call = Call("GET", "/contacts"), log: list[RequestRecord] | None = None):  # noqa: B008
    async def run() -> Answer:
        transport = Transport(url, KEY, limits, None if log is None else log.append)
        try:
            return await transport.exchange(call, limits.total_s)
        finally:
            await transport.aclose()

    return asyncio.run(run())


def failure(script: Script, limits: Limits, call: Call = Call("GET", "/contacts")) -> ApiError:  # noqa: B008
    with RawServer(script) as server, pytest.raises(ApiError) as caught:
        exchange(server.url, limits, call)
    return caught.value


def test_the_key_and_the_parameters_travel_as_documented(quick: Limits) -> None:
    with RawServer(Reply(body=b"{}", headers={"X-Request-Id": "req_1"})) as server:
        answer = exchange(server.url + "/functions/v1/api/", quick, Call("GET", "/contacts", (("q", "a b&c"),)))

    asked = server.asked[0]
    assert asked.target == "/functions/v1/api/contacts?q=a+b%26c"
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert (answer.status, answer.body, answer.request_id) == (200, b"{}", "req_1")
    assert answer.url == server.url + "/functions/v1/api/contacts"


def test_one_connection_serves_many_requests(quick: Limits) -> None:
    async def run(url: str) -> None:
        transport = Transport(url, KEY, quick, None)
        for _ in range(3):
            await transport.exchange(Call("GET", "/contacts"), 2)
        await transport.aclose()

    with RawServer(Reply(body=b"{}")) as server:
        asyncio.run(run(server.url))

    assert server.connections == 1


def test_a_port_where_nobody_listens_is_refused(quick: Limits) -> None:
    with RawServer(Reply()) as server:
        gone = server.url

    with pytest.raises(Unreachable) as caught:
        exchange(gone, quick)

    assert caught.value.reason == "refused"
    assert not caught.value.maybe_sent


def test_a_name_nobody_knows_is_told_apart(quick: Limits) -> None:
    with pytest.raises(Unreachable) as caught:
        exchange("https://nowhere.invalid", replace(quick, connect_s=10, total_s=20))

    assert caught.value.reason == "dns"


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(silent=True), "timeout"),
        (Reply(reset=True), "reset"),
        (Reply(raw=b""), "reset"),
    ],
)
def test_no_answer_is_told_apart_and_may_have_been_sent(reply: Reply, reason: str, quick: Limits) -> None:
    error = failure(reply, replace(quick, silence_s=0.3))

    assert isinstance(error, Unreachable)
    assert error.reason == reason
    assert error.maybe_sent


def test_a_byte_now_and_then_does_not_hold_a_request_for_ever(quick: Limits) -> None:
    error = failure(Reply(body=b"x" * 1000, drip_s=0.05), replace(quick, total_s=0.4))

    assert isinstance(error, Unreachable)
    assert error.reason == "timeout"


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=b'{"success":true}', length=900),
        Reply(body=b'{"success":true}', cut_after=3),
        Reply(body=gzip.compress(b"x" * 5000)[:20], headers={"Content-Encoding": "gzip"}),
        Reply(body=gzip.compress(b"x" * 5000)[:20], headers={"Content-Encoding": "gzip"}, length=-1),
    ],
)
def test_a_body_cut_off_is_no_answer(reply: Reply, quick: Limits) -> None:
    error = failure(reply, quick)

    assert isinstance(error, BadAnswer)
    assert error.reason == "truncated"
    assert error.status == 200


def test_a_gzip_bomb_stops_at_the_cap(quick: Limits) -> None:
    bomb = gzip.compress(bytes(50_000_000))

    error = failure(Reply(body=bomb, headers={"Content-Encoding": "gzip"}), replace(quick, answer_bytes=1_000_000))

    assert isinstance(error, BadAnswer)
    assert error.reason == "too_large"


def test_a_plain_body_stops_at_the_cap(quick: Limits) -> None:
    error = failure(Reply(body=bytes(200_000)), replace(quick, answer_bytes=100_000))

    assert isinstance(error, BadAnswer)
    assert error.reason == "too_large"


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "gzip"])
def test_an_encoding_nobody_asked_for_is_not_guessed(encoding: str, quick: Limits) -> None:
    error = failure(Reply(body=b"no gzip at all", headers={"Content-Encoding": encoding}), quick)

    assert isinstance(error, BadAnswer)
    assert error.reason == "encoding"


def test_a_body_in_several_gzip_members_is_read_whole(quick: Limits) -> None:
    body = gzip.compress(b"one ") + gzip.compress(b"two")

    with RawServer(Reply(body=body, headers={"Content-Encoding": "gzip"})) as server:
        answer = exchange(server.url, quick)

    assert answer.body == b"one two"


def test_what_is_no_http_is_not_this_api(quick: Limits) -> None:
    error = failure(Reply(raw=b"220 mail.example ESMTP\r\n\r\n"), quick)

    assert isinstance(error, NotThisApi)
    assert error.reason == "no_http"


def test_a_redirect_comes_back_as_it_is(quick: Limits) -> None:
    with RawServer(Reply()) as other, RawServer(Reply(301, headers={"Location": other.url})) as server:
        answer = exchange(server.url, quick)

    assert answer.status == 301
    assert other.asked == []


def test_plain_http_stays_on_this_machine(quick: Limits) -> None:
    with pytest.raises(PlainHttpRefused):
        Transport("http://192.0.2.1/api", KEY, quick, None)


@pytest.mark.parametrize("host", ["☃", "xn--", "xn--zzzzzzz99999.example", "ａｂｃ.example"])
def test_a_name_that_cannot_be_looked_up_is_no_address(host: str, quick: Limits) -> None:
    with pytest.raises(UnusableAddress) as caught:
        Transport(f"https://{host}", KEY, quick, None)

    assert caught.value.reason == "host"


@pytest.mark.parametrize("key", ["", "a b", "new\nline", "schlüssel", "nul\0"])
def test_a_key_that_cannot_be_sent_is_refused_without_being_named(key: str, quick: Limits) -> None:
    with pytest.raises(Unauthorized) as caught:
        Transport("https://api.example", key, quick, None)

    assert caught.value.reason == "unusable"
    assert not key or key not in str(caught.value)


def test_every_try_is_told_without_its_query(quick: Limits) -> None:
    log: list[RequestRecord] = []

    with RawServer([Reply(404), Reply(reset=True)]) as server:
        exchange(server.url + "/v1", quick, Call("GET", "/contacts/search", (("q", "Jane"),)), log)
        with pytest.raises(Unreachable):
            exchange(server.url + "/v1", quick, Call("DELETE", "/contacts/con_1"), log)

    assert [(one.method, one.path, one.status, one.reason) for one in log] == [
        ("GET", "/v1/contacts/search", 404, ""),
        ("DELETE", "/v1/contacts/con_1", None, "reset"),
    ]
    assert all(one.duration_s > 0 and one.at.tzinfo is not None for one in log)


def test_logs_hold_neither_the_key_nor_what_was_searched(quick: Limits, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    with RawServer(Reply(body=b"{}")) as server:
        exchange(server.url, quick, Call("GET", "/contacts/search", (("q", "Jane"),)))

    assert KEY not in caplog.text
    assert "Jane" not in caplog.text


@pytest.fixture
def self_signed(tmp_path: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "both.pem"
    pem.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def test_a_certificate_nobody_vouches_for_is_not_trusted(self_signed: ssl.SSLContext, quick: Limits) -> None:
    with RawServer(Reply(), tls=self_signed) as server, pytest.raises(Unreachable) as caught:
        exchange(server.url, quick)

    assert caught.value.reason == "tls"
    assert server.asked == []


def test_https_to_a_plain_server_is_a_matter_of_tls(quick: Limits) -> None:
    with RawServer(Reply()) as server, pytest.raises(Unreachable) as caught:
        exchange(server.url.replace("http:", "https:"), quick)

    assert caught.value.reason == "tls"
    assert server.asked == []


@pytest.fixture
def proxied(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    def set_proxy(url: str) -> None:
        monkeypatch.setenv("http_proxy", url)
        monkeypatch.setenv("https_proxy", url)

    return set_proxy


def test_a_proxy_serves_https_through_a_tunnel(proxied: Callable[[str], None], quick: Limits) -> None:
    with RawServer(Reply(502, raw=b"HTTP/1.1 502 Bad Gateway\r\n\r\n")) as proxy:
        proxied(proxy.url)
        with pytest.raises(Unreachable) as caught:
            exchange("https://api.example", quick)

    assert caught.value.reason == "proxy"
    assert not caught.value.maybe_sent
    assert [asked.method for asked in proxy.asked] == ["CONNECT"]
    assert KEY not in str(proxy.asked)


def test_no_proxy_stands_between_this_machine_and_itself(proxied: Callable[[str], None], quick: Limits) -> None:
    with RawServer(Reply(502)) as proxy, RawServer(Reply(body=b"{}")) as server:
        proxied(proxy.url)
        answer = exchange(server.url, quick)

    assert answer.status == 200
    assert proxy.asked == []


def test_a_proxy_of_another_kind_is_not_gone_around(proxied: Callable[[str], None], quick: Limits) -> None:
    proxied("socks5://127.0.0.1:9")

    with pytest.raises(Unreachable) as caught:
        Transport("https://api.example", KEY, quick, None)

    assert caught.value.reason == "proxy"

"""The documentation page: complete, and whole in itself."""

import re

import httpx

from nexus_contacts.workspace.running import EmbeddedServer


def test_the_page_fetches_nothing_and_needs_no_key(server: EmbeddedServer) -> None:
    answer = httpx.get(f"http://127.0.0.1:{server.port}/docs", trust_env=False)

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.search(r"<script|<link|<img|@import|src=|url\(", answer.text)
    assert set(re.findall(r'href="([^"]*)"', answer.text)) == {"/openapi.json"}


def test_every_endpoint_has_its_curl_line_and_its_answers(server: EmbeddedServer) -> None:
    page = httpx.get(f"http://127.0.0.1:{server.port}/", trust_env=False).text

    assert page.count("<h2>") == page.count("curl -X") == 13
    assert page.count("<code>401</code>") == 13
    assert "search?q=acme+corp" in page
    assert "prefer_primary" not in page
    assert "<code>churned</code>" in page

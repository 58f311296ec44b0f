"""`nexus-contacts export`: a part, an order, columns, vCards."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nexus_contacts import cli
from nexus_contacts.exchange.vcard_in import read_cards


@pytest.fixture(autouse=True)
def copy(workspace_server: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    server = workspace_server(sample=120)
    monkeypatch.setenv("NEXUS_CONTACTS_URL", server.base_url)
    monkeypatch.setenv("NEXUS_CONTACTS_API_KEY", server.api_key)
    assert cli.main(["sync"]) == 0


def export(path: Path, *options: str) -> int:
    return cli.main(["export", "--out", str(path), *options])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_part_in_an_order_with_chosen_columns(tmp_path: Path) -> None:
    path = tmp_path / "part.csv"

    assert (
        export(
            path, "--status", "customer", "--status", "lead", "--sort", "email", "--columns", "email,status", "--bom"
        )
        == 0
    )

    found = rows(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(found[0]) == ["email", "status"]
    assert {row["status"] for row in found} == {"customer", "lead"}
    assert [row["email"] for row in found] == sorted(row["email"] for row in found)


def test_tags_company_search_and_score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "part.csv"
    for options in (("--tag", "enterprise"), ("--company", "a"), ("--search", "jane"), ("--score", "80-100")):
        assert export(path, *options) == 0
        assert 0 < len(rows(path)) < 120
        assert f"{len(rows(path)):,} contacts written" in capsys.readouterr().out


def test_vcards(tmp_path: Path) -> None:
    path = tmp_path / "all.vcf"

    assert export(path) == 0
    assert "VERSION:3.0" in path.read_text(encoding="utf-8")
    assert export(path, "--vcard", "4.0", "--notes") == 0
    assert "VERSION:4.0" in path.read_text(encoding="utf-8")
    assert len(list(read_cards(path))) == 120


@pytest.mark.parametrize("options", [("--columns", "nope"), ("--score", "90-10"), ("--sort", "shoe")])
def test_what_there_is_not_is_refused(tmp_path: Path, options: tuple[str, ...]) -> None:
    path = tmp_path / "part.csv"

    assert export(path, *options) == 2
    assert not path.exists()

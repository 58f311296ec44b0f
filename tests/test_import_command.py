"""`nexus-contacts import` against a real server: matched, checked, sent, reported, and again."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.faults.proxy import Proxy, is_list, rewritten

from nexus_contacts import cli

HEADER = "Vorname;Nachname;E-Mail;Telefon;Land;Status;Bemerkung\r\n"


@pytest.fixture
def server(workspace_server: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    made = workspace_server(sample=20)
    monkeypatch.setenv("NEXUS_CONTACTS_URL", made.base_url)
    monkeypatch.setenv("NEXUS_CONTACTS_API_KEY", made.api_key)
    return made


def german(tmp_path: Path, count: int = 30) -> Path:
    rows = [f"Jürgen;Müller{n};gast{n}@messe.de;089 12345{n:02};Deutschland;Kunde;Notiz {n}\r\n" for n in range(count)]
    rows += [
        "Jane;Smith;jane@example.com;;;;\r\n",
        ";Ohne;ohne@messe.de;;;;\r\n",
        "Falsch;Wort;falsch@messe.de;;;Vielleicht;\r\n",
    ]
    path = tmp_path / "messe.csv"
    path.write_bytes((HEADER + "".join(rows)).encode("latin-1"))
    return path


def report(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def run(*arguments: object) -> int:
    return cli.main(["import", *map(str, arguments)])


def test_a_german_list_is_matched_checked_sent_and_reported(
    tmp_path: Path, server: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out, failed = german(tmp_path), tmp_path / "r.csv", tmp_path / "f.csv"

    assert run(path, "--dry-run", "--report", out) == 3
    assert "nothing was sent" in capsys.readouterr().out
    assert run(path, "--report", out, "--failed", failed, "--tag", "messe") == 3

    lines = report(out)
    assert list(lines[0])[:6] == ["row", "outcome", "id", "email", "reason", "Vorname"]
    assert [line["outcome"] for line in lines] == ["created"] * 30 + ["exists", "failed", "failed"]
    assert lines[0]["id"].startswith("con_")
    assert lines[30]["id"].startswith("con_")
    assert "status is not a known word" in lines[32]["reason"]
    assert "30 created, 1 exists, 2 failed" in capsys.readouterr().out

    mended = failed.read_text(encoding="utf-8").replace("Vielleicht", "Aktiv").replace("\n,Ohne", "\nAnna,Ohne")
    failed.write_text(mended, encoding="utf-8")
    assert run(failed, "--report", out) == 0
    assert [line["outcome"] for line in report(out)] == ["created", "created"]


def test_importing_again_changes_nothing_and_update_changes_what_differs(tmp_path: Path, server: Any) -> None:
    path, out = german(tmp_path, 6), tmp_path / "r.csv"
    run(path)

    assert run(path, "--report", out) == 3
    assert {line["outcome"] for line in report(out)} == {"exists", "failed"}
    path.write_bytes(path.read_bytes().replace(b"ller0", b"ller-Neu"))
    run(path, "--existing", "update", "--report", out)
    assert [line["outcome"] for line in report(out)][:2] == ["updated", "skipped"]


def test_export_and_import_again_changes_nothing(tmp_path: Path, server: Any) -> None:
    assert cli.main(["sync"]) == 0
    for name in ("all.csv", "all.vcf"):
        assert cli.main(["export", "--out", str(tmp_path / name)]) == 0
        out = tmp_path / "r.csv"
        assert run(tmp_path / name, "--existing", "update", "--report", out) == 0
        assert {line["outcome"] for line in report(out)} == {"skipped"}


def test_a_mapping_can_be_given(tmp_path: Path, server: Any) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("A,B,C\nJane,x1@y.org,5\nJohn,x2@y.org,6\n")
    mapping = tmp_path / "m.json"
    mapping.write_text(json.dumps({"A": "first_name", "B": "email", "C": "custom_fields.size"}))

    assert run(path) == 1
    assert run(path, "--mapping", mapping) == 0


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"Firma": "compani"}, "'Firma' to 'compani', which is no field"),
        ({"Firma": "id"}, "'Firma' to 'id', which is no field"),
        ({"Firma": "custom_fields."}, "which is no field"),
        ({"Statuss": "status"}, "a column 'Statuss', which the file does not have"),
        ({"Firma": "last_name", "Nachname": "last_name"}, "'Nachname' and 'Firma' would both go to 'last_name'"),
        ({"Firma": "email"}, "'E-Mail' and 'Firma' would both go to 'email'"),
    ],
)
def test_a_mapping_that_would_lose_something_is_refused(
    tmp_path: Path, server: Any, capsys: pytest.CaptureFixture[str], said: dict[str, str], words: str
) -> None:
    path, mapping = tmp_path / "list.csv", tmp_path / "m.json"
    path.write_text("Vorname,Nachname,E-Mail,Firma,Land\nJane,Roe,x1@y.org,Acme,Malta\n")
    mapping.write_text(json.dumps(said))

    assert run(path, "--mapping", mapping) == 1
    assert words in capsys.readouterr().err

    mapping.write_text(json.dumps({"Firma": "note", "Land": "note", "Nachname": ""}))
    assert run(path, "--mapping", mapping) == 0


def test_vcards_take_no_mapping(tmp_path: Path, server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    path, mapping = tmp_path / "list.vcf", tmp_path / "m.json"
    path.write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Jane Roe\nEMAIL:x1@y.org\nEND:VCARD\n")
    mapping.write_text(json.dumps({"email": ""}))

    assert run(path, "--mapping", mapping) == 1
    assert "take no mapping" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "text"), [("--region", "Germany"), ("--region", "ZZ"), ("--tag", "aa,bb"), ("--tag", " ")]
)
def test_a_country_or_a_tag_that_is_none_is_a_mistake_of_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, text: str
) -> None:
    assert run(tmp_path / "list.csv", option, text) == 2
    assert f"argument {option}" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", b"foo,bar\n1,2\n"])
def test_what_cannot_be_imported_is_told(
    tmp_path: Path, server: Any, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    assert run(path) == 1
    assert "cannot be read as contacts" in capsys.readouterr().err


def test_without_the_service_rows_wait_and_a_later_run_sends_them(tmp_path: Path, server: Any) -> None:
    path, out = german(tmp_path, 8), tmp_path / "r.csv"
    assert cli.main(["sync"]) == 0
    port = int(server.base_url.rpartition(":")[2].partition("/")[0])
    server.stop()

    for _ in range(2):
        assert run(path, "--report", out) == 3
        assert [(line["outcome"], line["id"]) for line in report(out)[:8]] == [("failed", "")] * 8
        assert all("not sent yet" in line["reason"] for line in report(out)[:8])

    from nexus_contacts.workspace.running import EmbeddedServer

    again = EmbeddedServer()
    again.start(tmp_path / "workspace-0.db", key=server.api_key, port=port)
    try:
        assert run(path, "--report", out) == 3
        assert {line["outcome"] for line in report(out)[:8]} == {"exists"}
    finally:
        again.stop()


def test_a_record_that_cannot_be_used_keeps_no_row_from_being_sent(
    tmp_path: Path, server: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = german(tmp_path, 8), tmp_path / "r.csv"
    with Proxy(server.base_url) as proxy:
        monkeypatch.setenv("NEXUS_CONTACTS_URL", proxy.base_url)
        proxy.fault = lambda asked, reply, number: (
            rewritten(reply, lambda answer: answer["data"].append({"first_name": "Nobody"}))
            if is_list(asked)
            else reply
        )
        run(path, "--report", out)

    assert [line["outcome"] for line in report(out)[:8]] == ["created"] * 8
    assert "set aside" in capsys.readouterr().err


def test_a_field_that_the_service_leaves_out_is_told(
    tmp_path: Path, workspace_server: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = workspace_server(strict_custom_fields=("industry",))
    monkeypatch.setenv("NEXUS_CONTACTS_URL", strict.base_url)
    monkeypatch.setenv("NEXUS_CONTACTS_API_KEY", strict.api_key)
    path, out = tmp_path / "list.csv", tmp_path / "r.csv"
    path.write_text("Email,First name,industry,Branche\nann@x.org,Ann,SaaS,\nbob@x.org,Bob,,Retail\n")

    assert run(path, "--report", out) == 3

    ann, bob = report(out)
    assert (ann["outcome"], ann["reason"]) == ("created", "")
    assert (bob["outcome"], bob["reason"]) == ("created", "the service did not keep custom_fields.Branche")

"""Hostile files brought in by the command in a child process: clear words, no row lost, bounded memory and time."""

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

MOST_MB = 200
"""The program alone, with what it needs for any import, takes about 80."""
WAIT_S = 90
HEAD = b"First name,Email,Note\n"
GOOD = b"Jane,jane@new.example,hello\n"
CARD = b"BEGIN:VCARD\nVERSION:3.0\nFN:Jane Smith\nEMAIL:jane@new.example\nEND:VCARD\n"
MB = 1024 * 1024


# The peak that a parent hears of is at least its own: the child tells it itself.
RUN = """
import sys
from pathlib import Path
from nexus_contacts import cli
code = cli.main(sys.argv[1:])
status = Path("/proc/self/status")
told = status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else "0"
print("peak", int(told) // 1024, flush=True)
sys.exit(code)
"""


@pytest.fixture
def bring_in(workspace_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs the command on a file of these pieces: its exit code, its words, and the report's lines."""
    server = workspace_server(sample=5)
    monkeypatch.setenv("NEXUS_CONTACTS_URL", server.base_url)
    monkeypatch.setenv("NEXUS_CONTACTS_API_KEY", server.api_key)
    csv.field_size_limit(4 * MB)

    def run(name: str, pieces: "list[bytes]", *options: str) -> tuple[int, str, list[dict[str, str]]]:
        path, report = tmp_path / name, tmp_path / "report.csv"
        with path.open("wb") as file:
            file.writelines(pieces)
        command = [sys.executable, "-c", RUN, "import", str(path), "--report", str(report), *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=WAIT_S)
        assert "Traceback" not in done.stderr
        assert int(done.stdout.rpartition("peak ")[2]) < MOST_MB
        lines = []
        if report.exists():
            with report.open(encoding="utf-8", newline="") as told:
                lines = list(csv.DictReader(told))
        return done.returncode, done.stdout + done.stderr, lines

    return run


@pytest.mark.timeout(WAIT_S)
@pytest.mark.parametrize(
    ("name", "pieces", "told"),
    [
        ("bomb.csv", [b"x" * MB] * 200, "its first line is too long to name columns"),
        ("commas.csv", [b"," * MB] * 100, "it is empty"),
        ("cells.csv", [b"ab," * MB] * 60, "it has too many columns"),
        ("quotes.csv", [b'"' * MB] * 60, "its first line is too long to name columns"),
        ("nul.csv", [b"\0" * MB] * 20, "it is empty"),
        ("empty.csv", [], "it is empty"),
        ("blank.csv", [b"\xef\xbb\xbf \r\n\r\n"], "it is empty"),
        ("picture.csv", [b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 400], "it is no text"),
        ("bitmap.csv", [b"BM6\x10\x0e\0\0\0\0\x006\0\0\0", bytes(range(256)) * 400], "it is no text"),
        ("packed.csv", [b"\x1f\x8b\x08\0", bytes(range(255, -1, -1)) * 400], "it is no text"),
        ("table.csv", [b"PK\x03\x04", bytes(5000)], "it is no text"),
        ("nothing.vcf", [b"BEGIN:VEVENT\n" * 1000], "it holds no vCard"),
        ("other.csv", [b"Colour,Size\nred,5\n"], "no column for first_name and email"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.endswith(("csv", "vcf")) else "",
)
def test_a_file_that_holds_no_contacts_is_refused_in_words(
    bring_in: Callable[..., Any], name: str, pieces: "list[bytes]", told: str
) -> None:
    code, words, _ = bring_in(name, pieces)

    assert (code, told in words) == (1, True), words


@pytest.mark.timeout(WAIT_S)
@pytest.mark.parametrize(
    ("name", "pieces", "failed"),
    [
        ("row.csv", [HEAD, *[b"x" * MB] * 200, b"\n", GOOD], ["the row is too long"]),
        ("cell.csv", [HEAD, b"Big,big@new.example,", b"y" * MB, b"\n", GOOD], ["the row is too long"]),
        ("quote.csv", [HEAD, GOOD, b'"Never,ends@new.example,\n', *[b"z,z,z\n" * 100_000] * 4], None),
        ("commas.csv", [HEAD, b"A,a@new.example,", b"," * 20 * MB, b"x\n", GOOD], []),
        ("nul.csv", [HEAD.replace(b"N", b"\0N\0"), b"\0" * MB, GOOD], []),
        ("surrogate.csv", [HEAD, "Zoë,zoe@new.example,ß\n".encode() * 9, b"\xed\xa0\x80,l@new.example,\n", GOOD], None),
        ("address.csv", [HEAD, b"A,a@", b"." * 120_000, b"@,\n", GOOD], ["email is too long"]),
        ("phone.csv", [b"First name,Email,Phone\nA,a@x.example,1", b" " * 120_000, b"2\n", GOOD[:-6] + b"\n"], None),
        ("honours.csv", [b"Name,Email,x\n", b"Dr. " * 30_000, b",dr@new.example,\n", GOOD], None),
        ("nested.vcf", [b"BEGIN:VCARD\n" * 5_000, CARD.partition(b"\n")[2], CARD], None),
        ("lines.vcf", [b"BEGIN:VCARD\n", *[b"X-A:1\n" * 10_000] * 100, b"END:VCARD\n", CARD], ["the row is too long"]),
        ("photo.vcf", [b"BEGIN:VCARD\nPHOTO:", *[b"A" * MB] * 100, b"\nEND:VCARD\n", CARD], None),
        (
            "quoted.vcf",
            [b"BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:a=\n", *[b"b" * 70 + b"=\n"] * 500_000, b"\n", CARD],
            None,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bomb_among_rows_is_set_aside_and_the_good_row_comes_in(
    bring_in: Callable[..., Any], name: str, pieces: "list[bytes]", failed: "list[str] | None"
) -> None:
    code, words, lines = bring_in(name, pieces)

    assert code in (0, 3), words
    (jane,) = [line for line in lines if line["email"] == "jane@new.example" and line["outcome"] != "exists"]
    assert jane["outcome"] == "created"
    if failed is not None:
        told = [line["reason"] for line in lines if line["outcome"] == "failed"]
        assert [reason for reason in told if not set(failed) & set(reason.split("; "))] == []
        assert len(told) >= len(failed)


def test_nothing_of_a_cell_of_a_megabyte_is_lost(bring_in: Callable[..., Any], tmp_path: Path) -> None:
    big = "y" * MB
    failed = tmp_path / "failed.csv"

    bring_in("cell.csv", [HEAD, f"Big,big@new.example,{big}\n".encode(), GOOD], "--failed", str(failed))

    with failed.open(encoding="utf-8", newline="") as told:
        (line,) = csv.DictReader(told)
    assert (line["First name"], line["Email"], line["Note"]) == ("Big", "big@new.example", big)


def test_only_a_header_is_nothing_to_do_and_three_hundred_columns_are_no_trouble(bring_in: Callable[..., Any]) -> None:
    code, words, lines = bring_in("header.csv", [HEAD])
    assert (code, lines, "0 rows: nothing to do" in words) == (0, [], True)

    many = ",".join(f"c{n}" for n in range(300)).encode()
    code, _, lines = bring_in("wide.csv", [b"First name,Email,", many, b"\n", b"Jane,j@new.example," + many, b"\n"])
    assert (code, [line["outcome"] for line in lines]) == (0, ["created"])


def test_formulas_come_in_as_they_are_and_no_report_lets_them_run(bring_in: Callable[..., Any]) -> None:
    code, _, lines = bring_in("formula.csv", [HEAD, b"=1+1,f@new.example,@SUM(A1)\n", b"+x,wrong,-2\n"])

    assert (code, [line["outcome"] for line in lines]) == (3, ["created", "failed"])
    assert [(line["First name"], line["Note"]) for line in lines] == [("'=1+1", "'@SUM(A1)"), ("'+x", "'-2")]
    _, _, (again,) = bring_in("guarded.csv", [HEAD, b"'=1+1,f@new.example,\n"], "--existing", "update")
    assert (again["outcome"], again["reason"]) == ("skipped", "nothing to change")

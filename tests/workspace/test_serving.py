"""`nexus-contacts serve`: its options, and the server as a process of its own."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from nexus_contacts.workspace import serving
from nexus_contacts.workspace.running import listen
from nexus_contacts.workspace.settings import WorkspaceKeys

MAIN = (
    "import argparse, sys; from nexus_contacts.workspace import serving; parser = argparse.ArgumentParser(); "
    "serving.add_arguments(parser); sys.exit(serving.run(parser.parse_args()))"
)


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(exit_on_error=False)
    serving.add_arguments(parser)
    return parser.parse_args(words)


@contextmanager
def served(*words: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """A server in a process of its own: its base URL and the process."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", MAIN, "--port", "0", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip(), process
    finally:
        process.kill()
        process.communicate()


def ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    return process.returncode, told


def test_the_options_have_quiet_defaults() -> None:
    args = parsed()

    assert (args.host, args.port, args.rate_limit, args.latency) == ("127.0.0.1", 8787, 0, 0)
    assert (args.database, args.key, args.key_file, args.sample, args.strict_custom_fields) == (None,) * 5
    assert (args.workspace, args.read_only_key) == ([], [])


def test_the_options_are_read() -> None:
    args = parsed(
        "--rate-limit", "300/minute", "--workspace", "team:k:1", "--strict-custom-fields", "industry,plan",
        "--read-only-key", "r", "--sample", "--seed", "7",
    )  # fmt: skip

    assert args.rate_limit == 300
    assert args.workspace == [WorkspaceKeys("team", ("k:1",))]
    assert args.strict_custom_fields == ("industry", "plan")
    assert (args.read_only_key, args.sample, args.seed) == (["r"], 1250, 7)


@pytest.mark.parametrize(
    "words",
    [
        ("--rate-limit", "300"),
        ("--rate-limit", "0/minute"),
        ("--workspace", "team"),
        ("--workspace", "default:k"),
        ("--workspace", ":k"),
        ("--workspace", f"{'n' * 201}:k"),
        ("--port", "65536"),
        ("--port", "-1"),
        ("--port", "http"),
        ("--key", "two words"),
        ("--key", ""),
        ("--latency", "-1"),
        ("--sample", "many"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(argparse.ArgumentError):
        parsed(*words)


def test_it_serves_until_it_is_interrupted_and_shows_a_made_key_once(private_home: Path) -> None:
    with served() as (url, process):
        refused = httpx.get(f"{url}/contacts", trust_env=False)
        code, told = ended(process)
    key = next(word for word in told.split() if word.startswith("nxs_"))
    with served() as (url, process):
        allowed = httpx.get(f"{url}/contacts", headers={"Authorization": f"Bearer {key}"}, trust_env=False)
        _, told_again = ended(process)

    assert url.startswith("http://127.0.0.1:")
    assert url.endswith("/functions/v1/api")
    assert (refused.status_code, allowed.status_code) == (401, 200)
    assert code == 0
    assert "Traceback" not in told
    assert "WARNING" not in told
    assert key not in told_again
    assert "as at the start before" in told_again
    assert (private_home / "data" / "workspace.db").is_file()


def test_a_key_that_is_given_is_never_printed(tmp_path: Path) -> None:
    file = tmp_path / "key.txt"
    file.write_text("sentinel-key\n")

    with served("--key-file", str(file), "--database", str(tmp_path / "w.db")) as (url, process):
        headers = {"Authorization": "Bearer sentinel-key"}
        statuses = [
            httpx.get(f"{url}/{end}", headers=headers, trust_env=False).status_code for end in ("contacts", "x")
        ]
        _, told = ended(process)

    assert statuses == [200, 404]
    assert "sentinel" not in told
    assert str(file) in told


def test_an_open_address_is_served_with_a_loud_warning(tmp_path: Path) -> None:
    with served("--host", "0.0.0.0", "--key", "k", "--database", str(tmp_path / "w.db")) as (url, process):
        _, told = ended(process)

    assert url.startswith("http://0.0.0.0:")
    assert "WARNING" in told


def test_the_sample_is_filled_once_and_then_left(tmp_path: Path) -> None:
    words = ("--key", "k", "--database", str(tmp_path / "w.db"), "--sample", "40")
    headers = {"Authorization": "Bearer k"}

    with served(*words) as (url, process):
        total = httpx.get(f"{url}/contacts", headers=headers, trust_env=False).json()["meta"]["total"]
        _, filled = ended(process)
    with served(*words) as (url, process):
        same = httpx.get(f"{url}/contacts", headers=headers, trust_env=False).json()["meta"]["total"]
        _, left = ended(process)

    assert (total, same) == (40, 40)
    assert "40 sample contacts" in filled
    assert "left as it is" in left


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--workspace", "a:k", "--workspace", "a:l"), 2, "name of its own"),
        (("--key", "k", "--read-only-key", "k"), 2, "Each key"),
        (("--key-file", "nowhere.txt"), 1, "nowhere.txt"),
        (("--database", "nowhere://x"), 1, "nowhere"),
        (("--database", "sqlite://"), 1, "names no file"),
        (("--database", "sqlite:///:memory:"), 1, "names no file"),
    ],
)
def test_what_cannot_be_served_is_said(
    words: tuple[str, ...], code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert serving.run(parsed(*words)) == code
    assert told in capsys.readouterr().err


def test_a_port_that_is_taken_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with listen("127.0.0.1", 0) as taken:
        code = serving.run(parsed("--port", str(taken.getsockname()[1])))

    assert code == 1
    assert "Cannot serve" in capsys.readouterr().err

"""The files of an account's folder."""

from pathlib import Path

import pytest

from nexus_contacts.store import files


def test_a_fingerprint_tells_the_key_and_does_not_hold_it(tmp_path: Path) -> None:
    key = bytes(range(32))

    files.remember_key(tmp_path, key)

    assert files.is_right_key(tmp_path, key) is True
    assert files.is_right_key(tmp_path, b"\0" * 32) is False
    assert key.hex() not in (tmp_path / files.FINGERPRINT).read_text()


@pytest.mark.parametrize("content", [None, "", "xyz", "zz zz"])
def test_a_lost_or_broken_fingerprint_tells_nothing(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / files.FINGERPRINT).write_text(content)

    assert files.is_right_key(tmp_path, bytes(32)) is None


def test_what_is_kept_aside_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_text("one")
    first = files.keep_aside(path)
    path.write_text("two")
    path.with_name("copy.db-wal").write_text("log")

    second = files.keep_aside(path)

    assert (first.name, first.read_text()) == ("copy.db.damaged-1", "one")
    assert (second.name, second.read_text()) == ("copy.db.damaged-2", "two")
    assert (tmp_path / "copy.db.damaged-2-wal").read_text() == "log"
    path.write_text("three")
    assert files.keep_aside(path, "replaced").name == "copy.db.replaced-1"


def test_the_reserve_is_laid_by_once_and_freed_once(tmp_path: Path) -> None:
    assert files.make_reserve(tmp_path)
    assert files.make_reserve(tmp_path)
    assert (tmp_path / files.RESERVE).stat().st_size == files.RESERVE_BYTES

    assert files.free_reserve(tmp_path) is True
    assert files.free_reserve(tmp_path) is False

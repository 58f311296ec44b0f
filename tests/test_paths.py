"""Where the program's files live."""

import os
import stat
from pathlib import Path

import pytest

from nexus_contacts import paths


def test_the_home_override_moves_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXUS_CONTACTS_HOME", str(tmp_path / "home"))

    folders = [paths.config_folder(), paths.data_folder(), paths.log_folder(), paths.account_folder("northwind")]

    assert all(folder.is_relative_to(tmp_path / "home") for folder in folders)
    assert all(folder.is_dir() for folder in folders)


def test_a_folder_is_readable_by_its_person_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXUS_CONTACTS_HOME", str(tmp_path / "home"))

    folder = paths.account_folder("northwind")

    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.parent.stat().st_mode & 0o777 == 0o700


def test_the_folders_follow_the_system_without_an_override(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEXUS_CONTACTS_HOME", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))

    folder = paths.config_folder()

    assert folder.name == paths.APPLICATION


def test_the_resources_are_found_in_a_checkout() -> None:
    assert (paths.resources_folder() / "themes").is_dir()


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise here")
def test_every_folder_that_is_made_is_private_and_those_that_were_there_are_not_touched(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)

    paths.private_folder(shared / "home" / "data" / "account")

    modes = [stat.S_IMODE(path.stat().st_mode) for path in (shared, *sorted((shared / "home").rglob("*")))]
    assert modes == [0o755, 0o700, 0o700]
    assert stat.S_IMODE((shared / "home").stat().st_mode) == 0o700

"""The choices survive the program, a bad file does not stop it, and a torn write cannot happen."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.settings import Choices, Settings, choices_text, read_choices, settings_file, write_choices


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_what_was_chosen_is_there_the_next_time(path: Path) -> None:
    Settings(path).change(theme="dark", text_percent=120, page_size=50, letter_keys=False)

    again = Settings(path).choices

    assert again == Choices(theme="dark", text_percent=120, page_size=50, letter_keys=False)


def test_a_change_is_told_once(path: Path, qtbot: QtBot) -> None:
    settings = Settings(path)
    told: list[Choices] = []
    settings.changed.connect(told.append)

    settings.change(density="compact")
    settings.change(density="compact")

    assert told == [Choices(density="compact")]


def test_without_a_file_everything_is_as_at_first(path: Path) -> None:
    assert Settings(path).choices == Choices()
    assert not path.exists()


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe\x00", b"[[[", b"\x00" * 4096])
def test_a_bad_file_is_kept_aside(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    choices = read_choices(path)

    assert choices == Choices()
    assert not path.exists()
    assert path.with_name("settings.toml.bad").read_bytes() == content


@pytest.mark.parametrize(
    "line", ['theme = "pink"', "theme = 3", "page_size = 33", "text_percent = 900", "letter_keys = 1", "unknown = true"]
)
def test_a_value_that_makes_no_sense_is_as_at_first(path: Path, line: str) -> None:
    path.write_text(f'density = "compact"\n{line}\n', encoding="utf-8")

    assert read_choices(path) == Choices(density="compact")


def test_a_choice_that_is_not_allowed_is_refused(path: Path) -> None:
    settings = Settings(path)

    with pytest.raises(ValueError, match="page_size"):
        settings.change(page_size=7)

    assert settings.choices == Choices()


def test_a_write_replaces_the_file_whole(path: Path) -> None:
    write_choices(path, Choices(theme="dark"))
    write_choices(path, Choices(theme="light"))

    assert read_choices(path) == Choices(theme="light")
    assert [entry.name for entry in path.parent.iterdir() if entry.name.startswith("settings")] == ["settings.toml"]


def test_a_choice_holds_though_it_cannot_be_written(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.toml")
    (tmp_path / "settings.toml.new").mkdir()

    settings.change(theme="dark")

    assert settings.choices.theme == "dark"


def test_the_file_stands_in_the_config_folder(private_home: Path) -> None:
    assert settings_file() == private_home / "config" / "settings.toml"


def test_where_windows_stood_is_kept_beside(path: Path) -> None:
    settings = Settings(path)

    geometry = settings.geometry()
    geometry.setValue("window/width", 1440)
    geometry.sync()

    assert (path.parent / "geometry.ini").is_file()
    assert Settings(path).geometry().value("window/width", type=int) == 1440


def test_the_choices_of_another_window_are_taken_over_but_not_its_account(path: Path) -> None:
    settings = Settings(path)
    settings.change(last_account="here", density="compact")
    text = choices_text(Choices(theme="dark", last_account="there"))

    settings.take_over("= no choices")
    assert settings.choices.density == "compact"
    settings.take_over(text)

    assert settings.choices == Choices(theme="dark", last_account="here")
    assert read_choices(path) == settings.choices

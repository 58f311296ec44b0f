"""What the person has chosen about the window, in settings.toml; where windows stood is Qt's own file beside it."""

import logging
import os
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal

from nexus_contacts.paths import config_folder

_log = logging.getLogger(__name__)

_WORDS: dict[str, tuple[str, ...]] = {
    "theme": ("system", "light", "dark"),
    "contrast": ("system", "on", "off"),
    "motion": ("system", "on", "off"),
    "density": ("comfortable", "compact"),
}
_NUMBERS: dict[str, tuple[int, ...]] = {"page_size": (25, 50, 100), "toast_s": (5, 10, 20, 30, 0)}
_RANGES: dict[str, tuple[int, int]] = {
    "text_percent": (90, 150),
    "sidebar_width": (200, 300),
    "detail_width": (320, 520),
}


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices. `toast_s` 0 means until dismissed; `last_account` is the slug of the account shown last."""

    theme: str = "system"
    contrast: str = "system"
    motion: str = "system"
    density: str = "comfortable"
    text_percent: int = 100
    page_size: int = 100
    toast_s: int = 10
    letter_keys: bool = True
    sidebar_shown: bool = True
    detail_shown: bool = True
    sidebar_width: int = 212
    detail_width: int = 364
    last_tab: int = 0
    last_account: str = ""


def _is_allowed(name: str, value: Any, default: Any) -> bool:
    if type(value) is not type(default):
        return False
    if name in _WORDS:
        return value in _WORDS[name]
    if name in _NUMBERS:
        return value in _NUMBERS[name]
    low, high = _RANGES.get(name, (0, 2**31))
    return not isinstance(value, int) or low <= value <= high


def settings_file() -> Path:
    """Where the choices are kept."""
    return config_folder() / "settings.toml"


def read_choices(path: Path) -> Choices:
    """Read the choices; what is missing or makes no sense is as at first.

    A file that is no TOML is kept beside as `settings.toml.bad`. Raises OSError where the file cannot be read.
    """
    try:
        return choices_of(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Choices()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        aside = path.with_name(f"{path.name}.bad")
        path.replace(aside)
        _log.warning("The settings could not be read; the file is kept as %s", aside.name)
        return Choices()


def choices_of(text: str) -> Choices:
    """The choices that `choices_text` wrote; what is missing or makes no sense is as at first.

    Raises tomllib.TOMLDecodeError.
    """
    data = tomllib.loads(text)
    first = Choices()
    known = {field.name: getattr(first, field.name) for field in fields(first)}
    kept = {
        name: data[name] for name, default in known.items() if name in data and _is_allowed(name, data[name], default)
    }
    return replace(first, **kept)


def choices_text(choices: Choices) -> str:
    """The choices as TOML."""
    import tomli_w  # not needed before the first change

    return tomli_w.dumps(asdict(choices))


def write_choices(path: Path, choices: Choices) -> None:
    """Write the choices whole or not at all. Raises OSError."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(choices_text(choices))
    os.replace(fresh, path)


class Settings(QObject):
    """The choices in use; a change is written at once and told."""

    changed = Signal(object)
    """The new `Choices`."""

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path or settings_file()
        self._choices = read_choices(self._path)

    @property
    def choices(self) -> Choices:
        """The choices as they are."""
        return self._choices

    def change(self, **chosen: Any) -> None:
        """Choose anew, by the names of `Choices`. Raises ValueError for a value that is not allowed."""
        for name, value in chosen.items():
            if not _is_allowed(name, value, getattr(self._choices, name)):
                raise ValueError(f"{name} = {value!r}")
        fresh = replace(self._choices, **chosen)
        if fresh == self._choices:
            return
        self._choices = fresh
        try:
            write_choices(self._path, fresh)
        except OSError as error:
            # The choice holds for as long as the window is open; a full disk is told by what cannot do without it.
            _log.warning("The settings could not be written: %s", error.strerror)
        self.changed.emit(fresh)

    def take_over(self, text: str) -> None:
        """Choose everything as another window of the program had it, but which account it showed last."""
        try:
            wanted = asdict(choices_of(text))
        except tomllib.TOMLDecodeError:
            return  # nothing that this program wrote
        self.change(**wanted | {"last_account": self._choices.last_account})

    def geometry(self) -> QSettings:
        """Where windows and splitters stood."""
        return QSettings(str(self._path.with_name("geometry.ini")), QSettings.Format.IniFormat)

"""The files the desktop draws with: icons as SVG text, the bundled fonts, the style sheet's template."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from nexus_contacts.paths import resources_folder

FONT_FAMILY = "Inter"
_FONT_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
_LATE_FONT_FILES = ("Inter-Bold.otf", "Inter-Italic.otf")

DIRECTIONAL_ICONS = frozenset(
    {"sidebar", "panel-right", "undo", "chevron-left", "chevron-right", "arrow-right", "list", "external", "merge"}
)
"""The icons that point along the reading direction and so are mirrored where it runs right to left."""


def icons_folder() -> Path:
    """Where the icons are."""
    return resources_folder() / "icons"


@lru_cache(maxsize=256)
def icon_source(name: str) -> str:
    """The SVG text of an icon; its colour is the word ``currentColor``. Raises OSError for a name that is not there."""
    return (icons_folder() / f"{name}.svg").read_text(encoding="ascii")


def icon_names() -> tuple[str, ...]:
    """The names of all icons, sorted."""
    return tuple(sorted(path.stem for path in icons_folder().glob("*.svg")))


def style_template() -> str:
    """The style sheet with its placeholders: ``@token``, ``@px(n)``, ``@radius(name)``."""
    return (resources_folder() / "style.qss").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def load_fonts() -> bool:
    """Register the weights that the first paint needs, once a process. False where a file could not be read."""
    return _register(_FONT_FILES)


@lru_cache(maxsize=1)
def load_late_fonts() -> bool:
    """Register the weights that only notes and display text use, once a process."""
    return _register(_LATE_FONT_FILES)


def _register(files: tuple[str, ...]) -> bool:
    folder = resources_folder() / "fonts"
    return all(QFontDatabase.addApplicationFont(str(folder / file)) != -1 for file in files)

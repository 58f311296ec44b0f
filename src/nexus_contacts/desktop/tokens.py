"""The design tokens: colours by theme, and the type, sizes, radii and motion that all themes share. Read from
`resources/themes/*.toml`; knows no Qt, so that the contrast of a theme can be computed anywhere.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nexus_contacts.paths import resources_folder

THEMES = ("light", "dark", "contrast-light", "contrast-dark")


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One role of type: pixel size, line height in pixels, weight from 100 to 900."""

    size_px: int
    line_px: int
    weight: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. `colors` maps a token to #RRGGBB or #AARRGGBB; `avatars` are pairs of fill and letters."""

    name: str
    dark: bool
    contrast: bool
    colors: Mapping[str, str]
    avatars: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Measures:
    """What all themes share, in logical pixels at a text size of 100 %, and milliseconds of motion."""

    type: Mapping[str, TypeStyle]
    size: Mapping[str, int]
    radius: Mapping[str, int]
    motion: Mapping[str, int] = field(default_factory=dict)


def themes_folder() -> Path:
    """Where the theme files are."""
    return resources_folder() / "themes"


def _read(name: str) -> dict[str, Any]:
    with (themes_folder() / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def load_tokens(name: str) -> Tokens:
    """Read one of `THEMES`. A theme that extends another holds only what differs."""
    own = _read(name)
    base = _read(own["extends"]) if "extends" in own else {}
    colors = {
        prefix + token: value
        for section, prefix in (("color", ""), ("status", "status."), ("score", "score."))
        for token, value in (base.get(section, {}) | own.get(section, {})).items()
    }
    avatar = own.get("avatar") or base["avatar"]
    return Tokens(
        name=name,
        dark=own.get("dark", base.get("dark", False)),
        contrast=own.get("contrast", False),
        colors=colors,
        avatars=tuple((fill, letters) for fill, letters in avatar["pairs"]),
    )


def load_measures() -> Measures:
    """Read the type, sizes, radii and motion."""
    data = _read("measures")
    return Measures(
        type={role: TypeStyle(*values) for role, values in data["type"].items()},
        size=data["size"],
        radius=data["radius"],
        motion=data["motion"],
    )


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(color: str) -> float:
    """The relative luminance of #RRGGBB, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def contrast_ratio(one: str, other: str) -> float:
    """The contrast of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)

"""The files the program draws with are there and well made."""

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase
from PySide6.QtSvg import QSvgRenderer

from nexus_contacts.desktop.actions import SPECS
from nexus_contacts.desktop.resources import (
    DIRECTIONAL_ICONS,
    FONT_FAMILY,
    icon_names,
    icon_source,
    load_fonts,
    load_late_fonts,
    style_template,
)
from nexus_contacts.paths import resources_folder


@pytest.mark.parametrize("name", icon_names())
def test_an_icon_can_be_drawn_and_takes_its_color(name: str) -> None:
    source = icon_source(name)

    assert QSvgRenderer(QByteArray(source.encode())).isValid()
    assert 'viewBox="0 0 24 24"' in source
    assert name == "logo" or ('stroke-width="1.7"' in source and "currentColor" in source)


def test_every_action_names_an_icon_that_exists() -> None:
    assert {spec.icon for spec in SPECS if spec.icon} <= set(icon_names())


def test_the_icons_that_point_are_icons() -> None:
    assert set(icon_names()) >= DIRECTIONAL_ICONS


def test_the_fonts_are_bundled_with_their_licence() -> None:
    assert load_fonts()
    assert load_late_fonts()
    assert QFontDatabase.hasFamily(FONT_FAMILY)
    assert "SIL OPEN FONT LICENSE" in (resources_folder() / "fonts" / "OFL.txt").read_text(encoding="utf-8")


def test_an_icon_that_is_not_there_is_an_error() -> None:
    with pytest.raises(OSError, match="no-such"):
        icon_source("no-such")


def test_the_style_sheet_has_no_color_of_its_own() -> None:
    assert "#" not in style_template()

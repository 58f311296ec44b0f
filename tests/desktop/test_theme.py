"""One look for everything, switched at run time: nothing keeps a colour of the theme before."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPalette, QTransform
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.theme import Theme, theme


def colors_of(image: QImage) -> set[str]:
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    return {
        QColor(small.pixel(x, y)).name().upper()
        for x in range(0, small.width(), 2)
        for y in range(0, small.height(), 2)
    }


def test_there_is_one_theme() -> None:
    assert theme() is theme()


def test_a_switch_leaves_no_pixel_of_the_old_surface(look: Theme, show_gallery: Callable[[], QWidget]) -> None:
    gallery = show_gallery()
    light = colors_of(gallery.grab().toImage())

    look.set_mode("dark")
    dark = colors_of(gallery.grab().toImage())

    assert {"#FFFFFF", "#18191C"} & light == {"#FFFFFF"}
    assert look.color("surface").name().upper() in dark
    assert not {"#F7F7F5", "#E9EFFD", "#EFEFEC", "#F1F0ED", "#D6D5D0", "#8B8982"} & dark


def test_a_switch_is_told_once(look: Theme, qtbot: QtBot) -> None:
    told: list[str] = []

    def listen() -> None:
        told.append(look.tokens.name)

    look.changed.connect(listen)
    look.set_mode("dark")
    look.set_mode("dark")
    look.changed.disconnect(listen)

    assert told == ["dark"]


def test_the_palette_follows(look: Theme, dressed_app: QApplication) -> None:
    look.set_mode("dark")

    palette = dressed_app.palette()
    assert palette.color(QPalette.ColorRole.Window) == look.color("canvas")
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == look.color("disabled")


def test_the_system_is_followed_live(look: Theme, dressed_app: QApplication) -> None:
    look.set_mode("system")

    # The off-screen platform has no scheme of its own, so its signal is sent as a desktop would.
    dressed_app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    went_dark = look.dark
    dressed_app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)

    assert went_dark
    assert not look.dark


def test_a_theme_chosen_by_hand_does_not_follow_the_system(look: Theme, dressed_app: QApplication) -> None:
    look.set_mode("light")

    dressed_app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert not look.dark


def test_a_mode_nobody_knows_is_refused(look: Theme) -> None:
    with pytest.raises(ValueError, match="sepia"):
        look.set_mode("sepia")


@pytest.mark.parametrize(("asked", "kept"), [(50, 90), (120, 120), (400, 150)])
def test_the_text_size_scales_all_lengths_within_bounds(look: Theme, asked: int, kept: int) -> None:
    look.set_text_size(asked)

    assert look.text_percent == kept
    assert look.font("body").pixelSize() == round(13 * kept / 100)
    assert look.size("row") == round(44 * kept / 100)
    assert look.px(100) == kept


def test_text_is_written_in_the_bundled_font_with_tabular_figures(look: Theme) -> None:
    font = look.font("body")

    assert QFontInfo(font).family() == "Inter"
    assert font.featureValue(QFont.Tag("tnum")) == 1
    assert font.hintingPreference() is QFont.HintingPreference.PreferNoHinting
    assert {look.metrics("body").horizontalAdvance(figure * 10) for figure in "0123456789"} == {
        look.metrics("body").horizontalAdvance("0" * 10)
    }


def test_high_contrast_can_be_chosen(look: Theme) -> None:
    look.set_contrast("on")
    light = (look.contrast, look.tokens.name)
    look.set_mode("dark")
    dark = (look.contrast, look.tokens.name)

    assert light == (True, "contrast-light")
    assert dark == (True, "contrast-dark")


def test_reduced_motion_takes_no_time(look: Theme) -> None:
    look.set_motion("on")
    moving = (look.motion_ms("fade"), look.motion_ms("slide"))
    look.set_motion("off")
    still = (look.motion_ms("fade"), look.motion_ms("slide"))

    assert moving == (120, 160)
    assert still == (0, 0)


def test_an_icon_is_drawn_in_the_color_of_its_token(look: Theme) -> None:
    image = look.pixmap("x", "danger", 16, 2.0).toImage()

    found = {
        image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255
    }
    assert image.width() == 32
    assert found == {look.color("danger").name()}


def test_an_icon_is_rendered_once(look: Theme) -> None:
    assert look.pixmap("mail", "text2", 16, 1.0).cacheKey() == look.pixmap("mail", "text2", 16, 1.0).cacheKey()


def test_an_icon_that_points_is_mirrored_where_text_runs_right_to_left(look: Theme, dressed_app: QApplication) -> None:
    pointing = look.pixmap("chevron-right", "text", 32, 1.0).toImage()
    clock = look.pixmap("clock", "text", 32, 1.0).toImage()

    dressed_app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert look.pixmap("chevron-right", "text", 32, 1.0).toImage() == pointing.transformed(
        QTransform(-1, 0, 0, 1, 0, 0)
    )
    assert look.pixmap("clock", "text", 32, 1.0).toImage() == clock


def test_an_avatar_keeps_its_color_whatever_the_name(look: Theme) -> None:
    light = look.avatar_index("con_abc123")
    look.set_mode("dark")

    assert look.avatar_index("con_abc123") == light
    assert {look.avatar_index(f"con_{number}") for number in range(200)} == set(range(8))


def test_a_score_has_the_color_of_its_height(look: Theme) -> None:
    named = [look.score_color(score) for score in (0, 39, 40, 69, 70, 100)]

    assert named == [look.color(f"score.{name}") for name in ("low", "low", "mid", "mid", "high", "high")]


def test_a_token_that_no_theme_has_is_a_bug(look: Theme) -> None:
    with pytest.raises(KeyError):
        look.color("mauve")


def test_the_style_sheet_is_filled_in(look: Theme) -> None:
    assert "@" not in look.style_sheet()
    assert look.color("raised").name() in look.style_sheet()


def test_the_look_loads_nothing_heavy() -> None:
    code = (
        "import sys, nexus_contacts.desktop.theme, nexus_contacts.desktop.background, nexus_contacts.desktop.session,"
        " nexus_contacts.desktop.messages, nexus_contacts.desktop.settings, nexus_contacts.desktop.controls.facets;"
        "heavy = {'pydantic', 'httpx', 'keyring', 'markdown_it', 'phonenumbers', 'email_validator', 'sqlalchemy'};"
        "print(sorted({n.split('.')[0] for n in sys.modules} & heavy), 'PySide6.QtSvg' in sys.modules)"
    )

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == "[] False"

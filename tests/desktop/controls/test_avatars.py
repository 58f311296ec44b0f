"""Avatars: letters of any script, and a colour that stays with the contact."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from nexus_contacts.desktop.controls.avatars import AvatarLabel, initials, paint_avatar
from nexus_contacts.desktop.theme import Theme


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Jane Smith", "JS"),
        ("jane", "J"),
        ("Ana María de la Cruz", "AC"),
        ("  John   Doe ", "JD"),
        ("Łukasz Żak", "ŁŻ"),
        ("e\u0301mile zola", "ÉZ"),
        ("李明", "李"),
        ("محمد علي", "م"),
        ("דנה כהן", "דכ"),
        ("अमित शर्मा", "अश"),
        ("किरण", "कि"),
        ("3M Germany", "3G"),
        ("ßeta test", "ST"),
        ("🙂 Kim", "K"),
        ("(Bob)", "B"),
        ("…", ""),
        ("", ""),
    ],
)
def test_the_letters_are_those_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_name_of_ten_thousand_letters_has_two() -> None:
    assert initials("x" * 10_000 + " " + "y" * 10_000) == "XY"


def painted(contact_id: str, name: str) -> QImage:
    image = QImage(40, 60, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_avatar(painter, QRect(0, 0, 40, 60), contact_id, name)
    painter.end()
    return image


def test_the_disc_stands_in_the_middle_in_the_color_of_the_id(look: Theme) -> None:
    image = painted("con_1", "Jane Smith")

    assert image.pixelColor(20, 5).alpha() == 0
    assert image.pixelColor(4, 30) == look.avatar_colors("con_1")[0]


def test_another_name_keeps_the_color_and_another_theme_changes_it(look: Theme) -> None:
    before = painted("con_1", "Jane Smith").pixelColor(4, 30)
    renamed = painted("con_1", "Jane Miller").pixelColor(4, 30)
    look.set_mode("dark")
    dark = painted("con_1", "Jane Miller").pixelColor(4, 30)

    assert before == renamed
    assert dark != renamed


def test_a_contact_without_a_name_has_a_figure() -> None:
    assert painted("con_1", "") != painted("con_1", "Jane")


def test_the_widget_is_decoration_and_grows_with_the_text(look: Theme) -> None:
    avatar = AvatarLabel(50, "con_1", "Jane Smith")
    small = avatar.sizeHint().width()

    look.set_text_size(150)

    assert (small, avatar.sizeHint().width()) == (50, 75)
    assert avatar.accessibleName() == ""

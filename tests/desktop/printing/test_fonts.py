"""The type of the page."""

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtGui import QFont, QFontInfo

from nexus_contacts.desktop.printing.fonts import ROLES, families, fonts, ink, leading


def test_every_role_is_set_in_the_programs_own_type() -> None:
    for role, (size, weight, _ink, _leading) in ROLES.items():
        font = fonts().font(role)
        assert QFontInfo(font).family() == "Inter"
        assert (font.pixelSize(), font.weight()) == (size, QFont.Weight(weight))
        assert leading(role) >= size


def test_words_are_dark_on_white() -> None:
    assert all(ink(role).lightness() < 100 for role in ROLES)


def test_every_thread_has_fonts_of_its_own_and_measures_the_same() -> None:
    families()

    with ThreadPoolExecutor(1) as pool:
        theirs, width = pool.submit(lambda: (fonts(), fonts().width("Ada Number7", "cell"))).result()

    assert theirs is not fonts()
    assert width == fonts().width("Ada Number7", "cell")


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    assert fonts().elided("Ada Number7", "cell", 300).endswith("…")

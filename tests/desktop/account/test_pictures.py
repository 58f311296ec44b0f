"""An icon as a widget."""

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.account.pictures import Picture
from nexus_contacts.desktop.theme import theme


def test_a_picture_is_drawn_and_grows_with_the_text(qtbot: QtBot) -> None:
    picture = Picture("lock", "accentText", 16)
    qtbot.addWidget(picture)
    picture.resize(picture.sizeHint())

    image = picture.grab().toImage()
    theme().set_text_size(150)

    assert len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 1
    assert picture.sizeHint().width() == 24

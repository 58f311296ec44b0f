"""Cards and lines in the colours of the theme."""

from nexus_contacts.desktop.controls.cards import Card, Divider, Surface
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.theme import Theme


def test_a_card_has_round_corners_and_keeps_its_content_off_them(look: Theme) -> None:
    card = Card()
    label = Label("Deal")
    card.body.addWidget(label)
    card.resize(200, 80)
    image = card.grab().toImage()

    assert image.pixelColor(0, 0).name() != look.color("raised").name()
    assert image.pixelColor(100, 3).name() == look.color("raised").name()
    assert (label.x(), label.y()) == (14, 12)


def test_a_card_can_show_that_it_needs_attention(look: Theme) -> None:
    card = Card()
    card.resize(100, 50)

    card.set_colors("warnSoft", "warnLine")

    assert card.grab().toImage().pixelColor(50, 25).name() == look.color("warnSoft").name()


def test_a_surface_follows_the_theme(look: Theme) -> None:
    ground = Surface("canvas")
    ground.resize(20, 20)
    light = ground.grab().toImage().pixelColor(5, 5).name()

    look.set_mode("dark")

    assert light == "#f7f7f5"
    assert ground.grab().toImage().pixelColor(5, 5).name() == "#121315"


def test_a_line_is_one_pixel_and_leaves_room_for_its_words(look: Theme) -> None:
    across, down, worded = Divider(), Divider(vertical=True), Divider(text="or")
    worded.resize(200, worded.sizeHint().height())

    image = worded.grab().toImage()

    assert across.sizeHint().height() == 1
    assert down.sizeHint().width() == 1
    assert image.pixelColor(10, worded.height() // 2).name() == look.color("border").name()
    assert image.pixelColor(80, worded.height() // 2).name() != look.color("border").name()

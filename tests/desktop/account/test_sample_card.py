"""The sample workspace as a card that is one button."""

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.account.sample_card import SampleCard


def test_the_card_says_what_it_opens(qtbot: QtBot) -> None:
    card = SampleCard()
    qtbot.addWidget(card)

    assert card.accessibleName() == "Try the sample workspace"
    assert "made-up" in card.accessibleDescription()
    assert card.sizeHint().height() >= 72

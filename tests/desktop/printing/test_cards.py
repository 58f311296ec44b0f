"""A card is plain words."""

from nexus_contacts.desktop.printing.cards import Card, Happened, Pair, Section


def test_a_card_is_compared_by_its_words() -> None:
    card = Card("Ada", "", "", (Section("Contact", (Pair("Email", "ada@example.com"), Happened("Call"))),))

    assert card == Card("Ada", "", "", (Section("Contact", (Pair("Email", "ada@example.com"), Happened("Call"))),))
    assert Section("Notes").items == ()

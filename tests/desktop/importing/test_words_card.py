"""What the words of a file mean."""

from typing import Any

from nexus_contacts.desktop.importing.words_card import WordsCard


def test_words_are_known_chosen_or_left_empty(qtbot: Any) -> None:
    card = WordsCard()
    qtbot.addWidget(card)
    told: list[bool] = []
    card.changed.connect(lambda: told.append(True))
    found = {"Kunde": 3, "Hot": 2, "Cold": 1}

    card.show_words("status", "Phase", found)

    assert card.unknown("status", found) == 2
    assert list(card.boxes) == ["Hot", "Cold", "Kunde"]
    assert card.boxes["Kunde"].currentData() == "customer"
    for word, meaning in (("Hot", "lead"), ("Cold", "")):
        box = card.boxes[word]
        box.setCurrentIndex(box.findData(meaning))
        box.activated.emit(0)
    assert card.chosen == {"status": {"Hot": "lead", "Cold": ""}, "source": {}}
    assert card.unknown("status", found) == 0
    assert told == [True, True]
    card.boxes["Hot"].setCurrentIndex(0)
    card.boxes["Hot"].activated.emit(0)
    assert card.means("status", "Hot") == "?"
    assert card.means("source", "website") == "website"

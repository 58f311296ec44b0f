"""What the queue lists: pairs, groups, their words."""

from nexus_contacts.desktop.duplicates.items import (
    against_line,
    confidence,
    first_name_line,
    items,
    percent,
    reason_line,
    spoken_item,
    tone,
)
from nexus_contacts.store.pairs import StoredPair

WHY = (("phone", "same", 6.9), ("email", "other", -2.0), ("prior", "", -5.0))


def pair(first: str, second: str, score: float) -> StoredPair:
    return StoredPair(first, second, score, WHY, "colleague", f"Name {first}", f"Name {second}")


def test_three_that_agree_are_one_item_and_a_pair_stays_one() -> None:
    listed = items([pair("a", "b", 0.99), pair("b", "c", 0.98), pair("a", "c", 0.97), pair("x", "y", 0.8)])

    assert [item.ids for item in listed] == [("a", "b", "c"), ("x", "y")]
    assert first_name_line(listed[0]) == "Name b and 1 more"
    assert reason_line(listed[0]) == "3 records · same phone"


def test_a_weak_link_is_counted() -> None:
    (item,) = items([pair("a", "b", 0.99), pair("b", "c", 0.98), pair("a", "c", 0.3)])

    assert item.weak == 1


def test_words_and_colours_of_a_score() -> None:
    (item,) = items([pair("x", "y", 0.9999)])

    assert percent(item.score) == 99
    assert (confidence(0.95), confidence(0.8), confidence(0.6)) == ("High", "Medium", "Low")
    assert (tone(0.95), tone(0.8), tone(0.6)) == ("ok", "warn", "text2")
    assert against_line(item) == "other e-mail"
    assert spoken_item(item) == "Name x, Name y: 99 per cent, High. Same phone"

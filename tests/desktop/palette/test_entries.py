"""What the palette lists, and in which order."""

import pytest

from nexus_contacts.desktop.palette.entries import Asked, Entry, asked, fit, ranked

ACTIONS = (
    Entry("action", "sync_now", "Sync now"),
    Entry("action", "search", "Search contacts"),
    Entry("action", "export", "Export all contacts…"),
    Entry("action", "theme", "Switch theme: light, dark, system"),
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Asked("", ())),
        ("jane smith", Asked("", ("jane", "smith"))),
        ("> sync", Asked(">", ("sync",))),
        ("#enterprise", Asked("#", ("enterprise",))),
        ("@maya o", Asked("@", ("maya", "o"))),
    ],
)
def test_the_first_letter_says_what_is_asked_for(typed: str, expected: Asked) -> None:
    assert asked(typed) == expected


def test_a_title_that_begins_with_the_words_comes_first() -> None:
    found = ranked(ACTIONS, ("s",), {})

    assert [entry.id for entry in found] == ["sync_now", "search", "theme", "export"]


def test_among_equals_the_most_used_comes_first() -> None:
    found = ranked(ACTIONS, ("s",), {"search": 3})

    assert found[0].id == "search"


def test_every_word_must_be_answered() -> None:
    assert [entry.id for entry in ranked(ACTIONS, ("export", "contacts"), {})] == ["export"]
    assert ranked(ACTIONS, ("export", "theme"), {}) == ()


def test_accents_and_case_do_not_matter() -> None:
    assert fit("Tomás Herrera", ("TOMAS",)) == 0
    assert fit("Tomás Herrera", ("herr",)) == 1


def test_an_entry_is_spoken_with_its_reason_and_keys() -> None:
    entry = Entry("action", "email", "Write an email", reason="Choose a contact first", keys=("Ctrl", "M"))

    assert entry.spoken == "Write an email, Choose a contact first, Ctrl M"

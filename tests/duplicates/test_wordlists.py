"""The lists of words: what they name, in lower-case ASCII."""

from nexus_contacts.duplicates.wordlists import wordlists, words


def test_the_lists_are_lower_case_ascii() -> None:
    for name in ("honorifics", "degrees", "particles", "legal_forms", "free_mail", "roles"):
        assert all(word == word.lower() and word.isascii() for word in words(name))


def test_a_street_is_a_st() -> None:
    assert wordlists()["street_words"]["street"] == "st"

"""The words of the sample."""

import re

import pytest

from nexus_contacts.workspace.sample_words import Country, Word, business, countries, country_of, nicknames

E164 = re.compile(r"\+[1-9]\d{6,14}")


@pytest.mark.parametrize("country", countries(), ids=lambda country: country.code)
def test_a_country_can_name_and_reach_people(country: Country) -> None:
    industries = {one.name for one in business().industries}

    assert len(country.women) >= 10
    assert len(country.men) >= 10
    assert len(country.surnames) >= 16
    assert all(E164.fullmatch(re.sub("[#%]", "5", phone)) for phone in country.phones)
    assert {firm.industry for firm in country.firms} <= industries
    assert all(word.latin.isascii() or word.native == word.latin or country.native for word in country.surnames)


def test_names_in_other_scripts_know_their_latin_form() -> None:
    surnames = country_of("GR").surnames

    assert Word("Παπαδόπουλος", "Papadopoulos") in surnames


def test_a_man_bears_the_masculine_form_in_both_scripts() -> None:
    assert country_of("BG").mans_surname(Word("Иванова", "Ivanova")) == Word("Иванов", "Ivanov")
    assert country_of("PL").mans_surname(Word("Zielińska", "Zielińska")) == Word("Zieliński", "Zieliński")
    assert country_of("DE").mans_surname(Word("Weiß", "Weiß")) == Word("Weiß", "Weiß")


def test_only_the_told_janes_are_called_jane() -> None:
    words = [word for country in countries() for word in (*country.women, *country.men, *country.surnames)]

    assert not any(word.latin.lower().startswith("jane") for word in words)


def test_nicknames_differ_from_the_names() -> None:
    assert nicknames()["Robert"] == "Bob"
    assert all(name != nickname for name, nickname in nicknames().items())

"""Every level of every feature has its words."""

from nexus_contacts.duplicates.comparison import CUSTOM_LEVELS, FEATURES
from nexus_contacts.duplicates.reasons import phrase, sentence, spoken
from nexus_contacts.duplicates.score import Evidence


def test_every_level_but_the_silent_ones_has_words() -> None:
    silent = {"missing", "none", "as written"}
    for feature, levels in (*FEATURES.items(), ("industry", CUSTOM_LEVELS)):
        for level in levels:
            assert bool(phrase(Evidence(feature, level, 1.0))) == (level not in silent), (feature, level)


def test_the_weightiest_reason_comes_first_and_the_base_rate_last() -> None:
    told = (Evidence("prior", "", -5.0), Evidence("phone", "same", 3.0), Evidence("given", "other", -4.0))

    assert [one.feature for one in spoken(told)] == ["given", "phone", "prior"]
    assert sentence(told) == "other first name -4.0; same phone +3.0; before any evidence -5.0"

"""The firms of the sample."""

from random import Random

from nexus_contacts.workspace.sample_firms import FirmMaker, digits
from nexus_contacts.workspace.sample_words import countries, country_of


def test_no_two_firms_share_a_name_or_a_domain() -> None:
    maker = FirmMaker(Random(1), {"acme.com"})

    firms = [maker.found(country) for country in countries() for _ in range(60)]

    assert len({firm.domain for firm in firms} | {"acme.com"}) == len(firms) + 1
    assert len({firm.name for firm in firms}) >= len(firms) * 0.99


def test_a_domain_is_in_ascii_whatever_the_script() -> None:
    maker = FirmMaker(Random(2), set())

    firms = [maker.found(country_of(code)) for code in ("CN", "EG", "IL", "GR", "TH", "DE", "VN") for _ in range(20)]

    assert all(firm.domain.isascii() for firm in firms)
    assert any(not firm.name.isascii() for firm in firms)


def test_a_pattern_keeps_everything_but_its_digits() -> None:
    number = digits("+49 30 555 ##-%", Random(3))

    assert number.startswith("+49 30 555 ")
    assert number[-1] in "23456789"

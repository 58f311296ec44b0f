"""Deals: sums per currency, open cards, closed ones below, whatever is missing left out."""

import pytest
from pytestqt.qtbot import QtBot

from nexus_contacts.api.records import Deal
from nexus_contacts.desktop.detail.deals import DealCard, DealsTab, SumLine, deal_tone, stage_text, when_text
from nexus_contacts.desktop.theme import Theme

ROLLOUT = Deal(
    "deal_1",
    title="Platform rollout",
    stage_name="Proposal",
    value=48_000,
    currency="USD",
    probability=60,
    expected_close_date="2026-12-15",
    status="open",
)
PILOT = Deal("deal_2", title="Pilot", value=12_000, currency="USD", status="won", expected_close_date="2020-09-02")


@pytest.fixture
def tab(qtbot: QtBot) -> DealsTab:
    made = DealsTab()
    qtbot.addWidget(made)
    made.resize(364, 600)
    made.show()
    return made


def spoken(tab: DealsTab) -> list[str]:
    return [card.accessibleName() for card in tab.findChildren(DealCard) if card.isVisible()]


def test_each_deal_is_spoken_in_one_line_the_closed_ones_last(tab: DealsTab) -> None:
    tab.show_deals((PILOT, ROLLOUT))

    first, second = sorted(spoken(tab), key=lambda text: "Won" in text)
    assert first.startswith("Platform rollout, $48,000, Proposal, Closes ")
    assert first.endswith("60 %")
    assert second == "Pilot, $12,000, Won, Won 2 Sept 2020, 100 %"


def test_a_deal_with_every_field_missing_is_shown_by_its_id(tab: DealsTab) -> None:
    tab.show_deals((Deal("deal_bare"),))

    assert spoken(tab) == ["deal_bare"]
    tab.grab()


def test_cards_are_filled_again_and_the_surplus_hides(tab: DealsTab) -> None:
    tab.show_deals(tuple(Deal(f"deal_{number}", value=1, currency="EUR") for number in range(5)))
    before = tab.findChildren(DealCard)

    tab.show_deals((ROLLOUT,))

    assert spoken(tab)[0].startswith("Platform rollout")
    assert len(spoken(tab)) == 1
    assert tab.findChildren(DealCard) == before


def test_currencies_have_a_sum_each(tab: DealsTab) -> None:
    tab.show_deals((ROLLOUT, Deal("deal_3", value=10, currency="EUR")))

    assert sum(line.isVisible() for line in tab.findChildren(SumLine)) == 2


def test_odd_values_do_not_break_a_card(tab: DealsTab) -> None:
    odd = Deal(
        "deal_4",
        title="T" * 500,
        value=float("inf"),
        currency="XYZW",
        probability=float("nan"),
        stage_name="S" * 300,
        expected_close_date="someday",
        status="paused",
    )

    tab.show_deals((odd,))

    assert tab.body.minimumSizeHint().width() <= 364
    assert not tab.grab().isNull()


def test_stage_and_date_follow_the_status() -> None:
    assert (stage_text(ROLLOUT), deal_tone(ROLLOUT)) == ("Proposal", "accent")
    assert (stage_text(PILOT), deal_tone(PILOT)) == ("Won", "ok")
    assert when_text(Deal("a", expected_close_date="soon")) == "Closes soon"
    assert when_text(Deal("a")) == ""


def test_a_card_is_as_tall_as_what_it_shows(tab: DealsTab, look: Theme) -> None:
    full, bare = DealCard(), DealCard()
    full.show_deal(ROLLOUT)
    bare.show_deal(Deal("deal_bare"))

    assert full.sizeHint().height() > bare.sizeHint().height()

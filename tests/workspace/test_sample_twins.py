"""Second records and namesakes."""

from datetime import UTC, datetime
from random import Random

import pytest

from nexus_contacts.workspace.folding import fold
from nexus_contacts.workspace.sample_people import PeopleMaker, Person
from nexus_contacts.workspace.sample_shape import Slot, slots
from nexus_contacts.workspace.sample_twins import KINDS, TwinMaker, dialling_code, namesake_pairs, plan, truth

NOW = int(datetime(2026, 11, 24, 14, 34, tzinfo=UTC).timestamp())


def cast(seed: int) -> tuple[TwinMaker, list[Person], Slot]:
    people = PeopleMaker(seed, 400, NOW, ())
    places = slots(400, (), Random(seed))
    first = [people.person(f"con_{place}", slot, with_phone=True) for place, slot in enumerate(places[:150])]
    return TwinMaker(people, seed), first, places[-1]


@pytest.mark.parametrize("size", [0, 1, 45, 48, 100, 1250, 4000])
def test_a_plan_points_backwards_and_never_at_a_second_record(size: int) -> None:
    layout = plan(size, 11)

    assert len(set(layout.ids)) == len(layout.ids) == size
    for twin, (original, kind) in layout.twins.items():
        assert original < twin < size
        assert original not in layout.twins
        assert kind in KINDS
    assert not set(layout.twins) & set(layout.namesakes)
    assert all(original < namesake for namesake, original in layout.namesakes.items())


def test_every_kind_is_planned() -> None:
    assert {kind for _, kind in plan(1250, 11).twins.values()} == set(KINDS)


def test_the_truth_names_every_pair_of_a_cluster_once() -> None:
    pairs = truth(20_000, 3)

    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert ("con_piotr6k1", "con_piotr7m3") in pairs
    assert not {frozenset(pair) for pair in namesake_pairs(20_000, 3)} & {frozenset(pair) for pair in pairs}


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_record_has_another_address_and_something_to_be_known_by(kind: str) -> None:
    twins, originals, slot = cast(5)

    for number, original in enumerate(originals):
        twin = twins.twin(original, f"con_twin{number}", slot, kind)
        first = original.contact
        shared = (twin.phone == first.phone, twin.company == first.company, twin.last_name == first.last_name)
        assert twin.email != first.email
        assert twin.first_name
        assert any(shared)


def test_a_swapped_record_has_the_names_the_other_way_round() -> None:
    twins, originals, slot = cast(6)
    original = next(one for one in originals if one.contact.last_name)

    twin = twins.twin(original, "con_twin", slot, "swapped")

    assert (twin.first_name, twin.last_name) == (original.contact.last_name, original.contact.first_name)


def test_a_typo_is_small() -> None:
    twins, originals, slot = cast(7)
    original = next(one for one in originals if len(one.contact.last_name or "") > 5)

    twin = twins.twin(original, "con_twin", slot, "typo")

    assert twin.last_name != original.contact.last_name
    assert abs(len(twin.last_name or "") - len(original.contact.last_name or "")) <= 1


def test_a_phone_is_written_otherwise() -> None:
    twins, originals, slot = cast(8)
    british = next(one for one in originals if one.country.code == "GB")

    twin = twins.twin(british, "con_twin", slot, "phone")

    assert twin.phone == f"+440{(british.contact.phone or '')[3:]}"


def test_accents_are_lost_abroad() -> None:
    twins, originals, slot = cast(9)
    greek = next(one for one in originals if one.name.is_native and one.country.code in ("GR", "CN", "JP", "EG"))

    twin = twins.twin(greek, "con_twin", slot, "accents")

    assert twin.first_name.isascii()
    assert fold(greek.name.first.latin).startswith(twin.first_name.split(" ")[0].lower())


@pytest.mark.parametrize(
    ("phone", "code"),
    [("+15550123", "+1"), ("+442079460150", "+44"), ("+35928885514", "+359"), ("+97145550128", "+971")],
)
def test_a_dialling_code_has_one_to_three_digits(phone: str, code: str) -> None:
    assert dialling_code(phone) == code

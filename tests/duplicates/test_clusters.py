"""Clusters: by agreement, never by a chain."""

from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.duplicates.clusters import JOIN_AT, LARGEST, clusters


def test_three_who_agree_are_one_cluster() -> None:
    (found,) = clusters([("a", "b", 0.99), ("b", "c", 0.97), ("a", "c", 0.9)])

    assert found.members == ("a", "b", "c")
    assert found.weakest == 0.9
    assert found.weak == ()


def test_a_chain_breaks_at_its_weak_link() -> None:
    found = clusters([("a", "b", 0.99), ("b", "c", 0.6), ("c", "d", 0.98)])

    assert sorted(one.members for one in found) == [("a", "b"), ("c", "d")]


def test_a_weak_link_inside_is_shown() -> None:
    (found,) = clusters([("a", "b", 0.99), ("b", "c", 0.98), ("a", "c", 0.1)])

    assert found.weak == (("a", "c"),)


@given(st.lists(st.tuples(st.sampled_from("abcdefghijklmnop"), st.sampled_from("abcdefghijklmnop"), st.floats(0, 1))))
def test_each_contact_is_in_one_cluster_and_none_is_large(pairs: list[tuple[str, str, float]]) -> None:
    found = clusters(pair for pair in pairs if pair[0] != pair[1])

    members = [one for cluster in found for one in cluster.members]
    assert len(members) == len(set(members))
    assert all(2 <= len(cluster.members) <= LARGEST for cluster in found)
    assert JOIN_AT == 0.5

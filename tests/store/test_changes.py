"""Changes join: what two writes did, told as one."""

from nexus_contacts.store.changes import EVERYTHING, NOTHING, Changed


def test_two_changes_join_their_ids_and_kinds() -> None:
    joined = Changed(frozenset({"a"}), frozenset({"contacts"})) | Changed(frozenset({"b"}), frozenset({"stars"}))

    assert joined == Changed(frozenset({"a", "b"}), frozenset({"contacts", "stars"}))


def test_many_stays_many() -> None:
    assert (Changed(None, frozenset({"contacts"})) | Changed(frozenset({"a"}), frozenset())).ids is None


def test_nothing_is_false_and_everything_is_not() -> None:
    assert not NOTHING
    assert EVERYTHING

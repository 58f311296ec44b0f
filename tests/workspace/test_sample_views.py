"""The sample's owners and saved views."""

from nexus_contacts.store.filters import SORT_COLUMNS, DateChoice
from nexus_contacts.workspace.sample_views import MAYA, OWNERS, SAMPLE_VIEWS


def test_maya_is_the_owner_of_the_vendors_example() -> None:
    names = dict(OWNERS)

    assert MAYA == "usr_xyz789"
    assert names[MAYA] == "Maya Okafor"


def test_every_view_filters_and_says_so_in_the_words_of_the_store() -> None:
    presets = DateChoice.__annotations__["preset"].__args__

    for view in SAMPLE_VIEWS:
        assert view.statuses or view.owners or view.updated or view.score
        assert view.updated in presets
        assert view.sort in SORT_COLUMNS

"""How many hold a value."""

import numpy as np
from tests.duplicates.people import records_of

from nexus_contacts.duplicates.usage import holders, usage


def test_holders_are_counted_and_missing_is_nobody() -> None:
    assert holders(np.array([3, 3, -1, 5])).tolist() == [2, 2, 0, 1]


def test_a_phone_of_one_family_is_not_a_switchboard() -> None:
    records = records_of()
    counted = usage(records)

    assert counted.phone_families[records.ids.index("ada")] == 1
    assert counted.phone_families[records.ids.index("jane")] == 2

"""How far it is, and that it ends when it is no longer wanted."""

import pytest

from nexus_contacts.desktop.printing.errors import Stopped
from nexus_contacts.desktop.printing.going import Going


def test_the_work_ends_at_its_next_word() -> None:
    going = Going(10)

    going.tell(3)
    going.stop()

    with pytest.raises(Stopped):
        going.tell(4)
    assert going.done == 4

"""What goes on elsewhere is told and can be stopped."""

import pytest

from nexus_contacts.desktop.backups.going import Going
from nexus_contacts.store.errors import Interrupted


def test_it_is_told_how_far_it_is_until_it_is_stopped() -> None:
    going = Going()
    going.tell(0.5)
    assert going.share == 0.5

    going.stopped = True
    with pytest.raises(Interrupted):
        going.tell(0.6)

"""What the client's tests share: small limits, so that no test waits for a real time-out."""

import pytest

from nexus_contacts.api.limits import Limits


@pytest.fixture
def quick() -> Limits:
    """Limits that let a fault show at once."""
    return Limits(
        connect_s=1.0, silence_s=0.3, total_s=2.0, backoff_s=0.001, backoff_offline_s=0.001, backoff_most_s=0.002
    )

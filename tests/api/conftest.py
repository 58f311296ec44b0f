"""What the client's tests share: small limits, so that no test waits for a real time-out."""

import pytest

from nexus_contacts.api.limits import Limits


@pytest.fixture
def quick() -> Limits:
    """Limits without real backoff. A test of silence sets its own `silence_s`: busy machines are silent too."""
    return Limits(
        connect_s=5.0, silence_s=5.0, total_s=20.0, backoff_s=0.001, backoff_offline_s=0.001, backoff_most_s=0.002
    )

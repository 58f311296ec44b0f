"""The last requests: kept in order, only so many."""

from datetime import UTC, datetime

from nexus_contacts.api.records import RequestRecord
from nexus_contacts.sync.requests import RequestLog

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_the_newest_come_first_and_the_oldest_go() -> None:
    log = RequestLog(most=2)
    for number in range(3):
        log.note(RequestRecord("GET", f"/contacts/{number}", 200, 0.1, NOW))

    assert [record.path for record in log.newest()] == ["/contacts/2", "/contacts/1"]

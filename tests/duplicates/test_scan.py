"""One run over everybody: doubles on top, the traps below."""

import pytest
from tests.duplicates.people import EVERYBODY, records_of

from nexus_contacts.duplicates.records import Records
from nexus_contacts.duplicates.scan import read_records, scan
from nexus_contacts.workspace import sample


def scores() -> dict[frozenset[str], float]:
    return {frozenset((one.first_id, one.second_id)): one.score for one in scan(records_of()).pairs()}


def test_doubles_are_likely_and_the_traps_are_not() -> None:
    found = scores()

    assert found[frozenset(("jane", "jane2"))] > 0.9
    assert found[frozenset(("bill", "william"))] > 0.9
    for trap in (("jane", "tom"), ("ada", "ben"), ("father", "son"), ("tom", "namesake")):
        assert found.get(frozenset(trap), 0) < 0.5, trap


def test_nobody_and_two_strangers_are_no_pairs() -> None:
    assert len(scan(Records())) == 0
    assert len(scan(records_of(EVERYBODY[0]))) == 0


def test_it_can_be_stopped() -> None:
    def stop(share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        scan(records_of(), on_progress=stop)


def test_the_progress_ends_at_one() -> None:
    told: list[float] = []

    scan(read_records(EVERYBODY, told.append, len(EVERYBODY)), on_progress=told.append)

    assert told[-1] == 1.0


def test_the_sample_workspaces_planted_doubles_are_found_and_its_namesakes_are_not() -> None:
    from nexus_contacts.duplicates.records import Person

    records = Records()
    for one in sample.contacts_of():
        contact = one.contact
        place = contact.address or {}
        parts = {name: str(place.get(name) or "") for name in ("street", "city", "state", "zip", "country")}
        custom = tuple((key, str(value)) for key, value in contact.custom_fields.items())
        records.add(
            Person(
                contact.id,
                contact.first_name,
                contact.last_name or "",
                contact.email,
                contact.phone or "",
                contact.company or "",
                contact.job_title or "",
                **parts,
                custom=custom,
            )
        )
    found = {frozenset((one.first_id, one.second_id)): one.score for one in scan(records).pairs()}

    truth = [found.get(frozenset(pair), 0.0) for pair in sample.duplicate_truth()]
    assert sum(score >= 0.5 for score in truth) >= 0.9 * len(truth)
    assert all(found.get(frozenset(pair), 0.0) < 0.5 for pair in sample.namesakes())

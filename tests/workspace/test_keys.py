"""API keys: kept as digests, each opening one workspace."""

import hmac
from pathlib import Path

import pytest

from nexus_contacts.workspace.database import Database
from nexus_contacts.workspace.keys import KeyRing, has_keys, new_key, set_keys
from nexus_contacts.workspace.settings import WorkspaceKeys

OWN = WorkspaceKeys("default", ("sentinel-full",), ("sentinel-reader",))


def test_a_key_opens_its_workspace_fully_or_for_reading(database: Database) -> None:
    set_keys(database, [OWN, WorkspaceKeys("other", ("other-key",))])

    ring = KeyRing(database)

    full, reader, other = (ring.grant(key) for key in ("sentinel-full", "sentinel-reader", "other-key"))
    assert full is not None
    assert reader is not None
    assert other is not None
    assert (full.may_write, reader.may_write, other.may_write) == (True, False, True)
    assert full.workspace_id == reader.workspace_id != other.workspace_id
    assert len({full.bucket, reader.bucket, other.bucket}) == 3


@pytest.mark.parametrize("key", ["", "sentinel-ful", "sentinel-full ", "SENTINEL-FULL", "\udcff", "Schlüssel"])
def test_another_key_opens_nothing(database: Database, key: str) -> None:
    set_keys(database, [OWN])

    assert KeyRing(database).grant(key) is None


def test_no_key_stands_in_the_database_in_clear(tmp_path: Path) -> None:
    database = Database.open(str(tmp_path / "keys.db"))
    set_keys(database, [OWN])
    database.close()

    written = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert b"sentinel" not in written


def test_every_key_is_compared_whichever_fits(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    set_keys(database, [WorkspaceKeys("default", ("a", "b", "c"))])
    ring, compared = KeyRing(database), []

    def count(known: str, given: str) -> bool:
        compared.append(known)
        return known == given

    monkeypatch.setattr(hmac, "compare_digest", count)
    for key in ("a", "c", "wrong"):
        ring.grant(key)

    assert len(compared) == 9


def test_keys_of_an_earlier_start_are_struck_off(database: Database) -> None:
    set_keys(database, [OWN])

    set_keys(database, [WorkspaceKeys("default", ("new",))])

    ring = KeyRing(database)
    assert ring.grant("new") is not None
    assert ring.grant("sentinel-full") is None
    assert ring.grant("sentinel-reader") is None


def test_without_a_full_key_the_one_of_before_stays(database: Database) -> None:
    assert not has_keys(database, "default")
    set_keys(database, [OWN])

    set_keys(database, [WorkspaceKeys("default", (), ("another-reader",))])

    ring = KeyRing(database)
    assert has_keys(database, "default")
    assert ring.grant("sentinel-full") is not None
    assert ring.grant("sentinel-reader") is None
    assert ring.grant("another-reader") is not None


def test_a_key_can_move_to_another_workspace(database: Database) -> None:
    set_keys(database, [WorkspaceKeys("one", ("key",))])
    before = KeyRing(database).grant("key")

    set_keys(database, [WorkspaceKeys("two", ("key",))])

    after = KeyRing(database).grant("key")
    assert before is not None
    assert after is not None
    assert before.workspace_id != after.workspace_id


def test_a_made_key_is_long_and_its_own() -> None:
    assert len({new_key() for _ in range(100)}) == 100
    assert len(new_key()) > 40

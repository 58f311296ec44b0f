"""A backup is written whole or not at all, tells nothing in clear, and leaves nothing behind."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.security.sentinels import KEY, NAME, NOTE, PERSONAL, TRACES, files_with, found_in

from nexus_contacts import account as accounts
from nexus_contacts import paths
from nexus_contacts.account import Account
from nexus_contacts.api.records import Contact, Note
from nexus_contacts.exchange import backup_in, backup_out
from nexus_contacts.exchange.errors import NotWritten
from nexus_contacts.store import contacts, details, outbox
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Change
from nexus_contacts.store.errors import Interrupted

PASSPHRASE = "Quillon passphrase 77"


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setattr(accounts, "_session", {})
    return accounts.add("Vexbrandtsen Drydocks", "https://crm.example/api", KEY, remember=False)


@pytest.fixture
def database(account: Account) -> Iterator[Database]:
    opened = Database.open(paths.account_folder(account.slug), accounts.credentials(account).cache_key)
    person = {name: value for name, value in PERSONAL.items() if isinstance(value, str)}
    contacts.write_page(opened, [Contact("con_1", **person)])
    details.replace(opened, "con_1", "notes", [Note(id="not_1", content=NOTE)])
    outbox.change(opened, "con_1", (Change("job_title", PERSONAL["job_title"], "Barnacle Queen"),))
    yield opened
    opened.close()


def test_nothing_can_be_read_in_it(account: Account, database: Database, tmp_path: Path, private_home: Path) -> None:
    path = tmp_path / "one.nexusbackup"

    size = backup_out.write(database, account, path, PASSPHRASE, settings="theme = 'Barnacle'")

    content = path.read_bytes()
    assert size == len(content)
    assert path.stat().st_mode & 0o777 == 0o600
    assert found_in(content, (KEY, PASSPHRASE, "crm.example", "SQLite format", *TRACES)) == []
    assert accounts.credentials(account).cache_key not in content
    # The account's own name is in accounts.toml; the passphrase is nowhere.
    assert files_with(private_home, (KEY, PASSPHRASE, NAME, "998877665", "keelhauling")) == []


def test_neither_key_is_in_it_even_when_it_is_opened(account: Account, database: Database, tmp_path: Path) -> None:
    path = tmp_path / "one.nexusbackup"
    backup_out.write(database, account, path, PASSPHRASE)
    backup = backup_in.open_backup(path, PASSPHRASE)
    credentials = accounts.credentials(account)

    from nexus_contacts.store.connection import connect

    connection = connect(backup.snapshot, backup.key, 2048)
    listed = connection.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    rows = [connection.all(f'SELECT * FROM "{name}"') for (name,) in listed]
    connection.close()
    backup.close()

    assert NAME in repr(rows)
    assert KEY not in repr(rows) + repr(backup)
    assert credentials.cache_key.hex() not in repr(rows) + repr(backup)


def test_nothing_unencrypted_is_on_the_disk_on_the_way(
    account: Account, database: Database, tmp_path: Path, private_home: Path
) -> None:
    met: list[object] = []

    def look(_share: float) -> None:
        met.append(files_with(private_home, (KEY, PASSPHRASE, NAME, "998877665", "keelhauling")))
        met.append(files_with(tmp_path / "out", (KEY, PASSPHRASE, NAME, "998877665", "keelhauling")))
        modes.update(path.stat().st_mode & 0o077 for path in paths.data_folder().rglob("*"))

    modes: set[int] = set()
    (tmp_path / "out").mkdir()
    backup_out.write(database, account, tmp_path / "out" / "one.nexusbackup", PASSPHRASE, tell=look)

    assert len(met) > 40
    assert not any(met)
    assert modes == {0}


def test_it_is_written_whole_or_not_at_all(account: Account, database: Database, tmp_path: Path) -> None:
    path = tmp_path / "out" / "one.nexusbackup"
    path.parent.mkdir()
    path.write_text("the backup of yesterday")

    for limit in (0.0, 0.3, 0.7, 0.99):

        def stop(share: float, limit: float = limit) -> None:
            if share >= limit:
                raise Interrupted

        with pytest.raises(Interrupted):
            backup_out.write(database, account, path, PASSPHRASE, tell=stop)

    assert path.read_text() == "the backup of yesterday"
    assert os.listdir(path.parent) == [path.name]
    assert not list(paths.data_folder().glob(".backup-*"))


def test_a_place_that_cannot_be_written_is_named_before_the_work(
    account: Account, database: Database, tmp_path: Path
) -> None:
    told: list[float] = []

    with pytest.raises(NotWritten) as met:
        backup_out.write(database, account, tmp_path / "no" / "folder", PASSPHRASE, tell=told.append)

    assert met.value.path == tmp_path / "no" / "folder"
    assert told == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full here")
def test_a_full_disk_is_told(account: Account, database: Database) -> None:
    with pytest.raises(NotWritten) as met:
        backup_out.write(database, account, Path("/dev/full"), PASSPHRASE)

    assert "space" in met.value.reason


def test_a_short_passphrase_writes_nothing(account: Account, database: Database, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="letters"):
        backup_out.write(database, account, tmp_path / "one", "1234567")
    assert not (tmp_path / "one").exists()


def test_the_program_goes_on_meanwhile(account: Account, database: Database, tmp_path: Path) -> None:
    def edit(share: float) -> None:
        outbox.change(database, "con_1", (Change("company", "", f"At {share}"),))

    path = tmp_path / "one.nexusbackup"
    backup_out.write(database, account, path, PASSPHRASE, tell=edit)

    backup = backup_in.open_backup(path, PASSPHRASE)
    assert backup.contents.unsent == 1
    backup.close()
    found = contacts.get(database, "con_1")
    assert found is not None
    assert found.company == "At 1.0"


@pytest.mark.skipif(shutil.which("file") is None, reason="there is no file(1) here")
def test_no_program_takes_it_for_something_else(account: Account, database: Database, tmp_path: Path) -> None:
    path = tmp_path / "one.nexusbackup"
    backup_out.write(database, account, path, PASSPHRASE)

    told = subprocess.run(["file", "--brief", str(path)], capture_output=True, text=True, check=True).stdout

    assert told.strip() == "data"

"""A backup comes back on another machine, in the place of what is here, and never at its cost."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from nexus_contacts import account as accounts
from nexus_contacts import paths
from nexus_contacts.account import Account
from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.exchange import backup_in, backup_out
from nexus_contacts.exchange.backup_in import Backup
from nexus_contacts.exchange.errors import DamagedBackup, NewerBackup, NotWritten, WrongPassphrase
from nexus_contacts.store import contacts, entries, files, outbox, snapshots, views
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Change
from nexus_contacts.store.entries import OutboxCounts
from nexus_contacts.store.errors import Interrupted
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.views import View

URL = "https://crm.example/api"
PASSPHRASE = "correct horse"
PEOPLE = [Contact(f"con_{number}", f"Person {number}", email=f"p{number}@example.com") for number in range(20)]


@pytest.fixture(autouse=True)
def no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in (accounts.URL_VARIABLE, accounts.KEY_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(accounts, "_session", {})


def opened(account: Account) -> Database:
    return Database.open(paths.account_folder(account.slug), accounts.credentials(account).cache_key)


def connected(name: str, key: str = "key-1", people: list[Contact] | None = None) -> Account:
    """An account with a filled copy."""
    account = accounts.add(name, URL, key, remember=False)
    with closing(opened(account)) as database:
        contacts.write_page(database, PEOPLE if people is None else people)
    return account


@pytest.fixture
def account() -> Account:
    """An account with a copy, a view and two changes that wait."""
    made = connected("Northwind")
    with closing(opened(made)) as database:
        views.save_view(database, View(0, "Leads", filter=Filter(statuses=("lead",))))
        outbox.change(database, "con_3", (Change("company", "", "Mine"),))
        outbox.create(database, Draft("New", email="new@example.com"))
    return made


@pytest.fixture
def path(account: Account, tmp_path: Path) -> Path:
    made = tmp_path / "one.nexusbackup"
    with closing(opened(account)) as database:
        backup_out.write(database, account, made, PASSPHRASE, settings="theme = 'dark'", columns="[]")
    return made


@pytest.fixture
def backup(path: Path) -> Iterator[Backup]:
    made = backup_in.open_backup(path, PASSPHRASE)
    yield made
    made.close()


@pytest.fixture
def other_machine(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing is here but the backup."""
    home = tmp_path / "other-home"
    monkeypatch.setenv("NEXUS_CONTACTS_HOME", str(home))
    monkeypatch.setattr(accounts, "_session", {})
    return home


def restore(backup: Backup, account: Account) -> tuple[Path, ...]:
    return backup_in.move_in(backup_in.build(backup, account), account)


def test_a_backup_tells_what_it_holds_before_anything_is_done(backup: Backup) -> None:
    held = backup.contents

    assert (backup.name, backup.base_url, backup.kind) == ("Northwind", URL, "service")
    assert (held.contacts, held.unsent, held.views) == (21, 2, 1)
    assert backup.settings == "theme = 'dark'"
    assert backup.made_at.tzinfo is not None


def test_it_comes_back_on_another_machine(other_machine: Path, path: Path) -> None:
    backup = backup_in.open_backup(path, PASSPHRASE)
    assert accounts.accounts() == ()
    assert backup_in.find_home(backup) is None

    account = backup_in.add_account(backup, "key-2", remember=False)
    aside = restore(backup, account)
    backup.close()

    assert aside == ()
    assert [one.name for one in accounts.accounts()] == ["Northwind"]
    with closing(opened(account)) as database:
        assert contacts.total(database) == 21
        assert [view.name for view in views.list_views(database)] == ["Leads"]
        assert entries.counts(database) == OutboxCounts(parked=2)
        found = contacts.get(database, "con_3")
        assert found is not None
        assert found.company == "Mine"
        assert not database.set_aside
    modes = {item.stat().st_mode & 0o777 for item in other_machine.rglob("*")}
    assert modes == {0o600, 0o700}
    assert not list(paths.data_folder().glob(".backup-*"))


def test_what_is_here_is_set_aside_and_can_be_opened_still(account: Account, backup: Backup, tmp_path: Path) -> None:
    with closing(opened(account)) as database:
        contacts.write_page(database, [Contact("con_later", "Later")])
        outbox.add_note(database, "con_1", "Written after the backup")
    home = backup_in.find_home(backup)
    assert home is not None
    assert (home.account, home.contacts, home.unsent) == (account, 22, 3)

    aside = restore(backup, account)

    assert sorted(kept.name for kept in aside) == ["copy.db.replaced-1", "journal.db.replaced-1"]
    with closing(opened(account)) as database:
        assert contacts.total(database) == 21
        assert contacts.get(database, "con_later") is None
    for kept in aside:
        (tmp_path / "again").mkdir(exist_ok=True)
        os.replace(kept, tmp_path / "again" / kept.name.partition(".replaced")[0])
    key = accounts.credentials(account).cache_key
    with closing(Database.open(tmp_path / "again", key)) as database:
        assert contacts.total(database) == 22
        assert entries.counts(database).waiting == 3
    assert sorted(kept.name for kept in restore(backup, account)) == ["copy.db.replaced-1", "journal.db.replaced-1"]


def test_the_account_in_use_is_found_without_its_key(account: Account, backup: Backup) -> None:
    with closing(opened(account)) as database:
        home = backup_in.find_home(backup, (account, database))

    assert home is not None
    assert home.account is account


def test_an_account_of_the_same_contacts_is_the_same_workspace(other_machine: Path, path: Path) -> None:
    connected("Elsewhere", "key-9", [Contact("con_other")])
    same = connected("Named otherwise", "key-2", PEOPLE[10:12])

    backup = backup_in.open_backup(path, PASSPHRASE)
    home = backup_in.find_home(backup)
    backup.close()

    assert home is not None
    assert home.account == same


def test_an_account_of_the_same_key_is_the_same_workspace(other_machine: Path, path: Path) -> None:
    same = connected("Empty still", "key-2", [])

    backup = backup_in.open_backup(path, PASSPHRASE)
    assert backup_in.find_home(backup) is None
    home = backup_in.find_home(backup, api_key="key-2")
    backup.close()

    assert home is not None
    assert home.account == same


def test_an_account_whose_key_is_gone_is_passed_over(
    account: Account, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "_session", {})
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

    assert backup_in.find_home(backup) is None


def test_the_name_is_numbered_where_it_is_taken(account: Account, backup: Backup) -> None:
    assert backup_in.add_account(backup, "key-2", remember=False).name == "Northwind 2"
    added = backup_in.add_account(backup, "key-3", remember=False)
    assert added.name == "Northwind 3"

    backup_in.forget_again(added)

    assert [one.name for one in accounts.accounts()] == ["Northwind", "Northwind 2"]


def test_the_sample_goes_back_to_the_sample(tmp_path: Path) -> None:
    sample = accounts.sample_account()
    with closing(opened(sample)) as database:
        contacts.write_page(database, PEOPLE)
        backup_out.write(database, sample, tmp_path / "sample.nexusbackup", PASSPHRASE)

    backup = backup_in.open_backup(tmp_path / "sample.nexusbackup", PASSPHRASE)
    home = backup_in.find_home(backup)
    assert home is not None
    assert (home.account, home.contacts) == (sample, 20)
    assert len(restore(backup, sample)) == 2
    backup.close()


def everything(home: Path) -> dict[str, bytes]:
    return {str(item.relative_to(home)): item.read_bytes() for item in home.rglob("*") if item.is_file()}


@pytest.mark.parametrize("harm", ["passphrase", "cut", "flipped"])
def test_what_cannot_be_opened_changes_nothing(path: Path, private_home: Path, harm: str) -> None:
    content = bytearray(path.read_bytes())
    before = everything(private_home)
    if harm == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif harm == "flipped":
        content[len(content) // 2] ^= 4
        path.write_bytes(content)
    error = WrongPassphrase if harm == "passphrase" else DamagedBackup

    with pytest.raises(error):
        backup_in.open_backup(path, "another one" if harm == "passphrase" else PASSPHRASE)

    assert everything(private_home) == before


def test_a_backup_of_a_newer_schema_is_told_and_changes_nothing(
    account: Account, backup: Backup, private_home: Path
) -> None:
    from nexus_contacts.store.connection import connect

    with closing(connect(backup.snapshot, backup.key, 2048)) as connection:
        connection.run("UPDATE versions SET version = 99 WHERE part = 'journal'")
    folder = paths.account_folder(account.slug)
    before = everything(folder)

    with pytest.raises(NewerBackup):
        backup_in.build(backup, account)

    assert everything(folder) == before


def test_a_move_that_fails_leaves_everything_as_it_was(
    account: Account, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = backup_in.build(backup, account)
    folder = paths.account_folder(account.slug)
    before = everything(folder)
    real: Callable[..., None] = os.replace

    def fail_late(source: Path, target: Path) -> None:
        if Path(target).name == files.COPY and Path(source).parent == built:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(source, target)

    monkeypatch.setattr(os, "replace", fail_late)
    with pytest.raises(NotWritten):
        backup_in.move_in(built, account)

    after = everything(folder)
    assert after.pop(files.FINGERPRINT)
    assert after == {name: content for name, content in before.items() if name != files.FINGERPRINT}
    with closing(opened(account)) as database:
        assert entries.counts(database).waiting == 2


def test_a_workspace_keeps_its_name_through_its_backups(account: Account, backup: Backup) -> None:
    restore(backup, account)

    with closing(opened(account)) as database:
        assert snapshots.workspace_of(database) == backup.workspace


def test_a_new_account_is_gone_again_where_it_cannot_be_filled(other_machine: Path, path: Path) -> None:
    backup = backup_in.open_backup(path, PASSPHRASE)

    def stop(_share: float) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        backup_in.prepare(backup, None, "key-2", tell=stop)
    assert accounts.accounts() == ()

    account, built = backup_in.prepare(backup, None, "key-2")
    assert accounts.accounts() == (account,)
    backup_in.move_in(built, account)
    home = backup_in.find_home(backup)
    assert home is not None
    assert backup_in.prepare(backup, home)[0] == account
    backup.close()

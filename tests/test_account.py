"""Named accounts: what lies in accounts.toml, what lies in the keyring, and what only in memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from nexus_contacts import account, keyrings, paths

KEY = "sk_test_sentinel_5e1f"
URL = "https://crm.example/functions/v1/api"


class MemoryKeyring(KeyringBackend):
    """A system keyring that works and ends with the test."""

    priority = 0

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[username]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home, no environment account, and no keyring."""
    for name in (account.URL_VARIABLE, account.KEY_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NEXUS_CONTACTS_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr(account, "_session", {})
    return tmp_path


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The entries of a keyring that works."""
    memory = MemoryKeyring()
    monkeypatch.setattr(keyrings, "_backend", lambda: memory)
    return memory.entries


def every_byte_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_an_account_is_found_again_with_its_keys(kept: dict[str, str]) -> None:
    added = account.add("Northwind Traders", f"{URL}/", f" {KEY} ")

    credentials = account.credentials(added)

    assert account.accounts() == (added,)
    assert account.choose("Northwind Traders") == account.choose("northwind-traders") == added
    assert (credentials.base_url, credentials.api_key, len(credentials.cache_key)) == (URL, KEY, 32)


def test_no_key_is_written_or_shown(kept: dict[str, str], home: Path) -> None:
    added = account.add("Northwind", URL, KEY)
    account.add("Session", URL, KEY, remember=False)

    shown = repr(account.credentials(added)) + repr(account.credentials(account.choose("Session"))) + repr(added)

    assert KEY.encode() not in every_byte_below(home)
    assert KEY not in shown
    assert account.credentials(added).cache_key.hex() not in shown


def test_the_list_is_readable_by_its_person_only(kept: dict[str, str], home: Path) -> None:
    account.add("Northwind", URL, KEY)

    modes = {path.name: path.stat().st_mode & 0o777 for path in (home / "config").iterdir()}

    assert modes == {"accounts.toml": 0o600}


def test_without_a_keyring_nothing_is_added_unless_for_this_session() -> None:
    with pytest.raises(account.KeyringUnavailable):
        account.add("Northwind", URL, KEY)

    assert account.accounts() == ()
    added = account.add("Northwind", URL, KEY, remember=False)
    assert account.credentials(added).api_key == KEY


def test_the_next_session_opens_the_same_copy_with_the_same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    added = account.add("Northwind", URL, KEY, remember=False)
    before = account.credentials(added).cache_key
    monkeypatch.setattr(account, "_session", {})

    account.hold_for_session(added, KEY)

    assert account.credentials(added).cache_key == before


def test_a_key_for_an_account_without_keyring_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    added = account.add("Northwind", URL, KEY, remember=False)
    before = account.credentials(added)
    monkeypatch.setattr(account, "_session", {})
    monkeypatch.setenv(account.KEY_VARIABLE, KEY)

    assert account.credentials(added) == before


def test_two_runs_with_one_key_share_a_copy_and_two_keys_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(account.URL_VARIABLE, URL)
    monkeypatch.setenv(account.KEY_VARIABLE, KEY)
    first = account.choose()
    first_key = account.credentials(first).cache_key

    again = account.choose()
    again_key = account.credentials(again).cache_key
    monkeypatch.setenv(account.KEY_VARIABLE, "another")
    other = account.choose()

    assert (first, first_key) == (again, again_key)
    assert other.slug != first.slug
    assert KEY not in first.slug


def test_what_is_missing_in_the_environment_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(account.URL_VARIABLE, URL)

    with pytest.raises(account.NoAccount) as caught:
        account.choose()

    assert caught.value.missing == (account.KEY_VARIABLE,)


def test_an_unknown_name_is_answered_with_the_known_ones(kept: dict[str, str]) -> None:
    account.add("Northwind", URL, KEY)

    with pytest.raises(account.UnknownAccount) as caught:
        account.choose("Southwind")

    assert caught.value.known == ("Northwind",)


def test_names_differ_and_so_do_folders(kept: dict[str, str]) -> None:
    account.add("Northwind", URL, KEY)
    account.add("Nörthwind", URL, KEY)
    account.add("日本支社", URL, KEY)
    account.add("Sample", URL, KEY)

    with pytest.raises(account.NameTaken):
        account.add("northWIND", URL, KEY)

    assert [one.slug for one in account.accounts()] == ["northwind", "northwind-2", "account", "sample-2"]


def test_a_name_comes_before_a_slug(kept: dict[str, str]) -> None:
    account.add("Acme!", URL, KEY)
    named = account.add("acme", URL, KEY)

    assert account.choose("acme") == named
    assert account.choose("acme-2") == named


def test_no_account_takes_the_place_of_another_file(kept: dict[str, str], home: Path) -> None:
    added = account.add("Salt", URL, KEY)
    account.hold_for_session(added, KEY)

    assert paths.account_folder(added.slug) != home / "data" / "salt"


def test_several_first_sessions_at_once_derive_the_same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import os; from nexus_contacts import account;"
        "print(account.credentials(account.environment_account()).cache_key.hex())"
    )
    environment = os.environ | {account.URL_VARIABLE: URL, account.KEY_VARIABLE: KEY}

    started = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE) for _ in range(4)
    ]
    keys = {process.communicate()[0] for process in started}

    assert len(keys) == 1
    assert len(keys.pop().strip()) == 64


def test_the_last_used_account_is_remembered(kept: dict[str, str]) -> None:
    first = account.add("First", URL, KEY)
    account.add("Second", URL, KEY)

    account.set_last_used(first)

    assert account.last_used() == account.choose() == first


def test_a_renamed_account_keeps_its_files_and_keys(kept: dict[str, str]) -> None:
    added = account.add("Northwind", URL, KEY)
    other = account.add("Other", URL, KEY)

    renamed = account.rename(added, "Westwind")

    assert account.choose("Westwind") == renamed
    assert renamed.slug == added.slug
    assert account.credentials(renamed) == account.credentials(added)
    with pytest.raises(account.NameTaken):
        account.rename(other, "westwind")


def test_a_removed_account_leaves_nothing(kept: dict[str, str], home: Path) -> None:
    added = account.add("Northwind", URL, KEY)
    (paths.account_folder(added.slug) / "copy.db").write_bytes(b"x")

    account.remove(added)

    assert account.accounts() == ()
    assert kept == {}
    assert not (home / "data" / added.slug).exists()


def test_a_keyring_that_loses_what_it_is_given_is_noticed(
    kept: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MemoryKeyring, "set_password", lambda *_: None)

    with pytest.raises(account.KeyringUnavailable) as caught:
        account.add("Northwind", URL, KEY)

    assert caught.value.reason == "refused"
    assert account.accounts() == ()


def test_a_new_api_key_opens_the_same_copy(kept: dict[str, str]) -> None:
    added = account.add("Northwind", URL, KEY)
    before = account.credentials(added)

    account.replace_key(added, "sk_new")

    assert account.credentials(added).api_key == "sk_new"
    assert account.credentials(added).cache_key == before.cache_key


@pytest.mark.parametrize("damage", ["", "not json", '{"api_key": "k"}', "[]"])
def test_a_damaged_keyring_entry_is_a_missing_key(kept: dict[str, str], damage: str) -> None:
    added = account.add("Northwind", URL, KEY)
    kept[added.entry] = damage

    with pytest.raises(account.KeyMissing):
        account.credentials(added)


@pytest.mark.parametrize(
    "text",
    [
        "[[accounts]",
        "[[accounts]]\nslug = 1",
        '[[accounts]]\nslug = "a"\nfoo = "b"',
        '[[accounts]]\nslug = ".."\nname = "a"\nbase_url = "https://crm.example"',
        '[[accounts]]\nslug = ""\nname = "a"\nbase_url = "https://crm.example"',
    ],
)
def test_a_damaged_list_is_named_and_left_alone(text: str) -> None:
    path = paths.config_folder() / "accounts.toml"
    path.write_text(text)

    with pytest.raises(account.AccountsUnreadable) as caught:
        account.add("Northwind", URL, KEY, remember=False)

    assert caught.value.path == path
    assert path.read_text() == text


def test_the_sample_workspace_needs_no_keyring() -> None:
    sample = account.sample_account()

    first, second = account.credentials(sample), account.credentials(sample)

    assert first == second
    assert len(first.cache_key) == 32


def test_looking_accounts_up_loads_no_keyring() -> None:
    code = (
        "import sys; from nexus_contacts import account; account.accounts(); account.sample_account();"
        "account.credentials(account.sample_account()); print('keyring' in sys.modules, 'httpx' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], env=os.environ, capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "False"]

"""Opening an account's local copy on a thread of its own."""

import pytest

from nexus_contacts import account as accounts
from nexus_contacts import paths
from nexus_contacts.account import Account, KeyMissing
from nexus_contacts.desktop.opening import Opening
from nexus_contacts.keyrings import KeyringUnavailable
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database
from nexus_contacts.store.errors import WrongKey


def test_the_sample_opens_without_a_keyring() -> None:
    opening = Opening(accounts.sample_account())

    opened = opening.outcome()

    assert opening.wait(0)
    assert contacts.total(opened.database) == 0
    opened.database.close()


def test_an_account_without_its_key_says_so() -> None:
    opening = Opening(Account("nowhere", "Nowhere", "http://127.0.0.1:1"))

    with pytest.raises((KeyMissing, KeyringUnavailable)):
        opening.outcome()


def test_a_wrong_key_is_told_and_touches_nothing() -> None:
    account = Account("northwind", "Northwind Sales", "http://127.0.0.1:1")
    Database.open(paths.account_folder(account.slug), bytes(32)).close()
    accounts.hold_for_session(account, "another key")

    with pytest.raises(WrongKey):
        Opening(account).outcome()

    Database.open(paths.account_folder(account.slug), bytes(32)).close()


def test_what_was_opened_shows_no_secret() -> None:
    account = Account("northwind", "Northwind Sales", "http://127.0.0.1:1")
    accounts.hold_for_session(account, "nx_sentinel")

    opened = Opening(account).outcome()

    assert "nx_sentinel" not in repr(opened)
    opened.database.close()

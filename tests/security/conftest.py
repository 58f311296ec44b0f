"""Fixtures for the rows of security: a window to work at, and a machine without a keyring."""

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QPA_PLATFORMTHEME", "")

import pytest
from pytestqt.qtbot import QtBot
from tests.desktop.desk import Desk

from nexus_contacts import account


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """No account in the environment, none held from another test, and no keyring."""
    monkeypatch.delenv(account.URL_VARIABLE, raising=False)
    monkeypatch.delenv(account.KEY_VARIABLE, raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr(account, "_session", {})
    monkeypatch.setattr(account, "_taken", {})


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """A window to work at, closed after the test."""
    made = Desk(qtbot)
    yield made
    made.close()

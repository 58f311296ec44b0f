"""From argv to the first paint: which account opens, what is imported, and a picture where there is no display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from nexus_contacts import account as accounts
from nexus_contacts.desktop import start

SLOW = ("pydantic", "httpx", "keyring.core", "fastapi", "sqlalchemy", "markdown_it", "phonenumbers", "email_validator")


def test_the_account_asked_for_comes_first() -> None:
    assert start.first_account(True, None, "") == accounts.sample_account()
    assert start.first_account(False, None, "sample") == accounts.sample_account()
    assert start.first_account(False, None, "") is None
    with pytest.raises(accounts.UnknownAccount):
        start.first_account(False, "nobody", "")


def test_nothing_slow_is_imported_before_the_window() -> None:
    code = "import sys; import nexus_contacts.desktop.start; print(*[n for n in sys.argv[1:] if n in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code, *SLOW], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []


def test_a_display_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    before = start.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")

    assert before == (not sys.platform.startswith("linux"))
    assert start.has_display()


def without_display() -> dict[str, str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return {name: value for name, value in os.environ.items() if name not in hidden}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_nobodys_own_contacts_are_rendered(private_home: Path) -> None:
    environment = without_display() | {
        "NEXUS_CONTACTS_URL": "http://127.0.0.1:9",
        "NEXUS_CONTACTS_API_KEY": "a key",
    }

    done = subprocess.run(
        [sys.executable, "-m", "nexus_contacts"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )

    assert done.returncode == 1
    assert "no display" in done.stderr
    assert list(private_home.rglob("*.png")) == []


def test_an_unusable_home_is_told_in_a_dialog(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "file"
    place.write_text("no folder")
    monkeypatch.setenv("NEXUS_CONTACTS_HOME", str(place))
    told: list[str] = []

    def close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(f"{box.text()} {box.informativeText()}")
        box.accept()

    QTimer.singleShot(0, close)
    with pytest.raises(OSError, match="file"):
        start.prepare_home(tell=True)

    assert "files cannot be used" in told[0]
    assert str(place) in told[0]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_the_window_becomes_a_picture(private_home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nexus_contacts", "--sample"],
        env=without_display(),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    picture = private_home / "data" / start.RENDERED
    assert str(picture) in done.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")

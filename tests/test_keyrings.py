"""The gate to the system's keyring, against a real Secret Service where the machine has one."""

import gc
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from nexus_contacts import keyrings
from nexus_contacts.keyrings import KeyringUnavailable

DAEMON = shutil.which("gnome-keyring-daemon")
BUS = shutil.which("dbus-daemon")


@pytest.fixture
def nobody_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session without a bus, a keyring, or a choice of one."""
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'no-bus'}")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        folder = tmp_path / name
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(name, str(folder))


@pytest.fixture
def secret_service(nobody_home: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A session bus with an unlocked keyring of its own."""
    if not DAEMON or not BUS:
        pytest.skip("no Secret Service is installed here")
    bus = subprocess.Popen(
        [BUS, "--session", "--nofork", "--nopidfile", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    assert bus.stdout is not None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.stdout.readline().strip())
    keyring = subprocess.Popen(
        [DAEMON, "--unlock", "--foreground", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert keyring.stdin is not None
    assert keyring.stdout is not None
    keyring.stdin.write("test")
    keyring.stdin.close()
    keyring.stdout.readline()  # it says where its socket is once it is ready
    yield os.environ["DBUS_SESSION_BUS_ADDRESS"]
    for child in (keyring, bus):
        child.send_signal(signal.SIGTERM)
        child.wait(10)
        assert child.stdout is not None
        child.stdout.close()


def test_a_secret_is_kept_given_back_and_forgotten(secret_service: str) -> None:
    keyrings.put("northwind", "s3cret")

    kept = keyrings.get("northwind")
    keyrings.delete("northwind")

    assert kept == "s3cret"
    assert keyrings.get("northwind") is None
    assert keyrings.status().available


def test_the_chainer_means_the_first_allowed_keyring(secret_service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", keyrings.CHAINER)

    keyrings.put("northwind", "s3cret")

    assert keyrings.get("northwind") == "s3cret"


@pytest.mark.usefixtures("nobody_home")
def test_an_absent_keyring_says_so() -> None:
    with pytest.raises(KeyringUnavailable) as caught:
        keyrings.put("northwind", "s3cret")

    assert caught.value.reason == "absent"
    assert "s3cret" not in str(caught.value)
    assert not keyrings.status().available


@pytest.mark.usefixtures("nobody_home")
@pytest.mark.parametrize(
    "backend",
    [
        "keyring.backends.null.Keyring",
        "keyring.backends.fail.Keyring",
        "keyrings.alt.file.PlaintextKeyring",
        "keyrings.alt.file.EncryptedKeyring",
    ],
)
def test_a_keyring_that_keeps_no_secret_is_refused_unloaded(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)

    with pytest.raises(KeyringUnavailable) as caught:
        keyrings.put("northwind", "s3cret")

    assert caught.value.reason == "unsafe"
    assert backend in caught.value.detail


@pytest.mark.usefixtures("nobody_home")
def test_a_keyring_chosen_in_the_file_of_all_programs_is_judged_too() -> None:
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "python_keyring"
    folder.mkdir()
    (folder / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=keyrings.alt.file.PlaintextKeyring\n")

    with pytest.raises(KeyringUnavailable) as caught:
        keyrings.get("northwind")

    assert caught.value.reason == "unsafe"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # keyring drops its locked connection
def test_a_locked_keyring_nobody_unlocks_says_so(secret_service: str) -> None:
    import secretstorage

    keyrings.put("northwind", "s3cret")
    connection = secretstorage.dbus_init()
    secretstorage.get_default_collection(connection).lock()
    connection.close()

    with pytest.raises(KeyringUnavailable) as caught:
        keyrings.get("northwind")

    assert caught.value.reason in ("locked", "refused")
    assert "s3cret" not in str(caught.value)
    del caught
    gc.collect()

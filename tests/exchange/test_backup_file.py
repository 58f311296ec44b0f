"""The form of a backup file: what is told of one that cannot be opened."""

import hashlib
import os
from pathlib import Path

import pytest

from nexus_contacts import paths
from nexus_contacts.exchange import backup_file
from nexus_contacts.exchange.backup_file import Keys
from nexus_contacts.exchange.errors import (
    DamagedBackup,
    NewerBackup,
    NotABackup,
    NotWritten,
    UnreadableBackup,
    WrongPassphrase,
)

PASSPHRASE = "correct horse"
SALT = bytes(range(16))
BODY = os.urandom(5000)


@pytest.fixture(scope="module")
def keys() -> Keys:
    return backup_file.derive(PASSPHRASE, SALT)


@pytest.fixture
def path(keys: Keys, tmp_path: Path) -> Path:
    made = tmp_path / "one.nexusbackup"
    made.write_bytes(backup_file.head(keys, SALT, len(BODY)) + BODY)
    return made


def test_what_was_packed_is_unpacked(path: Path, keys: Keys, tmp_path: Path) -> None:
    assert backup_file.unpack(path, PASSPHRASE, tmp_path / "body") == keys
    assert (tmp_path / "body").read_bytes() == BODY
    assert (tmp_path / "body").stat().st_mode & 0o777 == 0o600


def test_the_head_holds_neither_passphrase_nor_key(path: Path, keys: Keys) -> None:
    content = path.read_bytes()

    assert PASSPHRASE.encode() not in content
    assert keys.body not in content
    assert keys.head not in content
    assert keys.body.hex() not in repr(keys)
    assert repr(keys) == "Keys()"


def test_the_same_passphrase_in_another_spelling_of_accents_is_the_same() -> None:
    assert backup_file.derive("Größe-über", SALT) == backup_file.derive("Gro\u0308ße-u\u0308ber", SALT)
    assert backup_file.derive("Größe-über", SALT) != backup_file.derive("größe-über", SALT)


def test_a_salt_makes_every_key_another(keys: Keys) -> None:
    assert backup_file.derive(PASSPHRASE, backup_file.new_salt()) != keys
    assert backup_file.new_salt() != backup_file.new_salt()


def test_a_short_passphrase_makes_no_key() -> None:
    with pytest.raises(ValueError, match="8 letters"):
        backup_file.derive("1234567", SALT)


@pytest.mark.parametrize("passphrase", ["correct horsf", "Correct horse", "correct horse ", "short", ""])
def test_a_wrong_passphrase_is_told_as_one(path: Path, tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(WrongPassphrase):
        backup_file.unpack(path, passphrase, tmp_path / "body")
    assert not (tmp_path / "body").exists()


@pytest.mark.parametrize("kept", [17, 60, 107, 108, 109, 5000, 5107])
def test_a_file_that_was_cut_is_told_as_one(path: Path, tmp_path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(DamagedBackup) as met:
        backup_file.unpack(path, PASSPHRASE, tmp_path / "body")
    assert met.value.reason == "cut"


@pytest.mark.parametrize("place", [16, 19, 20, 35, 36, 43, 44, 75, 76, 107])
def test_a_flipped_bit_of_the_head_is_damage_and_no_wrong_passphrase(path: Path, tmp_path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)

    # Where what vouches for the head is wrong itself, an odd form number cannot be told from a newer one.
    with pytest.raises(DamagedBackup) as met:
        backup_file.unpack(path, PASSPHRASE, tmp_path / "body")
    assert met.value.reason == "changed"


def test_more_than_was_written_is_damage(path: Path, tmp_path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")

    with pytest.raises(DamagedBackup):
        backup_file.unpack(path, PASSPHRASE, tmp_path / "body")


@pytest.mark.parametrize(
    "content", [b"", b"NexusBackup", b"PK\3\4" + bytes(300), b"NexusBackup\n\x1a\n\0" + bytes(300)]
)
def test_another_file_is_told_as_one(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.nexusbackup"
    path.write_bytes(content)

    with pytest.raises(NotABackup):
        backup_file.unpack(path, PASSPHRASE, tmp_path / "body")


def test_a_newer_form_is_told_as_one(path: Path, tmp_path: Path) -> None:
    before = backup_file.MAGIC + (backup_file.FORMAT + 1).to_bytes(4, "big") + bytes(56)
    path.write_bytes(before + hashlib.sha256(before).digest() + BODY)

    with pytest.raises(NewerBackup):
        backup_file.unpack(path, PASSPHRASE, tmp_path / "body")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="a superuser may read everything")
def test_a_file_that_may_not_be_read_is_named(path: Path, tmp_path: Path) -> None:
    path.chmod(0)

    with pytest.raises(UnreadableBackup):
        backup_file.unpack(path, PASSPHRASE, tmp_path / "body")


def test_a_file_that_is_gone_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "gone", tmp_path):
        with pytest.raises(UnreadableBackup) as met:
            backup_file.unpack(path, PASSPHRASE, tmp_path / "body")
        assert met.value.reason


def test_what_is_under_way_lies_in_a_private_folder_and_goes_with_its_end() -> None:
    left = paths.data_folder() / ".backup-0-dead"
    left.mkdir()
    with backup_file.staging() as folder:
        (folder / "file").write_text("x")
        assert folder.parent == paths.data_folder()
        assert folder.stat().st_mode & 0o777 == 0o700
        with backup_file.staging() as other:
            assert other != folder
            assert folder.exists()
    assert not folder.exists()
    assert not left.exists()


def test_no_place_for_what_is_under_way_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("NEXUS_CONTACTS_HOME", str(tmp_path / "file"))

    with pytest.raises(NotWritten):
        backup_file.make_staging()

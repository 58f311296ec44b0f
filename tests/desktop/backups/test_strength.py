"""How strong a passphrase is, in plain steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.desktop.backups.strength import strength


@pytest.mark.parametrize(
    ("passphrase", "found"),
    [
        ("", "short"),
        ("1234567", "short"),
        ("12345678", "weak"),
        ("87654321", "weak"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "weak"),
        ("abcdefghijklmnop", "weak"),
        ("password", "weak"),
        ("Passwort99", "weak"),
        ("harbours", "weak"),
        ("blue lamp tree", "fair"),
        ("x7#Kq9!v", "fair"),
        ("correct horse battery", "strong"),
        ("纸船 北风 三只 猫 在 屋顶 上", "strong"),
    ],
)
def test_a_passphrase_is_as_strong_as_it_is(passphrase: str, found: str) -> None:
    assert strength(passphrase) == found


@given(st.text(max_size=200))
def test_every_text_has_a_strength(passphrase: str) -> None:
    assert (strength(passphrase) == "short") == (len(passphrase) < 8)

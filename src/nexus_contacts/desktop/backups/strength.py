"""How long a passphrase would hold against guessing, in four plain steps: a rough estimate."""

import itertools
import math
from typing import Literal

from nexus_contacts.exchange.backup_file import LEAST_LETTERS

Strength = Literal["short", "weak", "fair", "strong"]

_FAIR_BITS, _STRONG_BITS = 45.0, 70.0
_COMMON = ("password", "passwort", "passphrase", "letmein", "welcome", "qwerty", "qwertz", "azerty", "iloveyou")
_ALPHABETS = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10), (str.isspace, 1))
_SIGNS, _OTHER_SCRIPTS = 33, 1000


def strength(passphrase: str) -> Strength:
    """How strong a passphrase is: ``short`` is not taken at all."""
    if len(passphrase) < LEAST_LETTERS:
        return "short"
    bits = _bits(passphrase)
    return "weak" if bits < _FAIR_BITS else "fair" if bits < _STRONG_BITS else "strong"


def _bits(passphrase: str) -> float:
    """Guesses as a power of two: letters that follow from the one before, and words everybody takes, count for one."""
    folded = passphrase.casefold()
    for word in _COMMON:
        folded = folded.replace(word, word[0])
    left = len(folded) - sum(abs(ord(one) - ord(other)) <= 1 for one, other in itertools.pairwise(folded))
    letters = sum(size for is_of, size in _ALPHABETS if any(is_of(letter) for letter in passphrase))
    if any(not letter.isalnum() and not letter.isspace() for letter in passphrase):
        letters += _SIGNS
    if any(letter.isalpha() and not letter.islower() and not letter.isupper() for letter in passphrase):
        letters += _OTHER_SCRIPTS
    return min(left, 2 * len(set(folded))) * math.log2(max(letters, 2))

"""Identifiers of things made here: the service's prefixes, and enough randomness that none is made twice."""

import secrets

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_LENGTH = 16


def new_id(prefix: str) -> str:
    """A fresh identifier, as ``con_`` with sixteen random letters."""
    return f"{prefix}_" + "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))

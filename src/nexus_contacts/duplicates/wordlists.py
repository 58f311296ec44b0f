"""The words the engine knows of names, firms and addresses, read once from `wordlists.toml`."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def wordlists() -> Mapping[str, Any]:
    """The lists by name, as the file holds them."""
    return tomllib.loads(files("nexus_contacts.duplicates").joinpath("wordlists.toml").read_text("utf-8"))


def words(name: str) -> frozenset[str]:
    """One list of words."""
    return frozenset(wordlists()[name].split())

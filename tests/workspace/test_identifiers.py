"""Identifiers made by the server."""

import re

from nexus_contacts.workspace.identifiers import new_id


def test_an_identifier_has_its_prefix_and_is_made_once() -> None:
    made = {new_id("con") for _ in range(1000)}

    assert len(made) == 1000
    assert all(re.fullmatch(r"con_[a-z0-9]{16}", one) for one in made)

"""The table of words: every way on that it names exists."""

from nexus_contacts.desktop.failure_words import FAILURES
from nexus_contacts.desktop.messages import ACTIONS


def test_every_action_is_known_and_every_failure_has_a_title() -> None:
    for title, text, action in FAILURES.values():
        assert title
        assert text
        assert action in ("", *ACTIONS)

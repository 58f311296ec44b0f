"""Every expected failure has words: found by walking the tree of errors."""

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import nexus_contacts
from nexus_contacts.api.errors import EmailTaken, Refused, ServerError, Unauthorized, Unreachable
from nexus_contacts.desktop.messages import ACTIONS, action_text, explain, is_explained, technical
from nexus_contacts.errors import NexusError
from nexus_contacts.exchange.errors import UnreadableFile
from nexus_contacts.store.errors import Damaged
from nexus_contacts.sync.errors import DeletionsHeld


def all_errors() -> list[type[NexusError]]:
    for module in pkgutil.walk_packages(nexus_contacts.__path__, "nexus_contacts."):
        if module.name.rpartition(".")[2] in ("errors", "account", "keyrings", "answers", "database"):
            importlib.import_module(module.name)

    def below(kind: type[NexusError]) -> Iterator[type[NexusError]]:
        for child in kind.__subclasses__():
            if child.__module__.startswith("nexus_contacts."):
                yield child
                yield from below(child)

    return sorted(set(below(NexusError)), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", all_errors(), ids=lambda kind: kind.__name__)
def test_a_class_of_error_has_words_of_its_own(kind: type[NexusError]) -> None:
    assert is_explained(kind)


def test_no_error_hides_in_a_module_that_the_walk_leaves_out() -> None:
    folder = Path(nexus_contacts.__path__[0])
    named = {kind.__name__ for kind in all_errors()}

    defined = {
        line.removeprefix("class ").partition("(")[0]
        for path in folder.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("class ") and any(f"({name})" in line for name in (*named, "NexusError"))
    }

    assert defined <= named


def test_the_words_name_the_reason() -> None:
    told = explain(Unreachable("tls", url="https://example.com/v1"))

    assert told.title == "The server's certificate is not trusted"
    assert told.action == "retry"
    assert "https://example.com/v1" in told.technical


def test_a_reason_without_words_of_its_own_has_those_of_its_class() -> None:
    assert explain(Unreachable("odd")).title == "The server cannot be reached"


def test_the_facts_of_the_error_stand_in_the_words() -> None:
    told = explain(DeletionsHeld(900, 1250, 350))

    assert told.title == "The server no longer lists 900 of your 1,250 contacts"
    assert told.action == "accept_deletions"


def test_a_sentence_whose_fact_is_missing_is_left_out() -> None:
    assert explain(Refused()).text == "Nothing was changed."
    assert explain(Refused(message="No such field")).text == "Nothing was changed. It said: No such field"
    assert explain(ServerError(status=502)).text.startswith("It answered 502.")


@pytest.mark.parametrize("reason", ["empty", "not_text", "encoding", "columns", "long_names", "no_cards"])
def test_why_a_file_cannot_be_read_is_told_in_words(reason: str) -> None:
    told = explain(UnreadableFile(Path("somewhere") / "list.csv", reason))

    assert told.title == "This file cannot be read as contacts"
    assert "list.csv" in told.text
    assert f"list.csv: {reason}" not in told.text


def test_the_systems_own_words_for_a_file_are_told_as_such() -> None:
    told = explain(UnreadableFile(Path("somewhere") / "list.csv", "Permission denied"))

    assert told.text == "Nothing was changed. The system says of list.csv: Permission denied"


def test_only_the_name_of_a_file_stands_in_the_words() -> None:
    told = explain(Damaged(Path("somewhere") / "copy.db.damaged"))

    assert "copy.db.damaged" in told.text
    assert "somewhere" not in told.text


def test_what_a_service_says_is_cut_and_kept_on_one_line() -> None:
    told = explain(Refused(message="a\nb " * 1000))

    assert len(told.text) < 300
    assert "\n" not in told.text


def test_braces_in_what_a_service_says_are_left_alone() -> None:
    assert explain(Refused(message="{url} {0}")).text.endswith("{url} {0}")


def test_what_is_no_expected_failure_is_told_as_a_bug() -> None:
    told = explain(ZeroDivisionError("division by zero"))

    assert told.action == "copy_details"
    assert told.technical == "ZeroDivisionError · division by zero"


def test_every_action_has_words() -> None:
    assert all(action_text(action) for action in ACTIONS)
    assert action_text(explain(EmailTaken()).action) == ""
    assert action_text(explain(Unauthorized()).action) == "Enter a new key"


def test_the_technical_line_is_one_line() -> None:
    assert technical(ValueError("a\n b")) == "ValueError · a b"


def test_no_words_blame_or_beg() -> None:
    from nexus_contacts.desktop.failure_words import FAILURES

    told = " ".join(f"{title} {text}" for title, text, _ in FAILURES.values()).lower()

    assert not [word for word in ("please", "oops", "successfully", "!", " he ", " she ") if word in told]


def test_explaining_imports_no_other_layer() -> None:
    code = (
        "import sys, nexus_contacts.desktop.messages as m; m.explain(ValueError());"
        "print([n for n in sys.modules if n.split('.')[0] in ('pydantic', 'httpx', 'keyring', 'asyncio')"
        " or n.startswith(('nexus_contacts.api.errors', 'nexus_contacts.sync', 'nexus_contacts.store.errors'))])"
    )

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == "[]"

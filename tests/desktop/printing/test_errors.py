"""What ends printing has words of its own."""

from nexus_contacts.desktop.messages import explain
from nexus_contacts.desktop.printing.errors import NotPrinted, Stopped


def test_a_printer_that_takes_nothing_is_named() -> None:
    assert "Office 2" in explain(NotPrinted("Office 2")).text


def test_what_was_stopped_wrote_nothing() -> None:
    assert explain(Stopped()).text == "Nothing was written."

"""The last requests as they are shown."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from nexus_contacts.api.records import RequestRecord
from nexus_contacts.desktop.changes.requests import RequestsDialog, line

NOW = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


def test_a_request_is_said_in_four_parts() -> None:
    assert line(RequestRecord("GET", "/contacts", 200, 0.0123, NOW))[1:] == ("GET /contacts", "200", "12 ms")
    assert line(RequestRecord("PUT", "/contacts/con_1", None, 1.0, NOW, "timeout"))[2] == "timeout"


def test_they_are_listed(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)

    dialog = RequestsDialog((RequestRecord("GET", "/contacts", 503, 0.1, NOW),), window)

    assert {"GET /contacts", "503"} <= {label.text() for label in dialog.findChildren(QLabel)}
    assert "Nothing was asked yet." in [label.text() for label in RequestsDialog((), window).findChildren(QLabel)]

"""Files on their way out of the window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QRadioButton
from tests.desktop.desk import Desk

from nexus_contacts.desktop.exporting.sheet import ExportSheet
from nexus_contacts.desktop.table.ticks import Ticks
from nexus_contacts.exchange.vcard_in import read_cards
from nexus_contacts.store import contacts
from nexus_contacts.store.filters import Filter


@pytest.fixture
def place(desk: Desk, workspace_server: Callable[..., Any]) -> Any:
    desk.open_on(workspace_server(sample=60))
    return desk.place


def opened(desk: Desk) -> ExportSheet:
    assert desk.window is not None
    QTest.keyClick(desk.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    desk.wait_until(lambda: bool(desk.window and desk.window.findChildren(ExportSheet)))
    return desk.window.findChildren(ExportSheet)[-1]


def test_what_is_selected_goes_out_as_cards(
    desk: Desk, place: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "few.vcf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    ids = sorted(contacts.ids(place.session.database, Filter()))[:3]
    place.table.selection.set_ticks(Ticks(frozenset(ids)))

    sheet = opened(desk)
    assert len(sheet.findChildren(QRadioButton)) == 3
    sheet.form.setCurrentIndex(1)
    sheet.submit()
    desk.wait_until(path.exists)

    assert len(list(read_cards(path))) == 3


def test_the_list_goes_out_as_it_is_filtered(
    desk: Desk, place: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    wanted = Filter(statuses=("lead",))
    place.set_filter(wanted)
    count = contacts.count(place.session.database, wanted)
    desk.wait_until(lambda: place.table.pager.count == count)

    opened(desk).submit()
    desk.wait_until(path.exists)

    assert len(path.read_text(encoding="utf-8").splitlines()) >= count + 1
    assert 0 < count < 60

"""Rows dragged out of the table."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.desktop.desk import Desk

from nexus_contacts.desktop.dragging_out import cards_in, carried
from nexus_contacts.desktop.table.ticks import Ticks
from nexus_contacts.exchange.outgoing import Outgoing
from nexus_contacts.exchange.vcard_in import read_cards


def dragged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Press a row and pull; the cards that the drag carries, once it begins."""
    taken: list[str] = []

    def begin(drag: QDrag, _action: Qt.DropAction) -> Qt.DropAction:
        taken.append(bytes(drag.mimeData().data("text/vcard").data()).decode())
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", begin)
    table = desk.place.table.table
    row = table.visualRect(table.rows.index(1, table.rows.column("company"))).center()
    QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, row)
    monkeypatch.setattr(QApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    far = row + QPoint(0, 3 * QApplication.startDragDistance())
    event = mouse_move(table.viewport(), far)
    QApplication.sendEvent(table.viewport(), event)
    desk.wait_until(lambda: bool(taken))
    return taken


def mouse_move(widget: Any, at: QPoint) -> Any:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    where = QPointF(widget.mapToGlobal(at))
    return QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, Qt.MouseButton.NoButton, left, none)


def test_a_row_goes_alone_or_with_all_that_are_ticked(
    desk: Desk, workspace_server: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open_on(workspace_server(sample=20))
    desk.wait_for_rows()
    ids = desk.place.table.model.ids()

    (alone,) = dragged(desk, monkeypatch)
    desk.place.table.selection.set_ticks(Ticks(frozenset(ids[:4])))
    (together,) = dragged(desk, monkeypatch)

    assert alone.count("BEGIN:VCARD") == 1
    assert f"UID:{ids[1]}" in alone
    assert together.count("BEGIN:VCARD") == 4


def test_a_file_of_cards_is_named_after_its_one_contact(
    desk: Desk, workspace_server: Callable[..., Any], tmp_path: Path
) -> None:
    desk.open_on(workspace_server(sample=20))
    desk.wait_for_rows()
    database, (first, second, *_rest) = desk.place.session.database, desk.place.table.model.ids()

    one = cards_in(database, Outgoing(only=frozenset((first,))), tmp_path)
    two = cards_in(database, Outgoing(only=frozenset((first, second))), tmp_path)

    assert one is not None
    assert two is not None
    assert one[0].stem == desk.names()[0]
    path, cards = two
    assert (path.name, len(list(read_cards(path)))) == ("contacts.vcf", 2)
    assert cards == path.read_bytes()
    path.unlink()  # what is carried was read before
    data = carried(path, cards)
    assert data.urls()[0].toLocalFile() == str(path)
    assert bytes(data.data("text/vcard").data()) == cards
    assert cards_in(database, Outgoing(only=frozenset(("con_nobody",))), tmp_path) is None

"""A row of a merge by keyboard and mouse."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nexus_contacts.desktop.merge.rows import FieldRow


def test_a_row_is_worked_by_its_keys(qtbot: Any) -> None:
    row = FieldRow("last_name", "Last name", ("Smith", "Smyth"))
    qtbot.addWidget(row)
    chosen: list[int] = []
    steps: list[int] = []
    typing: list[str] = []
    row.chosen.connect(lambda _field, place: chosen.append(place))
    row.stepped.connect(steps.append)
    row.typing_wanted.connect(typing.append)
    row.resize(900, 40)
    row.show()
    row.show_result("Smith", place=0, lost=(False, True), mark="changed", token="accentText")

    for key in (Qt.Key.Key_Right, Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_F2):
        QTest.keyClick(row, key)
    QTest.keyClick(row, Qt.Key.Key_Up)
    row.cells[1].click()
    QTest.mouseDClick(row, Qt.MouseButton.LeftButton)

    assert chosen == [1, 1, 0, 0, 1]
    assert steps == [1, -1]
    assert typing == ["last_name", "last_name"]
    assert row.accessibleDescription() == "Result: Smith"
    assert not row.grab().isNull()

"""One record's value in a merge."""

from typing import Any

from nexus_contacts.desktop.merge.cells import ValueCell


def test_a_cell_shows_and_says_what_becomes_of_it(qtbot: Any) -> None:
    cell = ValueCell("Smith", "empty", "not kept")
    qtbot.addWidget(cell)
    cell.resize(cell.sizeHint())
    chosen = cell.grab().toImage()
    cell.show_choice(chosen=True, loses=False)
    assert cell.grab().toImage() != chosen

    cell.show_choice(chosen=False, loses=True)

    assert cell.accessibleDescription() == "not kept"
    cell.click()
    assert not cell.isChecked()

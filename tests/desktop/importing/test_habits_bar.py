"""How a table is written, to be changed."""

from typing import Any

from nexus_contacts.desktop.importing.habits_bar import HabitsBar
from nexus_contacts.exchange.csv_in import Habits


def test_what_is_chosen_is_told_once_it_differs(qtbot: Any) -> None:
    bar = HabitsBar()
    qtbot.addWidget(bar)
    told: list[Habits] = []
    bar.changed.connect(told.append)
    bar.show_habits(Habits("cp1252", ";", '"', has_header=True))

    bar.delimiter.activated.emit(0)
    assert told == []
    bar.delimiter.setCurrentIndex(bar.delimiter.findData("\t"))
    bar.delimiter.activated.emit(0)
    bar.header.click()

    assert told == [Habits("cp1252", "\t", '"', has_header=True), Habits("cp1252", "\t", '"', has_header=False)]
    assert bar.encoding.currentText() == "CP1252"
    bar.show_habits(Habits("utf-8", "~"))
    assert bar.delimiter.currentData() == "~"
    bar.show_habits(None)
    assert bar.isHidden()

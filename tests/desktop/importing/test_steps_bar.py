"""The steps of the import."""

from typing import Any

from nexus_contacts.desktop.importing.steps_bar import StepsBar


def test_it_says_and_paints_where_one_is(qtbot: Any) -> None:
    bar = StepsBar(("File", "Match", "Check"))
    qtbot.addWidget(bar)
    bar.resize(bar.sizeHint())
    before = bar.grab().toImage()

    bar.set_current(1)

    assert bar.accessibleName() == "2/3: Match"
    assert bar.grab().toImage() != before

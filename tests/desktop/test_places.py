"""The places of the program: one at a time, made when first gone to."""

from typing import Any

from PySide6.QtWidgets import QLabel

from nexus_contacts.desktop.places import CHANGES, CONTACTS, Places


def test_a_place_is_made_when_it_is_first_gone_to_and_kept(qtbot: Any) -> None:
    made: list[QLabel] = []

    def make() -> QLabel:
        made.append(QLabel("changes"))
        return made[-1]

    places = Places(QLabel("contacts"))
    qtbot.addWidget(places)
    places.add_place(CHANGES, make)

    assert places.widget_of(CHANGES) is None
    places.show_place(CHANGES)
    places.show_place(CONTACTS)
    places.show_place(CHANGES)

    assert len(made) == 1
    assert places.currentWidget() is made[0]


def test_going_elsewhere_is_told_once_and_an_unknown_place_is_passed_over(qtbot: Any) -> None:
    places = Places(QLabel("contacts"))
    qtbot.addWidget(places)
    places.add_place(CHANGES, lambda: QLabel("changes"))
    told: list[str] = []
    places.shown.connect(told.append)

    for place in (CONTACTS, CHANGES, CHANGES, "nowhere"):
        places.show_place(place)

    assert told == [CHANGES]
    assert places.current == CHANGES

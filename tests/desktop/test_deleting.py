"""Before something is deleted: who it is, and what goes with it."""

from typing import Any

from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from nexus_contacts.api.records import Contact, Deal, Note
from nexus_contacts.desktop import deleting
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import details
from nexus_contacts.store.incoming import write_page


def test_what_goes_is_counted(session: Session) -> None:
    write_page(session.database, [Contact("con_1", "Grace", "Mbeki"), Contact("con_2", "Bo")])
    details.replace(session.database, "con_1", "notes", [Note("n1"), Note("n2")])
    details.replace(session.database, "con_1", "deals", [Deal("d1")])

    assert deleting.what_goes(session.database, ("con_1",)) == (("Grace Mbeki",), 2, 1)
    assert deleting.what_goes(session.database, ("con_1", "con_2")) == (("Grace Mbeki", "Bo"), 0, 0)


def test_the_question_names_the_person_and_keeping_is_the_default(qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    done: list[bool] = []
    deleting.ask_to_delete(parent, ("con_1",), (("Grace Mbeki",), 2, 1), lambda: done.append(True))

    box = parent.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "Delete Grace Mbeki?"
    assert "2 notes and 1 deal" in box.informativeText()
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    next(one for one in box.buttons() if one.text() == "Delete Grace Mbeki").click()
    assert done == [True]


def test_for_many_the_number_has_to_be_typed(qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    done: list[bool] = []
    ids = tuple(f"con_{n}" for n in range(30))

    deleting.ask_to_delete(parent, ids, (("A", "B"), 0, 0), lambda: done.append(True))
    dialog = parent.findChild(QInputDialog)
    assert dialog is not None
    dialog.textValueSelected.emit("29")
    assert done == []
    dialog.textValueSelected.emit("30")

    assert done == [True]
    assert "A, B…" in dialog.labelText()
    dialog.close()

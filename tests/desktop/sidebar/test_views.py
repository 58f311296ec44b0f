"""The list of saved views: picking, ordering, renaming and deleting by mouse and by keys."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.sidebar.views import ViewsList
from nexus_contacts.store.views import View

VIEWS = (View(4, "My open leads", "star"), View(7, "Hot this week", "bolt"), View(2, "No owner", "user"))


def views(qtbot: QtBot) -> ViewsList:
    made = ViewsList()
    qtbot.addWidget(made)
    made.show_views(VIEWS)
    made.resize(200, made.sizeHint().height())
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_click_and_enter_pick_a_view(qtbot: QtBot) -> None:
    made = views(qtbot)
    picked: list[View] = []
    made.view_picked.connect(picked.append)

    QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=made.visualRect(made.model().index(1, 0)).center())
    QTest.keyClick(made, Qt.Key.Key_Return)

    assert picked == [VIEWS[1], VIEWS[1]]


def test_alt_and_arrows_order_the_views(qtbot: QtBot) -> None:
    made = views(qtbot)
    orders: list[tuple[int, ...]] = []
    made.reordered.connect(orders.append)
    made.setCurrentIndex(made.model().index(0, 0))

    QTest.keyClick(made, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(made, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(made, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    assert orders == [(7, 4, 2), (7, 2, 4)]
    assert made.currentIndex().row() == 2


def test_a_dragged_view_stands_where_it_was_dropped(qtbot: QtBot) -> None:
    made = views(qtbot)
    orders: list[tuple[int, ...]] = []
    made.reordered.connect(orders.append)
    model = made.model()

    for source, row in ((2, 0), (0, 3), (0, 1)):
        data = model.mimeData([model.index(source, 0)])
        model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, QModelIndex())

    assert orders == [(2, 4, 7), (4, 7, 2)]


def test_f2_renames_in_place(qtbot: QtBot) -> None:
    made = views(qtbot)
    renamed: list[tuple[View, str]] = []
    made.rename_wanted.connect(lambda view, name: renamed.append((view, name)))
    made.setFocus()
    made.setCurrentIndex(made.model().index(2, 0))

    QTest.keyClick(made, Qt.Key.Key_F2)
    editor = made.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.accessibleName() == "Name of the view"
    editor.setText("  Nobody's  ")
    QTest.keyClick(editor, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: renamed == [(VIEWS[2], "Nobody's")])


def test_delete_asks_for_the_deletion_of_the_current_view(qtbot: QtBot) -> None:
    made = views(qtbot)
    made.setCurrentIndex(made.model().index(1, 0))

    with qtbot.waitSignal(made.deletion_wanted) as wanted:
        QTest.keyClick(made, Qt.Key.Key_Delete)

    assert wanted.args == [VIEWS[1]]


def test_the_menu_offers_everything_the_keys_do(qtbot: QtBot) -> None:
    made = views(qtbot)

    menu = made.menu_for(0)

    assert menu is not None
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == [
        "Rename",
        "Update with current filters",
        "Duplicate",
        "Move up",
        "Move down",
        "Delete",
    ]
    assert made.menu_for(-1) is None


def test_counts_are_part_of_what_a_screen_reader_says(qtbot: QtBot) -> None:
    made = views(qtbot)

    made.show_count(7, 1250)
    made.show_views(VIEWS[1:])

    assert made.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Hot this week, 1,250"
    assert made.accessibleName() == "Views"


def test_no_views_take_no_room(qtbot: QtBot) -> None:
    made = views(qtbot)

    made.show_views(())

    assert not made.isVisible()

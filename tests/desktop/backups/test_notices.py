"""A notice is there only while it says something."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from nexus_contacts.desktop.backups.notices import Notice


def test_it_says_something_or_is_not_there(area: QWidget) -> None:
    notice = Notice(tone="danger")
    column = QVBoxLayout(area)
    column.addWidget(notice)
    assert not notice.isVisible()

    notice.say("This went wrong", "Nothing was changed.")
    assert notice.isVisible()
    assert notice.accessibleName() == "This went wrong. Nothing was changed"

    notice.say("")
    assert not notice.isVisible()


def test_it_is_no_window_of_its_own_before_it_has_a_place(area: QWidget) -> None:
    before = len([one for one in QApplication.topLevelWidgets() if one.isVisible()])

    notice = Notice("Title", "Text")

    assert len([one for one in QApplication.topLevelWidgets() if one.isVisible()]) == before
    notice.deleteLater()

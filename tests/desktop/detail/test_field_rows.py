"""Rows of the Overview: values of any length, in their own direction, copied as they are."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.detail.field_rows import FieldRow, Section, ValueLabel, ValueLink, copy_button


def test_a_long_word_wraps_and_is_copied_as_it_is(qtbot: QtBot) -> None:
    label = ValueLabel("Company")
    qtbot.addWidget(label)
    word = "Donaudampfschifffahrt" * 10
    label.show_value(word)
    label.resize(180, 400)
    label.show()

    label.copy()
    assert label.minimumSizeHint().width() < 180
    assert label.heightForWidth(180) > label.heightForWidth(2_000)
    assert QGuiApplication.clipboard().text() == word


def test_a_value_is_named_with_its_label(qtbot: QtBot) -> None:
    label = ValueLabel("Phone")
    qtbot.addWidget(label)

    label.show_value("+1 555 0123")
    assert label.accessibleName() == "Phone: +1 555 0123"
    label.show_named("Fax", "+1 555 0123")

    assert label.accessibleName() == "Fax: +1 555 0123"


def test_a_value_keeps_the_direction_of_its_script(qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    phone, name = ValueLabel("Phone"), ValueLabel("Company")
    qtbot.addWidget(phone)
    qtbot.addWidget(name)

    phone.show_value("+1 555 0123")
    name.show_value("شركة النور")

    assert phone.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert name.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert all(label.alignment() & Qt.AlignmentFlag.AlignRight for label in (phone, name))


def test_a_link_acts_by_mouse_and_keyboard(qtbot: QtBot) -> None:
    link = ValueLink()
    qtbot.addWidget(link)
    link.show_value("jane&co@example.com", "Write to jane&co@example.com")
    link.show()

    with qtbot.waitSignal(link.clicked):
        QTest.keyClick(link, Qt.Key.Key_Space)

    assert link.accessibleName() == "Write to jane&co@example.com"
    assert not link.grab().isNull()


def test_a_link_of_any_length_fits(qtbot: QtBot) -> None:
    link = ValueLink()
    qtbot.addWidget(link)

    link.show_value("a" * 240 + "@example.com", "Write")

    assert link.minimumSizeHint().width() < 60


def test_a_row_keeps_its_label_column(qtbot: QtBot) -> None:
    section = Section("Contact")
    qtbot.addWidget(section)
    rows = [FieldRow("Email", ValueLink(), copy_button("Copy email address"), fills=False)]
    rows.append(FieldRow("A very long custom field's key", ValueLabel("x")))
    for row in rows:
        section.add(row)
    section.resize(324, 200)
    section.show()

    assert rows[0].label.width() == rows[1].label.width()
    assert rows[0].value.x() == rows[1].value.x()
    assert rows[1].label.toolTip() != ""


def test_only_a_section_below_another_has_a_line(qtbot: QtBot) -> None:
    section = Section("Contact")
    qtbot.addWidget(section)
    section.resize(300, 60)
    before = section.sizeHint().height()

    section.set_line(False)

    assert section.sizeHint().height() < before

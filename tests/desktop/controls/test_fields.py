"""Fields: real line edits, with room for what stands before and after the text in both directions."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.buttons import ToolButton
from nexus_contacts.desktop.controls.fields import PassphraseField, PasswordField, SearchField, TextField
from nexus_contacts.desktop.theme import Theme


def shown(qtbot: QtBot, field: TextField) -> TextField:
    qtbot.addWidget(field)
    field.resize(220, field.sizeHint().height())
    field.show()
    return field


def button_of(field: TextField) -> ToolButton:
    return next(child for child in field.findChildren(QWidget) if isinstance(child, ToolButton))


def test_the_frame_is_drawn_in_the_color_of_controls(look: Theme, qtbot: QtBot) -> None:
    field = shown(qtbot, TextField("Name"))
    field.clearFocus()

    image = field.grab().toImage()

    assert image.pixelColor(100, 0).name() == look.color("control").name()
    assert image.pixelColor(100, 17).name() == look.color("surface").name()


def test_an_error_shows_and_is_described(look: Theme, qtbot: QtBot) -> None:
    field = shown(qtbot, TextField("Email"))
    field.setAccessibleDescription("Required")
    plain = field.grab().toImage()

    field.set_error("This is not an address")
    wrong = (field.grab().toImage() != plain, field.accessibleDescription(), field.error)
    field.set_error("")

    assert wrong == (True, "This is not an address", "This is not an address")
    assert field.accessibleDescription() == "Required"
    assert field.grab().toImage() == plain


def test_the_text_keeps_clear_of_icon_and_button_in_both_directions(qtbot: QtBot) -> None:
    field = shown(qtbot, TextField("Server", icon="globe"))
    button = field.add_button("x", "Clear")
    left = field.textMargins()
    at_right = button.x()

    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert (left.left(), left.right()) == (field.textMargins().right(), field.textMargins().left())
    assert at_right > 180
    assert button.x() < 20


def test_the_theme_reaches_the_text(look: Theme, qtbot: QtBot) -> None:
    field = shown(qtbot, TextField("Name", placeholder="Name"))

    look.set_mode("dark")

    assert field.palette().text().color() == look.color("text")
    assert field.palette().placeholderText().color() == look.color("text3")
    assert field.grab().toImage().pixelColor(100, 30).name() == look.color("surface").name()


def test_a_search_is_emptied_by_escape_first(qtbot: QtBot) -> None:
    field = SearchField("Search contacts", key="Ctrl F")
    shown(qtbot, field)
    field.setText("acm")

    with qtbot.waitSignal(field.cleared):
        qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert field.text() == ""


def test_a_search_is_emptied_by_its_cross_which_shows_only_with_text(qtbot: QtBot) -> None:
    field = SearchField("Search contacts")
    shown(qtbot, field)
    cross = button_of(field)
    at_first = cross.isVisible()
    field.setText("acm")
    with_text = cross.isVisible()

    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)

    assert (at_first, with_text, cross.isVisible()) == (False, True, False)
    assert field.text() == ""
    assert cross.accessibleName() == "Clear search"


def test_the_key_cap_makes_way_for_text(qtbot: QtBot) -> None:
    field = SearchField("Search contacts", key="Ctrl F")
    shown(qtbot, field)
    field.clearFocus()
    at_rest = field.key_cap_visible()

    field.setText("acm")

    assert at_rest
    assert not field.key_cap_visible()


def test_a_key_is_masked_until_it_is_wanted(qtbot: QtBot) -> None:
    field = PasswordField("API key")
    shown(qtbot, field)
    field.setText("key")
    dots = field.displayText()
    eye = button_of(field)
    masked = (field.echoMode(), eye.accessibleName())

    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)

    assert masked == (QLineEdit.EchoMode.Password, "Show the key")
    assert dots == "•" * 3
    assert (field.echoMode(), eye.accessibleName()) == (QLineEdit.EchoMode.Normal, "Hide the key")


@pytest.mark.parametrize("pasted", ["  sk_live_1 ", "sk_live_1\n", "\tsk_live_1"])
def test_a_pasted_key_loses_the_blanks_around_it(qtbot: QtBot, pasted: str) -> None:
    field = PasswordField("API key")
    shown(qtbot, field)

    field.insert(pasted)

    assert field.text() == "sk_live_1"


def test_a_field_that_moves_keeps_the_colour_of_the_theme(qtbot: QtBot, look: Theme) -> None:
    window, first, second, pane = QWidget(), QWidget(), QWidget(), QWidget()
    qtbot.addWidget(window)
    row = QVBoxLayout(window)
    for holder in (first, second):
        row.addWidget(holder)
        QVBoxLayout(holder)
    field = TextField("Company")
    QVBoxLayout(pane).addWidget(field)
    first.layout().addWidget(pane)
    window.show()
    look.set_mode("dark")

    second.layout().addWidget(pane)

    qtbot.waitUntil(lambda: field.palette().text().color() == look.color("text"))


def test_blanks_are_part_of_a_passphrase(qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase")
    shown(qtbot, field)

    QTest.keyClicks(field, " two words ")

    assert field.text() == " two words "
    assert field.echoMode() is QLineEdit.EchoMode.Password
    button_of(field).click()
    assert button_of(field).accessibleName() == "Hide the passphrase"

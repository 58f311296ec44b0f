"""The Overview tab: every field there is, and none that is not."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.api.records import Address, Contact
from nexus_contacts.desktop.controls.buttons import LinkButton, ToolButton
from nexus_contacts.desktop.controls.chips import TagChip
from nexus_contacts.desktop.controls.inline_editor import InlineEditor
from nexus_contacts.desktop.detail.field_rows import FieldRow, ValueLink
from nexus_contacts.desktop.detail.overview import FIELDS_AT_FIRST, OverviewTab, address_text
from nexus_contacts.store.edits import Change
from nexus_contacts.store.filters import Filter


def owner_name(id: str) -> str:
    return {"usr_1": "Maya Okafor"}.get(id, "")


@pytest.fixture
def tab(qtbot: QtBot) -> OverviewTab:
    made = OverviewTab(owner_name)
    qtbot.addWidget(made)
    made.resize(364, 700)
    made.show()
    return made


def labels(tab: OverviewTab) -> list[str]:
    return [row.label.text() for row in tab.findChildren(FieldRow) if row.isVisible()]


def texts(tab: QWidget) -> set[str]:
    return {label.text() for label in tab.findChildren(QLabel) if label.isVisible()}


def test_the_fields_stand_in_their_order(tab: OverviewTab, jane: Contact) -> None:
    tab.show_contact(jane, "+1 555 0123")

    known = {"Email", "Phone", "Company", "Title", "Address", "Status", "Source", "Owner", "Score", "Tags"}
    assert set(labels(tab)) == known | {"industry", "company_size", "Created", "Updated", "ID"}
    assert len(labels(tab)) == 15
    assert {"+1 555 0123", "Maya Okafor", "Website", "500 Howard St, San Francisco, CA"} <= texts(tab)


def test_a_contact_with_every_field_missing_shows_owner_score_and_id(tab: OverviewTab, jane: Contact) -> None:
    tab.show_contact(jane, "")
    tab.show_contact(Contact("con_bare"), "")

    assert sorted(labels(tab)) == ["ID", "Owner", "Score"]
    assert "Unassigned" in texts(tab)
    assert "Contact" not in texts(tab)
    assert "Custom fields" not in texts(tab)


def test_what_else_the_server_sent_follows_the_record(tab: OverviewTab, jane: Contact) -> None:
    tab.show_contact(replace(jane, metadata=(("revision", 3), ("merged_from", [])), odd=(("mood", "good"),)), "")

    assert {"revision", "mood"} <= set(labels(tab))
    assert "merged_from" not in labels(tab)


def test_rows_are_filled_again_for_another_contact(tab: OverviewTab, jane: Contact) -> None:
    tab.show_contact(jane, "")
    before = tab.findChildren(FieldRow)

    tab.show_contact(replace(jane, id="con_2", company="Globex", custom_fields=(("plan", "pro"),)), "")

    assert tab.findChildren(FieldRow) == before
    assert {"Globex", "pro"} <= texts(tab)
    assert "company_size" not in labels(tab)


def test_an_owner_that_got_a_name_is_shown_by_it(tab: OverviewTab, jane: Contact) -> None:
    tab.show_contact(replace(jane, assigned_to="usr_9"), "")
    assert "usr_9" in texts(tab)

    tab.show_contact(jane, "")

    assert "Maya Okafor" in texts(tab)


def test_a_tag_asks_for_the_contacts_that_carry_it(tab: OverviewTab, jane: Contact, qtbot: QtBot) -> None:
    tab.show_contact(jane, "")
    chip = next(chip for chip in tab.findChildren(TagChip) if chip.text() == "marketing")

    with qtbot.waitSignal(tab.filter_wanted) as told:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)

    assert told.args == [Filter(tags=("marketing",))]


def test_email_phone_and_id_can_be_copied(tab: OverviewTab, jane: Contact) -> None:
    tab.show_contact(jane, "+1 555 0123")
    copied = []

    for button in (one for one in tab.findChildren(ToolButton) if one.isVisible()):
        button.click()
        copied.append((button.accessibleName(), QGuiApplication.clipboard().text()))

    assert sorted(copied) == [
        ("Copy ID", "con_abc123"),
        ("Copy email address", "jane@example.com"),
        ("Copy phone number", "+15550123"),
    ]


def test_the_email_asks_for_the_mail_program(tab: OverviewTab, jane: Contact, qtbot: QtBot) -> None:
    tab.show_contact(jane, "")
    link = tab.findChild(ValueLink)
    assert link is not None

    with qtbot.waitSignal(tab.email_wanted):
        link.click()


def test_many_custom_fields_are_shown_when_they_are_asked_for(tab: OverviewTab, jane: Contact) -> None:
    many = tuple((f"field_{number}", number) for number in range(FIELDS_AT_FIRST + 25))
    tab.show_contact(replace(jane, custom_fields=many), "")
    shown = [label for label in labels(tab) if label.startswith("field_")]
    more = next(button for button in tab.findChildren(LinkButton) if button.isVisible())

    assert len(shown) == FIELDS_AT_FIRST
    assert more.text() == "Show 25 more"
    more.click()

    assert len([label for label in labels(tab) if label.startswith("field_")]) == len(many)
    assert not more.isVisible()


def test_nothing_widens_the_pane(tab: OverviewTab, jane: Contact) -> None:
    long = replace(
        jane,
        email="a" * 240 + "@example.com",
        company="Company" * 70,
        status="on-hold-by-the-legal-department-until-further-notice",
        assigned_to="usr_" + "9" * 60,
        tags=("t" * 64, *(f"tag{number}" for number in range(12))),
        engagement_score=250.0,
        custom_fields=(("a_key_of_many_many_letters_indeed", "v" * 10_000), ("list", [1, {"a": "b"}])),
        odd=(("evil\u202etxt", "a\0b"),),
    )

    tab.show_contact(long, "1" * 300)

    assert tab.body.minimumSizeHint().width() <= 364
    assert not tab.grab().isNull()


def test_an_address_stands_on_one_line() -> None:
    assert (
        address_text(Address("1 Main St", "Springfield", "IL", "62701", "US")) == "1 Main St, Springfield, IL 62701, US"
    )
    assert address_text(Address(city="Bonn")) == "Bonn"


def edited(tab: OverviewTab, label: str) -> InlineEditor:
    row = next(row for row in tab.findChildren(FieldRow) if row.isVisible() and row.label.text() == label)
    row.edit_wanted.emit()
    assert row.editor is not None
    return row.editor


@pytest.mark.parametrize(
    ("label", "typed", "change"),
    [
        ("Company", " Globex ", Change("company", "Acme Corp", "Globex")),
        ("Title", "", Change("job_title", "VP of Marketing", "")),
        ("industry", "Tea", Change("custom_fields.industry", "Technology", "Tea")),
        ("company_size", "", Change("custom_fields.company_size", "50-200", None)),
    ],
)
def test_a_value_is_edited_in_its_place(
    tab: OverviewTab, jane: Contact, qtbot: QtBot, label: str, typed: str, change: Change
) -> None:
    tab.set_editable(True)
    tab.show_contact(jane, "")
    editor = edited(tab, label)
    editor.setText(typed)

    with qtbot.waitSignal(tab.change_wanted) as told:
        QTest.keyClick(editor, Qt.Key.Key_Return)

    assert told.args == [jane.id, (change,)]


def test_a_wrong_address_is_not_taken(tab: OverviewTab, jane: Contact) -> None:
    told: list[object] = []
    tab.change_wanted.connect(lambda *args: told.append(args))
    tab.set_editable(True)
    tab.show_contact(jane, "")
    editor = edited(tab, "Email")
    editor.setText("jane at example")

    assert not editor.finish()
    assert editor.error
    editor.cancel()
    assert told == []


def test_another_contact_keeps_what_was_typed_for_the_one_before(tab: OverviewTab, jane: Contact, qtbot: QtBot) -> None:
    tab.set_editable(True)
    tab.show_contact(jane, "")
    edited(tab, "Company").setText("Globex")

    with qtbot.waitSignal(tab.change_wanted) as told:
        tab.show_contact(replace(jane, id="con_2"), "")

    assert told.args == [jane.id, (Change("company", "Acme Corp", "Globex"),)]


def test_a_choice_asks_for_its_menu_and_the_address_for_the_form(tab: OverviewTab, jane: Contact, qtbot: QtBot) -> None:
    tab.set_editable(True)
    tab.show_contact(jane, "")
    rows = {row.label.text(): row for row in tab.findChildren(FieldRow)}

    with qtbot.waitSignal(tab.menu_wanted) as told:
        rows["Owner"].edit_wanted.emit()
    with qtbot.waitSignal(tab.form_wanted):
        rows["Address"].edit_wanted.emit()

    assert told.args is not None
    assert told.args[0] == "owner"


def test_a_key_that_may_only_read_offers_no_edit(tab: OverviewTab, jane: Contact) -> None:
    told: list[object] = []
    tab.change_wanted.connect(lambda *args: told.append(args))
    tab.set_editable(False)
    tab.show_contact(jane, "")
    company = next(row for row in tab.findChildren(FieldRow) if row.label.text() == "Company")

    QTest.mouseDClick(company.value, Qt.MouseButton.LeftButton)

    assert company.editor is None

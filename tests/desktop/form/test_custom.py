"""Custom fields in a form: types kept, odd values untouched, likely keys offered."""

from typing import Any

from PySide6.QtTest import QTest

from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.form.custom import CustomFields


def fields(custom: CustomFields) -> list[TextField]:
    return custom.findChildren(TextField)


def test_values_keep_their_type_and_odd_ones_are_only_shown(qtbot: Any) -> None:
    custom = CustomFields()
    qtbot.addWidget(custom)
    custom.show_fields((("seats", 3), ("vip", True), ("odd", [1, 2]), ("plan", "Pro")))

    by_name = {field.accessibleName(): field for field in fields(custom)}
    by_name["seats"].setText("5")
    by_name["plan"].setText("")

    assert custom.values() == (("seats", 5), ("vip", True), ("odd", [1, 2]))
    assert by_name["odd"].isReadOnly()


def test_known_keys_are_offered_and_spelling_is_watched(qtbot: Any) -> None:
    custom = CustomFields()
    qtbot.addWidget(custom)
    custom.offer(("industry", "plan"))

    assert custom.values() == ()
    assert custom.likely_key("Industry") == "industry"
    assert custom.likely_key("industry") == custom.likely_key("other") == ""


def test_a_field_of_ones_own_is_added(qtbot: Any) -> None:
    custom = CustomFields()
    qtbot.addWidget(custom)
    told: list[bool] = []
    custom.edited.connect(lambda: told.append(True))
    custom._add.click()
    key, value = fields(custom)

    QTest.keyClicks(key, "region")
    QTest.keyClicks(value, "EU")

    assert custom.values() == (("region", "EU"),)
    assert told

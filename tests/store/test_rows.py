"""What a row is called."""

from dataclasses import replace

from nexus_contacts.store.rows import Row

ROW = Row(1, "con_1", "", "", "", "", "", "", "", "", (), "", None, None, None, (), "", False)


def test_a_row_without_a_name_is_called_by_what_it_has() -> None:
    assert replace(ROW, first_name="Jane", last_name="Smith", email="j@x").name == "Jane Smith"
    assert replace(ROW, email="j@x").name == "j@x"
    assert ROW.name == "con_1"

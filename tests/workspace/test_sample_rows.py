"""The rows of the sample, and their ids."""

import json

from nexus_contacts.workspace.sample_rows import ActivityRow, DealRow, EventRow, Ids, NoteRow, Story, encode
from nexus_contacts.workspace.tables import activities, deals, notes, timeline_events


def test_the_rows_have_the_columns_of_the_tables() -> None:
    pairs = ((deals, DealRow), (activities, ActivityRow), (timeline_events, EventRow), (notes, NoteRow))

    for table, row in pairs:
        assert {*row._fields, "number", "workspace_id", "contact_number"} == set(table.c.keys())


def test_ids_grow_and_never_come_twice() -> None:
    first, second = Ids(1, "con_abc123"), Ids(2, "con_abc123")

    ids = [*(first.new("evt") for _ in range(40)), *(second.new("evt") for _ in range(40))]

    assert ids == sorted(set(ids))
    assert first.new("note").startswith("note_")


def test_data_is_json_whatever_the_text() -> None:
    data = {"quote": 'he said "yes"\n– a \\ b 漢', "activity_type": "call"}

    assert json.loads(encode(data)) == data
    assert encode({}) == "{}"


def test_a_story_gives_its_rows_by_kind() -> None:
    note = NoteRow("note_1", "text", None, 1, 1)

    assert Story(notes=(note,)).kinds() == ((), (), (), (note,))

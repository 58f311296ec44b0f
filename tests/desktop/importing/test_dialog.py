"""The import from file to result, by its one button."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from tests.desktop.desk import Desk

from nexus_contacts.desktop.importing.dialog import CHECK, FILE, MATCH, RESULT, ImportDialog
from nexus_contacts.store import contacts, entries, views


def opened(desk: Desk, path: Path | None = None) -> ImportDialog:
    assert desk.window is not None
    desk.window.deeds.bringing_in.open_import(path)
    return desk.window.findChildren(ImportDialog)[-1]


def texts(dialog: ImportDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def checked(desk: Desk, path: Path) -> ImportDialog:
    """The dialog with a file of `listed` checked and compared."""
    dialog = opened(desk, path)
    desk.wait_until(lambda: dialog._step == MATCH)
    dialog.submit()
    desk.wait_until(lambda: dialog._step == CHECK and not dialog._looking.is_set())
    return dialog


def listed(tmp_path: Path, count: int = 12) -> Path:
    path = tmp_path / "fair.csv"
    rows = [f"Ann{n},ann{n}@fair.org,Fair Ltd" for n in range(count)]
    path.write_text("\n".join(("First name,Email,Company", *rows, "Bad,nothing,", "Jane,jane@example.com,")))
    return path


def test_a_list_goes_in_and_is_shown_by_its_tag(
    desk: Desk, workspace_server: Callable[..., Any], tmp_path: Path
) -> None:
    desk.open_on(workspace_server(sample=30))
    database = desk.place.session.database
    dialog = checked(desk, listed(tmp_path))
    assert {"will be created", "have a problem"} <= set(texts(dialog))
    assert dialog._next.text() == "Import 12 contacts"
    assert contacts.total(database) == 30
    dialog.submit()
    desk.wait_until(lambda: dialog._step == RESULT and "12 of 13 contacts imported" in texts(dialog))

    assert contacts.total(database) == 42
    assert dialog.outcome.left.rowCount() == 1
    desk.wait_until(lambda: any(view.filter.tags == ("fair",) for view in views.list_views(database)))
    assert dialog._again.text() == "Try 1 row again"
    dialog.submit()
    desk.wait_until(lambda: desk.place.choice.tags == ("fair",))


def test_a_row_is_mended_in_place_and_another_left_out(
    desk: Desk, workspace_server: Callable[..., Any], tmp_path: Path
) -> None:
    desk.open_on(workspace_server(sample=30))
    dialog = checked(desk, listed(tmp_path))
    dialog.check.show_kind("problem")
    model = dialog.check.model
    assert (model.rowCount(), model.index(0, 4).data()) == (1, "nothing")

    model.setData(model.index(0, 4), "bad@fair.org")
    desk.wait_until(lambda: model.index(0, 1).data() == "New")
    dialog.check.show_kind("all")
    dialog.check.rows.selectRow(0)
    dialog.check.choose("skip")
    desk.wait_until(lambda: dialog._next.text() == "Import 12 contacts")
    dialog.submit()
    desk.wait_until(lambda: dialog._step == RESULT and "12 contacts imported" in texts(dialog))

    database = desk.place.session.database
    assert contacts.find_by_email(database, "bad@fair.org") is not None
    assert contacts.find_by_email(database, "ann0@fair.org") is None


def test_a_row_that_failed_is_tried_again(desk: Desk, workspace_server: Callable[..., Any], tmp_path: Path) -> None:
    desk.open_on(workspace_server(sample=30))
    dialog = checked(desk, listed(tmp_path))
    dialog.submit()
    desk.wait_until(lambda: dialog._result is not None)

    dialog.try_again()
    desk.wait_until(lambda: dialog._step == CHECK)
    model = dialog.check.model
    assert (model.rowCount(), model.index(0, 0).data()) == (1, "13")
    model.setData(model.index(0, 4), "bad@fair.org")
    desk.wait_until(lambda: dialog._next.isEnabled())
    dialog.submit()

    desk.wait_until(lambda: "1 contact imported" in texts(dialog))
    assert contacts.total(desk.place.session.database) == 43


def test_what_cannot_be_read_says_so_and_another_file_can_be_taken(
    desk: Desk, workspace_server: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open_on(workspace_server(sample=30))
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    dialog = opened(desk, empty)
    desk.wait_until(lambda: any("cannot be read as contacts" in text for text in texts(dialog)))
    assert dialog._step == FILE

    path = listed(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    dialog.submit()
    desk.wait_until(lambda: dialog._step == MATCH)
    dialog.submit()
    desk.wait_until(lambda: dialog._step == CHECK)
    out = tmp_path / "problems.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    dialog.check.save.click()
    desk.wait_until(lambda: "1 row written" in texts(dialog))
    assert "_error" in out.read_text()


def test_a_file_can_be_read_otherwise(desk: Desk, workspace_server: Callable[..., Any], tmp_path: Path) -> None:
    desk.open_on(workspace_server(sample=30))
    dialog = opened(desk, listed(tmp_path))
    desk.wait_until(lambda: dialog._step == MATCH)
    assert dialog.match.opened.rows == 14

    dialog.match.habits.header.click()

    desk.wait_until(lambda: dialog.match.opened.rows == 15)
    assert dialog.match.source.columns[0] == "Column 1"


def test_offline_the_rows_wait_and_can_be_held_and_stopped(
    desk: Desk, workspace_server: Callable[..., Any], tmp_path: Path
) -> None:
    server = workspace_server(sample=30)
    desk.open_on(server)
    server.stop()
    dialog = checked(desk, listed(tmp_path))
    database = desk.place.session.database
    dialog.submit()
    desk.wait_until(lambda: dialog._step == RESULT)
    desk.wait_until(lambda: "0 of 12 sent" in texts(dialog))

    dialog.pause()
    desk.wait_until(lambda: {entry.state for entry in entries.waiting(database)} == {"held"})
    desk.wait_until(lambda: any(text.startswith("Paused: 12 not sent") for text in texts(dialog)))
    dialog._step_back()

    desk.wait_until(lambda: "0 of 1 contacts imported" in texts(dialog))
    assert contacts.total(database) == 30


def test_a_pause_ends_with_the_dialog(desk: Desk, workspace_server: Callable[..., Any], tmp_path: Path) -> None:
    server = workspace_server(sample=30)
    desk.open_on(server)
    server.stop()
    dialog = checked(desk, listed(tmp_path))
    database = desk.place.session.database
    dialog.submit()
    desk.wait_until(lambda: dialog._step == RESULT)
    dialog.pause()
    desk.wait_until(lambda: {entry.state for entry in entries.waiting(database)} == {"held"})

    dialog.leave()

    desk.wait_until(lambda: "held" not in {entry.state for entry in entries.waiting(database)})
    assert len(entries.waiting(database)) == 12


def test_an_import_whose_dialog_is_closed_at_once_is_sent_all_the_same(
    desk: Desk, workspace_server: Callable[..., Any], tmp_path: Path
) -> None:
    desk.open_on(workspace_server(sample=30))
    dialog = checked(desk, listed(tmp_path))
    database = desk.place.session.database

    dialog.submit()
    dialog.leave()

    desk.wait_until(lambda: contacts.total(database) == 42 and not entries.counts(database).waiting)
    desk.wait_until(lambda: desk.place.table.pager.count == 42)


def test_going_back_drops_what_is_being_checked(
    desk: Desk, workspace_server: Callable[..., Any], tmp_path: Path
) -> None:
    desk.open_on(workspace_server(sample=30))
    dialog = opened(desk, listed(tmp_path, 3000))
    desk.wait_until(lambda: dialog._step == MATCH)
    dialog.submit()
    dialog._step_back()
    assert dialog._step == FILE

    dialog.take_file(listed(tmp_path))

    desk.wait_until(lambda: dialog._step == MATCH)
    assert dialog._list is None

"""The import from file to result, by its one button."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from tests.desktop.desk import Desk

from nexus_contacts.desktop.importing.dialog import CHECK, FILE, MATCH, RESULT, ImportDialog
from nexus_contacts.store import contacts


def opened(desk: Desk, path: Path | None = None) -> ImportDialog:
    assert desk.window is not None
    desk.window.deeds.bringing_in.open_import(path)
    return desk.window.findChildren(ImportDialog)[-1]


def texts(dialog: ImportDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


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
    dialog = opened(desk, listed(tmp_path))
    desk.wait_until(lambda: dialog._step == MATCH)

    dialog.submit()
    desk.wait_until(lambda: dialog._step == CHECK)
    assert {"12", "will be created", "have a problem"} <= set(texts(dialog))
    assert contacts.total(database) == 30
    dialog.submit()
    desk.wait_until(lambda: dialog._step == RESULT and "12 contacts imported" in texts(dialog))

    assert contacts.total(database) == 42
    assert dialog.left.rows.rowCount() == 1
    dialog.submit()
    desk.wait_until(lambda: desk.place.choice.tags == ("fair",))


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
    dialog._save_problems.click()
    desk.wait_until(lambda: "1 row written" in texts(dialog))
    assert "_error" in out.read_text()


def test_offline_the_rows_wait_and_can_be_stopped(
    desk: Desk, workspace_server: Callable[..., Any], tmp_path: Path
) -> None:
    server = workspace_server(sample=30)
    desk.open_on(server)
    server.stop()
    dialog = opened(desk, listed(tmp_path))
    desk.wait_until(lambda: dialog._step == MATCH)
    dialog.submit()
    desk.wait_until(lambda: dialog._step == CHECK)
    dialog.submit()
    desk.wait_until(lambda: dialog._step == RESULT)
    desk.wait_until(lambda: "0 of 12 sent" in texts(dialog))

    dialog._step_back()

    desk.wait_until(lambda: "0 contacts imported" in texts(dialog))
    assert contacts.total(desk.place.session.database) == 30

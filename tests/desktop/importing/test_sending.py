"""An import on its way."""

from pathlib import Path
from typing import Any

from nexus_contacts.desktop.importing import job
from nexus_contacts.desktop.importing.sending import Sending
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import entries


def test_it_is_put_held_and_stopped(qtbot: Any, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "fair.csv"
    path.write_text("First name,Email\nJane,jane@x.org\n")
    opened = job.open_file(session.database, path)
    sending = Sending(session, session.bridge)
    results: list[Any] = []
    sending.ended.connect(results.append)

    with qtbot.waitSignal(sending.began):
        sending.begin(opened, job.check_all(session.database, opened, job.Options()))
    assert sending.is_going
    sending.pause()
    qtbot.waitUntil(lambda: {entry.state for entry in entries.waiting(session.database)} == {"held"})
    sending.pause()
    qtbot.waitUntil(lambda: {entry.state for entry in entries.waiting(session.database)} == {"waiting"})
    sending.stop()

    qtbot.waitUntil(lambda: bool(results))
    assert results[0].counted["skipped"] == 1
    assert not sending.is_going
    sending.close()

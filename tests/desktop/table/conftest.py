"""A session over a real local copy, and panes that show it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nexus_contacts.account import Account
from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.background import Background
from nexus_contacts.desktop.bridge import Bridge
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.settings import Settings
from nexus_contacts.desktop.table.pane import TablePane
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database

KEY = bytes(range(32))
NEWEST = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
STATUSES = ("lead", "active", "customer")


def contact(number: int, **members: object) -> Contact:
    """A contact; the higher its number, the longer ago it was updated."""
    given: dict[str, object] = {
        "id": f"con_{number:05}",
        "first_name": f"Person{number:05}",
        "last_name": "Doe",
        "email": f"person{number}@example.com",
        "company": f"Firm {number % 7}",
        "job_title": "Buyer",
        "status": STATUSES[number % 3],
        "source": "website",
        "tags": ("eu", "trial"),
        "engagement_score": float(number % 101),
        "custom_fields": (("industry", f"Trade {number % 3}"),),
        "created_at": NEWEST - timedelta(days=number),
        "updated_at": NEWEST - timedelta(minutes=number),
    }
    return Contact(**(given | members))  # type: ignore[arg-type]


Fill = Callable[[Sequence[Contact]], None]
ShowPane = Callable[..., TablePane]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty local copy."""
    opened = Database.open(tmp_path / "copy", KEY)
    yield opened
    opened.close()


@pytest.fixture
def session(database: Database, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """A session without a service."""
    background = Background()
    errors: list[BaseException] = []
    background.error_unclaimed.connect(errors.append)
    account = Account("test", "Test", "http://127.0.0.1:1", "service")
    yield Session(account, database, background, Bridge(), Settings(tmp_path / "settings.toml"))
    assert background.close()
    assert errors == []


@pytest.fixture
def show_pane(session: Session, qtbot: QtBot) -> ShowPane:
    """A factory of panes: `show_pane(contacts=250, width=1228, height=780)`, shown with its first page and counts."""

    def show(count: int = 250, *, width: int = 1300, height: int = 780) -> TablePane:
        contacts.write_page(session.database, [contact(number) for number in range(count)])
        pane = TablePane(session)
        qtbot.addWidget(pane)
        pane.resize(width, height)
        with qtbot.waitSignal(pane.counted):
            pane.show()
        return pane

    return show

"""An area for sheets to lie in, and backups to show."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from nexus_contacts.exchange.backup_in import Backup
from nexus_contacts.store.snapshots import Contents


@pytest.fixture
def area(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 760)
    made.show()
    return made


@pytest.fixture
def backup(tmp_path: Path) -> Backup:
    made_at = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    held = Contents(contacts=1250, unsent=3, trash=2, views=4, sampled=("con_1",))
    return Backup(
        tmp_path / "one.nexusbackup", "Northwind\nSales", "https://crm.example/api", "service", "w", made_at, held,
        "theme = 'dark'", "", tmp_path, bytes(32),
    )  # fmt: skip

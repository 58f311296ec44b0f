"""The application put together: thirteen endpoints, and nothing that is not documented."""

from pathlib import Path

from nexus_contacts.workspace import openapi
from nexus_contacts.workspace.app import create_app
from nexus_contacts.workspace.database import Database
from nexus_contacts.workspace.endpoints import address_of
from nexus_contacts.workspace.settings import ServerSettings


def test_the_thirteen_endpoints_are_those_the_gate_knows(tmp_path: Path) -> None:
    app = create_app(ServerSettings(str(tmp_path / "app.db")))
    database: Database = app.state.database

    paths = openapi.document(app)["paths"]
    database.close()

    operations = [(method.upper(), path) for path, methods in paths.items() for method in methods]
    assert len(operations) == 13
    for method, path in operations:
        address = address_of(path.replace("{id}", "con_x"))
        assert address is not None
        assert method in address.methods

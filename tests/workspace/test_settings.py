"""What the server is told: no key shows when it is printed."""

from nexus_contacts.workspace.settings import ServerSettings, WorkspaceKeys


def test_keys_do_not_show_in_what_is_printed() -> None:
    settings = ServerSettings("a.db", (WorkspaceKeys("default", ("sentinel-key",), ("sentinel-reader",)),))

    assert "sentinel" not in repr(settings)
    assert "default" in repr(settings)

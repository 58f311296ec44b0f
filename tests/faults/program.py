"""The program's commands in child processes, against a service and with files of their own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SENDER = (
    "import asyncio, sys; from pathlib import Path; from nexus_contacts.api.client import Client;"
    "from nexus_contacts.store.connection import Database; from nexus_contacts.sync.engine import Engine\n"
    "async def run():\n"
    "    database = Database.open(Path(sys.argv[1]), bytes(32))\n"
    "    async with Client(sys.argv[2], sys.argv[3]) as client:\n"
    "        engine = Engine(client, database, on_state=lambda _: None, on_changed=lambda _: None)\n"
    "        print('ready', flush=True)\n"
    "        await engine.push()\n"
    "asyncio.run(run())"
)
"""A program that sends what waits in the copy of a folder: its arguments are the folder, the address, the key."""


class Program:
    """Starts commands of the program in a child, against a workspace of sample contacts."""

    def __init__(self, home: Path, base_url: str, api_key: str) -> None:
        self.home = home
        self.base_url = base_url
        self.api_key = api_key

    def __call__(self, *arguments: str, **options: Any) -> "subprocess.Popen[str]":
        environment = {
            **os.environ,
            "NEXUS_CONTACTS_HOME": str(self.home),
            "NEXUS_CONTACTS_URL": self.base_url,
            "NEXUS_CONTACTS_API_KEY": self.api_key,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        return subprocess.Popen(
            [sys.executable, "-m", "nexus_contacts", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    @property
    def folder(self) -> Path:
        """Where the local copy lies."""
        return next((self.home / "data").glob("environment-*"))

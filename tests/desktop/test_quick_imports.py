"""Importing reads no sources: asked in a fresh process, where nothing was imported before."""

import subprocess
import sys

CODE = """
import linecache, sys
from nexus_contacts.desktop import quick_imports
print(quick_imports.install())
before = len(linecache.cache)
import nexus_contacts.store.contacts, json.tool
print(len(linecache.cache) - before)
from PySide6.QtCore import QObject, Signal
class Told(QObject):
    told = Signal(int)
seen = []
one = Told()
one.told.connect(seen.append)
one.told.emit(7)
print(seen)
"""


def test_no_source_is_read_and_qt_works_as_before() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)

    assert done.stdout.split("\n")[:3] == ["True", "0", "[7]"]

"""Spares every import a look at its source.

PySide6 asks of each module that is imported, by anybody, whether it uses PySide6, to serve its ``__feature__`` switch:
it reads and tokenizes the module's source and keeps it for good. Nobody here uses that switch. Answering at once saves
a tenth of the start, stalls of the window while the sync's packages are imported, and the memory of all those sources.
"""

import sys

import PySide6.QtCore  # noqa: F401 - it is what brings the hook

_HOOK = "shibokensupport.feature"


def install() -> bool:
    """Answer in PySide6's place. False where this PySide6 has no such question."""
    feature = sys.modules.get(_HOOK)
    if feature is None or not callable(getattr(feature, "_mod_uses_pyside", None)):
        return False
    feature._mod_uses_pyside = lambda _module: False  # type: ignore[attr-defined]
    return True

"""Checked rows kept on disk between the check and what becomes of them: a large file stays out of memory."""

import pickle
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from nexus_contacts.exchange.check import Checked


class Spool:
    """Rows in their order, written once and read as often as needed. Use it in a `with` block.

    They lie in a file without a name in `folder`, which nobody else can open and which goes with the process.
    """

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - it lasts as long as this does
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._count

    def add(self, checked: Checked) -> None:
        """Put one more row at the end. Raises OSError."""
        pickle.dump(checked, self._file, pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[Checked]:
        """The rows from the first on; one walk at a time. Raises OSError."""
        self._file.seek(0)
        for _ in range(self._count):
            # Nobody but `add` has written into this file.
            yield pickle.load(self._file)

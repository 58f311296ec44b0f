"""What ends printing before its time, as facts.

NotPrinted   the printer took no pages
Stopped      the person stopped it: a file was not written
"""

from nexus_contacts.errors import NexusError


class NotPrinted(NexusError):
    """The printer called `printer` could not be written to."""

    def __init__(self, printer: str) -> None:
        super().__init__(printer)
        self.printer = printer


class Stopped(NexusError):
    """The laying out, the writing or the printing of pages was stopped, because it is no longer wanted."""

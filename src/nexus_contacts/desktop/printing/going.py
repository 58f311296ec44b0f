"""How far something long is, told between the thread that does it and the window that shows it."""

from nexus_contacts.desktop.printing.errors import Stopped


class Going:
    """Written by the working thread, read by the window; `stop` may be called from any thread."""

    def __init__(self, whole: int = 0) -> None:
        self.whole = whole
        """How many there are to do, as far as is known."""
        self.done = 0
        self.stopped = False

    def stop(self) -> None:
        """Let the work end at its next word."""
        self.stopped = True

    def tell(self, done: int) -> None:
        """Note that `done` are done. Raises Stopped where the work is no longer wanted."""
        self.done = done
        if self.stopped:
            raise Stopped

"""Work that is under way off the UI thread: how far it is, and a word that it should stop."""

from nexus_contacts.store.errors import Interrupted


class Going:
    """`tell` is for the thread that works, the rest for the one that looks."""

    def __init__(self) -> None:
        self.share = 0.0
        self.stopped = False

    def tell(self, share: float) -> None:
        """Note the share of the work that is done, 0 to 1. Raises Interrupted once `stopped` is set."""
        self.share = share
        if self.stopped:
            raise Interrupted

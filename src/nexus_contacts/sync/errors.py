"""Why a sync stopped, held or ended in part, as facts.

SyncError
├── DeletionsHeld     the brake: too much would go at once, nothing was deleted
├── EndedInPart       the service could not be read to its end, or contradicts itself
├── RecordsSetAside   records that could not be used; everything else was
└── Stalled           no progress for too long
"""

from nexus_contacts.errors import NexusError


class SyncError(NexusError):
    """The local copy and the service do not agree yet."""


class DeletionsHeld(SyncError):
    """The service no longer lists `gone` of `contacts` here: too many to believe it without a word from the person.

    `total` is how many contacts the service counts.
    """

    def __init__(self, gone: int, contacts: int, total: int | None) -> None:
        super().__init__(f"{gone} of {contacts}")
        self.gone = gone
        self.contacts = contacts
        self.total = total


class EndedInPart(SyncError):
    """`listed` contacts could be read, of `total` that the service counts (None: it gave no count).

    `why`: ``cursor`` (the pages could not be walked to their end), ``total`` (the count and the list disagree),
    ``moving`` (the list changed during every pass).
    """

    def __init__(self, why: str, listed: int, total: int | None = None) -> None:
        super().__init__(f"{why}: {listed} of {total}")
        self.why = why
        self.listed = listed
        self.total = total


class RecordsSetAside(SyncError):
    """`count` records could not be used; the outcome's `set_aside` has them."""

    def __init__(self, count: int) -> None:
        super().__init__(str(count))
        self.count = count


class Stalled(SyncError):
    """Nothing came forward for `seconds`; what was read before is kept."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} s")
        self.seconds = seconds


class Disorderly(Exception):
    """The service does not keep the order or the bounds it was asked for. Caught within this package."""


def single(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The one exception of a group of tasks that tells most: a bug first, then what changes the way of reading."""
    leaves: list[BaseException] = []
    pending: list[BaseException] = [group]
    while pending:
        error = pending.pop(0)
        if isinstance(error, BaseExceptionGroup):
            pending += error.exceptions
        else:
            leaves.append(error)
    return min(leaves, key=lambda error: isinstance(error, Disorderly) + 2 * isinstance(error, NexusError))

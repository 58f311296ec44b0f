"""What the command line says: each expected failure in words, and the progress of a sync on standard error."""

import sys
import time
from typing import TYPE_CHECKING, Any

from nexus_contacts.errors import NexusError

if TYPE_CHECKING:
    from nexus_contacts.sync.progress import SyncState

LINE_EVERY_S = 2.0
STALL_S = 140.0
"""A headless sync in which nothing goes forward ends within 150 seconds, its clean-up included."""

WORDS = {
    # account
    "NoAccount": "No account is set up, and {missing_names} not set. Nothing was read or written. "
    "Set NEXUS_CONTACTS_URL and NEXUS_CONTACTS_API_KEY, or add an account in the window.",
    "UnknownAccount": "There is no account called {e.name}. {known_names}",
    "NameTaken": "There is an account called {e.name} already. Choose another name.",
    "KeyMissing": "The keyring holds no key for the account {e.name}. Its local copy is kept. "
    "Enter the key again in the window, or set NEXUS_CONTACTS_API_KEY.",
    "AccountsUnreadable": "The list of accounts cannot be read ({e.path}: {e.detail}). It was left as it is. "
    "Mend or remove that file.",
    "KeyringUnavailable": "The system's keyring cannot be used: {keyring}. No key was written anywhere. "
    "Unlock or install a keyring, or set NEXUS_CONTACTS_API_KEY.",
    # the service
    "UnusableAddress": "The address in NEXUS_CONTACTS_URL is no address of a service ({e.reason}). Nothing was sent. "
    "Give it as https://host/path.",
    "PlainHttpRefused": "The address {e.url} is plain http to another machine, where the API key could be read on the "
    "way. Nothing was sent. Use the https address.",
    "Unreachable": "The service cannot be reached: {unreachable}. The local copy is kept. Try again later.",
    "Redirected": "The service points to another address, {e.location}. It was not followed, and the key stayed here. "
    "Check the address of the account.",
    "NotThisApi": "Something else answered at {e.url}: not the Contacts & Leads API, perhaps a sign-in page of the "
    "network. The local copy is kept. Check the address and the network.",
    "BadAnswer": "The service's answer could not be used ({e.reason}). The local copy is kept as it was before that "
    "answer. Try again later.",
    "CursorLost": "The service's pages could not be walked to their end ({e.reason}). What was read is kept. "
    "Try again later.",
    "Unauthorized": "The service rejected the API key. The local copy is kept. Give the account a valid key.",
    "Forbidden": "The API key may not read contacts here, or not from this address. The local copy is kept. "
    "Ask whoever manages the workspace.",
    "RateLimited": "The service asks to wait{wait}. What was read is kept. Run the command again then.",
    "ServerError": "The service failed ({e.status}). The local copy is kept. Try again later.",
    "Refused": "The service refused the request ({e.status}: {e.message}). The local copy is kept. "
    "Update the program, or ask whoever runs the service.",
    "ApiError": "The service could not be read ({e}). The local copy is kept. Try again later.",
    # sync
    "DeletionsHeld": "The service no longer lists {e.gone:,} of {e.contacts:,} contacts. Nothing was deleted here. "
    "If that is right, run nexus-contacts sync --accept-deletions.",
    "EndedInPart": "The service's list could not be read completely: {part}. What was read is kept and nothing was "
    "deleted here. Run nexus-contacts sync again.",
    "RecordsSetAside": "{e.count:,} records of the service could not be used and were set aside; all others were "
    "read. Whoever runs the service can mend them.",
    "Stalled": "Nothing came from the service for {e.seconds:.0f} seconds. What was read is kept. Try again later.",
    # the local copy
    "WrongKey": "The local copy in {e.folder} was made with another key. It was left untouched. "
    "Use the key it was made with, or set NEXUS_CONTACTS_HOME to another folder.",
    "Damaged": "A file of the local copy was damaged. It is kept as {e.kept_aside}, and a new one takes its place. "
    "Contacts come back with the next sync.",
    "NewerSchema": "The local copy was made by a newer version of this program. It was left untouched. "
    "Update the program.",
    "DiskFull": "The disk is full. What was written before is kept. Make room and run the command again.",
    "Busy": "Another program holds the local copy. Nothing was changed. Run the command again when it is done.",
    "MergeBlocked": "Two contacts cannot be merged while changes of one of them wait. Nothing was changed. "
    "Send or discard the changes first.",
    "StoreError": "The local copy cannot be used ({e}). Nothing was changed.",
    # files
    "UnreadableFile": "{e.path} cannot be read as contacts: {unreadable}. Nothing was sent. "
    "Give a CSV or vCard file, or say with --mapping where its columns go.",
    "UnreadableContacts": "{e.path} holds no contacts to compare: {e.reason}. Nothing was written. "
    "Give a CSV file whose first line names the columns, such as first_name, last_name, email.",
    "ScanStopped": "The search for duplicates was stopped. Nothing was changed. Start it again at any time.",
    "DuplicatesError": "The search for duplicates could not be done ({e}). Nothing was changed.",
    "UnreadableBackup": "The backup {e.path} cannot be read: {e.reason}. Nothing was changed. Give another file.",
    "NotABackup": "{e.path} is not a backup of Nexus Contacts. Nothing was changed. Give a .nexusbackup file.",
    "NewerBackup": "A newer version made the backup {e.path}. Nothing was changed. Update the program first.",
    "DamagedBackup": "The backup {e.path} is not as it was written. Nothing was changed. Try another copy of it.",
    "WrongPassphrase": "This is not the passphrase of {e.path}. Nothing was changed. Capitals and blanks count.",
    "OtherWorkspace": "This key opens another workspace than the backup's. Nothing was changed. Give the right key.",
    "NotWritten": "{e.path} could not be written: {e.reason}. A file that was there before is unchanged. "
    "Choose another place or make room.",
}
"""What happened – what is safe – what to do, by the class's name; `e` is the error."""

UNREACHABLE = {
    "dns": "its name is not known (DNS)",
    "refused": "nothing listens at that address (connection refused)",
    "network": "there is no way to it from this network",
    "tls": "its certificate cannot be trusted (TLS)",
    "timeout": "it did not answer in time",
    "reset": "it broke the connection off",
    "proxy": "the proxy does not let the request through",
}
KEYRING = {
    "absent": "there is none on this machine",
    "locked": "it is locked",
    "refused": "it refused",
    "slow": "it did not answer",
    "unsafe": "it does not keep secrets safe",
}
UNREADABLE = {
    "empty": "it is empty",
    "not_text": "it is no text",
    "encoding": "its letters cannot be told",
    "columns": "it has too many columns",
    "long_names": "its first line is too long to name columns",
    "no_cards": "it holds no vCard",
}
PARTS = {
    "cursor": "its pages do not lead to the end",
    "total": "it counts {total} contacts and lists {listed}",
    "moving": "it changed during every pass",
}
PHASES = {
    "first_mirror": "Reading all contacts",
    "indexing": "Building the index",
    "pulling": "Reading what changed",
    "sweeping": "Comparing with the service",
    "waiting": "Waiting, as the service asks",
}


def explain(error: NexusError) -> str:
    """An expected failure in one or two sentences: what happened, what is safe, what to do."""
    words = next((WORDS[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in WORDS), "{e}")
    return words.format(e=error, **_details(error)).strip()


def _details(error: NexusError) -> dict[str, str]:
    """The parts of a sentence that depend on the error's own words."""
    reason = str(getattr(error, "reason", ""))
    detail = str(getattr(error, "detail", ""))
    wait_s = getattr(error, "retry_after_s", None)
    known, missing = getattr(error, "known", ()), getattr(error, "missing", ())
    total = getattr(error, "total", None)
    return {
        "missing_names": " and ".join(missing) + (" are" if len(missing) > 1 else " is"),
        "known_names": f"Known: {', '.join(known)}." if known else "None is set up yet.",
        "keyring": KEYRING.get(reason, reason) + (f" ({detail})" if detail else ""),
        "unreadable": UNREADABLE.get(reason, reason),
        "unreachable": UNREACHABLE.get(reason, reason),
        "wait": "" if wait_s is None else f" for {wait_s:,.0f} seconds",
        "part": PARTS.get(getattr(error, "why", ""), "").format(
            total="none" if total is None else f"{total:,}", listed=f"{getattr(error, 'listed', 0):,}"
        ),
    }


def say(text: str) -> None:
    """Tell the person something on standard error."""
    print(f"nexus-contacts: {text}", file=sys.stderr, flush=True)


class Progress:
    """The progress of a sync on standard error: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._words = ""
        self._told_at = 0.0

    def show(self, state: "SyncState") -> None:
        """Show one state of the sync; a resting phase ends the bar."""
        words = PHASES.get(state.phase.value)
        if words is None:
            self.end()
        elif sys.stderr.isatty():
            self._draw(words, state)
        else:
            self._print(words, state)

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
        self._bar, self._words = None, ""

    def _draw(self, words: str, state: "SyncState") -> None:
        if words != self._words:
            from tqdm import tqdm

            self.end()
            self._words = words
            self._bar = tqdm(desc=words, total=state.total, leave=False, file=sys.stderr)
        self._bar.total = state.total
        self._bar.n = state.done
        self._bar.refresh()

    def _print(self, words: str, state: "SyncState") -> None:
        now = time.monotonic()
        if words == self._words and now - self._told_at < LINE_EVERY_S:
            return
        self._words, self._told_at = words, now
        of = "" if state.total is None else f" of {state.total:,}"
        figures = f": {state.done:,}{of}" if state.done or state.total is not None else ""
        print(f"{words}{figures}", file=sys.stderr, flush=True)


class Share:
    """The progress of one piece of work on standard error, as a share of 0-1: a bar on a terminal, else a line."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._bar: Any = None
        self._told_at = 0.0

    def __enter__(self) -> "Share":
        self._told_at = time.monotonic()
        if sys.stderr.isatty():
            from tqdm import tqdm

            form = "{desc}: {percentage:3.0f}%|{bar}| {remaining} left"
            self._bar = tqdm(desc=self._words, total=1.0, leave=False, file=sys.stderr, bar_format=form)
        else:
            print(self._words, file=sys.stderr, flush=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    @property
    def is_due(self) -> bool:
        """Whether it is time to show something again, where finding out how much is done costs something itself."""
        return time.monotonic() - self._told_at >= LINE_EVERY_S / (1 if self._bar is None else 10)

    def show(self, share: float) -> None:
        """Show that `share` is done."""
        if self._bar is not None:
            self._bar.update(max(0.0, share - self._bar.n))
        elif self.is_due:
            print(f"{self._words}: {share:.0%}", file=sys.stderr, flush=True)
        else:
            return
        self._told_at = time.monotonic()

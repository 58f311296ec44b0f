"""The one door to SQLite: two encrypted files, a connection a thread, one transaction at a time.

``copy.db`` is the copy of the service and can be rebuilt from it; ``journal.db`` holds what exists nowhere else
(outbox, trash, views, names, stars) and is never thrown away. The driver's errors stop here.
"""

import ctypes
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from sqlcipher3 import dbapi2 as driver

from nexus_contacts.paths import private_folder
from nexus_contacts.store import files, migrations
from nexus_contacts.store.errors import Busy, Damaged, DiskFull, Interrupted, NewerSchema, StoreError, WrongKey

Values: TypeAlias = Sequence[Any]

READ_CACHE_KIB = 24 * 1024
WRITE_CACHE_KIB = 32 * 1024
CHECKPOINT_PAGES = 4000
BUSY_MS = 10_000


def give_memory_back() -> None:
    """Let the C library hand what is free back to the system: after a first mirror that is more than is in use."""
    with suppress(OSError, AttributeError):  # only glibc has it
        ctypes.CDLL(None).malloc_trim(0)


class Connection:
    """A connection whose errors are the store's, for one thread: only `interrupt` and `close` may come from others.

    The lock is there for closing alone: the driver would not survive a connection closed under a running query.
    """

    def __init__(self, raw: Any, path: Path) -> None:
        self._raw = raw
        self._path = path
        self._use = threading.RLock()
        self._closed = False
        self._stopped = False

    def all(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Every row of the answer."""
        with self._use:
            try:
                return self._cursor(sql, values).fetchall()  # type: ignore[no-any-return]
            except driver.Error as error:
                self._refuse(error)

    def one(self, sql: str, values: Values = ()) -> tuple[Any, ...] | None:
        """The first row of the answer, or None."""
        with self._use:
            try:
                return self._cursor(sql, values).fetchone()  # type: ignore[no-any-return]
            except driver.Error as error:
                self._refuse(error)

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.one(sql, values)
        return None if row is None else row[0]

    def stream(self, sql: str, values: Values = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of the answer, one by one."""
        with self._use:
            try:
                cursor = self._cursor(sql, values)
            except driver.Error as error:
                self._refuse(error)
        while (row := self._next(cursor)) is not None:
            yield row

    def run(self, sql: str, values: Values = ()) -> int:
        """Execute a statement and return how many rows it changed."""
        with self._use:
            try:
                return int(self._cursor(sql, values).rowcount)
            except driver.Error as error:
                self._refuse(error)

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """Execute a statement once for each of `rows`."""
        with self._use:
            try:
                self._raw.executemany(sql, rows)
            except driver.Error as error:
                self._refuse(error)

    def run_script(self, script: str) -> None:
        """Execute several statements; the script says itself where its transactions begin and end."""
        with self._use:
            try:
                self._raw.executescript(script)
            except driver.Error as error:
                self._refuse(error)

    def insert(self, sql: str, values: Values = ()) -> int:
        """Execute an INSERT and return the number of the new row."""
        with self._use:
            try:
                return int(self._cursor(sql, values).lastrowid)
            except driver.Error as error:
                self._refuse(error)

    def interrupt(self) -> None:
        """Stop what another thread is running on this connection."""
        if not self._closed:
            self._stopped = True
            self._raw.interrupt()

    def close(self) -> None:
        """Stop what runs and close the connection; what was not committed is lost."""
        while not self._use.acquire(timeout=0.01):
            self._raw.interrupt()
        try:
            self._closed = True
            with suppress(driver.Error):
                self._raw.close()
        finally:
            self._use.release()

    def _cursor(self, sql: str, values: Values) -> Any:
        if self._closed:
            raise StoreError("the database is closed")
        self._stopped = False
        return self._raw.execute(sql, values)

    def _next(self, cursor: Any) -> tuple[Any, ...] | None:
        with self._use:
            if self._closed:
                raise StoreError("the database is closed")
            try:
                return cursor.fetchone()  # type: ignore[no-any-return]
            except driver.Error as error:
                self._refuse(error)

    def _refuse(self, error: Any) -> NoReturn:
        """Raise the store's error for one of the driver's; a mistake in our SQL stays the driver's, as a bug."""
        text = str(error)
        # Stopped while it opens its index, FTS5 says that its table could not be made, not that it was stopped.
        if "interrupted" in text or (self._stopped and "vtable constructor" in text):
            raise Interrupted from error
        if "disk is full" in text or "disk I/O error" in text:
            raise DiskFull(text) from error
        if "malformed" in text or "not a database" in text or "hmac" in text:
            with suppress(OSError):
                files.make_private(self._path.with_name(files.SUSPECT))
            raise Damaged(self._path) from error
        if "locked" in text or "busy" in text:
            raise Busy(text) from error
        raise error


def connect(path: Path, key: bytes, cache_kib: int) -> Connection:
    """Open one encrypted file by itself. The key's form makes SQLCipher take it as it is, without deriving one.

    Raises Damaged, also where the key is not the file's; DiskFull, Busy.
    """
    raw = driver.connect(str(path), isolation_level=None, check_same_thread=False, cached_statements=256)
    connection = Connection(raw, path)
    with ExitStack() as undo:
        undo.callback(connection.close)
        connection.run("PRAGMA cipher_log_level = NONE")
        connection.run(f'PRAGMA key = "{_as_it_is(key)}"')
        connection.run(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.run(f"PRAGMA cache_size = -{cache_kib}")
        connection.run("PRAGMA temp_store = MEMORY")
        _write_ahead(connection)
        undo.pop_all()
    return connection


def _write_ahead(connection: Connection) -> None:
    """Turn the write-ahead log on. SQLite refuses at once, without its busy timeout, while another does the same."""
    give_up = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.one("PRAGMA journal_mode = WAL")
        except Busy:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.01)
        else:
            return


def _as_it_is(key: bytes) -> str:
    return f"x'{key.hex()}'"


def attach(connection: Connection, path: Path, key: bytes, name: str) -> None:
    """Let a connection see another encrypted file under `name`, a word of ours."""
    connection.run(f"ATTACH DATABASE ? AS {name} KEY ?", (str(path), _as_it_is(key)))


def _attach_journal(connection: Connection, path: Path, key: bytes) -> None:
    attach(connection, path, key, "journal")
    connection.one("PRAGMA journal.journal_mode = WAL")
    # The copy can be fetched again, so a power cut may cost its last seconds; what only this machine has may not.
    connection.run("PRAGMA main.synchronous = NORMAL")
    connection.run("PRAGMA journal.synchronous = FULL")
    connection.run("PRAGMA journal.cache_size = -2048")
    connection.run("PRAGMA journal_size_limit = 16777216")


def _prepare(path: Path, key: bytes, steps: Sequence[str]) -> None:
    """Bring one file to the present schema. Raises Damaged, NewerSchema."""
    files.make_private(path)
    connection = connect(path, key, cache_kib=2048)
    try:
        found = int(connection.value("PRAGMA user_version"))
        if found > len(steps):
            raise NewerSchema(path, found, len(steps))
        while found < len(steps):
            found = _take_step(connection, steps, found)
    finally:
        connection.close()


def _take_step(connection: Connection, steps: Sequence[str], found: int) -> int:
    """Bring a file one step on from version `found`, and answer where it stands then."""
    try:
        connection.run_script(migrations.script(steps, found))
    except driver.OperationalError:
        # The window and a headless sync may open a new account at the same moment: the other one took this step.
        connection.run("ROLLBACK")
        now = int(connection.value("PRAGMA user_version"))
        if now == found:
            raise
        return now
    return found + 1


class Database:
    """Both files of one account, open. Safe to use from any thread; reads never wait for writes."""

    def __init__(self, folder: Path, key: bytes, set_aside: tuple[Damaged, ...]) -> None:
        self.folder = folder
        self.set_aside = set_aside
        """What was found damaged when the files were opened, for the window to say so."""
        self._key = key
        self._lock = threading.Lock()
        self._write_lock = threading.RLock()
        self._readers: dict[int, Connection] = {}
        self._apart: set[Connection] = set()
        self._writer: Connection | None = None
        self._inside = False
        self._closed = False
        self.version = 0
        """Grows with every transaction of this process: what was computed at one version holds while it stands."""

    @property
    def key(self) -> bytes:
        """The files' key, for another process of ours to open them with."""
        return self._key

    @classmethod
    def open(cls, folder: Path, key: bytes) -> "Database":
        """Open the files in `folder`, making what is missing. `key` is 32 raw bytes.

        A damaged file is kept aside, an empty one takes its place, and `set_aside` tells of it.
        Raises WrongKey, NewerSchema, DiskFull, Busy.
        """
        if len(key) != 32:
            raise ValueError("a key of 32 bytes is needed")
        private_folder(folder)
        right = files.is_right_key(folder, key)
        if right is False:
            raise WrongKey(folder)
        set_aside = []
        for name, steps in ((files.JOURNAL, migrations.JOURNAL), (files.COPY, migrations.COPY)):
            path = folder / name
            try:
                if name == files.COPY and (folder / files.SUSPECT).exists() and path.exists():
                    raise Damaged(path)
                _prepare(path, key, steps)
            except Damaged:
                if right is None and name == files.JOURNAL:
                    # Nothing vouches for the key, so it is the likelier culprit: leave the files alone.
                    raise WrongKey(folder) from None
                set_aside.append(Damaged(files.keep_aside(path)))
                _prepare(path, key, steps)
        (folder / files.SUSPECT).unlink(missing_ok=True)
        if right is None:
            files.remember_key(folder, key)
        return cls(folder, key, tuple(set_aside))

    def reading(self) -> Connection:
        """This thread's connection, for reading only."""
        thread = threading.get_ident()
        connection = self._readers.get(thread)
        if connection is None:
            connection = self._open(READ_CACHE_KIB)
            connection.run("PRAGMA query_only = 1")
            with self._lock:
                self._readers[thread] = connection
        return connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed when the block ends, rolled back when it raises.

        Raises DiskFull, Busy; then nothing of the block stands.
        """
        with self._write_lock:
            if self._inside:
                raise StoreError("a transaction inside a transaction")
            if self._writer is None:
                files.make_reserve(self.folder)
                self._writer = self._open(WRITE_CACHE_KIB)
                self._writer.one(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
            writer = self._writer
            writer.run("BEGIN IMMEDIATE")
            self._inside = True
            committed = False
            try:
                yield writer
                writer.run("COMMIT")
                committed = True
            finally:
                if not committed:
                    with suppress(driver.Error, StoreError):
                        writer.run("ROLLBACK")
                self._inside = False
                self.version += 1

    @contextmanager
    def beside(self, path: Path, key: bytes) -> Iterator[Connection]:
        """A connection of its own, on which both files stand still, with a new file at `path` attached as ``beside``.

        What is written there is unprotected until the block ends: throw the file away where it raised.
        Raises DiskFull, Busy; Interrupted where the database is closed meanwhile.
        """
        connection = self._open(READ_CACHE_KIB)
        with self._lock:
            self._apart.add(connection)
        try:
            attach(connection, path, key, "beside")
            connection.one("PRAGMA beside.journal_mode = OFF")
            with self.writing():  # so that nobody, in no process, writes between the moments of the two files
                connection.run("BEGIN")
                for name in ("main", "journal"):
                    connection.one(f"SELECT 1 FROM {name}.marks")
            yield connection
            connection.run("COMMIT")
        finally:
            with self._lock:
                self._apart.discard(connection)
            connection.close()

    def interrupt(self, thread_id: int) -> None:
        """Stop the query that a thread is reading with, if any; that thread gets Interrupted."""
        with self._lock:
            connection = self._readers.get(thread_id)
            if connection is not None:
                connection.interrupt()

    def free_reserve(self) -> bool:
        """Give the laid-by room back to a full disk, so that the next write can succeed. False where it is used up."""
        return files.free_reserve(self.folder)

    def tidy(self) -> None:
        """Fold the write-ahead log into the files, as far as readers let it, and give the writer's memory back."""
        with self._write_lock:
            if self._writer is not None and not self._inside:
                self._writer.all("PRAGMA wal_checkpoint(TRUNCATE)")
                self._writer.run("PRAGMA shrink_memory")
                give_memory_back()

    def close(self) -> None:
        """Stop what runs, finish the running transaction, close every connection."""
        with self._lock:
            self._closed = True
            readers = [*self._readers.values(), *self._apart]
            self._readers.clear()
        for connection in readers:
            connection.close()
        with self._write_lock:
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def _open(self, cache_kib: int) -> Connection:
        if self._closed:
            raise StoreError("the database is closed")
        connection = connect(self.folder / files.COPY, self._key, cache_kib)
        with ExitStack() as undo:
            undo.callback(connection.close)
            _attach_journal(connection, self.folder / files.JOURNAL, self._key)
            undo.pop_all()
        return connection

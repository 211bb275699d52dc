"""The default cache: one SQLite file.

Write-ahead log with ``synchronous=NORMAL``: readers and writers of several processes do not wait for each other, a
killed process leaves the file whole, and a power cut may lose the last entries, no more.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import quote

from pipeline.cache.aside import file_identity, set_aside
from pipeline.cache.keys import checksum
from pipeline.cache.store import CacheInfo, StoreCheck
from pipeline.errors import CacheError

FORMAT: Final = 1
"""Number of the table's form; a file of another form is set aside."""
_APPLICATION_ID: Final = 0x50554E54  # "PUNT"
_BUSY_TIMEOUT_S: Final = 15.0
_ROWS_A_STATEMENT: Final = 500
_USES_HELD_BACK: Final = 2000
_USE_RESOLUTION_S: Final = 3600

_SCHEMA: Final = (
    "CREATE TABLE entries (key TEXT PRIMARY KEY, value TEXT NOT NULL, checksum TEXT NOT NULL, used INTEGER NOT NULL)"
    " WITHOUT ROWID",
    "CREATE INDEX entries_used ON entries (used)",
)

Result = TypeVar("Result")
Item = TypeVar("Item")


class _ForeignError(Exception):
    """The file is a database that is not ours, and not ours to touch."""


class _DamagedError(CacheError):
    """The file is not a whole database."""


class SqliteCache:
    """Entries in one SQLite file; one instance may be used from several threads."""

    def __init__(self, path: Path, report: Callable[[str], None]) -> None:
        """Open or make the file; what is wrong with it is told to `report`."""
        self.path = path
        self._report = report
        self._told: set[str] = set()
        self._lock = threading.RLock()
        self._uses: set[str] = set()
        self._writable = True
        self._identity: tuple[int, int] | None = None
        self._connection: sqlite3.Connection | None = None
        self._open()

    def get_many(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the values of those keys that are known and undamaged."""
        with self._lock:
            nothing: list[tuple[str, str, str]] = []
            rows = self._attempt(lambda connection: list(_select(connection, keys)), "read", nothing)
            found = {key: value for key, value, mark in rows if _is_whole(key, value, mark)}
            damaged = [key for key, value, mark in rows if not _is_whole(key, value, mark)]
            if damaged:
                self._tell(f"{len(damaged)} damaged entries are left aside; the sentences are translated again")
                self._write(lambda connection: _delete(connection, damaged))
            self._uses.update(found)
            if len(self._uses) >= _USES_HELD_BACK:
                self._write_uses()
            return found

    def put_many(self, entries: Mapping[str, str]) -> None:
        """Keep entries; those that are known stay as they are."""
        now = int(time.time())
        rows = [(key, value, checksum(key, value), now) for key, value in entries.items()]
        with self._lock:
            self._write(lambda connection: _insert(connection, rows))

    def close(self) -> None:
        """Enter the last uses and close the file."""
        with self._lock:
            self._write_uses()
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def info(self) -> CacheInfo:
        """Count what is there; raises CacheError."""

        def count(connection: sqlite3.Connection) -> CacheInfo:
            day = "date({}(used), 'unixepoch')"
            row = connection.execute(
                f"SELECT count(*), {day.format('min')}, {day.format('max')} FROM entries"
            ).fetchone()
            return CacheInfo(str(self.path), row[0], self._size_bytes(), row[1], row[2])

        return self._demand(count)

    def check(self) -> StoreCheck:
        """Read every entry and remove those whose checksum does not hold; raises CacheError."""

        def look(connection: sqlite3.Connection) -> StoreCheck:
            faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            damaged, entries = [], 0
            for key, value, mark in connection.execute("SELECT key, value, checksum FROM entries"):
                entries += 1
                if not _is_whole(key, value, mark):
                    damaged.append(key)
            if faults:
                raise _DamagedError("; ".join(faults))
            _delete(connection, damaged)
            return StoreCheck(entries, len(damaged), ())

        try:
            return self._demand(look)
        except _DamagedError as error:
            # Nothing can be read with certainty from such a file; what it held is translated again.
            with self._lock:
                self._set_aside(error)
                self._open()
            return StoreCheck(0, 0, (str(error),))

    def prune(self, older_than_s: float | None = None, max_size_bytes: int | None = None) -> int:
        """Remove entries not used for so long, then the longest unused until the rest fits; raises CacheError."""

        def remove(connection: sqlite3.Connection) -> int:
            removed = 0
            if older_than_s is not None:
                removed += connection.execute(
                    "DELETE FROM entries WHERE used < ?", (time.time() - older_than_s,)
                ).rowcount
            _vacuum(connection)
            while max_size_bytes is not None and (size_bytes := self._size_bytes()) > max_size_bytes:
                entries: int = connection.execute("SELECT count(*) FROM entries").fetchone()[0]
                if not entries:
                    break
                share = 1 - max_size_bytes / size_bytes
                removed += connection.execute(
                    "DELETE FROM entries WHERE key IN (SELECT key FROM entries ORDER BY used, key LIMIT ?)",
                    (max(1, round(entries * share)),),
                ).rowcount
                _vacuum(connection)
            return removed

        return self._demand(remove)

    def clear(self) -> int:
        """Remove all entries; raises CacheError."""

        def remove(connection: sqlite3.Connection) -> int:
            removed = connection.execute("DELETE FROM entries").rowcount
            _vacuum(connection)
            return removed

        return self._demand(remove)

    def _open(self) -> None:
        for attempt in (1, 2):
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._connection = _connect(self.path)
                self._identity = file_identity(self.path)
                return
            except sqlite3.OperationalError as error:
                self._open_read_only(error)
                return
            except sqlite3.DatabaseError as error:
                if attempt == 2:
                    self._tell(f"cannot be used ({error}); going on without it")
                else:
                    self._set_aside(error)
            except (OSError, _ForeignError) as error:
                self._tell(f"cannot be used ({error}); going on without it")
                return

    def _open_read_only(self, cause: Exception) -> None:
        self._writable = False
        # A write-ahead log cannot be opened where nothing may be written: then the file is read as it stands.
        for mode in ("mode=ro", "immutable=1"):
            try:
                connection = sqlite3.connect(
                    f"file:{quote(str(self.path))}?{mode}", uri=True, check_same_thread=False, isolation_level=None
                )
                if connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
                    connection.execute("SELECT key FROM entries LIMIT 1").fetchone()
                    self._connection = connection
                    self._tell(f"cannot be written ({cause}); it is read, and nothing new is kept")
                    return
                connection.close()
            except sqlite3.Error:
                continue
        self._tell(f"cannot be opened ({cause}); going on without it")

    def _attempt(self, work: Callable[[sqlite3.Connection], Result], doing: str, otherwise: Result) -> Result:
        """Do `work`; where the file turns out to be damaged, begin a new one and answer `otherwise`."""
        if self._connection is None:
            return otherwise
        try:
            return work(self._connection)
        except sqlite3.OperationalError as error:
            self._tell(f"cannot be {doing} ({error}); going on without")
        except sqlite3.DatabaseError as error:
            self._set_aside(error)
            self._open()
        return otherwise

    def _write(self, work: Callable[[sqlite3.Connection], object]) -> None:
        def write(connection: sqlite3.Connection) -> bool:
            connection.execute("BEGIN IMMEDIATE")
            try:
                work(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            return True

        if self._writable:
            self._look_for_file()
            self._attempt(write, "written", False)

    def _look_for_file(self) -> None:
        """Begin a new file where ours was removed: what is written to a removed file is gone when it is closed."""
        if self._connection is not None and file_identity(self.path) != self._identity:
            self._tell("was removed or put aside while in use; what it held is translated again, and a new one begun")
            self._connection.close()
            self._connection = None
            self._open()

    def _write_uses(self) -> None:
        uses, now = sorted(self._uses), int(time.time())
        self._uses.clear()
        if uses:
            self._write(lambda connection: _enter_uses(connection, uses, now))

    def _demand(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        with self._lock:
            if self._connection is None:
                raise CacheError(f"{self.path}: the cache cannot be opened")
            try:
                return work(self._connection)
            except sqlite3.OperationalError as error:
                raise CacheError(f"{self.path}: {error}") from error
            except sqlite3.DatabaseError as error:
                raise _DamagedError(
                    f"{self.path}: {error}; `puntos cache verify` sets the damaged file aside"
                ) from error

    def _set_aside(self, error: Exception) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        try:
            kept = set_aside(self.path, self._identity)
        except OSError as trouble:
            self._tell(f"is damaged ({error}) and cannot be set aside ({trouble}); going on without it")
            return
        told = f"is damaged ({error})"
        self._tell(f"{told}; it was set aside as {kept.name} and a new one begun" if kept else f"{told}; begun anew")

    def _size_bytes(self) -> int:
        return sum(
            file.stat().st_size
            for file in (self.path, Path(f"{self.path}-wal"), Path(f"{self.path}-shm"))
            if file.exists()
        )

    def _tell(self, message: str) -> None:
        if message not in self._told:
            self._told.add(message)
            self._report(f"cache {self.path}: {message}")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, check_same_thread=False, isolation_level=None)
    try:
        # The marks are read and written in one transaction: another process may be making the same file now.
        connection.execute("BEGIN IMMEDIATE")
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        tables: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version == 0 and tables == 0:
            for statement in _SCHEMA:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id={_APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={FORMAT}")
        elif connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
            raise _ForeignError("it is another program's database")
        elif version != FORMAT:
            raise sqlite3.DatabaseError(f"form {version}, not {FORMAT}")
        connection.execute("COMMIT")
        _begin_log(connection)
        connection.execute("PRAGMA synchronous=NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin_log(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; SQLite does not wait for its lock as it does for others."""
    give_up = time.monotonic() + _BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > give_up:
                raise
            time.sleep(0.02)


def _select(connection: sqlite3.Connection, keys: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for chunk in _chunks(keys):
        marks = ",".join("?" * len(chunk))
        yield from connection.execute(f"SELECT key, value, checksum FROM entries WHERE key IN ({marks})", chunk)


def _insert(connection: sqlite3.Connection, rows: Sequence[tuple[str, str, str, int]]) -> None:
    connection.executemany("INSERT OR IGNORE INTO entries VALUES (?, ?, ?, ?)", rows)


def _delete(connection: sqlite3.Connection, keys: Sequence[str]) -> None:
    connection.executemany("DELETE FROM entries WHERE key = ?", [(key,) for key in keys])


def _enter_uses(connection: sqlite3.Connection, keys: Sequence[str], now: int) -> None:
    connection.executemany(
        "UPDATE entries SET used = ? WHERE key = ? AND used < ?", [(now, key, now - _USE_RESOLUTION_S) for key in keys]
    )


def _vacuum(connection: sqlite3.Connection) -> None:
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _is_whole(key: object, value: object, mark: object) -> bool:
    return isinstance(key, str) and isinstance(value, str) and mark == checksum(key, value)


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _ROWS_A_STATEMENT)):
        yield chunk

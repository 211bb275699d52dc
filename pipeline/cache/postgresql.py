"""A cache that several machines share: a table in a PostgreSQL database.

A server that is away or fails does not stop a run: that is told once, and the run goes on without, asking again after
a pause.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

from pipeline.cache.keys import checksum
from pipeline.cache.store import CacheInfo, StoreCheck
from pipeline.errors import CacheError, ConfigurationError

if TYPE_CHECKING:
    from psycopg import Connection

MIGRATIONS: Final = (
    "CREATE TABLE puntos_cache (key text PRIMARY KEY, value text NOT NULL, checksum text NOT NULL,"
    " used timestamptz NOT NULL DEFAULT now())",
    "CREATE INDEX puntos_cache_used ON puntos_cache (used)",
)
"""Statements that make the table, in order; how many have run stands in puntos_cache_format. Add, never change."""

_LOCK: Final = 0x50554E54  # "PUNT": one process migrates at a time
_TIMEOUT_S: Final = 5.0
_PAUSE_S: Final = 30.0
_POOL_SIZE: Final = 4
_USES_HELD_BACK: Final = 2000

Result = TypeVar("Result")


class PostgresqlCache:
    """Entries in the table puntos_cache; one instance may be used from several threads."""

    def __init__(self, address: str, report: Callable[[str], None]) -> None:
        """Begin to connect to ``postgresql://…``; raises ConfigurationError where psycopg is missing."""
        try:
            import psycopg
            from psycopg.conninfo import conninfo_to_dict
            from psycopg_pool import ConnectionPool, PoolTimeout
        except ImportError as error:
            raise ConfigurationError("a shared cache needs psycopg: pip install 'puntos[postgresql]'") from error
        self._errors = (psycopg.Error, PoolTimeout, OSError)
        self._place = re.sub(r"(?<=//)([^:/@]*):[^@]*@", r"\1:***@", address)
        self._report = report
        self._told: set[str] = set()
        self._lock = threading.Lock()
        self._uses: set[str] = set()
        self._away_until = 0.0
        self._migrated = False
        try:
            conninfo_to_dict(address)
        except psycopg.Error as error:
            raise ConfigurationError(f"{self._place}: not a PostgreSQL address: {error}") from error
        # The pool would log every attempt; what a person should know is told to `report`.
        logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)
        self._pool = ConnectionPool(
            address,
            min_size=0,
            max_size=_POOL_SIZE,
            timeout=_TIMEOUT_S,
            kwargs={"connect_timeout": int(_TIMEOUT_S)},
            open=True,
        )

    def get_many(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the values of those keys that are known and undamaged."""
        query = "SELECT key, value, checksum FROM puntos_cache WHERE key = ANY(%s)"
        rows = self._attempt(lambda connection: connection.execute(query, (list(keys),)).fetchall()) if keys else []
        found = {key: value for key, value, mark in rows or [] if mark == checksum(key, value)}
        damaged = [key for key, value, mark in rows or [] if mark != checksum(key, value)]
        if damaged:
            self._tell(f"{len(damaged)} damaged entries are left aside; the sentences are translated again")
            self._attempt(lambda connection: _delete(connection, damaged))
        with self._lock:
            self._uses.update(found)
            full = len(self._uses) >= _USES_HELD_BACK
        if full:
            self._write_uses()
        return found

    def put_many(self, entries: Mapping[str, str]) -> None:
        """Keep entries; those that are known stay as they are."""
        # PostgreSQL's text has no NUL; in the JSON of a value it stands escaped.
        rows = sorted((key, value, checksum(key, value)) for key, value in entries.items())
        if rows:
            self._attempt(lambda connection: _insert(connection, rows))

    def close(self) -> None:
        """Enter the last uses and close the connections."""
        self._write_uses()
        self._pool.close(timeout=_TIMEOUT_S)

    def info(self) -> CacheInfo:
        """Count what is there; raises CacheError."""
        with self._demand() as connection:
            row = connection.execute(
                "SELECT count(*), pg_total_relation_size('puntos_cache'), min(used)::date::text, max(used)::date::text"
                " FROM puntos_cache"
            ).fetchone()
            assert row is not None, "an aggregate has one row"
            return CacheInfo(self._place, row[0], row[1], row[2], row[3])

    def check(self) -> StoreCheck:
        """Read every entry and remove those whose checksum does not hold; raises CacheError."""
        with self._demand() as connection:
            entries, damaged = 0, []
            with connection.cursor(name="puntos_check") as rows:
                for key, value, mark in rows.execute("SELECT key, value, checksum FROM puntos_cache"):
                    entries += 1
                    if mark != checksum(key, value):
                        damaged.append(key)
            _delete(connection, damaged)
            return StoreCheck(entries, len(damaged), ())

    def prune(self, older_than_s: float | None = None, max_size_bytes: int | None = None) -> int:
        """Remove entries not used for so long, then the longest unused until the rest fits; raises CacheError.

        The size is that of the texts, as the server gives space back to the table and not to the disk.
        """
        removed = 0
        with self._demand() as connection:
            if older_than_s is not None:
                removed += connection.execute(
                    "DELETE FROM puntos_cache WHERE used < now() - make_interval(secs => %s)", (older_than_s,)
                ).rowcount
            if max_size_bytes is not None:
                removed += connection.execute(
                    "DELETE FROM puntos_cache WHERE key IN (SELECT key FROM (SELECT key, sum(octet_length(key) +"
                    " octet_length(value) + octet_length(checksum)) OVER (ORDER BY used DESC, key) AS total"
                    " FROM puntos_cache) AS sized WHERE total > %s)",
                    (max_size_bytes,),
                ).rowcount
        return removed

    def clear(self) -> int:
        """Remove all entries; raises CacheError."""
        with self._demand() as connection:
            return connection.execute("DELETE FROM puntos_cache").rowcount

    def _attempt(self, work: Callable[[Connection], Result]) -> Result | None:
        """Do `work` in a transaction; None, told once, where the server is away or fails."""
        if time.monotonic() < self._away_until:
            return None
        try:
            with self._pool.connection() as connection:
                self._migrate(connection)
                return work(connection)
        except self._errors as error:
            self._away_until = time.monotonic() + _PAUSE_S
            self._tell(f"cannot be used ({' '.join(str(error).split())}); going on without it")
            return None

    @contextmanager
    def _demand(self) -> Iterator[Connection]:
        try:
            with self._pool.connection() as connection:
                self._migrate(connection)
                yield connection
        except self._errors as error:
            raise CacheError(f"{self._place}: {' '.join(str(error).split())}") from error

    def _migrate(self, connection: Connection) -> None:
        if self._migrated:
            return
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        connection.execute("CREATE TABLE IF NOT EXISTS puntos_cache_format (migrations integer NOT NULL)")
        row = connection.execute("SELECT migrations FROM puntos_cache_format").fetchone()
        done = row[0] if row else 0
        for statement in MIGRATIONS[done:]:
            connection.execute(statement)
        if not row:
            connection.execute("INSERT INTO puntos_cache_format VALUES (%s)", (len(MIGRATIONS),))
        elif done < len(MIGRATIONS):
            connection.execute("UPDATE puntos_cache_format SET migrations = %s", (len(MIGRATIONS),))
        connection.commit()
        self._migrated = True

    def _write_uses(self) -> None:
        with self._lock:
            uses = sorted(self._uses)
            self._uses.clear()
        if uses:
            self._attempt(lambda connection: _enter_uses(connection, uses))

    def _tell(self, message: str) -> None:
        if message not in self._told:
            self._told.add(message)
            self._report(f"cache {self._place}: {message}")


def _insert(connection: Connection, rows: Sequence[tuple[str, str, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO puntos_cache (key, value, checksum) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", rows
        )


def _delete(connection: Connection, keys: Sequence[str]) -> None:
    connection.execute("DELETE FROM puntos_cache WHERE key = ANY(%s)", (list(keys),))


def _enter_uses(connection: Connection, keys: Sequence[str]) -> None:
    # Locked in the order of keys, so that two writers do not wait for each other.
    connection.execute(
        "UPDATE puntos_cache SET used = now() WHERE key IN (SELECT key FROM puntos_cache WHERE key = ANY(%s)"
        " AND used < now() - interval '1 hour' ORDER BY key FOR UPDATE)",
        (list(keys),),
    )

"""A path, an address or nothing turned into a cache."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.cache.store import Cache, NoCache, Store


def open_cache(where: Path | str | None, report: Callable[[str], None]) -> Cache:
    """Open a cache for a run: an SQLite file, a ``postgresql://`` database, or none.

    Nothing that is wrong with the place stops a run: it is told to `report`, once a cause, and the run goes on without.
    Raises ConfigurationError only for an address that no installed backend knows.
    """
    return NoCache() if where is None else open_store(where, report)


def open_store(where: Path | str, report: Callable[[str], None]) -> Store:
    """Open a cache to look after it; raises ConfigurationError for an address that no installed backend knows."""
    if isinstance(where, str) and where.startswith(("postgresql://", "postgres://")):
        from pipeline.cache.postgresql import PostgresqlCache  # here, as it is an extra

        return PostgresqlCache(where, report)
    from pipeline.cache.sqlite import SqliteCache

    return SqliteCache(Path(where), report)

"""What a cache does, and the one that keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


class Cache(Protocol):
    """Entries by key. Neither method raises for what happens to the disk or the server: they report it and go on."""

    def get_many(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the values of those keys that are known and undamaged."""
        ...

    def put_many(self, entries: Mapping[str, str]) -> None:
        """Keep entries; those that are known stay as they are."""
        ...

    def close(self) -> None:
        """Write what is held back and let go of the file or server."""
        ...


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """How many entries a cache holds, their size with all that belongs to it, and the days they were last used."""

    place: str
    entries: int
    size_bytes: int
    oldest_use: str | None
    newest_use: str | None


@dataclass(frozen=True, slots=True)
class StoreCheck:
    """How many entries were looked at, how many were damaged (and removed), and what else is wrong with the store."""

    entries: int
    damaged: int
    faults: tuple[str, ...]


class Store(Cache, Protocol):
    """A cache that can be looked after. These methods raise CacheError."""

    def info(self) -> CacheInfo:
        """Count what is there."""
        ...

    def check(self) -> StoreCheck:
        """Read every entry and remove those whose checksum does not hold."""
        ...

    def prune(self, older_than_s: float | None = None, max_size_bytes: int | None = None) -> int:
        """Remove entries not used for so long, then the longest unused until the rest fits; return how many."""
        ...

    def clear(self) -> int:
        """Remove all entries; return how many."""
        ...


class NoCache:
    """Knows nothing and keeps nothing."""

    def get_many(self, keys: Sequence[str]) -> dict[str, str]:  # noqa: ARG002 - the protocol's signature
        """Return nothing."""
        return {}

    def put_many(self, entries: Mapping[str, str]) -> None:
        """Forget the entries."""

    def close(self) -> None:
        """Do nothing."""

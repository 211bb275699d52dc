"""A damaged file put out of the way, once, however many processes find it damaged."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_COMPANIONS: Final = ("-wal", "-shm", "-journal")


def file_identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of the file at `path`, or None where there is none."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def set_aside(path: Path, identity: tuple[int, int] | None) -> Path | None:
    """Rename a damaged database ``NAME.damaged`` and drop its log; return the new path.

    `identity` is that of the file that was opened, or None where it could not be. Returns None where another process
    has put a new file in its place meanwhile. Raises OSError.
    """
    kept = path.with_name(f"{path.name}.damaged")
    with path.with_name(f"{path.name}.lock").open("a") as lock:
        _lock_exclusively(lock.fileno())
        if identity is not None and file_identity(path) != identity:
            return None
        if not path.exists():
            return None
        path.replace(kept)
        for companion in _COMPANIONS:
            Path(f"{path}{companion}").unlink(missing_ok=True)
    return kept


def _lock_exclusively(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:  # not a POSIX system: no two processes are kept apart there
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)

"""Stories that lie inside something else, copied out: one temporary file that disappears with the run."""

from __future__ import annotations

import os
import tempfile
from types import TracebackType
from typing import Self

from pipeline.batch.items import Extent, Failed, Item


class Spool:
    """Bytes of archive members and JSON Lines records, kept on disk so that memory does not grow with the night.

    The file has no name, so that nothing is left behind by a kill. `read` may be called from any thread.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="puntos-")  # noqa: SIM115 - lives as long as the spool
        self._end = 0

    def add(self, data: bytes) -> Extent:
        """Keep `data` and return where; raises OSError where the temporary folder is full."""
        self._file.write(data)
        extent = Extent(self._end, len(data))
        self._end += len(data)
        return extent

    def read(self, extent: Extent) -> bytes:
        """Return the bytes of an extent that `add` gave."""
        self._file.flush()
        return os.pread(self._file.fileno(), extent.size_bytes, extent.offset)

    def close(self) -> None:
        """Free the disk."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def load(item: Item, spool: Spool) -> bytes | Failed:
    """Return the bytes of a story, or why they cannot be had."""
    if isinstance(item.place, Extent):
        return spool.read(item.place)
    try:
        return item.place.read_bytes()
    except OSError as error:
        vanished = isinstance(error, FileNotFoundError)
        reason = "it vanished after it was found; was it moved away?" if vanished else str(error.strerror)
        return Failed("", type(error).__name__, f"{item.name}: {reason}", usable=False)

"""Memory that a worker has freed, given back to the machine."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import cast


def give_back() -> None:
    """Return freed memory to the machine, where the C library is glibc; elsewhere do nothing.

    Batches of many sizes leave glibc's heap in pieces: without this a worker grows by megabytes every 1,000 sentences
    though what it holds stays the same (`scripts/soak`). See malloc_trim(3).
    """
    trim = _malloc_trim()
    if trim is not None:
        trim(0)


@cache
def _malloc_trim() -> Callable[[int], int] | None:
    try:
        return cast("Callable[[int], int]", ctypes.CDLL(None).malloc_trim)
    except (AttributeError, OSError, TypeError):  # not glibc, or not a system whose programs can be asked so
        return None

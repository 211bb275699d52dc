"""Freed memory goes back to the machine."""

import ctypes
import os
from pathlib import Path

import pytest

from pipeline.batch.memory import give_back

PIECES, PIECE_BYTES = 2000, 64 * 1024


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_what_was_freed_in_pieces_is_given_back() -> None:
    library = ctypes.CDLL(None)
    if not hasattr(library, "malloc_trim"):
        pytest.skip("the C library is not glibc")
    library.malloc.restype = ctypes.c_void_p
    library.free.argtypes = [ctypes.c_void_p]
    # Each piece is below the size that glibc maps on its own, and the last one keeps the heap's end in use.
    pieces = [library.malloc(PIECE_BYTES) for _ in range(PIECES)]
    for piece in pieces:
        ctypes.memset(piece, 1, PIECE_BYTES)
    for piece in pieces[:-1]:
        library.free(piece)
    before = resident_bytes()
    give_back()
    assert before - resident_bytes() > PIECES * PIECE_BYTES // 2
    library.free(pieces[-1])

"""How the commands take stories from the user."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.errors import InputNotFoundError

STANDARD_INPUT = "-"
SOME_FAILED = 3


def load_bytes(name: str) -> bytes:
    """Return the bytes of a path, or of standard input for ``-``; raises InputNotFoundError."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        message = f"{name}: {error.strerror}; give the path of a text, or - for standard input"
        raise InputNotFoundError(message) from error

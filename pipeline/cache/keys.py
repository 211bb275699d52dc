"""Keys and checksums of entries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence


def make_key(parts: Sequence[str]) -> str:
    """Return the SHA-256 of everything that decides a value, as hexadecimal digits."""
    return hashlib.sha256(json.dumps(list(parts), ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def checksum(key: str, value: str) -> str:
    """Return what is stored beside a value so that a changed one, or one under another's key, is recognised."""
    return hashlib.sha256(f"{key}\n{value}".encode("utf-8", "surrogatepass")).hexdigest()[:16]

"""Where a fetched model came from, recorded beside it: repository, revision and the SHA-256 of each file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pipeline.models.files import write_atomically

PROVENANCE: Final = "puntos-provenance.json"


def write_provenance(directory: Path, repository: str, revision: str, files: Mapping[str, str]) -> None:
    """Record a finished fetch; raises OSError."""
    record = {"repository": repository, "revision": revision, "files": dict(sorted(files.items()))}
    write_atomically(directory / PROVENANCE, json.dumps(record, indent=1) + "\n")


def read_provenance(directory: Path) -> dict[str, str]:
    """SHA-256 of each file as it was fetched; nothing where no fetch is recorded."""
    try:
        files = json.loads((directory / PROVENANCE).read_bytes())["files"]
        return {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}

"""The files of a model directory and their checksums, remembered so that start-up does not hash the weights."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

RECORD: Final = "puntos-files.json"
"""Beside a fetched or user's model: each file's SHA-256, size and time of change."""

WEIGHTS: Final = ("model.safetensors", "pytorch_model.bin")
VOCABULARIES: Final = ("vocab.json", "target_vocab.json", "source.spm", "target.spm")
NEEDED: Final = ("config.json", "source.spm", "target.spm", "vocab.json")


def sha256_file(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def combine_sha256(files: Mapping[str, str]) -> str:
    """Return the SHA-256 of a list of files, ``sha256  name`` a line in the order of names."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def decisive_files(directory: Path) -> list[str]:
    """Names of the files in a Marian directory that decide its translations: weights, vocabularies, configuration."""
    return [name for name in ("config.json", *VOCABULARIES, *WEIGHTS) if (directory / name).is_file()]


def missing_files(directory: Path) -> list[str]:
    """Names of the files without which a Marian directory cannot be used."""
    missing = [name for name in NEEDED if not (directory / name).is_file()]
    if not any((directory / name).is_file() for name in WEIGHTS):
        missing.append(WEIGHTS[0])
    return missing


def recorded_sha256(directory: Path, fallback: Path) -> dict[str, str]:
    """SHA-256 of the decisive files: from the record where size and time of change still hold, else computed.

    What was computed is recorded in the directory or, where that cannot be written, in the folder `fallback`.
    """
    places = [
        directory / RECORD,
        fallback / f"{hashlib.sha256(os.fsencode(directory.resolve())).hexdigest()[:16]}.json",
    ]
    known = next((record for place in places if (record := _read_record(place))), {})
    found: dict[str, list[str | int]] = {}
    for name in decisive_files(directory):
        state = (directory / name).stat()
        old = known.get(name)
        if old and old[1:] == [state.st_size, state.st_mtime_ns]:
            found[name] = old
        else:
            found[name] = [sha256_file(directory / name), state.st_size, state.st_mtime_ns]
    if found != known:
        for place in places:
            try:
                write_atomically(place, json.dumps(found, indent=1))
                break
            except OSError:
                continue
    return {name: str(entry[0]) for name, entry in found.items()}


def _read_record(place: Path) -> dict[str, list[str | int]]:
    try:
        record = json.loads(place.read_bytes())
        return {str(name): [str(entry[0]), int(entry[1]), int(entry[2])] for name, entry in record.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}  # none, or damaged: the hashes are computed again


def write_atomically(path: Path, text: str) -> None:
    """Write a file whole or not at all; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105 - a str from mkstemp
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise

"""The journal of an output folder: one line a story that was finished, only ever added to."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.batch.items import FindingCount
from pipeline.errors import OutputError

MANIFEST_NAME = "manifest.jsonl"
SCHEMA = "puntos/manifest/1"


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written: its path in the output folder and the SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished story. `key` covers its bytes, the pipeline and the formats (see `story_key`); times are UTC.

    `seconds` is the story's share, by words, of the time that its window took.
    """

    key: str
    source: str
    name: str
    stem: str
    outputs: tuple[Output, ...]
    arrived_ns: int
    finished: str
    headline: str
    text_sha256: str
    sketch: bytes
    sentences: int
    words: int
    seconds: float
    findings: tuple[FindingCount, ...]


def story_key(data: bytes, metadata: Mapping[str, str], signature: str, options: str) -> str:
    """Return the digest that decides whether a story must be done again.

    It covers the story's bytes and metadata, the pipeline's signature (version, model, weights, engine, decoding) and
    the options of the outputs; never a path or a date.
    """
    digest = hashlib.sha256()
    for part in (data, json.dumps(dict(metadata), sort_keys=True).encode(), signature.encode(), options.encode()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


class Manifest:
    """The entries of an output folder by stem, the newest for each; an object for ``with``.

    A line that cannot be read, such as the last one after a power cut, is as if it were not there: its story is done
    again, with the same result. `damaged` counts such lines.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / MANIFEST_NAME
        self.entries: dict[str, Entry] = {}
        self.damaged = 0
        self._load()
        try:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
            self._end_torn_line()
        except OSError as error:
            raise OutputError(f"{self.path}: {error.strerror}") from error

    def _load(self) -> None:
        try:
            with self.path.open("rb") as lines:
                for line in lines:
                    entry = parse_entry(line)
                    if entry is None:
                        self.damaged += bool(line.strip())
                    else:
                        self.entries[entry.stem] = entry
        except FileNotFoundError:
            return
        except OSError as error:
            raise OutputError(f"{self.path}: {error.strerror}; move it away or name another folder") from error

    def _end_torn_line(self) -> None:
        size_bytes = os.fstat(self._descriptor).st_size
        if size_bytes and os.pread(self._descriptor, 1, size_bytes - 1) != b"\n":
            os.write(self._descriptor, b"\n")

    def append(self, entries: Iterable[Entry]) -> None:
        """Add entries and return once they are on the disk; raises OutputError, with the OSError as its cause."""
        added = list(entries)
        data = b"".join(format_entry(entry) for entry in added)
        try:
            while data:
                data = data[os.write(self._descriptor, data) :]
            os.fsync(self._descriptor)
        except OSError as error:
            raise OutputError(f"{self.path}: {error.strerror}") from error
        for entry in added:
            self.entries[entry.stem] = entry

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def format_entry(entry: Entry) -> bytes:
    """Write an entry as one line of JSON, in ASCII so that any name fits."""
    document = {"schema": SCHEMA, **asdict(entry), "sketch": entry.sketch.hex()}
    return json.dumps(document, separators=(",", ":")).encode() + b"\n"


def parse_entry(line: bytes) -> Entry | None:
    """Read a line that `format_entry` wrote; None for anything else, whatever it holds."""
    try:
        value = json.loads(line)
        if not line.endswith(b"\n") or value["schema"] != SCHEMA:
            return None
        return Entry(
            key=_text(value["key"]),
            source=_text(value["source"]),
            name=_text(value["name"]),
            stem=_text(value["stem"]),
            outputs=tuple(Output(_text(each["path"]), _text(each["sha256"])) for each in value["outputs"]),
            arrived_ns=int(value["arrived_ns"]),
            finished=_text(value["finished"]),
            headline=_text(value["headline"]),
            text_sha256=_text(value["text_sha256"]),
            sketch=bytes.fromhex(value["sketch"]),
            sentences=int(value["sentences"]),
            words=int(value["words"]),
            seconds=float(value["seconds"]),
            findings=tuple(
                FindingCount(_text(each["check"]), _text(each["code"]), _text(each["severity"]), int(each["count"]))
                for each in value["findings"]
            ),
        )
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value

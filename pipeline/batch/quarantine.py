"""Stories that gave no brief: one record each, which leaves when the story succeeds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pipeline.write import write_text

FOLDER_NAME = "quarantine"
SCHEMA = "puntos/quarantine/1"


@dataclass(frozen=True, slots=True)
class Record:
    """Why a story gave no brief. `kind` is the class of the error; `attempts` counts the runs that tried it."""

    stem: str
    name: str
    source: str
    kind: str
    reason: str
    first_failed: str
    last_failed: str
    attempts: int = 1


class Quarantine:
    """The records of an output folder, by stem."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER_NAME
        self.records = {record.stem: record for record in self._load()}

    def _load(self) -> Iterator[Record]:
        for path in sorted(self._folder.rglob("*.json")) if self._folder.is_dir() else ():
            try:
                value = json.loads(path.read_bytes())
                del value["schema"]
                yield Record(**value)
            except (OSError, ValueError, KeyError, TypeError):
                # A record that cannot be read only loses its count of attempts: the story itself is tried again.
                continue

    def put(self, record: Record) -> Record:
        """Write a record, or count one attempt more, and return it as written; raises OutputError."""
        known = self.records.get(record.stem)
        if known is not None and known.source == record.source:
            record = replace(record, first_failed=known.first_failed, attempts=known.attempts + 1)
        self.records[record.stem] = record
        document = {"schema": SCHEMA, **asdict(record)}
        write_text(self._path(record.stem), json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        return record

    def release(self, stem: str) -> bool:
        """Let a story out that succeeded; return whether it was in."""
        if self.records.pop(stem, None) is None:
            return False
        self._path(stem).unlink(missing_ok=True)
        folder = self._path(stem).parent
        while folder != self._folder.parent:
            try:
                folder.rmdir()
            except OSError:
                break
            folder = folder.parent
        return True

    def _path(self, stem: str) -> Path:
        return self._folder / f"{stem}.json"

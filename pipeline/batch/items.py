"""The values that a night is made of: what came in, what is asked for, what came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

MEBIBYTE = 1024 * 1024

Order = Literal["arrival", "longest"]
Layout = Literal["tree", "jsonl"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What an input may weigh before it is refused.

    `story_bytes` bounds one story. `archive_bytes` and `archive_members` bound what one archive unpacks to;
    `archive_ratio` is the most that it may grow by, told only above `ratio_floor_bytes`, for short texts shrink well.
    """

    story_bytes: int = 10 * MEBIBYTE
    archive_bytes: int = 1024 * MEBIBYTE
    archive_members: int = 100_000
    archive_ratio: int = 100
    ratio_floor_bytes: int = 64 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class Extent:
    """A story that is part of something larger: `size_bytes` bytes at `offset` of the night's spool."""

    offset: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Item:
    """A story that came in and was not read yet.

    `name` is what the story is called in briefs and messages, as the user gave it. `source` is the same place written
    so that it does not depend on the working folder. `file` is the file that it is, or is part of. `relative` is where
    it stands in the mirrored tree, with its ending. `arrived_ns` is when it arrived: the file's time of change,
    nanoseconds since 1970. `metadata` is what a JSON Lines record says beside the text.
    """

    name: str
    source: str
    file: Path
    relative: PurePosixPath
    place: Path | Extent
    size_bytes: int
    arrived_ns: int
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that is not taken, and why: a device, a path that climbs out of its archive, a text that is too long."""

    name: str
    source: str
    file: Path
    relative: PurePosixPath
    reason: str


@dataclass(frozen=True, slots=True)
class Task:
    """A story as it is given to a worker: everything that the work needs, nothing of the machine that it came from."""

    id: str
    name: str
    data: bytes
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How many findings of one kind a brief carries."""

    check: str
    code: str
    severity: str
    count: int


@dataclass(frozen=True, slots=True)
class Made:
    """What a worker made of a story.

    `outputs` maps a format to the text of the brief in it. `headline` is the Spanish one, or the beginning of the
    text; `text_sha256` and `sketch` tell duplicates and corrected takes (see pipeline.batch.takes).
    """

    id: str
    outputs: Mapping[str, str]
    headline: str
    text_sha256: str
    sketch: bytes
    sentences: int
    words: int
    findings: tuple[FindingCount, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a story gave no brief. `kind` is the name of the error's class; `usable` is False for what is no story."""

    id: str
    kind: str
    reason: str
    usable: bool = True

"""What the user named, as stories: files, folders, patterns, lists, JSON Lines and archives."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import IO

from pipeline.batch.archives import is_archive, open_archive, too_long
from pipeline.batch.items import Item, Limits, Refusal
from pipeline.batch.names import printable
from pipeline.batch.spool import Spool

_JSONL_ENDINGS = (".jsonl", ".ndjson")
_WILDCARDS = "*?["
_SPECIAL = (
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which of the files that are found are taken.

    `patterns` are shell patterns for a file's name, any of which it must match; none takes all. `newer_than_ns` drops
    files that were changed before, nanoseconds since 1970. `apart` are folders never looked into: the outputs. `only`,
    where given, are the files to take, and no others.
    """

    patterns: tuple[str, ...] = ()
    newer_than_ns: int | None = None
    apart: tuple[Path, ...] = ()
    limits: Limits = field(default_factory=Limits)
    only: frozenset[Path] | None = None


def find_items(inputs: Sequence[str], selection: Selection, spool: Spool) -> Iterator[Item | Refusal]:
    """Yield every story under the paths and patterns of `inputs`, in a stable order, each once.

    A folder is searched with all that is below it, but for hidden names; links to folders are not followed, so a loop
    of links ends. A path that holds ``*``, ``?`` or ``[`` and is no file is a pattern, ``**`` any depth. What cannot be
    taken is yielded as a refusal with its reason.
    """
    seen: set[str] = set()
    for name in inputs:
        for found in _find(name, selection, spool):
            if found.source not in seen:
                seen.add(found.source)
                yield found


def walk_files(root: Path, selection: Selection) -> Iterator[Path]:
    """Yield the files below a folder that `find_items` would look at, without opening any."""
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = [
            name for name in folders if not name.startswith(".") and not _is_apart(here / name, selection.apart)
        ]
        yield from (here / name for name in files if not name.startswith(".") and _is_wanted(here / name, selection))


def read_list(stream: IO[bytes]) -> list[str]:
    """Return the paths of a list, a line each, or ended by NUL as `find -print0` writes them."""
    data = stream.read()
    separator = b"\0" if b"\0" in data else b"\n"
    return [os.fsdecode(line.rstrip(b"\r")) for line in data.split(separator) if line.strip()]


def _find(name: str, selection: Selection, spool: Spool) -> Iterator[Item | Refusal]:
    path = Path(name)
    if not os.path.lexists(name) and any(mark in name for mark in _WILDCARDS):
        root, matches = _expand(path, selection)
        for match in matches:
            yield from _open(match, _below(root, match), selection, spool)
        if not matches:
            yield _refuse(path, PurePosixPath(path.name), "nothing matches this pattern")
    elif path.is_dir():
        yield from _walk(path, path, selection, spool)
    else:
        yield from _open(path, PurePosixPath(path.name), selection, spool)


def _expand(pattern: Path, selection: Selection) -> tuple[Path, list[Path]]:
    """Return the folder that a pattern begins in, and the files that it matches."""
    parts = pattern.parts
    fixed = next(at for at, part in enumerate(parts) if any(mark in part for mark in _WILDCARDS))
    root = Path(*parts[:fixed])
    matches = [
        path
        for path in root.glob(str(Path(*parts[fixed:])))
        if not path.is_dir()
        and not any(part.startswith(".") for part in path.relative_to(root).parts)
        and not any(_is_apart(folder, selection.apart) for folder in path.parents)
    ]
    return root, sorted(matches, key=os.fsencode)


def _walk(root: Path, folder: Path, selection: Selection, spool: Spool) -> Iterator[Item | Refusal]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _refuse(folder, _below(root, folder), f"the folder cannot be read: {error.strerror}")
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith(".") or _is_apart(path, selection.apart):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path, selection, spool)
        elif entry.is_symlink() and path.is_dir():
            if selection.only is None:
                yield _refuse(path, _below(root, path), "a link to a folder; name the folder itself")
        else:
            yield from _open(path, _below(root, path), selection, spool)


def _below(root: Path, path: Path) -> PurePosixPath:
    return PurePosixPath(path.relative_to(root).as_posix())


def _is_apart(path: Path, apart: tuple[Path, ...]) -> bool:
    return any(path.absolute() == folder.absolute() for folder in apart)


def _open(path: Path, relative: PurePosixPath, selection: Selection, spool: Spool) -> Iterator[Item | Refusal]:
    if not _is_wanted(path, selection):
        return
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        yield _refuse(path, relative, f"{reason}; it may have been moved away, or the link leads nowhere")
        return
    if selection.newer_than_ns is not None and status.st_mtime_ns <= selection.newer_than_ns:
        return
    special = next((what for test, what in _SPECIAL if test(status.st_mode)), None)
    if special is not None:
        yield _refuse(path, relative, f"{special}, not a file")
    elif is_archive(path):
        yield from open_archive(path, relative, selection.limits, spool)
    elif path.name.lower().endswith(_JSONL_ENDINGS):
        yield from _records(path, relative, status.st_mtime_ns, selection.limits, spool)
    elif status.st_size > selection.limits.story_bytes:
        yield _refuse(path, relative, too_long(selection.limits))
    else:
        yield Item(printable(str(path)), _absolute(path), path, relative, path, status.st_size, status.st_mtime_ns)


def _is_wanted(path: Path, selection: Selection) -> bool:
    if selection.only is not None and path not in selection.only:
        return False
    return not selection.patterns or any(fnmatchcase(path.name, pattern) for pattern in selection.patterns)


def _absolute(path: Path) -> str:
    # The folder is resolved and the name is not, so that a link and the file that it leads to are two stories.
    return printable(str(path.parent.resolve() / path.name))


def _refuse(path: Path, relative: PurePosixPath, reason: str) -> Refusal:
    return Refusal(printable(str(path)), _absolute(path), path, relative, reason)


def _records(
    path: Path, relative: PurePosixPath, arrived_ns: int, limits: Limits, spool: Spool
) -> Iterator[Item | Refusal]:
    """Yield the stories of a JSON Lines file: ``text``, and where wanted ``id`` and ``metadata``, a record a line."""
    folder = relative.with_suffix("")
    seen: set[str] = set()

    def refuse(label: str, reason: str) -> Refusal:
        tail = f"#{label}"
        return Refusal(printable(str(path)) + tail, _absolute(path) + tail, path, folder / label, reason)

    try:
        with path.open("rb") as lines:
            for number, line in enumerate(_bounded_lines(lines, limits.story_bytes), start=1):
                label = f"line-{number}"
                if line is None:
                    yield refuse(label, too_long(limits))
                    continue
                if not line.strip():
                    continue
                record = _parse(line)
                if isinstance(record, str):
                    yield refuse(label, record)
                    continue
                label = _as_component(record.id) if record.id is not None else label
                if label in seen:
                    yield refuse(f"line-{number}", f"the id {label} stands on an earlier line already; ids are unique")
                    continue
                seen.add(label)
                data = record.text.encode("utf-8", "replace")
                yield Item(
                    name=f"{printable(str(path))}#{label}",
                    source=f"{_absolute(path)}#{label}",
                    file=path,
                    relative=folder / label,
                    place=spool.add(data),
                    size_bytes=len(data),
                    arrived_ns=arrived_ns,
                    metadata=record.metadata,
                )
    except OSError as error:
        yield _refuse(path, relative, f"{error.strerror}; the rest of it was not read")


def _bounded_lines(stream: IO[bytes], limit_bytes: int) -> Iterator[bytes | None]:
    """Yield lines of at most `limit_bytes`, and None for one that is longer, which is skipped piece by piece."""
    while line := stream.readline(limit_bytes + 1):
        if len(line) <= limit_bytes or line.endswith(b"\n"):
            yield line
            continue
        while (piece := stream.readline(limit_bytes)) and not piece.endswith(b"\n"):
            pass
        yield None


@dataclass(frozen=True, slots=True)
class _Record:
    id: str | None
    text: str
    metadata: dict[str, str]


def _parse(line: bytes) -> _Record | str:
    """Return a record, or what is wrong with it."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"not JSON: {error}"
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return 'not a story: a record is an object with a string "text"'
    identifier, metadata = value.get("id"), value.get("metadata", {})
    if identifier is not None and not isinstance(identifier, str | int):
        return 'its "id" is neither a string nor a number'
    if not isinstance(metadata, dict):
        return 'its "metadata" is not an object'
    flat = {
        str(key): text if isinstance(text, str) else json.dumps(text, ensure_ascii=False, sort_keys=True)
        for key, text in metadata.items()
    }
    if identifier is not None:
        flat["id"] = str(identifier)
    return _Record(str(identifier) if identifier is not None else None, value["text"], flat)


def _as_component(identifier: str) -> str:
    text = identifier.encode("utf-8", "backslashreplace").decode().replace("/", "_").strip() or "_"
    return "_" * len(text) if set(text) <= {"."} else text

"""ZIP and tar archives: every member is looked at before a byte of it is believed.

Nothing is ever unpacked to a path that an archive names: members go to the spool. What is refused, and why, follows
the tar filters of PEP 706 (absolute paths, paths that climb out, links, devices) and what is known of ZIP bombs
(D. Fifield, "A better zip bomb", WOOT 2019): sizes are counted as they are unpacked, never taken from the header alone.
"""

from __future__ import annotations

import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from pipeline.batch.items import Item, Limits, Refusal
from pipeline.batch.names import printable
from pipeline.batch.spool import Spool

_TAR_ENDINGS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_DAMAGE = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError)


def is_archive(path: Path) -> bool:
    """Whether a path is called like an archive that can be opened."""
    name = path.name.lower()
    return name.endswith((".zip", *_TAR_ENDINGS))


def open_archive(path: Path, relative: PurePosixPath, limits: Limits, spool: Spool) -> Iterator[Item | Refusal]:
    """Yield a story for every member that may be taken and a refusal for every other one.

    `relative` is where the archive stands in the mirrored tree; its members stand in a folder of that name without
    ending. An archive that is damaged, or that unpacks to more than the limits, gives one refusal more and ends there.
    """
    archive = _Archive(path, relative, limits, spool)
    members = archive.zip_members() if path.name.lower().endswith(".zip") else archive.tar_members()
    try:
        yield from members
    except _TooMuchError as error:
        yield archive.refuse(None, str(error))
    except OSError as error:
        yield archive.refuse(None, f"{error.strerror or error}; the rest of the archive was not read")
    except _DAMAGE as error:
        yield archive.refuse(None, f"the archive is damaged ({error}); the rest of it was not read. Send it again")


class _TooMuchError(Exception):
    """An archive unpacks to more than the limits."""


class _Archive:
    def __init__(self, path: Path, relative: PurePosixPath, limits: Limits, spool: Spool) -> None:
        self._path = path
        self._limits = limits
        self._spool = spool
        name = relative.name
        for ending in (".zip", *_TAR_ENDINGS):
            if name.lower().endswith(ending):
                name = name[: -len(ending)]
        self._folder = relative.with_name(name or relative.name)
        self._size_bytes = max(path.stat().st_size, 1)
        self._arrived_ns = path.stat().st_mtime_ns
        self._unpacked_bytes = 0
        self._members = 0
        self._seen: set[str] = set()

    def refuse(self, member: str | None, reason: str) -> Refusal:
        label = printable(member) if member is not None else None
        tail = f"!{label}" if label is not None else ""
        relative = self._folder / _flatten(label) if label is not None else self._folder
        return Refusal(
            printable(str(self._path)) + tail,
            f"{printable(str(self._path.resolve()))}{tail}",
            self._path,
            relative,
            reason,
        )

    def zip_members(self) -> Iterator[Item | Refusal]:
        with zipfile.ZipFile(self._path) as archive:
            declared_bytes = sum(info.file_size for info in archive.infolist())
            self._check_growth(declared_bytes)
            for info in archive.infolist():
                if info.filename.endswith("/") or _hidden(info.filename):  # is_dir fails of an empty name
                    continue
                self._count_member()
                mode = info.external_attr >> 16
                reason = (
                    _unsafe_path(info.filename)
                    or (stat.S_IFMT(mode) and not stat.S_ISREG(mode) and "a link or a device in an archive")
                    or (info.flag_bits & 1 and "encrypted; send it without a password")
                    or self._unwanted(info.filename, info.file_size)
                )
                if reason:
                    yield self.refuse(info.filename, str(reason))
                    continue
                with archive.open(info) as member:
                    yield self._take(info.filename, member, _zip_time_ns(info))

    def tar_members(self) -> Iterator[Item | Refusal]:
        with tarfile.open(self._path, "r|*") as archive:
            for info in archive:
                if info.isdir() or _hidden(info.name):
                    continue
                self._count_member()
                reason = (
                    _unsafe_path(info.name)
                    or (not info.isreg() and "a link or a device in an archive")
                    or (info.issparse() and "a sparse file in an archive")
                    or self._unwanted(info.name, info.size)
                )
                if reason:
                    self._unpacked(info.size if info.isreg() else 0)
                    yield self.refuse(info.name, str(reason))
                    continue
                member = archive.extractfile(info)
                if member is None:
                    yield self.refuse(info.name, "it has no bytes")
                    continue
                yield self._take(info.name, member, int(info.mtime * 1_000_000_000))

    def _take(self, name: str, member: IO[bytes], arrived_ns: int) -> Item | Refusal:
        data = member.read(self._limits.story_bytes + 1)
        self._unpacked(len(data))
        if len(data) > self._limits.story_bytes:
            return self.refuse(name, too_long(self._limits))
        label = printable(name)
        if label in self._seen:
            return self.refuse(name, "the archive has a member of this name already; give it another")
        self._seen.add(label)
        return Item(
            name=f"{printable(str(self._path))}!{label}",
            source=f"{printable(str(self._path.resolve()))}!{label}",
            file=self._path,
            relative=self._folder / PurePosixPath(name),
            place=self._spool.add(data),
            size_bytes=len(data),
            arrived_ns=arrived_ns if 0 < arrived_ns < 1 << 63 else self._arrived_ns,
        )

    def _unwanted(self, name: str, size_bytes: int) -> str | None:
        if size_bytes > self._limits.story_bytes:
            return too_long(self._limits)
        if is_archive(Path(PurePosixPath(name).name)):
            return "an archive in an archive; unpack it first"
        return None

    def _count_member(self) -> None:
        self._members += 1
        if self._members > self._limits.archive_members:
            raise _TooMuchError(f"more than {self._limits.archive_members:,} members; split the archive")

    def _unpacked(self, size_bytes: int) -> None:
        self._unpacked_bytes += size_bytes
        self._check_growth(self._unpacked_bytes)

    def _check_growth(self, unpacked_bytes: int) -> None:
        limits = self._limits
        if unpacked_bytes > limits.ratio_floor_bytes and unpacked_bytes > limits.archive_ratio * self._size_bytes:
            raise _TooMuchError(
                f"{self._size_bytes:,} bytes unpack to more than {limits.archive_ratio} times as much, as in a zip bomb"
            )
        if unpacked_bytes > limits.archive_bytes:
            raise _TooMuchError(f"it unpacks to more than {limits.archive_bytes:,} bytes; split the archive")


def too_long(limits: Limits) -> str:
    """Say that a story is over the limit, and how to allow more."""
    return f"longer than {limits.story_bytes:,} bytes, which no wire story is; allow more with --max-story-size"


def _flatten(name: str) -> str:
    """Make the name of a refused member one component, so that it cannot lead anywhere."""
    return name.replace("/", "_").replace("\\", "_") or "member"


def _unsafe_path(name: str) -> str | None:
    path = PurePosixPath(name)
    if not path.parts or "\0" in name:
        return "a member without a name"
    if path.is_absolute() or name.startswith("\\") or (len(name) > 1 and name[1] == ":"):
        return "an absolute path in an archive"
    if ".." in name.replace("\\", "/").split("/"):
        return "a path that climbs out of its archive (../)"
    return None


def _hidden(name: str) -> bool:
    return any(part.startswith(".") and part != ".." for part in PurePosixPath(name).parts) or name.startswith(
        "__MACOSX/"
    )


def _zip_time_ns(info: zipfile.ZipInfo) -> int:
    try:
        return int(datetime(*info.date_time, tzinfo=UTC).timestamp()) * 1_000_000_000
    except ValueError:
        return 0

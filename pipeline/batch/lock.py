"""One run an output folder: a lock that the kernel drops when its owner dies, and a record of who that is."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import socket
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.errors import LockedError, OutputError

LOCK_NAME = ".puntos.lock"
_UNSUPPORTED = {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL}


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a lock. `boot` names the running kernel: two containers of one machine share it, a reboot changes it.

    `started` is the process's start in clock ticks since the boot, which tells a process from a later one with the
    same number.
    """

    host: str
    boot: str
    pid: int
    started: str
    since: str

    @classmethod
    def this_process(cls) -> Owner:
        """Describe the running process."""
        return cls(
            host=socket.gethostname(),
            boot=_boot(),
            pid=os.getpid(),
            started=_start_of(os.getpid()) or "",
            since=datetime.now(UTC).isoformat(timespec="seconds"),
        )

    def is_local(self) -> bool:
        """Whether the owner ran on this machine, now or before a reboot."""
        return self.boot == _boot() or self.host == socket.gethostname()

    def is_alive(self) -> bool:
        """Whether the owner still runs; only to be asked of a local one."""
        return self.boot == _boot() and _start_of(self.pid) == self.started


class FolderLock:
    """The lock of an output folder, held from `acquire` to `release`; an object for ``with``."""

    def __init__(self, folder: Path, report: Callable[[str], None]) -> None:
        self._folder = folder
        self._path = folder / LOCK_NAME
        self._report = report
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock, or take it over from a run that died.

        Raises LockedError while another run holds it, and where a record of another machine stands in it: whether that
        machine still works cannot be seen from here. Raises OutputError where the folder cannot be made or written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise OutputError(
                f"{self._folder}: {error.strerror}; name a folder that can be written with --out"
            ) from error
        try:
            self._take(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def _take(self, descriptor: int) -> None:
        held = False
        supported = True
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held = True
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise OutputError(f"{self._path}: {error.strerror}") from error
            supported = False
        owner = _parse(os.pread(descriptor, 4096, 0))
        if held or (owner is not None and not supported and owner.is_local() and owner.is_alive()):
            raise LockedError(_busy(self._folder, owner))
        if owner is not None and not owner.is_local():
            raise LockedError(_elsewhere(self._path, owner))
        if owner is not None:
            self._report(
                f"{self._folder}: the run of {owner.since} (process {owner.pid}) ended without a farewell, by a kill "
                "or a power cut; going on where it stopped"
            )
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(asdict(Owner.this_process())).encode() + b"\n", 0)
        os.fsync(descriptor)

    def release(self) -> None:
        """Give the lock back; the file stays, for to remove it would let two runs lock two files of one name."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()


def _parse(data: bytes) -> Owner | None:
    try:
        value = json.loads(data)
        return Owner(
            str(value["host"]), str(value["boot"]), int(value["pid"]), str(value["started"]), str(value["since"])
        )
    except (ValueError, KeyError, TypeError):
        return None


def _busy(folder: Path, owner: Owner | None) -> str:
    who = f"process {owner.pid} on {owner.host}, since {owner.since}" if owner else "a process that just began"
    remedy = f"wait for it, or end it with: kill {owner.pid}" if owner else "wait for it"
    return (
        f"{folder} is in use by another run ({who}); most likely an earlier run is still at work, or cron started two. "
        f"{remedy[0].upper()}{remedy[1:]}"
    )


def _elsewhere(path: Path, owner: Owner) -> str:
    return (
        f"{path.parent} was locked by process {owner.pid} on another machine, {owner.host}, at {owner.since}, and this "
        f"machine cannot see whether that run is over. If it is, remove {path} and start again"
    )


def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return socket.gethostname()


def _start_of(pid: int) -> str | None:
    """Return field 22 of /proc/PID/stat (proc(5)), or None where the process is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]

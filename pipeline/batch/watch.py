"""A drop folder: every story that comes to rest in it gets its brief, once."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pipeline.batch.night import Night
from pipeline.batch.sources import Selection, find_items, walk_files
from pipeline.batch.spool import Spool
from pipeline.batch.stop import Stop
from pipeline.batch.tally import Tally
from pipeline.errors import InputNotFoundError, OutputError

# Network drives tell of no changes, so the folder is looked at now and then in any case.
_LOOK_EVERY_S: Final = 30.0
_RETRY_AFTER_S: Final = 900.0


@dataclass(frozen=True, slots=True)
class _State:
    """What tells whether a file is still written to, or is another one of the same name."""

    size_bytes: int
    changed_ns: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> _State | None:
        try:
            status = path.stat()
        except OSError:
            return None
        return cls(status.st_size, status.st_mtime_ns, status.st_ino)


@dataclass(frozen=True, slots=True)
class _Seen:
    state: _State
    since_s: float
    # When the file may be taken (again); a file that was done is not, until its state changes.
    due_s: float


class Hopper:
    """Knows which files of a folder have come to rest, by looking at it again and again.

    A file has come to rest when its size, time and inode were the same for `settle_s` seconds of a clock that is never
    set back; its own time, which may be anything, is only compared with itself.
    """

    def __init__(self, root: Path, selection: Selection, settle_s: float) -> None:
        self._root = root
        self._selection = selection
        self._settle_s = settle_s
        self._seen: dict[Path, _Seen] = {}

    def look(self) -> frozenset[Path]:
        """Look at the folder and return the files that have come to rest and are due."""
        now_s = time.monotonic()
        seen: dict[Path, _Seen] = {}
        for path in walk_files(self._root, self._selection):
            state = _State.of(path)
            if state is not None:
                known = self._seen.get(path)
                same = known is not None and known.state == state
                seen[path] = known if known is not None and same else _Seen(state, now_s, now_s + self._settle_s)
        self._seen = seen
        return frozenset(path for path, each in seen.items() if each.due_s <= now_s)

    @property
    def is_waiting(self) -> bool:
        """Whether some file is about to come to rest, or has since the last look."""
        soon_s = time.monotonic() + self._settle_s
        return any(each.due_s <= soon_s for each in self._seen.values())

    def done(self, path: Path) -> bool:
        """Note that a file needs nothing more; return whether it is still the file that was seen."""
        return self._put_off(path, float("inf"))

    def failed(self, path: Path) -> None:
        """Note that a file is to be tried again later."""
        self._put_off(path, time.monotonic() + _RETRY_AFTER_S)

    def _put_off(self, path: Path, due_s: float) -> bool:
        seen = self._seen.get(path)
        if seen is None:
            return False
        self._seen[path] = replace(seen, due_s=due_s)
        return _State.of(path) == seen.state


def watch(
    root: Path,
    night: Night,
    stop: Stop,
    selection: Selection,
    *,
    settle_s: float,
    done_folder: Path | None,
    after_round: Callable[[Tally], None],
) -> None:
    """Make the brief of every story below `root` until a signal comes; `after_round` gets the tally of each round.

    Done files are moved to `done_folder` where one is given; else they stay, and the manifest knows them. A file that
    failed stays where it is and is tried again a quarter of an hour later, when it changes, and at the next start.
    Raises InputNotFoundError where the folder is missing, and what `Night.run` raises.
    """
    import watchfiles

    if not root.is_dir():
        raise InputNotFoundError(f"{root}: is no folder; make it first, or name another")
    hopper = Hopper(root, selection, settle_s)
    looked_s = float("-inf")
    changes = watchfiles.watch(
        root,
        watch_filter=None,
        debounce=200,
        step=50,
        rust_timeout=max(100, int(settle_s * 500)),
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    for changed in changes:
        if stop.requested:
            return
        if changed or hopper.is_waiting or time.monotonic() - looked_s > _LOOK_EVERY_S:
            looked_s = time.monotonic()
            ready = hopper.look()
            if ready:
                _do(root, night, replace(selection, only=ready), hopper, done_folder, after_round)


def _do(
    root: Path,
    night: Night,
    selection: Selection,
    hopper: Hopper,
    done_folder: Path | None,
    after_round: Callable[[Tally], None],
) -> None:
    ready = selection.only or frozenset()
    with Spool() as spool:
        found = list(find_items([str(root)], selection, spool))
        tally = night.run(found, spool)
    for record in tally.failed:
        if record.kind == FileNotFoundError.__name__:
            # Whoever takes a story back out of the folder does not want its brief.
            night.quarantine.release(record.stem)
    failed_sources = {record.source for record in tally.failed} | {item.source for item in tally.left}
    troubled = {each.file for each in found if each.source in failed_sources}
    for path in sorted(ready):
        if path in troubled:
            hopper.failed(path)
        elif hopper.done(path) and done_folder is not None:
            _move(path, done_folder / path.relative_to(root), night)
    if tally.made or tally.failed:
        after_round(tally)


def _move(path: Path, target: Path, night: Night) -> None:
    """Move a done file; what cannot be moved stays and is known by the manifest, so it is not done twice."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target = next(each for each in _free_names(target) if not os.path.lexists(each))
        try:
            path.rename(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            part = target.with_name(f".{target.name}.part")
            shutil.copy2(path, part)
            part.rename(target)
            path.unlink()
    except OSError as error:
        night.observer.note(f"{path}: is done but could not be moved to {target.parent}: {error.strerror}")


def _free_names(target: Path) -> Iterable[Path]:
    yield target
    number = 2
    while True:
        yield target.with_name(f"{target.stem}-{number}{target.suffix}")
        number += 1


def check_apart(root: Path, *folders: Path | None) -> None:
    """Raise OutputError where a folder to write to is the watched one itself, which would then feed on its outputs."""
    for folder in folders:
        if folder is not None and folder.resolve() == root.resolve():
            raise OutputError(f"{folder}: is the folder that is watched; name another, or one below it")

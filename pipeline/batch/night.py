"""A night: the stories that came in, what of them is missing, and the work until nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Final, Self

from pipeline.batch.executor import Executor
from pipeline.batch.items import Failed, Item, Layout, Order, Refusal
from pipeline.batch.lock import FolderLock
from pipeline.batch.manifest import Entry, Manifest, story_key
from pipeline.batch.names import Claim, assign_stems
from pipeline.batch.outputs import Outputs
from pipeline.batch.quarantine import Quarantine, Record
from pipeline.batch.schedule import BYTES_A_WORD
from pipeline.batch.shift import Pending, Shift
from pipeline.batch.spool import Spool, load
from pipeline.batch.stop import Stop
from pipeline.batch.tally import Observer, Tally

_READERS: Final = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of a night. `signature` is the pipeline's, `rendering` that of the outputs' options.

    `deadline` is the moment after which no window is begun, with a time zone.
    """

    signature: str
    rendering: str
    formats: tuple[str, ...]
    layout: Layout = "tree"
    order: Order = "arrival"
    force: bool = False
    deadline: datetime | None = None

    @property
    def options(self) -> str:
        """What of the plan changes an output, for the stories' keys."""
        return f"{self.rendering}|layout:{self.layout}"


class Night:
    """An output folder and the executor that fills it; one run or, for a watched folder, many.

    Enter it to take the folder's lock; raises LockedError and OutputError. The executor is made when the first story
    needs work, so that a night with nothing to do loads no model.
    """

    def __init__(
        self, folder: Path, plan: Plan, open_executor: Callable[[], Executor], observer: Observer, stop: Stop
    ) -> None:
        self.folder = folder
        self.plan = plan
        self._open_executor = open_executor
        self._executor: Executor | None = None
        self._observer = observer
        self._stop = stop
        self._lock = FolderLock(folder, observer.note)
        self.outputs = Outputs(folder, plan.formats, plan.layout)

    def __enter__(self) -> Self:
        self._lock.acquire()
        try:
            self.manifest = Manifest(self.folder)
        except BaseException:
            self._lock.release()
            raise
        if self.manifest.damaged:
            self._observer.note(
                f"{self.manifest.path}: {self.manifest.damaged} lines cannot be read, as after a power cut; "
                "their stories are done again"
            )
        self.quarantine = Quarantine(self.folder)
        self.outputs.sweep()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._executor is not None:
            if kind is not None:
                self._executor.kill()
            self._executor.close()
        self.manifest.close()
        self._lock.release()

    def run(self, found: Iterable[Item | Refusal], spool: Spool) -> Tally:
        """Do what is missing of the stories found and return what was done.

        Raises OutputError when the folder can take no more, and the error of a model that cannot be used; what was
        finished until then is kept.
        """
        tally = Tally()
        pending, rejected = self._sort_out(list(found), spool, tally)
        self._observer.begin(tally)
        try:
            for each, failure in rejected:
                self.reject(each, failure.id, failure, tally)
            Shift(self, tally, spool, pending).work()
            if tally.made or not tally.unchanged:
                entries = self.manifest.entries
                for problem in self.outputs.collate(entries[stem] for stem in sorted(entries)):
                    self._observer.note(problem)
        finally:
            tally.finish()
            self._observer.end(tally)
        return tally

    @property
    def executor(self) -> Executor:
        """The executor, made now if it was not needed before."""
        if self._executor is None:
            self._executor = self._open_executor()
            self._stop.at_once = self._executor.kill
        return self._executor

    def _sort_out(
        self, found: Sequence[Item | Refusal], spool: Spool, tally: Tally
    ) -> tuple[list[Pending], list[tuple[Item | Refusal, Failed]]]:
        """Tell by content what is missing from what is done; return it, and what cannot be taken or read."""
        tally.total = len(found)
        with ThreadPoolExecutor(_READERS) as readers:
            keys = list(readers.map(lambda each: self._key_of(each, spool), found))
        claims = [
            Claim(each.source, each.relative, key if isinstance(key, str) else "")
            for each, key in zip(found, keys, strict=True)
        ]
        entries = self.manifest.entries
        known = [Claim(entry.source, PurePosixPath(entry.stem), entry.key) for entry in entries.values()]
        stems = assign_stems(claims, known, {entry.source: entry.stem for entry in entries.values()})
        pending: list[Pending] = []
        rejected: list[tuple[Item | Refusal, Failed]] = []
        for each, key in zip(found, keys, strict=True):
            stem = stems[each.source]
            if isinstance(each, Refusal):
                rejected.append((each, Failed(stem, "Refused", each.reason, usable=False)))
            elif isinstance(key, Failed):
                rejected.append((each, replace(key, id=stem)))
            elif self._is_done(stem, key):
                tally.unchanged += 1
                self.quarantine.release(stem)
            else:
                pending.append(Pending(each, stem))
                tally.pending_words += each.size_bytes / BYTES_A_WORD
        return pending, rejected

    def _is_done(self, stem: str, key: str) -> bool:
        entry = self.manifest.entries.get(stem)
        return not self.plan.force and entry is not None and entry.key == key and self.outputs.are_whole(entry)

    def _key_of(self, found: Item | Refusal, spool: Spool) -> str | Failed:
        if isinstance(found, Refusal):
            return ""
        data = load(found, spool)
        return data if isinstance(data, Failed) else self.key(data, found)

    def key(self, data: bytes, item: Item) -> str:
        """Return the key of a story's bytes under this night's plan."""
        return story_key(data, item.metadata, self.plan.signature, self.plan.options)

    def reject(self, found: Item | Refusal, stem: str, failure: Failed, tally: Tally) -> None:
        """Put a story into quarantine; raises OutputError where even that cannot be written."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        record = Record(stem, found.name, found.source, failure.kind, failure.reason, now, now)
        record = self.quarantine.put(record)
        tally.failed.append(record)
        tally.unusable += not failure.usable
        self._observer.failed(record, tally)

    def keep(self, made: Sequence[tuple[Item, Entry]], tally: Tally) -> None:
        """Record stories whose outputs are on disk; raises OutputError."""
        self.manifest.append(entry for _, entry in made)
        for _, entry in made:
            self.quarantine.release(entry.stem)
            tally.add(entry)
            self._observer.made(entry, tally)

    def stopping(self) -> bool:
        """Whether a signal asked the run to end."""
        return self._stop.requested

    @property
    def observer(self) -> Observer:
        """The one who is told how the run goes."""
        return self._observer

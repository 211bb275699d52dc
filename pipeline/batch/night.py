"""A night: the stories that came in, what of them is missing, and the work until nothing is."""

from __future__ import annotations

import errno
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Final, Self

from pipeline.batch.executor import Examined, Executor, Outcome, Window
from pipeline.batch.items import Extent, Failed, Item, Layout, Made, Order, Refusal, Task
from pipeline.batch.lock import FolderLock
from pipeline.batch.manifest import Entry, Manifest, story_key
from pipeline.batch.names import Claim, assign_stems
from pipeline.batch.outputs import Outputs
from pipeline.batch.quarantine import Quarantine, Record
from pipeline.batch.schedule import BYTES_A_WORD, LARGEST_WINDOW_STORIES, WindowSize, in_order, urgency
from pipeline.batch.spool import Spool
from pipeline.batch.stop import Stop
from pipeline.batch.tally import Observer, Tally
from pipeline.errors import OutputError

# Errors of the whole folder, not of one output: going on would only fail with every other story.
_FOLDER_ERRORS: Final = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
_TICK_S: Final = 0.2
_GRACE_S: Final = 10.0
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


@dataclass(frozen=True, slots=True)
class _Pending:
    item: Item
    stem: str


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
            _Shift(self, tally, spool, pending).work()
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
    ) -> tuple[list[_Pending], list[tuple[Item | Refusal, Failed]]]:
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
        pending: list[_Pending] = []
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
                pending.append(_Pending(each, stem))
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


class _Shift:
    """The work on one list of stories: windows out, outcomes in, until there is no more or no more time."""

    def __init__(self, night: Night, tally: Tally, spool: Spool, pending: Sequence[_Pending]) -> None:
        self._night = night
        self._tally = tally
        self._spool = spool
        self._by_stem = {each.stem: each for each in pending}
        self._queue = deque(pending)
        self._again: deque[Window] = deque()
        self._keys: dict[str, str] = {}
        self._size = WindowSize()
        self._died: set[str] = set()
        self._open: dict[str, _Pending] = dict(self._by_stem)

    def work(self) -> None:
        if not self._queue:
            return
        urgencies = self._examine() if self._night.plan.deadline is not None else {}
        items = in_order([each.item for each in self._open.values()], self._night.plan.order, urgencies)
        by_source = {each.item.source: each for each in self._open.values()}
        self._queue = deque(by_source[item.source] for item in items)
        self._drain(self._next_window)
        if not self._open:
            self._tally.ending = "finished"
        order = {item.source: at for at, item in enumerate(items)}
        self._tally.left = sorted((each.item for each in self._open.values()), key=lambda item: order[item.source])

    def _examine(self) -> dict[str, int]:
        """Read every story for what its format says of its urgency; returned by source."""
        found: dict[str, int] = {}
        waiting = deque(self._queue)

        def next_window() -> Window | None:
            tasks = self._load_tasks(waiting, lambda tasks, _: len(tasks) < LARGEST_WINDOW_STORIES)
            return Window(tasks, "examine") if tasks else None

        def take(outcome: Outcome) -> None:
            for result in outcome.results:
                if isinstance(result, Examined):
                    found[self._by_stem[result.id].item.source] = urgency(result.metadata)

        self._drain(next_window, take)
        return found

    def _drain(self, next_window: Callable[[], Window | None], take: Callable[[Outcome], None] | None = None) -> None:
        """Keep the executor fed until nothing is left, a signal comes, or the deadline is past."""
        night, executor = self._night, self._night.executor
        while True:
            ended = self._is_over()
            while not ended and executor.busy < 2 * executor.workers:
                window = next_window()
                if window is None:
                    break
                executor.submit(window)
            if not executor.busy:
                return
            for outcome in executor.wait(_TICK_S):
                if outcome.broken is not None:
                    raise outcome.broken
                (take or self._take)(outcome)
            night.observer.tick(self._tally)
            if ended and self._waited_too_long():
                executor.kill()
                return

    def _is_over(self) -> bool:
        deadline = self._night.plan.deadline
        if self._night.stopping():
            self._tally.ending = "interrupted"
        elif deadline is not None and datetime.now(deadline.tzinfo) >= deadline:
            self._tally.ending = "deadline"
        return self._tally.ending != "finished"

    def _waited_too_long(self) -> bool:
        if self._ended_s is None:
            self._ended_s = self._tally.elapsed_s()
        return self._tally.elapsed_s() - self._ended_s > _GRACE_S

    _ended_s: float | None = None

    def _next_window(self) -> Window | None:
        if self._again:
            return self._again.popleft()
        deadline = self._night.plan.deadline
        left_s = (deadline - datetime.now(deadline.tzinfo)).total_seconds() if deadline is not None else None
        words = self._size.next_words(self._tally.pending_words, self._night.executor.workers, left_s)

        def has_room(tasks: Sequence[Task], held_bytes: int) -> bool:
            return len(tasks) < LARGEST_WINDOW_STORIES and held_bytes < words * BYTES_A_WORD

        tasks = self._load_tasks(self._queue, has_room)
        return Window(tasks) if tasks else None

    def _load_tasks(
        self, waiting: deque[_Pending], has_room: Callable[[Sequence[Task], int], bool]
    ) -> tuple[Task, ...]:
        tasks: list[Task] = []
        held_bytes = 0
        while waiting and has_room(tasks, held_bytes):
            pending = waiting.popleft()
            if pending.stem not in self._open:
                continue
            data = load(pending.item, self._spool)
            if isinstance(data, Failed):
                self._fail(pending.stem, data)
                continue
            self._keys[pending.stem] = self._night.key(data, pending.item)
            tasks.append(Task(pending.stem, pending.item.name, data, pending.item.metadata))
            held_bytes += max(1, len(data))
        return tuple(tasks)

    def _fail(self, stem: str, failure: Failed) -> None:
        pending = self._open.pop(stem)
        self._tally.pending_words -= pending.item.size_bytes / BYTES_A_WORD
        self._night.reject(pending.item, stem, failure, self._tally)

    def _take(self, outcome: Outcome) -> None:
        if outcome.failure is not None:
            self._try_again(outcome)
            return
        window_words = sum(result.words for result in outcome.results if isinstance(result, Made))
        self._size.learn(window_words, outcome.seconds)
        self._tally.cache_hits += outcome.cache_hits
        kept: list[tuple[Item, Entry]] = []
        try:
            for result in outcome.results:
                if isinstance(result, Failed):
                    self._fail(result.id, result)
                elif isinstance(result, Made):
                    share_s = outcome.seconds * result.words / window_words if window_words else 0.0
                    self._write(result, share_s, kept)
        finally:
            self._night.keep(kept, self._tally)
        self._tally.mark()

    def _write(self, made: Made, seconds: float, kept: list[tuple[Item, Entry]]) -> None:
        pending = self._by_stem[made.id]
        try:
            outputs = self._night.outputs.put(made.id, made.outputs)
        except OutputError as error:
            if _is_of_folder(error):
                raise
            self._fail(made.id, Failed(made.id, "OutputError", str(error)))
            return
        del self._open[made.id]
        self._tally.pending_words -= pending.item.size_bytes / BYTES_A_WORD
        entry = Entry(
            key=self._keys[made.id],
            source=pending.item.source,
            name=pending.item.name,
            stem=made.id,
            outputs=outputs,
            arrived_ns=pending.item.arrived_ns,
            finished=datetime.now(UTC).isoformat(timespec="seconds"),
            headline=made.headline,
            text_sha256=made.text_sha256,
            sketch=made.sketch,
            sentences=made.sentences,
            words=made.words,
            seconds=round(seconds, 4),
            findings=made.findings,
        )
        kept.append((pending.item, entry))

    def _try_again(self, outcome: Outcome) -> None:
        """Halve a window that failed, or isolate its stories; what fails alone goes to quarantine.

        Running out of memory and engine errors depend on size, so halves may pass; a story that hangs or kills its
        worker does so in any company, and is found soonest alone. A worker may also be killed from outside: a story is
        blamed for a death only when it happens a second time.
        """
        failure, tasks = outcome.failure, outcome.window.tasks
        assert failure is not None
        if len(tasks) > 1:
            step = 1 if failure.cause != "error" else (len(tasks) + 1) // 2
            parts = [tasks[at : at + step] for at in range(0, len(tasks), step)]
            self._again.extendleft(Window(part) for part in reversed(parts))
            manner = "halved" if failure.cause == "error" else "tried one by one"
            self._night.observer.note(f"{len(tasks)} stories together failed: {failure.reason}; they are {manner}")
        elif failure.cause == "death" and tasks[0].id not in self._died:
            self._died.add(tasks[0].id)
            self._again.appendleft(outcome.window)
            self._night.observer.note(f"{tasks[0].name}: {failure.reason}; it is tried once more")
        else:
            self._fail(tasks[0].id, Failed(tasks[0].id, failure.kind, failure.reason))


def load(item: Item, spool: Spool) -> bytes | Failed:
    """Return the bytes of a story, or why they cannot be had."""
    if isinstance(item.place, Extent):
        return spool.read(item.place)
    try:
        return item.place.read_bytes()
    except OSError as error:
        vanished = isinstance(error, FileNotFoundError)
        reason = "it vanished after it was found; was it moved away?" if vanished else str(error.strerror)
        return Failed("", type(error).__name__, f"{item.name}: {reason}", usable=False)


def _is_of_folder(error: OutputError) -> bool:
    cause = error.__cause__
    return isinstance(cause, OSError) and cause.errno in _FOLDER_ERRORS

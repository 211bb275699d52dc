"""The work on one list of stories: windows out, outcomes in."""

from __future__ import annotations

import errno
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from pipeline.batch.executor import Examined, Outcome, Window
from pipeline.batch.items import Failed, Item, Made, Task
from pipeline.batch.manifest import Entry
from pipeline.batch.schedule import BYTES_A_WORD, LARGEST_WINDOW_STORIES, WindowSize, in_order, urgency
from pipeline.batch.spool import Spool, load
from pipeline.batch.tally import Tally
from pipeline.errors import OutputError

if TYPE_CHECKING:
    from pipeline.batch.night import Night

# Errors of the whole folder, not of one output: going on would only fail with every other story.
_FOLDER_ERRORS: Final = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
_TICK_S: Final = 0.2
_GRACE_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Pending:
    """A story that needs work, and the stem of its outputs."""

    item: Item
    stem: str


class Shift:
    """The work on one list of stories: windows out, outcomes in, until there is no more or no more time."""

    def __init__(self, night: Night, tally: Tally, spool: Spool, pending: Sequence[Pending]) -> None:
        self._night = night
        self._tally = tally
        self._spool = spool
        self._by_stem = {each.stem: each for each in pending}
        self._queue = deque(pending)
        self._again: deque[Window] = deque()
        self._keys: dict[str, str] = {}
        self._size = WindowSize()
        self._died: set[str] = set()
        self._open: dict[str, Pending] = dict(self._by_stem)
        self._ended_s: float | None = None

    def work(self) -> None:
        """Do the work; what no time was left for is put down in the tally. Raises what `Night.run` raises."""
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

    def _load_tasks(self, waiting: deque[Pending], has_room: Callable[[Sequence[Task], int], bool]) -> tuple[Task, ...]:
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


def _is_of_folder(error: OutputError) -> bool:
    cause = error.__cause__
    return isinstance(cause, OSError) and cause.errno in _FOLDER_ERRORS

"""An executor of processes on this machine, each with its own pipeline.

Processes and not threads: a worker that runs out of memory, hangs in a library or is killed takes only its window with
it; and the work around the engine, which is Python, is not held back by the interpreter's lock.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from pipeline.batch.executor import Examined, Outcome, Window, WindowFailure
from pipeline.batch.items import Failed, Made
from pipeline.batch.memory import give_back
from pipeline.batch.work import Maker, OpenMaker
from pipeline.errors import PuntosError, TranslationError

OPENING_TIMEOUT_S = 600.0
FAREWELL_TIMEOUT_S = 10.0
INTERRUPTED = 130


class LocalExecutor:
    """Windows done by `workers` processes, which start when the first window comes.

    `open_maker` is called in each process. A window without an answer after `timeout_s` has its process killed and a
    new one started for the next. `report` gets what a person should know.
    """

    def __init__(
        self, open_maker: OpenMaker, workers: int, timeout_s: float, report: Callable[[str], None] = lambda _: None
    ) -> None:
        self._waiting: queue.SimpleQueue[Window | None] = queue.SimpleQueue()
        self._outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self._lanes = [_Lane(open_maker, timeout_s, report) for _ in range(workers)]
        self._threads: list[threading.Thread] = []
        self._busy = 0

    @property
    def workers(self) -> int:
        """How many processes there are."""
        return len(self._lanes)

    @property
    def busy(self) -> int:
        """How many windows were submitted and have no outcome yet."""
        return self._busy

    def submit(self, window: Window) -> None:
        """Take a window; returns at once."""
        if len(self._threads) < min(self._busy + 1, len(self._lanes)):
            lane = self._lanes[len(self._threads)]
            thread = threading.Thread(target=self._drive, args=(lane,), name="puntos-worker", daemon=True)
            self._threads.append(thread)
            thread.start()
        self._busy += 1
        self._waiting.put(window)

    def wait(self, timeout_s: float) -> list[Outcome]:
        """Return the outcomes that are there, or the first that comes within `timeout_s`."""
        found: list[Outcome] = []
        with suppress(queue.Empty):
            found.append(self._outcomes.get(timeout=timeout_s))
            while True:
                found.append(self._outcomes.get_nowait())
        self._busy -= len(found)
        return found

    def kill(self) -> None:
        """End all processes at once."""
        for lane in self._lanes:
            lane.kill()
        self._busy = 0

    def close(self) -> None:
        """Let the processes finish, write what the cache holds back, and end."""
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is not None:
            self.kill()
        self.close()

    def _drive(self, lane: _Lane) -> None:
        while (window := self._waiting.get()) is not None:
            outcome = lane.do(window)
            if outcome is not None:
                self._outcomes.put(outcome)
        lane.close()


class _Lane:
    """One process and the way to it. All but `kill` is called from one thread."""

    def __init__(self, open_maker: OpenMaker, timeout_s: float, report: Callable[[str], None]) -> None:
        self._open_maker = open_maker
        self._timeout_s = timeout_s
        self._report = report
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._killed = threading.Event()

    def do(self, window: Window) -> Outcome | None:
        """Return what came of a window; None once the lane was killed."""
        if self._killed.is_set():
            return None
        started_s = time.monotonic()
        try:
            answer = self._ask(window)
        except PuntosError as error:
            answer = Outcome(window, broken=error)
        except TimeoutError:
            self._end()
            reason = f"no result within {self._timeout_s:g} s; allow more with --story-timeout"
            answer = Outcome(window, failure=WindowFailure("timeout", "TimeoutError", reason))
        except (EOFError, OSError):
            reason = f"the worker that had the story died ({self._cause_of_death()})"
            answer = Outcome(window, failure=WindowFailure("death", "WorkerDied", reason))
        if self._killed.is_set():
            return None
        return Outcome(
            window, answer.results, answer.failure, answer.broken, time.monotonic() - started_s, answer.cache_hits
        )

    def _ask(self, window: Window) -> Outcome:
        connection = self._connection or self._start()
        connection.send(window)
        answer = self._receive(connection, self._timeout_s)
        assert isinstance(answer, Outcome)
        return answer

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._open_maker), daemon=True)
        self._process.start()
        theirs.close()
        self._connection = ours
        try:
            answer = self._receive(ours, OPENING_TIMEOUT_S)
        except (EOFError, OSError, TimeoutError) as error:
            if self._killed.is_set():
                raise
            raise TranslationError(
                f"a worker could not start ({self._cause_of_death()}); is there memory for the model? "
                "Try --workers 1, or a smaller model"
            ) from error
        if isinstance(answer, PuntosError):
            raise answer
        return ours

    def _receive(self, connection: Connection, timeout_s: float) -> object:
        deadline_s = time.monotonic() + timeout_s
        while True:
            if not wait([connection], max(0.0, deadline_s - time.monotonic())):
                raise TimeoutError
            answer = connection.recv()
            if not isinstance(answer, str):
                return answer
            self._report(answer)

    def _cause_of_death(self) -> str:
        process = self._process
        self._end()
        code = process.exitcode if process is not None else None
        if code is None or code >= 0:
            return f"exit code {code}"
        hint = ", as when memory runs out" if code == -signal.SIGKILL else ""
        return f"{signal.Signals(-code).name}{hint}"

    def _end(self) -> None:
        """Make sure that the process is gone; the next window gets a new one."""
        if self._process is not None:
            self._process.join(1.0)
            self._process.kill()
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None

    def kill(self) -> None:
        self._killed.set()
        process = self._process
        if process is not None and process.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)

    def close(self) -> None:
        if self._connection is not None and self._process is not None:
            with suppress(OSError):
                self._connection.send(None)
            self._process.join(FAREWELL_TIMEOUT_S)
        self._end()


def _serve(connection: Connection, open_maker: OpenMaker) -> None:
    """Be a worker: answer windows until None comes or the parent is gone."""
    # A terminal's Ctrl-C and a service's stop reach every process of a run; what they mean is the parent's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    try:
        with open_maker(connection.send) as maker:
            connection.send(True)
            while (window := connection.recv()) is not None:
                connection.send(answer(maker, window))
                give_back()
    except PuntosError as error:
        connection.send(error)


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(INTERRUPTED)


def answer(maker: Maker, window: Window) -> Outcome:
    """Do a window and return its outcome; raises nothing, for whatever a story does must not end the worker."""
    try:
        if window.purpose == "examine":
            metadata = maker.examine(window.tasks)
            return Outcome(
                window,
                tuple(
                    each if isinstance(each, Failed) else Examined(task.id, each)
                    for task, each in zip(window.tasks, metadata, strict=True)
                ),
            )
        results: tuple[Made | Failed, ...] = tuple(maker.make(window.tasks))
        return Outcome(window, results, cache_hits=maker.take_cache_hits())
    except Exception as error:  # noqa: BLE001 - whatever a story does to the pipeline must not end the night
        kind = type(error).__name__
        text = str(error) or kind
        reason = text if isinstance(error, PuntosError) else f"{kind}: {text}"
        return Outcome(window, failure=WindowFailure("error", kind, reason))

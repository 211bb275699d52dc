"""An executor of more than one machine: workers are actors of a Ray cluster, each with a pipeline that stays loaded.

The workers return results and touch no file but their cache; the night writes and records, as with workers of this
machine. So whatever is lost, a worker, a node or this driver, loses no more than the windows that were open.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Final

from pipeline.batch.executor import Outcome, Window, WindowFailure
from pipeline.batch.ray_worker import Answered, Opened, RayWorker
from pipeline.batch.work import OpenMaker
from pipeline.errors import ConfigurationError, PuntosError, TranslationError

OPENING_TIMEOUT_S: Final = 600.0
FAREWELL_TIMEOUT_S: Final = 10.0
# Windows given to one worker: the second waits there, so that the worker is never idle while the driver writes.
_DEPTH: Final = 2
# A node that dies takes its windows with it by no fault of theirs; this often they are given away without a word.
_LOSSES_FORGIVEN: Final = 3
_STARTS_FORGIVEN: Final = 2
_OBJECT_STORE_BYTES: Final = 200 * 1024 * 1024
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class _Job:
    """A window on its way, how often a node was lost under it, and whether it may have killed an actor."""

    window: Window
    losses: int = 0
    is_suspect: bool = False


@dataclass(slots=True, eq=False)
class _Lane:
    """One actor and what it was given. `opening` is there until the actor answered; `jobs` are in its order."""

    actor: Any
    opening: object | None
    node: str = ""
    host: str = ""
    since_s: float = field(default_factory=time.monotonic)
    jobs: deque[tuple[_Job, object]] = field(default_factory=deque)

    @property
    def is_reserved(self) -> bool:
        """Whether it has a suspect, which is tried without company."""
        return any(job.is_suspect for job, _ in self.jobs)


class RayExecutor:
    """Windows done by `workers` actors of `threads` processors each; 0 means as many as the cluster's processors allow.

    `address` is that of a cluster (``host:port``, or ``auto``); without it one is started on this machine and ends with
    the run. `open_maker` and `identify` are called on the nodes; `identify` also here, and both have to agree. A window
    without an answer after `timeout_s` has its worker replaced. Raises ConfigurationError where Ray is not installed or
    the cluster does not answer. Use it from one thread.
    """

    def __init__(
        self,
        open_maker: OpenMaker,
        identify: Callable[[], str],
        *,
        address: str | None = None,
        workers: int = 0,
        threads: int = 1,
        timeout_s: float = 300.0,
        report: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._open_maker = open_maker
        self._identify = identify
        self._expected = identify()
        self._timeout_s = timeout_s
        self._report = report
        self._waiting: deque[_Job] = deque()
        self._outcomes: deque[Outcome] = deque()
        self._busy = 0
        self._failed_starts = 0
        self._ready_s = time.monotonic()
        self._ray = _import_ray(local=address is None)
        _connect(self._ray, address, workers * threads)
        processors = int(self._ray.cluster_resources().get("CPU", 0))
        self._actor_class = self._ray.remote(num_cpus=threads, max_restarts=0, max_task_retries=0)(RayWorker)
        self._lanes = [self._start() for _ in range(workers or max(1, processors // threads))]

    @property
    def workers(self) -> int:
        """How many actors are wanted; those of lost nodes come back when the cluster has room."""
        return len(self._lanes)

    @property
    def busy(self) -> int:
        """How many windows were submitted and have no outcome yet."""
        return self._busy

    def submit(self, window: Window) -> None:
        """Take a window; returns at once."""
        self._busy += 1
        self._waiting.append(_Job(window))
        self._hand_out()

    def wait(self, timeout_s: float) -> list[Outcome]:
        """Return the outcomes that are there, or the first that come within `timeout_s`."""
        deadline_s = time.monotonic() + timeout_s
        while True:
            self._listen(max(0.0, deadline_s - time.monotonic()) if not self._outcomes else 0.0)
            self._end_what_hangs()
            self._hand_out()
            if self._outcomes or not self._busy or time.monotonic() >= deadline_s:
                break
        found = list(self._outcomes)
        self._outcomes.clear()
        self._busy -= len(found)
        return found

    def kill(self) -> None:
        """End all actors at once."""
        self._waiting.clear()
        self._outcomes.clear()
        self._busy = 0
        for lane in self._lanes:
            self._end(lane)
        self._lanes.clear()

    def close(self) -> None:
        """Let the actors finish and write what their caches hold back, and leave the cluster."""
        while self._busy:
            self.wait(1.0)
        farewells = [lane.actor.close.remote() for lane in self._lanes if lane.opening is None]
        if farewells:
            for ref in self._ray.wait(farewells, num_returns=len(farewells), timeout=FAREWELL_TIMEOUT_S)[0]:
                with suppress(self._ray.exceptions.RayError):
                    self._tell(self._ray.get(ref))
        self.kill()
        self._ray.shutdown()

    def _start(self) -> _Lane:
        actor = self._actor_class.remote(self._open_maker, self._identify, self._expected)
        return _Lane(actor, actor.open.remote())

    def _replace(self, lane: _Lane) -> None:
        """Put a new actor in the place of one that is lost; it waits for room in the cluster if there is none."""
        self._end(lane)
        self._ready_s = time.monotonic()
        self._lanes[self._lanes.index(lane)] = self._start()

    def _end(self, lane: _Lane) -> None:
        with suppress(self._ray.exceptions.RayError):
            self._ray.kill(lane.actor)

    def _hand_out(self) -> None:
        """Give waiting windows to the actors that have least to do; those that are not there yet get none."""
        ready = [lane for lane in self._lanes if lane.opening is None]
        while self._waiting and ready:
            lane = min(ready, key=lambda each: (each.is_reserved, len(each.jobs)))
            if lane.is_reserved or len(lane.jobs) >= (1 if self._waiting[0].is_suspect else _DEPTH):
                return
            job = self._waiting.popleft()
            if not lane.jobs:
                lane.since_s = time.monotonic()
            lane.jobs.append((job, lane.actor.do.remote(job.window)))

    def _listen(self, timeout_s: float) -> None:
        """Wait for an answer of any actor, and take all that are there."""
        awaited: dict[object, _Lane] = {}
        for lane in self._lanes:
            if lane.opening is not None:
                awaited[lane.opening] = lane
            awaited.update((ref, lane) for _, ref in lane.jobs)
        if not awaited:
            return
        first, _ = self._ray.wait(list(awaited), num_returns=1, timeout=timeout_s)
        if not first:
            return
        there, _ = self._ray.wait(list(awaited), num_returns=len(awaited), timeout=0)
        for ref in there:
            lane = awaited[ref]
            if lane not in self._lanes:
                continue
            try:
                value = self._ray.get(ref)
            except self._ray.exceptions.RayError as error:
                self._lose(lane, ref, error)
            else:
                self._take(lane, ref, value)

    def _take(self, lane: _Lane, ref: object, value: Opened | Answered) -> None:
        self._tell(value.notes)
        if isinstance(value, Answered):
            lane.jobs = deque(each for each in lane.jobs if each[1] is not ref)
            lane.since_s = time.monotonic()
            self._outcomes.append(value.outcome)
            return
        lane.opening, lane.node, lane.host = None, value.node, value.host
        self._failed_starts = 0
        if value.error is not None:
            self._break(value.error)

    def _tell(self, notes: tuple[str, ...]) -> None:
        for note in notes:
            self._report(note)

    def _lose(self, lane: _Lane, ref: object, error: Exception) -> None:
        """Replace an actor that did not answer and see to its windows.

        The one it was at is told as a death, which a story may have caused, if its node is still there and Ray is sure;
        all others go to the next actor that is free.
        """
        if lane.opening is not None:
            self._replace(lane)
            self._failed_starts += 1
            if self._failed_starts > _STARTS_FORGIVEN:
                reason = str(error).strip().splitlines()[-1]
                self._break(
                    TranslationError(
                        f"no worker could start on the cluster ({reason}); is puntos installed on every node, and is "
                        "there memory for the model?"
                    )
                )
            return
        exceptions = self._ray.exceptions
        told_dead = isinstance(error, exceptions.ActorDiedError | exceptions.OutOfMemoryError)
        died = told_dead and self._is_alive(lane.node)
        jobs = [job for job, _ in lane.jobs]
        if died and len(jobs) > 1:
            # The answer to the first may be lost on the way when the second kills the actor: each is tried alone.
            for job in jobs:
                job.is_suspect = True
            self._report(f"{lane.host}: a worker or its node was lost; its stories are tried apart")
            self._waiting.extendleft(reversed(jobs))
            self._replace(lane)
            return
        at_fault = jobs[0]
        if isinstance(error, exceptions.RayTaskError | exceptions.ObjectLostError):
            # The actor lives; it is replaced all the same, which keeps one way of losing a window.
            at_fault = next(job for job, its_ref in lane.jobs if its_ref is ref)
        at_fault.losses += 1
        if died or at_fault.losses > _LOSSES_FORGIVEN:
            jobs.remove(at_fault)
            reason = f"the worker on {lane.host} that had the story died, as when memory runs out"
            self._fail(at_fault.window, WindowFailure("death", "WorkerDied", reason))
        else:
            self._report(f"{lane.host}: a worker or its node was lost; its stories are given to others")
        self._waiting.extendleft(reversed(jobs))
        self._replace(lane)

    def _is_alive(self, node: str) -> bool:
        return any(each["NodeID"] == node and each["Alive"] for each in self._ray.nodes())

    def _fail(self, window: Window, failure: WindowFailure) -> None:
        self._outcomes.append(Outcome(window, failure=failure))

    def _break(self, error: PuntosError) -> None:
        """Tell what no window can escape, with any window that is open."""
        windows = [job.window for job in self._waiting] + [job.window for each in self._lanes for job, _ in each.jobs]
        if windows:
            self._outcomes.append(Outcome(windows[0], broken=error))

    def _end_what_hangs(self) -> None:
        now_s = time.monotonic()
        if any(lane.opening is None for lane in self._lanes):
            self._ready_s = now_s
        elif now_s - self._ready_s > OPENING_TIMEOUT_S and not self._outcomes:
            self._break(
                ConfigurationError(
                    f"no worker could start on the cluster within {OPENING_TIMEOUT_S:g} s; are its processors taken? "
                    "See `ray status`, or ask for fewer --threads"
                )
            )
        for lane in list(self._lanes):
            if lane.jobs and now_s - lane.since_s > self._timeout_s:
                (job, _), *others = lane.jobs
                reason = f"no result within {self._timeout_s:g} s; allow more with --story-timeout"
                self._fail(job.window, WindowFailure("timeout", "TimeoutError", reason))
                self._waiting.extendleft(each for each, _ in reversed(others))
                self._replace(lane)


def _import_ray(*, local: bool) -> ModuleType:
    """Import Ray, quiet and without telling anyone of its use. It reads these variables while it is imported."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    # What Ray says of dead workers would go to standard output; the executor says it itself.
    os.environ.setdefault("RAY_DEDUP_LOGS_SKIP_REGEX", ".")
    if local:
        # A cluster of this machine alone listens on the loopback interface: no firewall asks, nobody else comes in.
        os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
    try:
        import ray
    except ImportError as error:
        raise ConfigurationError("--executor ray needs Ray; install it with pip install 'puntos[ray]'") from error
    return ray


def _connect(ray: ModuleType, address: str | None, processors: int) -> None:
    """Join the cluster at `address`, or start one here. Ray's own signal handlers are undone: the night has its own."""
    handlers = {number: signal.getsignal(number) for number in _SIGNALS}
    try:
        if address is not None:
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        else:
            ray.init(
                address="local",
                num_cpus=processors or len(os.sched_getaffinity(0)),
                include_dashboard=False,
                object_store_memory=_OBJECT_STORE_BYTES,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
    except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
        raise ConfigurationError(
            f"{address or 'this machine'}: no Ray cluster answers ({error}); see `ray status` there, and that Ray and "
            "Python are of the same version on all nodes"
        ) from error
    finally:
        if threading.current_thread() is threading.main_thread():
            for number, handler in handlers.items():
                signal.signal(number, handler)

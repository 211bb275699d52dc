"""The seam between a night and the machines that do its work.

A night hands windows of stories to an executor and takes outcomes back, in any order. Whether the work happens in
processes of this machine (pipeline.batch.local) or elsewhere is the executor's own affair; what was finished is
written and recorded by the night alone, so an executor may lose a window, never a result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from pipeline.batch.items import Failed, Made, Task
from pipeline.errors import PuntosError

Purpose = Literal["examine", "make"]
Cause = Literal["error", "timeout", "death"]


@dataclass(frozen=True, slots=True)
class Window:
    """Stories that are done together, so that their sentences share batches."""

    tasks: tuple[Task, ...]
    purpose: Purpose = "make"


@dataclass(frozen=True, slots=True)
class WindowFailure:
    """A window that gave nothing: an error of the engine, no answer in time, or a worker that died."""

    cause: Cause
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Examined:
    """What reading a story told before it is made: its metadata."""

    id: str
    metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a window: a result for each of its tasks, or why there is none.

    `seconds` is how long the worker was busy with it; `cache_hits` counts sentences. `broken` is an error that no
    other window can escape, such as a model that is missing: the night has to end.
    """

    window: Window
    results: tuple[Made | Failed | Examined, ...] = ()
    failure: WindowFailure | None = None
    broken: PuntosError | None = None
    seconds: float = 0.0
    cache_hits: int = 0


class Executor(Protocol):
    """Something that does windows. No method may raise for what happens to a window: that is what outcomes tell."""

    @property
    def workers(self) -> int:
        """How many windows are worked on at once."""

    @property
    def busy(self) -> int:
        """How many windows were submitted and have no outcome yet."""

    def submit(self, window: Window) -> None:
        """Take a window; returns at once."""

    def wait(self, timeout_s: float) -> list[Outcome]:
        """Return the outcomes that are there, or those that come within `timeout_s`; empty when none does."""

    def kill(self) -> None:
        """End all work at once; open windows give no outcome any more. Safe to call from a signal handler."""

    def close(self) -> None:
        """End when the open windows are done, and free what is held."""

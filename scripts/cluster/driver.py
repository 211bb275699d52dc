"""What the driver of a night spends on a story and on a window, measured on a night whose workers take no time."""

from __future__ import annotations

import pickle
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.executor import Outcome, Window
from pipeline.batch.items import Made, Task
from pipeline.batch.night import Night, Plan
from pipeline.batch.sources import Selection, find_items
from pipeline.batch.spool import Spool
from pipeline.batch.stop import Stop
from pipeline.batch.work import Rendering, open_pipeline_maker
from pipeline.cli.progress import choose_observer
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.write import Format

# Speeds that the workers claim: the night sizes its windows by them, so one gives small windows, the other large ones.
_SLOW_WORDS_PER_S = 60.0
_FAST_WORDS_PER_S = 4000.0


@dataclass(frozen=True, slots=True)
class DriverCost:
    """Seconds of the driver a window and a story, and how large the briefs are that come over the wire."""

    window_s: float
    story_s: float
    story_words: int
    bytes_per_word: float


class _Instant:
    """An executor whose windows are made at once, and pass through pickle both ways as they would on a wire."""

    workers = 2

    def __init__(self, made: Made, words_per_s: float) -> None:
        self._made = made
        self._words_per_s = words_per_s
        self._wires: list[bytes] = []
        self.windows = 0

    @property
    def busy(self) -> int:
        return len(self._wires)

    def submit(self, window: Window) -> None:
        pickle.dumps(window)
        results = tuple(replace(self._made, id=task.id) for task in window.tasks)
        seconds = len(results) * self._made.words / self._words_per_s
        self._wires.append(pickle.dumps(Outcome(window, results, seconds=seconds)))
        self.windows += 1

    def wait(self, timeout_s: float) -> list[Outcome]:  # noqa: ARG002 - the protocol's signature
        outcomes: list[Outcome] = [pickle.loads(wire) for wire in self._wires]
        self._wires.clear()
        return outcomes

    def kill(self) -> None:
        self._wires.clear()

    def close(self) -> None:
        self.kill()


def measure_driver(
    folder: Path, example: Path, stories: int, rounds: int = 3, formats: Sequence[Format] = ("md",)
) -> DriverCost:
    """Run nights of `stories` stories in `folder`, of small windows and of large ones, and solve for the two costs.

    The disk under `folder` is part of what is measured: every brief and every window of the journal is synced to it.
    Of `rounds` the quickest counts, for what else the machine does can only add.
    """
    text = example.read_text(encoding="utf-8")
    rendering = Rendering(tuple(formats))
    with open_pipeline_maker(Settings(), rendering, lambda _: None) as maker:
        made = maker.make([Task("x", example.name, text.encode())])[0]
    assert isinstance(made, Made)
    inbox = folder / "in"
    inbox.mkdir(parents=True)
    for number in range(stories):
        (inbox / f"{number:05}.txt").write_text(text + f"\n{number}\n", encoding="utf-8")
    small_s, small = min(_run(folder, made, _SLOW_WORDS_PER_S, formats) for _ in range(rounds))
    large_s, large = min(_run(folder, made, _FAST_WORDS_PER_S, formats) for _ in range(rounds))
    window_s = max(0.0, (small_s - large_s) / (small - large))
    size_bytes = sum(len(output.encode()) for output in made.outputs.values())
    return DriverCost(window_s, (large_s - window_s * large) / stories, made.words, size_bytes / made.words)


def _run(folder: Path, made: Made, words_per_s: float, formats: Sequence[Format]) -> tuple[float, int]:
    """Return the seconds of a night and the number of its windows."""
    executor = _Instant(made, words_per_s)
    observer = choose_observer(quiet=True, metrics=None)
    out = folder / "out"
    with (
        Stop() as stop,
        Spool() as spool,
        Night(out, Plan("s", "r", tuple(formats)), lambda: executor, observer, stop) as night,
    ):
        items = list(find_items([str(folder / "in")], Selection(), spool))
        started_s = time.monotonic()
        night.run(items, spool)
        elapsed_s = time.monotonic() - started_s
    shutil.rmtree(out)
    return elapsed_s, executor.windows

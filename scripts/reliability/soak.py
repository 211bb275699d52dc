"""Translate sentences for a long time and look at memory and open files: both should stay flat.

Rounds of new stories go through a night with the real model, as they would in a folder that is watched. After each, the
resident memory and the open files of the parent and of its workers are read from /proc. The slope is that of a least
squares line through the rounds after the first third, in which caches fill up.
"""

from __future__ import annotations

import argparse
import functools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.batch.local import LocalExecutor
from pipeline.batch.manifest import Entry
from pipeline.batch.night import Night, Plan
from pipeline.batch.quarantine import Record
from pipeline.batch.sources import Selection, find_items
from pipeline.batch.spool import Spool
from pipeline.batch.stop import Stop
from pipeline.batch.tally import Tally
from pipeline.batch.work import Rendering, open_pipeline_maker
from pipeline.settings import Settings
from scripts.reliability.nights import processes_of, resident_bytes
from scripts.reliability.stories import write_stories

_STORIES_A_ROUND: Final = 100
_MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """What was seen after a round: sentences so far, and bytes and open files of all processes."""

    sentences: int
    parent_bytes: int
    workers_bytes: int
    files: int


class Silence:
    """An observer that says nothing."""

    def begin(self, tally: Tally) -> None:
        """Say nothing."""

    def made(self, entry: Entry, tally: Tally) -> None:
        """Say nothing."""

    def failed(self, record: Record, tally: Tally) -> None:
        """Say nothing."""

    def note(self, message: str) -> None:
        """Say what should not happen."""
        print(message, file=sys.stderr)

    def tick(self, tally: Tally) -> None:
        """Say nothing."""

    def end(self, tally: Tally) -> None:
        """Say nothing."""


def main() -> None:
    """Run the soak and print its table and slope; exit 1 where a file handle leaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=100_000, help="how many to translate [100000]")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="puntos-soak-") as name:
        samples, seconds = soak(Path(name), options.sentences, options.workers)
    for sample in samples[:: max(1, len(samples) // 12)]:
        print(
            f"{sample.sentences:>8,} sentences  parent {sample.parent_bytes / _MEBIBYTE:7.1f} MB  "
            f"workers {sample.workers_bytes / _MEBIBYTE:7.1f} MB  {sample.files} open files"
        )
    settled = samples[len(samples) // 3 :]
    print(
        f"{samples[-1].sentences:,} sentences in {seconds:,.0f} s; slope a 1,000 sentences: parent "
        f"{slope(settled, [each.parent_bytes for each in settled]) / 1024:+.1f} KB, workers "
        f"{slope(settled, [each.workers_bytes for each in settled]) / 1024:+.1f} KB; open files "
        f"{settled[0].files} at first, {settled[-1].files} at last"
    )
    sys.exit(0 if settled[-1].files <= settled[0].files else 1)


def soak(folder: Path, sentences: int, workers: int) -> tuple[list[Sample], float]:
    """Translate at least `sentences`, and return a sample a round and the seconds that it took."""
    settings = Settings(cache=folder / "cache.sqlite3", threads=max(1, len(os.sched_getaffinity(0)) // workers))
    maker = functools.partial(open_pipeline_maker, settings, Rendering())
    samples: list[Sample] = []
    done = number = 0
    started_s = time.monotonic()
    os.setpgid(0, 0)
    with (
        Stop() as stop,
        Night(
            folder / "out", Plan("soak", "md", ("md",)), lambda: LocalExecutor(maker, workers, 300.0), Silence(), stop
        ) as night,
    ):
        while done < sentences and not stop.requested:
            inbox = folder / f"in-{number}"
            write_stories(inbox, _STORIES_A_ROUND, first=number * _STORIES_A_ROUND)
            with Spool() as spool:
                tally = night.run(find_items([str(inbox)], Selection(), spool), spool)
            if tally.failed:
                raise SystemExit(f"a story failed: {tally.failed[0].reason}")
            done += tally.sentences
            number += 1
            samples.append(_sample(done))
    return samples, time.monotonic() - started_s


def _sample(sentences: int) -> Sample:
    ours = os.getpid()
    others = [process for process in processes_of(ours) if process != ours]
    return Sample(
        sentences,
        resident_bytes(ours),
        sum(map(resident_bytes, others)),
        sum(len(list(Path(f"/proc/{process}/fd").iterdir())) for process in (ours, *others)),
    )


def slope(samples: Sequence[Sample], values: Sequence[int]) -> float:
    """Return the growth of `values` a 1,000 sentences, by least squares."""
    if len(samples) < 2:
        return 0.0
    return 1000 * statistics.linear_regression([each.sentences for each in samples], values).slope


if __name__ == "__main__":
    main()

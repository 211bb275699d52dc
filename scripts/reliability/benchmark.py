"""How fast a night is, against our own `run` in a loop and against a plain script; how time and memory grow.

The ways are measured in turn in one run, so that their ratios hold whatever else the machine does; the figures are
medians over the rounds. Loop and plain script are given a sample of the night's stories, as their speed does not depend
on how many there are.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from scripts.reliability.corpus_night import write_night
from scripts.reliability.growth_plot import Growth, draw
from scripts.reliability.nights import COMMAND, ROOT, processes_of
from scripts.reliability.stories import write_stories

SVG: Final = Path("docs/night-growth.svg")
_MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ran: seconds, those of processors, the most memory at once, and when its first brief was there.

    `cpu_s` sums up all its processes; unlike `seconds`, it says the same on a machine that does other things as well.
    """

    seconds: float
    cpu_s: float
    peak_bytes: int
    first_brief_s: float | None


def main() -> None:
    """Measure what the options ask for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with stories/ and corpus/")
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=20, help="stories for the loop and the plain script [20]")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, nargs="*", default=[], help="also measure these numbers of workers")
    parser.add_argument("--growth", type=int, nargs="*", default=[], help="numbers of stories, such as 10 100 1000")
    parser.add_argument("--short", action="store_true", help="for --growth: made stories of two or three sentences")
    parser.add_argument("--option", action="append", default=[], help="of `puntos batch`, for --growth, such as --fast")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="puntos-benchmark-"))
    try:
        if options.growth:
            _grow(folder, None if options.short else options.shared, options.growth, options.option)
        else:
            _compare(folder, options.shared, options.stories, options.sample, options.rounds, options.workers)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _compare(folder: Path, shared: Path, stories: int, sample: int, rounds: int, workers: Sequence[int]) -> None:
    words = write_night(folder / "in", shared, stories)
    chosen = sorted((folder / "in").iterdir())[:: max(1, stories // sample)][:sample]
    sample_words = sum(len(path.read_text(encoding="utf-8").split()) for path in chosen)
    print(f"{stories} stories of {words:,} words; sample of {len(chosen)} stories, {sample_words:,} words", flush=True)
    ways: dict[str, Callable[[], tuple[float, Ran]]] = {
        "batch": lambda: (words, _batch(folder)),
        "run in a loop": lambda: (sample_words, _loop(folder, chosen)),
        "plain script": lambda: (sample_words, _plain(chosen)),
    }
    for count in workers:
        option = ("--workers", str(count))
        ways[f"batch, {count} workers"] = partial(_timed_batch, words, folder, option)
    speeds: dict[str, list[float]] = {name: [] for name in ways}
    costs: dict[str, list[float]] = {name: [] for name in ways}
    nights: list[Ran] = []
    reruns: list[float] = []
    for _ in range(rounds):
        for name, way in ways.items():
            done_words, ran = way()
            speeds[name].append(done_words / ran.seconds)
            costs[name].append(1000 * ran.cpu_s / done_words)
            print(
                f"  {name}: {speeds[name][-1]:,.0f} words/s, {costs[name][-1]:.2f} processor seconds a 1,000 words, "
                f"peak {ran.peak_bytes / _MEBIBYTE:,.0f} MB",
                flush=True,
            )
            if name == "batch":
                nights.append(ran)
                reruns.append(_measure([*_night(folder)], folder / "out").seconds)
    medians = {name: statistics.median(values) for name, values in speeds.items()}
    firsts = [each.first_brief_s for each in nights if each.first_brief_s is not None]
    print(f"medians of {rounds} rounds:")
    cheapest = statistics.median(costs["batch"])
    for name, speed in medians.items():
        cost = statistics.median(costs[name])
        print(
            f"  {name}: {speed:,.0f} words/s, batch is {medians['batch'] / speed:.1f} times as fast; {cost:.2f} "
            f"processor seconds a 1,000 words, {cost / cheapest:.1f} times as many as batch"
        )
    print(f"  first brief after {statistics.median(firsts):.1f} s")
    print(f"  rerun of the finished night {statistics.median(reruns):.1f} s")
    print(f"  peak memory of all processes {max(each.peak_bytes for each in nights) / _MEBIBYTE:,.0f} MB")


def _timed_batch(words: int, folder: Path, options: Sequence[str]) -> tuple[float, Ran]:
    return words, _batch(folder, *options)


def _grow(folder: Path, shared: Path | None, counts: Sequence[int], extra: Sequence[str]) -> None:
    points = []
    for count in counts:
        shutil.rmtree(folder / "in", ignore_errors=True)
        if shared is None:
            made = write_stories(folder / "in", count, most_paragraphs=0)
            words = sum(len(path.read_text(encoding="utf-8").split()) for path in made)
        else:
            words = write_night(folder / "in", shared, count)
        ran = _batch(folder, *extra)
        rerun = _measure([*_night(folder, *extra)], folder / "out")
        points.append(Growth(count, words, ran.seconds, ran.peak_bytes, rerun.seconds))
        print(
            f"{count:>6} stories, {words:>9,} words: {ran.seconds:8.1f} s, {words / ran.seconds:6,.0f} words/s, "
            f"peak {ran.peak_bytes / _MEBIBYTE:6,.0f} MB, rerun {rerun.seconds:5.1f} s",
            flush=True,
        )
    SVG.write_text(draw(points), encoding="utf-8")


def _night(folder: Path, *options: str) -> tuple[str, ...]:
    cache = str(folder / "cache.sqlite3")
    return (*COMMAND, "batch", str(folder / "in"), "--out", str(folder / "out"), "--cache", cache, "-q", *options)


def _batch(folder: Path, *options: str) -> Ran:
    shutil.rmtree(folder / "out", ignore_errors=True)
    for path in folder.glob("cache.sqlite3*"):
        path.unlink()
    ran = _measure(_night(folder, *options), folder / "out")
    report = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
    if report["run"]["failed"]:
        print(f"  {report['run']['failed']} failed, such as: {report['failures'][0]['reason'][:160]}")
    return ran


def _loop(folder: Path, stories: Sequence[Path]) -> Ran:
    """Run `puntos run` for one story after the other, as a shell loop does, without a cache."""
    started_s = time.monotonic()
    runs = [
        _measure((*COMMAND, "run", str(path), "-o", str(folder / f"{path.stem}.md"), "--no-cache"), None)
        for path in stories
    ]
    seconds, peak_bytes = time.monotonic() - started_s, max(each.peak_bytes for each in runs)
    return Ran(seconds, sum(each.cpu_s for each in runs), peak_bytes, None)


def _plain(stories: Sequence[Path]) -> Ran:
    """Run the plain script on all stories at once, the loading of its model among its time."""
    return _measure((sys.executable, "-m", "scripts.reliability.plain_transformers", *map(str, stories)), None)


def _measure(command: Sequence[str], out: Path | None) -> Ran:
    """Run a command; look at the memory of its processes and for its first brief in `out` all the while."""
    started_s, peak_bytes, first_s = time.monotonic(), 0, None
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        peak_bytes = max(peak_bytes, sum(map(_own_bytes, processes_of(process.pid))))
        if out is not None and first_s is None and any(out.glob("*.md")):
            first_s = time.monotonic() - started_s
        time.sleep(0.1)
    _, status, usage = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(command[-8:])} ended with {process.returncode}")
    return Ran(time.monotonic() - started_s, usage.ru_utime + usage.ru_stime, peak_bytes, first_s)


def _own_bytes(process: int) -> int:
    """Return the proportional memory of a process: pages that several share are counted once among them."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0


if __name__ == "__main__":
    main()

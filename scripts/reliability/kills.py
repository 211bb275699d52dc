"""kill -9 at random moments of a night, again and again, against the same night left in peace."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.manifest import Manifest
from pipeline.cache import open_store
from scripts.reliability.nights import briefs, finish, night, processes_of, start
from scripts.reliability.stories import write_stories

OPTIONS = ("--format", "md", "--format", "json", "--fast", "--no-redecode")


@dataclass(frozen=True, slots=True)
class KillReport:
    """What came of the kills. `wrong` are outputs that ever differed from the undisturbed run, or were half there."""

    stories: int
    kills: int
    nights: int
    undisturbed_s: float
    wrong: tuple[str, ...]
    missing: int
    doubled: int
    cache_faults: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was lost, doubled or damaged."""
        return not (self.wrong or self.missing or self.doubled or self.cache_faults)


def kill_at_random(folder: Path, stories: int, kills: int, seed: int) -> KillReport:
    """Kill a night of `stories` `kills` times at random moments and rerun until it is done, as often as it takes.

    A kill meets a worker, or the process that the workers belong to, or all at once as a power cut would. After every
    kill all outputs that are there are compared with the undisturbed run's; after every finished night, all of them.
    """
    chance = random.Random(seed)
    inbox = folder / "in"
    write_stories(inbox, stories, most_paragraphs=1)
    started_s = time.monotonic()
    ended = finish(start(*night(inbox, folder / "undisturbed", folder / "undisturbed.sqlite3", *OPTIONS)))
    undisturbed_s = time.monotonic() - started_s
    if ended.code != 0:
        raise SystemExit(f"the undisturbed night ended with {ended.code}:\n{ended.errors[-2000:]}")
    expected = briefs(folder / "undisturbed")
    wrong: list[str] = []
    faults: list[str] = []
    missing = doubled = nights = done_kills = 0
    while done_kills < kills:
        nights += 1
        out, cache = folder / f"out-{nights}", folder / f"cache-{nights}.sqlite3"
        while True:
            process = start(*night(inbox, out, cache, *OPTIONS))
            if done_kills < kills:
                done_kills += _kill_later(process.pid, chance, undisturbed_s)
            ended = finish(process)
            found = briefs(out)
            if ended.code == 0:
                break
            halves = {path for path in found if path.endswith(".part")}
            wrong += [path for path, digest in found.items() if path not in halves and expected.get(path) != digest]
        missing += len(expected.keys() - found.keys())
        doubled += len(found.keys() - expected.keys())
        wrong += [path for path, digest in found.items() if expected.get(path) != digest]
        with Manifest(out) as manifest:
            missing += stories - len(manifest.entries)
        faults += _faults(cache)
    return KillReport(stories, done_kills, nights, undisturbed_s, tuple(wrong), missing, doubled, tuple(faults))


def _kill_later(group: int, chance: random.Random, undisturbed_s: float) -> int:
    """Wait for a random moment, then kill; return 1 if there was still something to kill."""
    moment_s = time.monotonic() + chance.uniform(0.0, 0.6) * undisturbed_s
    while time.monotonic() < moment_s:
        if not processes_of(group):
            return 0
        time.sleep(0.01)
    workers = [process for process in processes_of(group) if process != group]
    with suppress(ProcessLookupError):
        match chance.choice(("worker", "parent", "all")):
            case "worker" if workers:
                os.kill(chance.choice(workers), signal.SIGKILL)
            case "parent":
                os.kill(group, signal.SIGKILL)
            case _:
                os.killpg(group, signal.SIGKILL)
        return 1
    return 0


def _faults(cache: Path) -> list[str]:
    store = open_store(cache, lambda _: None)
    try:
        check = store.check()
        return [*check.faults, *(f"{check.damaged} damaged entries" for _ in range(bool(check.damaged)))]
    finally:
        store.close()

"""Faults of the machine around a night, each made for real: what is done, what has to hold, what was seen."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pipeline.cache import open_store
from scripts.reliability.bench import Bench, Verdict, line_with, mounted_at, remount
from scripts.reliability.nights import briefs, finish, processes_of
from scripts.reliability.stories import make_story

_ENTRIES_BEFORE: Final = 20_000
# Root without the rights that let it pass by permissions.
_RIGHTS: Final = "-dac_override,-dac_read_search"
_WITHOUT_RIGHTS: Final = ("setpriv", f"--bounding-set={_RIGHTS}", f"--inh-caps={_RIGHTS}")


def disk_full(bench: Bench) -> Verdict:
    """The disk fills up in the middle; after room was made, the rerun completes the night."""
    with mounted_at(bench.out, "size=120k") as mounted:
        if not mounted:
            return Verdict(None, "needs the right to mount a small file system")
        full = bench.run()
        kept = briefs(bench.out)
        whole = all(bench.expected.get(path) == digest for path, digest in kept.items())
        remount(bench.out, "size=50m")
        rerun = bench.run()
        held = full.code == 2 and whole and rerun.code == 0 and bench.is_as_expected()
        return Verdict(
            held, f"exit {full.code} with {len(kept)} whole briefs: {line_with(full, 'space')}; rerun complete"
        )


def read_only(bench: Bench) -> Verdict:
    """The output folder is on a file system that is mounted read-only."""
    with mounted_at(bench.out, "size=20m") as mounted:
        if not mounted:
            return Verdict(None, "needs the right to mount a small file system")
        remount(bench.out, "ro")
        ended = bench.run()
        return Verdict(ended.code == 2, f"exit {ended.code}: {line_with(ended, 'Read-only')}")


def no_permission(bench: Bench) -> Verdict:
    """The output folder may not be written, and later one story may not be read."""
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        return Verdict(None, "run by root, who may read and write all; needs setpriv")
    through = _WITHOUT_RIGHTS if os.geteuid() == 0 else ()
    secret = bench.inbox / "secreto.txt"
    secret.write_text(make_story(1))
    secret.chmod(0)
    bench.out.mkdir(mode=0o500)
    refused = bench.run(through=through)
    bench.out.chmod(0o700)
    ended = bench.run(through=through)
    reason = bench.reasons().get("secreto", "")
    held = refused.code == 2 and ended.code == 3 and "ermission" in reason and bench.is_as_expected()
    return Verdict(
        held,
        f"exit {refused.code}: {line_with(refused, 'ermission')}; then exit {ended.code}, that story alone: {reason}",
    )


def clock_set_back(bench: Bench) -> Verdict:
    """The clock is set back by two days in mid-night, and stories come from the future."""
    faketime = shutil.which("faketime")
    os.utime(bench.inbox / "teletipo-00003.txt", (4e9, 4e9))
    process = bench.start()
    bench.wait_for_briefs(process)
    process.send_signal(signal.SIGTERM)
    first = finish(process)
    if faketime is None:
        return Verdict(None, "needs faketime (Debian's package faketime)")
    library = next(Path("/usr/lib").rglob("libfaketime.so.1"), None)
    environment = {"LD_PRELOAD": str(library), "FAKETIME": "-2d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    back = bench.run(environment=environment)
    again = bench.run()
    held = (
        first.code in (0, 130) and back.code == again.code == 0 and bench.is_as_expected() and " 0 made" in again.output
    )
    return Verdict(held, f"exit {first.code}, then two days earlier {back.code}, then {again.output.strip()}")


def two_at_once(bench: Bench) -> Verdict:
    """A second night on the same folder while the first is at work."""
    process = bench.start()
    bench.wait_for_briefs(process)
    second = bench.run()
    first = finish(process)
    held = second.code == 11 and first.code == 0 and bench.is_as_expected()
    return Verdict(held, f"exit {second.code}: {line_with(second, 'in use')}; the first went on to exit {first.code}")


def two_folders_one_cache(bench: Bench) -> Verdict:
    """Two nights at once that share a cache."""
    other = bench.folder / "out2"
    process = bench.start(out="out2")
    first = bench.run()
    second = finish(process)
    held = first.code == second.code == 0 and bench.is_as_expected() and briefs(other) == bench.expected
    return Verdict(held, f"exit {first.code} and {second.code}, the same briefs in both")


def _spoiled(bench: Bench, spoil: Callable[[Path], object]) -> Verdict:
    # A small cache lies whole in SQLite's log and is healed from it; one that has been in use for long does not.
    fill(bench.cache, _ENTRIES_BEFORE)
    process = bench.start()
    bench.wait_for_briefs(process)
    spoil(bench.cache)
    ended = finish(process)
    rerun = bench.run("--force")
    held = ended.code == rerun.code == 0 and bench.is_as_expected()
    told = [json.loads(line)["message"] for line in ended.errors.splitlines() if '"note"' in line and "cache" in line]
    return Verdict(held, f"exit {ended.code}, then {rerun.code} with --force; told: {told[-1] if told else 'nothing'}")


def fill(cache: Path, entries: int) -> None:
    """Put so many entries, of other texts than the stories', into a cache and close it."""
    store = open_store(cache, lambda _: None)
    store.put_many(
        {hashlib.sha256(bytes([number % 256, number // 256])).hexdigest(): "x" * 200 for number in range(entries)}
    )
    store.close()


def cache_deleted(bench: Bench) -> Verdict:
    """The cache file is deleted in mid-night."""

    def delete(cache: Path) -> None:
        for path in (cache, Path(f"{cache}-wal"), Path(f"{cache}-shm")):
            path.unlink(missing_ok=True)

    return _spoiled(bench, delete)


def cache_truncated(bench: Bench) -> Verdict:
    """The cache file is cut to half its length in mid-night."""
    return _spoiled(bench, lambda cache: os.truncate(cache, cache.stat().st_size // 2))


def cache_noise(bench: Bench) -> Verdict:
    """The cache file and its log are overwritten with noise in mid-night."""

    def scribble(cache: Path) -> None:
        for path in (cache, Path(f"{cache}-wal")):
            if path.exists():
                path.write_bytes(os.urandom(max(4096, path.stat().st_size)))

    return _spoiled(bench, scribble)


def journal_noise(bench: Bench) -> Verdict:
    """The journal of a finished night is overwritten with noise."""
    bench.run()
    (bench.out / "manifest.jsonl").write_bytes(os.urandom(20_000))
    ended = bench.run()
    rerun = bench.run()
    held = ended.code == 0 and bench.is_as_expected() and " 0 made" in rerun.output
    return Verdict(held, f"exit {ended.code}: all done again, the same bytes; then {rerun.output.strip()}")


def worker_killed(bench: Bench) -> Verdict:
    """A worker is killed in mid-night, as when memory runs out."""
    process = bench.start()
    bench.wait_for_briefs(process)
    for worker in processes_of(process.pid):
        if worker != process.pid and b"spawn_main" in Path(f"/proc/{worker}/cmdline").read_bytes():
            os.kill(worker, signal.SIGKILL)
    ended = finish(process)
    held = ended.code == 0 and bench.is_as_expected()
    return Verdict(held, f"exit {ended.code}: {line_with(ended, 'worker')}")


def stopped(bench: Bench) -> Verdict:
    """SIGTERM once, and on the next run twice; then a rerun."""
    process = bench.start()
    bench.wait_for_briefs(process)
    process.send_signal(signal.SIGTERM)
    once = finish(process)
    process = bench.start("--force")
    while len(processes_of(process.pid)) < 2 and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    twice = finish(process)
    rerun = bench.run()
    held = once.code in (0, 130) and twice.code == 130 and rerun.code == 0 and bench.is_as_expected()
    return Verdict(held, f"exit {once.code}: {once.output.strip()}; twice: exit {twice.code}; rerun complete")


RUN_FAULTS: Final = (
    disk_full,
    read_only,
    no_permission,
    clock_set_back,
    two_at_once,
    two_folders_one_cache,
    cache_deleted,
    cache_truncated,
    cache_noise,
    journal_noise,
    worker_killed,
    stopped,
)

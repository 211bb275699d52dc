"""Faults that a night must survive, each made for real: what is done, what has to hold, what was seen."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from scripts.reliability.nights import Ended, briefs, finish, night, processes_of, start
from scripts.reliability.stories import make_story, write_stories

STORIES: Final = 40
# Root without the rights that let it pass by permissions.
_RIGHTS: Final = "-dac_override,-dac_read_search"
_WITHOUT_RIGHTS: Final = ("setpriv", f"--bounding-set={_RIGHTS}", f"--inh-caps={_RIGHTS}")
_MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether what has to hold held; None where the fault could not be made on this machine."""

    held: bool | None
    seen: str


@dataclass(slots=True)
class Bench:
    """A folder for one fault, with stories in it and the digests that an undisturbed night gives them."""

    folder: Path
    expected: dict[str, str] = field(default_factory=dict)

    @property
    def inbox(self) -> Path:
        """The stories."""
        return self.folder / "in"

    @property
    def out(self) -> Path:
        """The briefs."""
        return self.folder / "out"

    @property
    def cache(self) -> Path:
        """The cache of model outputs."""
        return self.folder / "cache.sqlite3"

    def run(self, *options: str, through: Sequence[str] = (), environment: Mapping[str, str] | None = None) -> Ended:
        """Run the night to its end."""
        return finish(self.start(*options, through=through, environment=environment))

    def start(
        self,
        *options: str,
        out: str = "out",
        through: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[str]:
        """Start the night; paths are relative, so that the stories' names are the same on every bench."""
        arguments = night(Path("in"), Path(out), Path("cache.sqlite3"), "--fast", "--no-redecode", *options)
        return start(*arguments, folder=self.folder, through=through, environment=environment)

    def reasons(self) -> dict[str, str]:
        """Return the reason of every story in quarantine by the name of its record."""
        records = self.out / "quarantine"
        return {
            str(path.relative_to(records).with_suffix("")): json.loads(path.read_text())["reason"]
            for path in records.rglob("*.json")
        }

    def is_as_expected(self) -> bool:
        """Whether the briefs are, byte for byte, those of an undisturbed night."""
        return briefs(self.out) == self.expected

    def wait_for_briefs(self, process: subprocess.Popen[str]) -> None:
        """Wait until some briefs are there and some are not."""
        while process.poll() is None and not any(self.out.rglob("*.md")):
            time.sleep(0.02)


def _told(ended: Ended, words: str) -> str:
    """Return the line in which a command said what went wrong."""
    lines = [line for line in ended.told.splitlines() if words in line]
    return lines[-1].strip() if lines else f"nothing with '{words}' was said"


@contextmanager
def _mounted(folder: Path, options: str) -> Iterator[bool]:
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", str(folder)], check=False)


def _remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def disk_full(bench: Bench) -> Verdict:
    """The disk fills up in the middle; after room was made, the rerun completes the night."""
    with _mounted(bench.out, "size=120k") as mounted:
        if not mounted:
            return Verdict(None, "needs the right to mount a small file system")
        full = bench.run()
        kept = briefs(bench.out)
        whole = all(bench.expected.get(path) == digest for path, digest in kept.items())
        _remount(bench.out, "size=50m")
        rerun = bench.run()
        held = full.code == 2 and whole and rerun.code == 0 and bench.is_as_expected()
        return Verdict(held, f"exit {full.code} with {len(kept)} whole briefs: {_told(full, 'space')}; rerun complete")


def read_only(bench: Bench) -> Verdict:
    """The output folder is on a file system that is mounted read-only."""
    with _mounted(bench.out, "size=20m") as mounted:
        if not mounted:
            return Verdict(None, "needs the right to mount a small file system")
        _remount(bench.out, "ro")
        ended = bench.run()
        return Verdict(ended.code == 2, f"exit {ended.code}: {_told(ended, 'Read-only')}")


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
        held, f"exit {refused.code}: {_told(refused, 'ermission')}; then exit {ended.code}, that story alone: {reason}"
    )


def vanishing(bench: Bench) -> Verdict:
    """Stories are taken away between being found and being read."""
    process = bench.start()
    bench.wait_for_briefs(process)
    gone = sorted(bench.inbox.glob("*.txt"))[-5:]
    for path in gone:
        path.unlink()
    ended = finish(process)
    reasons = bench.reasons()
    vanished = [stem for stem, reason in reasons.items() if "vanished" in reason]
    others = {path: digest for path, digest in bench.expected.items() if Path(path).stem not in reasons}
    held = ended.code in (0, 3) and len(vanished) == len(reasons) and briefs(bench.out) == others
    return Verdict(held, f"exit {ended.code}; {len(vanished)} of 5 told as vanished, all others done")


def folder_for_output(bench: Bench) -> Verdict:
    """A folder has the name of an output."""
    (bench.out / "teletipo-00001.md" / "x").mkdir(parents=True)
    ended = bench.run()
    reasons = bench.reasons()
    held = ended.code == 3 and list(reasons) == ["teletipo-00001"] and len(briefs(bench.out)) == STORIES - 1
    return Verdict(held, f"exit {ended.code}, that story alone: {next(iter(reasons.values()), '')}")


def odd_names(bench: Bench) -> Verdict:
    """Names with a newline, with 255 bytes of UTF-8, with bytes that are no UTF-8, with quotes and a bidi mark."""
    names = ("con\nsalto.txt", "ñ" * 125 + "a.txt", os.fsdecode(b"latin-\xf1.txt"), "\"comillas'.txt", "\u202etxt.txt")
    for number, name in enumerate(names):
        (bench.inbox / name).write_text(make_story(900 + number))
    ended = bench.run()
    rerun = bench.run()
    held = ended.code == rerun.code == 0 and len(briefs(bench.out)) == STORIES + len(names)
    return Verdict(held, f"exit {ended.code}; all {len(names)} got their brief, and the rerun knew them")


def link_loops(bench: Bench) -> Verdict:
    """Links to the folder itself and to themselves, a named pipe, a device."""
    (bench.inbox / "bucle").symlink_to(bench.inbox)
    (bench.inbox / "solo").symlink_to(bench.inbox / "solo")
    (bench.inbox / "cero").symlink_to("/dev/zero")
    os.mkfifo(bench.inbox / "tubo")
    ended = bench.run()
    reasons = bench.reasons()
    held = ended.code == 3 and set(reasons) == {"bucle", "solo", "cero", "tubo"} and bench.is_as_expected()
    return Verdict(
        held, f"exit {ended.code}: " + "; ".join(f"{stem}: {reason}" for stem, reason in sorted(reasons.items()))
    )


def long_line(bench: Bench) -> Verdict:
    """A text and a JSON Lines file with one line of 200 MB each."""
    line = b"La noticia no termina nunca y sigue. " * (200 * _MEBIBYTE // 37)
    (bench.inbox / "enorme.txt").write_bytes(line)
    good = json.dumps({"id": "buena", "text": make_story(5)}).encode()
    (bench.inbox / "lote.jsonl").write_bytes(b'{"text": "' + line + b'"}\n' + good + b"\n")
    process = bench.start()
    peak_bytes = 0
    while process.poll() is None:
        peak_bytes = max(peak_bytes, _resident_bytes(process.pid))
        time.sleep(0.05)
    ended = finish(process)
    reasons = bench.reasons()
    done = (bench.out / "lote" / "buena.md").is_file()
    held = ended.code == 3 and set(reasons) == {"enorme", "lote/line-1"} and done and peak_bytes < 400 * _MEBIBYTE
    peak = f"peak of the parent {peak_bytes // _MEBIBYTE} MB"
    return Verdict(
        held, f"exit {ended.code}, both refused, the record after it done, {peak}: {reasons.get('enorme', '')}"
    )


def _resident_bytes(process: int) -> int:
    try:
        fields = Path(f"/proc/{process}/statm").read_text().split()
    except OSError:
        return 0
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") if len(fields) > 1 else 0


def zip_bomb(bench: Bench) -> Verdict:
    """A ZIP of 2 GB of zeros in 2 MB, and a tar of the same kind, beside a good archive."""
    with zipfile.ZipFile(bench.inbox / "bomba.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(200):
            archive.writestr(f"{number}.txt", bytes(10 * _MEBIBYTE))
    with tarfile.open(bench.inbox / "bomba.tgz", "w:gz") as tar:
        for number in range(150):
            info = tarfile.TarInfo(f"{number}.txt")
            info.size = 8 * _MEBIBYTE
            tar.addfile(info, io.BytesIO(bytes(info.size)))
    with zipfile.ZipFile(bench.inbox / "buena.zip", "w") as archive:
        archive.writestr("a.txt", make_story(5))
    ended = bench.run()
    reasons = bench.reasons()
    bombs = [reason for stem, reason in reasons.items() if stem.startswith("bomba") and "/" not in stem]
    done = (bench.out / "buena" / "a.md").is_file()
    held = ended.code == 3 and len(bombs) == 2 and all("zip bomb" in reason for reason in bombs) and done
    return Verdict(held, f"exit {ended.code}, the good archive done: {bombs[0] if bombs else ''}")


def climbing_paths(bench: Bench) -> Verdict:
    """Archives whose members would be unpacked outside: ../, an absolute path, a link, a device."""
    with zipfile.ZipFile(bench.inbox / "trepa.zip", "w") as archive:
        archive.writestr("../../fuera.txt", make_story(1))
        archive.writestr("/tmp/fuera.txt", make_story(2))
        archive.writestr("buena.txt", make_story(3))
    with tarfile.open(bench.inbox / "trepa2.tar", "w") as tar:
        for name, kind in (("enlace", tarfile.SYMTYPE), ("disco", tarfile.BLKTYPE), ("../x", tarfile.REGTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
    before = {path for path in bench.folder.iterdir() if path != bench.out}
    ended = bench.run()
    reasons = bench.reasons()
    stayed = {path for path in bench.folder.iterdir() if path != bench.out} - before <= set(bench.folder.glob("cache*"))
    held = ended.code == 3 and len(reasons) == 5 and stayed and (bench.out / "trepa" / "buena.md").is_file()
    return Verdict(held, f"exit {ended.code}: " + "; ".join(sorted(set(reasons.values()))))


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
    return Verdict(held, f"exit {second.code}: {_told(second, 'in use')}; the first went on to exit {first.code}")


def two_folders_one_cache(bench: Bench) -> Verdict:
    """Two nights at once that share a cache."""
    other = bench.folder / "out2"
    process = bench.start(out="out2")
    first = bench.run()
    second = finish(process)
    held = first.code == second.code == 0 and bench.is_as_expected() and briefs(other) == bench.expected
    return Verdict(held, f"exit {first.code} and {second.code}, the same briefs in both")


def _spoiled(bench: Bench, spoil: Callable[[Path], object]) -> Verdict:
    process = bench.start()
    bench.wait_for_briefs(process)
    spoil(bench.cache)
    ended = finish(process)
    rerun = bench.run("--force")
    held = ended.code == rerun.code == 0 and bench.is_as_expected()
    told = [json.loads(line)["message"] for line in ended.errors.splitlines() if '"note"' in line and "cache" in line]
    return Verdict(held, f"exit {ended.code}, then {rerun.code} with --force; told: {told[-1] if told else 'nothing'}")


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
    return Verdict(held, f"exit {ended.code}: {_told(ended, 'worker')[:160]}")


def stopped(bench: Bench) -> Verdict:
    """SIGTERM once, and on the next run twice; then a rerun."""
    process = bench.start()
    bench.wait_for_briefs(process)
    process.send_signal(signal.SIGTERM)
    once = finish(process)
    process = bench.start("--force")
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    twice = finish(process)
    rerun = bench.run()
    held = once.code in (0, 130) and twice.code in (0, 130) and rerun.code == 0 and bench.is_as_expected()
    return Verdict(held, f"exit {once.code}: {once.output.strip()}; twice: exit {twice.code}; rerun complete")


FAULTS: Final = (
    disk_full,
    read_only,
    no_permission,
    vanishing,
    folder_for_output,
    odd_names,
    link_loops,
    long_line,
    zip_bomb,
    climbing_paths,
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


def try_faults(folder: Path, only: Sequence[str], report: Callable[[str, str, Verdict], None]) -> bool:
    """Make every fault, or `only` some, in folders of their own; return whether all held.

    `report` gets the name of each, what it is and the verdict.
    """
    reference = Bench(folder / "reference")
    write_stories(reference.inbox, STORIES, most_paragraphs=1)
    ended = reference.run()
    if ended.code != 0:
        raise SystemExit(f"the undisturbed night ended with {ended.code}:\n{ended.errors[-2000:]}")
    expected = briefs(reference.out)
    all_held = True
    for fault in FAULTS:
        if only and fault.__name__ not in only:
            continue
        bench = Bench(folder / fault.__name__, expected)
        write_stories(bench.inbox, STORIES, most_paragraphs=1)
        verdict = fault(bench)
        all_held = all_held and verdict.held is not False
        report(fault.__name__.replace("_", " "), (fault.__doc__ or "").strip(), verdict)
        shutil.rmtree(bench.folder, ignore_errors=True)
    return all_held

"""Nights run as an operator runs them: the command in a process of its own."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

COMMAND = (sys.executable, "-c", "from pipeline.cli import main; main()")
ROOT = Path(__file__).resolve().parents[2]
OWN_FILES = ("manifest.jsonl", "report.json", "report.html", ".puntos.lock")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended. `code` is negative for a signal."""

    code: int
    output: str
    errors: str

    @property
    def told(self) -> str:
        """All that was said."""
        return self.output + self.errors


def start(
    *arguments: str | Path,
    folder: Path = ROOT,
    through: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:
    """Start `puntos` from `folder`, in a process group of its own; `through` is a command that starts it."""
    return subprocess.Popen(
        [*through, *COMMAND, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
    )


def finish(process: subprocess.Popen[str], timeout_s: float = 1800) -> Ended:
    """Wait for the end of a command; what hangs is killed and says so."""
    try:
        output, errors = process.communicate(timeout=timeout_s)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, errors = process.communicate()
        errors += f"\nno end within {timeout_s} s"
    return Ended(process.returncode, output, errors)


def night(inputs: Path, out: Path, cache: Path, *options: str) -> tuple[str, ...]:
    """Return the arguments of a night."""
    return ("batch", str(inputs), "--out", str(out), "--cache", str(cache), *options)


def briefs(out: Path) -> dict[str, str]:
    """Return the digest of every brief of a folder by its path; quarantine and the run's own files are left out."""
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in OWN_FILES and path.relative_to(out).parts[0] != "quarantine"
    }


def processes_of(group: int) -> list[int]:
    """Return the processes of a group, by /proc (proc(5), field 5 of stat)."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == group and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def resident_bytes(process: int) -> int:
    """Return the resident memory of a process; 0 once it is gone."""
    try:
        fields = Path(f"/proc/{process}/statm").read_text().split()
    except OSError:
        return 0
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") if len(fields) > 1 else 0

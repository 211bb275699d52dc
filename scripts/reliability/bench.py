"""A place to mistreat a night at: stories, briefs, a cache, and the digests that the briefs must have."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from scripts.reliability.nights import Ended, briefs, finish, night, start

STORIES: Final = 40
MEBIBYTE: Final = 1024 * 1024


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


def line_with(ended: Ended, words: str) -> str:
    """Return the line in which a command said what went wrong, or the message of a line of its log."""
    lines = [line.strip() for line in ended.told.splitlines() if words in line]
    if not lines:
        return f"nothing with '{words}' was said"
    if not lines[-1].startswith("{"):
        return lines[-1]
    event: dict[str, str] = json.loads(lines[-1])
    return event.get("message") or event.get("reason") or lines[-1]


@contextmanager
def mounted_at(folder: Path, options: str) -> Iterator[bool]:
    """Mount a small file system for a while; False where that is not allowed."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", str(folder)], check=False)


def remount(folder: Path, options: str) -> None:
    """Change the options of what `mounted_at` mounted."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)

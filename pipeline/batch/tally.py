"""What a run has done so far, and those who watch it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal, Protocol

from pipeline.batch.items import Item
from pipeline.batch.manifest import Entry
from pipeline.batch.quarantine import Record

DONE: Final = 0
SOME_FAILED: Final = 3
NO_USABLE_INPUT: Final = 4
INTERRUPTED: Final = 130
_MOST_POINTS: Final = 400

Ending = Literal["finished", "interrupted", "deadline"]


@dataclass(frozen=True, slots=True)
class Point:
    """How far a run was at a time: `seconds` after its start."""

    seconds: float
    stories: int
    words: int


@dataclass(slots=True)
class Tally:
    """The counts of one run; it alone decides the exit code.

    `total` are all stories that were found, refused ones among them; `unchanged` those that were done before;
    `made` and `failed` those of this run; `left` those that no time was left for. `unusable` counts the failures that
    are no stories at all.
    """

    total: int = 0
    unchanged: int = 0
    made: list[Entry] = field(default_factory=list)
    failed: list[Record] = field(default_factory=list)
    left: list[Item] = field(default_factory=list)
    unusable: int = 0
    sentences: int = 0
    words: int = 0
    cache_hits: int = 0
    findings: int = 0
    pending_words: float = 0.0
    first_brief_s: float | None = None
    ending: Ending = "finished"
    points: list[Point] = field(default_factory=list)
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    ended: datetime | None = None
    started_s: float = field(default_factory=time.monotonic)
    seconds: float = 0.0

    def add(self, entry: Entry) -> None:
        """Count a story that was made."""
        self.made.append(entry)
        self.sentences += entry.sentences
        self.words += entry.words
        self.findings += sum(each.count for each in entry.findings)
        if self.first_brief_s is None:
            self.first_brief_s = self.elapsed_s()

    def mark(self) -> None:
        """Note a point of the throughput curve; old points are thinned so that memory stays flat."""
        self.points.append(Point(round(self.elapsed_s(), 2), len(self.made), self.words))
        if len(self.points) > _MOST_POINTS:
            self.points = self.points[::2]

    def finish(self) -> None:
        """Stop the clock."""
        self.ended = datetime.now(UTC)
        self.seconds = self.elapsed_s()

    def elapsed_s(self) -> float:
        """Seconds since the run began, by a clock that is never set back."""
        return time.monotonic() - self.started_s

    @property
    def words_per_s(self) -> float:
        """Spanish words a second over the whole run."""
        elapsed_s = self.seconds or self.elapsed_s()
        return self.words / elapsed_s if elapsed_s else 0.0

    @property
    def exit_code(self) -> int:
        """The code that the command ends with (docs/architecture.md)."""
        if self.ending == "interrupted":
            return INTERRUPTED
        if self.total == self.unusable:
            return NO_USABLE_INPUT
        return SOME_FAILED if self.failed or self.left else DONE

    @property
    def summary(self) -> str:
        """One line, fit for the subject of a mail."""
        parts = [f"{len(self.made)} made", f"{self.unchanged} unchanged"]
        if self.failed:
            parts.append(f"{len(self.failed)} failed")
        if self.left:
            parts.append(f"{len(self.left)} left")
        ending = {"finished": "", "interrupted": ", interrupted", "deadline": ", out of time"}[self.ending]
        speed = f", {self.words_per_s:,.0f} words/s" if self.words else ""
        warned = f", {self.findings:,} findings" if self.findings else ""
        return f"puntos: {self.total} stories: {', '.join(parts)}{ending}{warned}; {self.seconds:.1f} s{speed}"


class Observer(Protocol):
    """Someone who is told how a run goes: a progress bar, a log."""

    def begin(self, tally: Tally) -> None:
        """Hear that the stories were found and looked through."""

    def made(self, entry: Entry, tally: Tally) -> None:
        """Hear of a story whose outputs are on disk."""

    def failed(self, record: Record, tally: Tally) -> None:
        """Hear of a story that went into quarantine."""

    def note(self, message: str) -> None:
        """Hear what a person should know."""

    def tick(self, tally: Tally) -> None:
        """Be called now and then while work goes on."""

    def end(self, tally: Tally) -> None:
        """Hear that the run is over."""

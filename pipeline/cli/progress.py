"""How a run shows itself: a bar on a terminal, a log of JSON lines elsewhere, a file of metrics."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from pipeline.batch.manifest import Entry
from pipeline.batch.quarantine import Record
from pipeline.batch.tally import Observer, Tally

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_LOG_EVERY_S: Final = 30.0
_METRICS_EVERY_S: Final = 10.0


def choose_observer(*, quiet: bool, metrics: Path | None) -> Observer:
    """Return who is told of the run: by whether standard error is a terminal, ``--quiet`` and ``--metrics``."""
    shown: Observer = Errors() if quiet else Bar() if sys.stderr.isatty() else Log()
    return shown if metrics is None else Chorus((shown, Metrics(metrics)))


class Errors:
    """Says nothing but what failed."""

    def begin(self, tally: Tally) -> None:
        """Say nothing."""

    def made(self, entry: Entry, tally: Tally) -> None:
        """Say nothing."""

    def failed(self, record: Record, tally: Tally) -> None:  # noqa: ARG002 - the protocol's signature
        """Print the story and its reason."""
        click.echo(f"puntos: {_told(record)}", err=True)

    def note(self, message: str) -> None:
        """Say nothing."""

    def tick(self, tally: Tally) -> None:
        """Say nothing."""

    def end(self, tally: Tally) -> None:
        """Say nothing."""


class Bar:
    """A progress bar on standard error, with notes and failures above it."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def begin(self, tally: Tally) -> None:
        """Show the bar."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (BarColumn(bar_width=None), MofNCompleteColumn(), TextColumn("{task.fields[counts]}"))
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True, expand=True)
        self._task = self._progress.add_task("stories", total=tally.total, counts="")
        self._progress.start()
        self.tick(tally)

    def made(self, entry: Entry, tally: Tally) -> None:  # noqa: ARG002 - the protocol's signature
        """Move the bar."""
        self.tick(tally)

    def failed(self, record: Record, tally: Tally) -> None:
        """Print the reason above the bar."""
        self.note(_told(record))
        self.tick(tally)

    def note(self, message: str) -> None:
        """Print a line above the bar."""
        if self._progress is None:
            click.echo(message, err=True)
        else:
            self._progress.console.print(message, markup=False, highlight=False, soft_wrap=True)

    def tick(self, tally: Tally) -> None:
        """Show the counts as they are."""
        if self._progress is not None and self._task is not None:
            done = tally.unchanged + len(tally.made) + len(tally.failed)
            self._progress.update(self._task, completed=done, counts=_counts(tally))

    def end(self, tally: Tally) -> None:  # noqa: ARG002 - the protocol's signature
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()
        self._progress = self._task = None


def _counts(tally: Tally) -> str:
    speed = tally.words_per_s
    left_s = round(tally.pending_words / speed) if speed else None
    left = f"{left_s // 3600}:{left_s // 60 % 60:02}:{left_s % 60:02}" if left_s is not None else "-:--:--"
    return (
        f"{tally.sentences:,} sentences  {speed:,.0f} words/s  {tally.cache_hits:,} cached  "
        f"{tally.findings:,} findings  {len(tally.failed)} failed  {left} left"
    )


class Log:
    """JSON lines on standard error, for a service's journal."""

    def __init__(self) -> None:
        import structlog

        self._log = structlog.wrap_logger(
            structlog.PrintLogger(sys.stderr),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
        self._last_s = 0.0

    def begin(self, tally: Tally) -> None:
        """Log what was found."""
        self._last_s = 0.0
        self._log.info("begin", stories=tally.total, unchanged=tally.unchanged)

    def made(self, entry: Entry, tally: Tally) -> None:  # noqa: ARG002 - the protocol's signature
        """Log a story."""
        self._log.info(
            "made",
            story=entry.name,
            outputs=[output.path for output in entry.outputs],
            sentences=entry.sentences,
            words=entry.words,
            findings=sum(each.count for each in entry.findings),
            seconds=entry.seconds,
        )

    def failed(self, record: Record, tally: Tally) -> None:  # noqa: ARG002 - the protocol's signature
        """Log a failure with its reason."""
        self._log.error("failed", story=record.name, kind=record.kind, reason=record.reason, attempts=record.attempts)

    def note(self, message: str) -> None:
        """Log what a person should know."""
        self._log.warning("note", message=message)

    def tick(self, tally: Tally) -> None:
        """Log the counts now and then."""
        if tally.elapsed_s() - self._last_s >= _LOG_EVERY_S:
            self._last_s = tally.elapsed_s()
            self._log.info("progress", **_numbers(tally))

    def end(self, tally: Tally) -> None:
        """Log the outcome."""
        self._log.info("end", ending=tally.ending, exit_code=tally.exit_code, **_numbers(tally))


def _numbers(tally: Tally) -> dict[str, int | float]:
    return {
        "made": len(tally.made),
        "unchanged": tally.unchanged,
        "failed": len(tally.failed),
        "left": len(tally.left),
        "sentences": tally.sentences,
        "words": tally.words,
        "words_per_s": round(tally.words_per_s, 1),
        "cache_hits": tally.cache_hits,
        "findings": tally.findings,
        "seconds": round(tally.elapsed_s(), 1),
    }


class Metrics:
    """Keeps a file of metrics fresh."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last_s = 0.0

    def begin(self, tally: Tally) -> None:
        """Write the first counts."""
        self._last_s = 0.0
        self._write(tally)

    def made(self, entry: Entry, tally: Tally) -> None:
        """Wait for the next tick."""

    def failed(self, record: Record, tally: Tally) -> None:
        """Wait for the next tick."""

    def note(self, message: str) -> None:
        """Count nothing."""

    def tick(self, tally: Tally) -> None:
        """Write the counts now and then."""
        if tally.elapsed_s() - self._last_s >= _METRICS_EVERY_S:
            self._last_s = tally.elapsed_s()
            self._write(tally)

    def end(self, tally: Tally) -> None:
        """Write the last counts."""
        self._write(tally)

    def _write(self, tally: Tally) -> None:
        from pipeline.batch.metrics import write_metrics

        write_metrics(self._path, tally)


class Chorus:
    """Several observers as one."""

    def __init__(self, observers: Sequence[Observer]) -> None:
        self._observers = observers

    def begin(self, tally: Tally) -> None:
        """Tell all."""
        for observer in self._observers:
            observer.begin(tally)

    def made(self, entry: Entry, tally: Tally) -> None:
        """Tell all."""
        for observer in self._observers:
            observer.made(entry, tally)

    def failed(self, record: Record, tally: Tally) -> None:
        """Tell all."""
        for observer in self._observers:
            observer.failed(record, tally)

    def note(self, message: str) -> None:
        """Tell all."""
        for observer in self._observers:
            observer.note(message)

    def tick(self, tally: Tally) -> None:
        """Tell all."""
        for observer in self._observers:
            observer.tick(tally)

    def end(self, tally: Tally) -> None:
        """Tell all."""
        for observer in self._observers:
            observer.end(tally)


def _told(record: Record) -> str:
    """Say what failed, naming the story once."""
    return record.reason if record.reason.startswith(record.name) else f"{record.name}: {record.reason}"

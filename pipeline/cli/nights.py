"""What `puntos batch` and `puntos watch` share: their options, and how a night is opened and reported."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import click

from pipeline.batch.items import MEBIBYTE, Layout, Limits, Order
from pipeline.cli.run import FORMATS
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.batch.executor import Executor
    from pipeline.batch.night import Night
    from pipeline.batch.stop import Stop
    from pipeline.batch.tally import Tally
    from pipeline.batch.work import Rendering
    from pipeline.write import Format, Only

Result = TypeVar("Result")
ExecutorName = Literal["local", "ray"]

WORKER_BYTES = 512 * MEBIBYTE
"""What a worker is reckoned with; the embedded model takes less than half of it (scripts/benchmark_night)."""


@dataclass(frozen=True, slots=True)
class NightOptions:
    """What the user said of a night, beside the settings of its pipeline."""

    out: Path
    formats: tuple[Format, ...]
    layout: Layout
    only: Only
    side_by_side: bool
    patterns: tuple[str, ...]
    workers: int
    story_timeout_s: float
    limits: Limits
    metrics: Path | None
    quiet: bool


_OPTIONS = (
    click.option(
        "-o", "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder of the briefs."
    ),
    click.option(
        "--format",
        "formats",
        type=click.Choice(FORMATS),
        multiple=True,
        default=("md",),
        show_default=True,
        help="How briefs are written; may be repeated.",
    ),
    click.option(
        "--layout",
        type=click.Choice(["tree", "jsonl"]),
        default="tree",
        show_default=True,
        help="A tree of files that mirrors the inputs, or one file briefs.jsonl.",
    ),
    click.option("--only", type=click.Choice(["all", "draft", "bullets"]), default="all", help="Leave out the rest."),
    click.option("--side-by-side", is_flag=True, help="Show the Spanish beside the English, sentence by sentence."),
    click.option(
        "--match", "patterns", metavar="PATTERN", multiple=True, help="Take files of this name only, such as '*.txt'."
    ),
    click.option("--any-language", is_flag=True, help="Go on with stories that do not seem to be Spanish."),
    click.option("--workers", type=click.IntRange(0, 256), default=0, help="Processes. [default: by the machine]"),
    click.option(
        "--story-timeout",
        "story_timeout_s",
        metavar="SECONDS",
        type=click.FloatRange(0.1),
        default=300.0,
        show_default=True,
        help="Give a story up after this long.",
    ),
    click.option(
        "--max-story-size",
        "story_mib",
        metavar="MIB",
        type=click.IntRange(1, 1024),
        default=Limits().story_bytes // MEBIBYTE,
        show_default=True,
        help="Refuse what is larger.",
    ),
    click.option(
        "--metrics", type=click.Path(path_type=Path, dir_okay=False), help="Keep a file of Prometheus metrics there."
    ),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors and the summary."),
)


def night_options(command: Callable[..., Result]) -> Callable[..., Result]:
    """Give `command` the options of a night, handed to it as one argument `options`."""

    @functools.wraps(command)
    def wrapped(
        *args: object,
        out: Path,
        formats: tuple[Format, ...],
        layout: Layout,
        only: Only,
        side_by_side: bool,
        patterns: tuple[str, ...],
        any_language: bool,
        workers: int,
        story_timeout_s: float,
        story_mib: int,
        metrics: Path | None,
        quiet: bool,
        settings: Settings,
        **others: object,
    ) -> Result:
        options = NightOptions(
            out=out,
            formats=tuple(dict.fromkeys(formats)),
            layout=layout,
            only=only,
            side_by_side=side_by_side,
            patterns=patterns,
            workers=workers,
            story_timeout_s=story_timeout_s,
            limits=Limits(story_bytes=story_mib * MEBIBYTE),
            metrics=metrics,
            quiet=quiet,
        )
        settings = replace(settings, force=any_language)
        return command(*args, options=options, settings=settings, **others)

    decorated: Callable[..., Result] = wrapped
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


@contextmanager
def open_night(
    options: NightOptions,
    settings: Settings,
    stop: Stop,
    *,
    order: Order = "arrival",
    force: bool = False,
    deadline: datetime | None = None,
    executor: ExecutorName = "local",
    address: str | None = None,
) -> Iterator[Night]:
    """Lock the output folder and hold it ready for runs; raises LockedError, OutputError and the model's errors."""
    from pipeline.batch.local import LocalExecutor
    from pipeline.batch.night import Night, Plan
    from pipeline.batch.work import Rendering, open_pipeline_maker
    from pipeline.cli.progress import choose_observer
    from pipeline.pipeline import Pipeline

    with Pipeline.open(replace(settings, cache=None)) as pipeline:
        signature = pipeline.signature
    rendering = Rendering(
        options.formats if options.layout == "tree" else ("json",), options.only, options.side_by_side
    )
    plan = Plan(signature, rendering.signature, rendering.formats, options.layout, order, force, deadline)
    observer = choose_observer(quiet=options.quiet, metrics=options.metrics)

    def open_executor() -> Executor:
        if executor == "ray":
            return _open_cluster(options, settings, rendering, address, observer.note)
        workers, threads = share_machine(options.workers, settings.threads)
        open_maker = functools.partial(open_pipeline_maker, replace(settings, threads=threads), rendering)
        return LocalExecutor(open_maker, workers, options.story_timeout_s, observer.note)

    with Night(options.out, plan, open_executor, observer, stop) as night:
        yield night


def _open_cluster(
    options: NightOptions,
    settings: Settings,
    rendering: Rendering,
    address: str | None,
    report: Callable[[str], None],
) -> Executor:
    """Join or start a Ray cluster; there `--threads` are those of one worker, by default one."""
    from pipeline.batch.ray_executor import RayExecutor
    from pipeline.batch.ray_worker import identify_pipeline
    from pipeline.batch.work import open_pipeline_maker

    # A worker's current folder is its own.
    glossary = settings.glossary.absolute() if settings.glossary is not None else None
    cache = settings.cache.absolute() if isinstance(settings.cache, Path) else settings.cache
    threads = settings.threads or 1
    settings = replace(settings, glossary=glossary, cache=cache, threads=threads)
    return RayExecutor(
        functools.partial(open_pipeline_maker, settings, rendering),
        functools.partial(identify_pipeline, settings),
        address=address,
        workers=options.workers,
        threads=threads,
        timeout_s=options.story_timeout_s,
        report=report,
    )


def share_machine(workers: int, threads: int) -> tuple[int, int]:
    """Return how many workers, of how many threads each, the machine's processors make; 0 leaves the choice to us.

    One worker a processor, as far as memory goes: the work around the engine runs on one thread, and small models gain
    little from a second (docs/batch.md has the figures).
    """
    processors = threads or len(os.sched_getaffinity(0))
    workers = workers or max(1, min(processors, _available_bytes() // WORKER_BYTES))
    return workers, max(1, processors // workers)


def _available_bytes() -> int:
    """Return the memory that new processes may take, by proc(5); as good as endless where that is not told."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        return sys.maxsize


def write_reports(night: Night, tally: Tally) -> None:
    """Write report.json and report.html of the folder; raises OutputError."""
    from pipeline.batch.page import render_page
    from pipeline.batch.report import make_report
    from pipeline.write import write_text

    plan = night.plan
    report = make_report(
        tally, list(night.manifest.entries.values()), night.quarantine.records.values(), plan.signature
    )
    document = json.dumps(report.as_document(), ensure_ascii=False, indent=1) + "\n"
    write_text(night.folder / "report.json", document)
    write_text(night.folder / "report.html", render_page(report, plan.formats if plan.layout == "tree" else ()))

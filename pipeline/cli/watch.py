"""`puntos watch`: a drop folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.cli.nights import NightOptions, night_options, open_night, write_reports
from pipeline.cli.options import debug_option, pipeline_options
from pipeline.settings import Settings


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="IN")
@click.option(
    "--settle",
    "settle_s",
    metavar="SECONDS",
    type=click.FloatRange(0.1, 3600),
    default=2.0,
    show_default=True,
    help="Take a file once it has not grown for this long.",
)
@click.option(
    "--done",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Move stories there when their briefs are written. [default: leave them, the manifest knows them]",
)
@pipeline_options
@night_options
@debug_option
def watch(folder: Path, settle_s: float, done: Path | None, options: NightOptions, settings: Settings) -> None:
    """Make the brief of every story that is dropped into the folder IN, until stopped.

    Stories that lie there already are done first. A story that fails stays in IN, has its reason in quarantine/, and is
    tried again later. Ctrl-C or SIGTERM finish what is in hand; the next start goes on from there.
    """
    from pipeline.batch.sources import Selection
    from pipeline.batch.stop import Stop
    from pipeline.batch.tally import INTERRUPTED, Tally
    from pipeline.batch.watch import check_apart
    from pipeline.batch.watch import watch as watch_folder

    check_apart(folder, options.out, done)
    apart = (options.out,) if done is None else (options.out, done)
    selection = Selection(patterns=options.patterns, apart=apart, limits=options.limits)
    with Stop() as stop, open_night(options, settings, stop) as night:

        def after_round(tally: Tally) -> None:
            write_reports(night, tally)
            click.echo(tally.summary)

        watch_folder(folder, night, stop, selection, settle_s=settle_s, done_folder=done, after_round=after_round)
    sys.exit(INTERRUPTED)

"""`puntos batch`: the briefs of a night's stories."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime

import click

from pipeline.batch.items import Order
from pipeline.cli.nights import ExecutorName, NightOptions, night_options, open_night, write_reports
from pipeline.cli.options import debug_option, pipeline_options
from pipeline.settings import Settings


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="IN...")
@click.option("--newer-than", metavar="AGE|TIME|FILE", help="Take files changed since: 12h, 2026-05-04T06:00, a file.")
@click.option(
    "--order",
    type=click.Choice(["arrival", "longest"]),
    default="arrival",
    show_default=True,
    help="Which story comes first, among those of one urgency.",
)
@click.option("--deadline", metavar="HH:MM", help="Most urgent first; begin nothing after this time of day.")
@click.option(
    "--executor",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Where the work is done: on this machine, or on a Ray cluster.",
)
@click.option(
    "--address", metavar="HOST:PORT", help="Of the Ray cluster, or auto. [default: one is started on this machine]"
)
@click.option("--force", is_flag=True, help="Make every brief again, also of stories that do not seem to be Spanish.")
@pipeline_options
@night_options
@debug_option
def batch(
    inputs: tuple[str, ...],
    newer_than: str | None,
    order: Order,
    deadline: str | None,
    executor: ExecutorName,
    address: str | None,
    force: bool,
    options: NightOptions,
    settings: Settings,
) -> None:
    """Make the briefs of all stories in IN that have none yet, and a report.

    IN is a file, a folder with all below it, a pattern in quotes, a JSON Lines file (text, id, metadata), a ZIP or tar
    archive, or - for a list of these on standard input. What fails goes to quarantine/ and is tried again on the next
    run. The last line of standard output is a summary, fit for the subject of a mail.
    """
    from pipeline.batch.moments import parse_deadline, parse_newer_than
    from pipeline.batch.sources import Selection, find_items, read_list
    from pipeline.batch.spool import Spool
    from pipeline.batch.stop import Stop

    if address is not None and executor != "ray":
        raise click.UsageError("--address is that of a Ray cluster; add --executor ray")
    now = datetime.now().astimezone()
    selection = Selection(
        patterns=options.patterns,
        newer_than_ns=parse_newer_than(newer_than, now) if newer_than is not None else None,
        apart=(options.out,),
        limits=options.limits,
    )
    moment = parse_deadline(deadline, now) if deadline is not None else None
    if force:
        settings = replace(settings, force=True)
    named = [path for name in inputs for path in (read_list(sys.stdin.buffer) if name == "-" else [name])]
    with (
        Stop() as stop,
        Spool() as spool,
        open_night(
            options, settings, stop, order=order, force=force, deadline=moment, executor=executor, address=address
        ) as night,
    ):
        tally = night.run(find_items(named, selection, spool), spool)
        if tally.made or tally.failed or tally.left or not (options.out / "report.json").exists():
            write_reports(night, tally)
    click.echo(tally.summary)
    sys.exit(tally.exit_code)

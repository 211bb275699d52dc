"""`puntos compare`: whether an English summary says what the source's bullets say."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.inputs import SOME_FAILED, load_bytes
from pipeline.cli.options import debug_option, pipeline_options, quiet_option, say
from pipeline.errors import ConfigurationError, InputNotFoundError, PuntosError
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.compare import Comparison
    from pipeline.story import Brief

# The path of a story -> what to call each summary of it, and its path.
Pairs = dict[str, list[tuple[str, str]]]


@click.command()
@click.argument("story")
@click.argument("summaries", nargs=-1, required=True, metavar="SUMMARY...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in place of a table.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write a page too, two columns.")
@click.option("--csv", type=click.Path(path_type=Path), metavar="FILE", help="Write the scores too, a line a summary.")
@click.option("--min-coverage", type=click.FloatRange(0, 1), help="End with exit code 3 where coverage is below.")
@click.option("--min-faithfulness", type=click.FloatRange(0, 1), help="End with exit code 3 where it is below.")
@click.option("--force", is_flag=True, help="Go on with a story that does not seem to be Spanish.")
@pipeline_options
@quiet_option
@debug_option
def compare(
    story: str,
    summaries: tuple[str, ...],
    as_json: bool,
    html: Path | None,
    csv: Path | None,
    min_coverage: float | None,
    min_faithfulness: float | None,
    force: bool,
    settings: Settings,
) -> None:
    """Hold English bullets against a story: what each SUMMARY keeps of the STORY's key points, loses and adds.

    STORY is a Spanish story, or its brief in JSON, which needs no model; SUMMARY is text, Markdown or a brief in JSON.
    Both may be folders: files of the same name are compared, and the page shows how the scores spread.
    """
    from pipeline.compare import to_csv, to_json

    folder = Path(story).is_dir()
    pairs, notes = (
        _pair_folders(Path(story), summaries) if folder else ({story: [(name, name) for name in summaries]}, [])
    )
    for note in notes:
        say(note)
    comparisons, failures = _compare(pairs, replace(settings, force=force))
    if not comparisons:
        sys.exit(failures[0].exit_code)
    if html is not None:
        _write_page(html, comparisons, notes, folder=folder)
    if csv is not None:
        from pipeline.write import write_text

        write_text(csv, to_csv(comparisons))
    if as_json:
        click.echo(to_json(comparisons).rstrip("\n"))
    else:
        _print(comparisons, folder=folder)
    if failures or _any_below(comparisons, min_coverage, min_faithfulness):
        sys.exit(SOME_FAILED)


def _pair_folders(stories: Path, summaries: Sequence[str]) -> tuple[Pairs, list[str]]:
    """Pair files of the same name without ending; raises ConfigurationError or InputNotFoundError."""
    folders = [Path(name) for name in summaries]
    for folder in folders:
        if not folder.is_dir():
            raise ConfigurationError(f"{stories} is a folder but {folder} is not; give a folder of summaries")
    by_stem = [{path.stem: path for path in sorted(folder.iterdir()) if path.is_file()} for folder in folders]
    pairs: Pairs = {}
    notes = []
    for path in sorted(path for path in stories.iterdir() if path.is_file()):
        found = [
            (str(folder), str(files[path.stem]))
            for folder, files in zip(folders, by_stem, strict=True)
            if path.stem in files
        ]
        if found:
            pairs[str(path)] = found
        if len(found) < len(folders):
            notes.append(f"{path.name}: {'no' if not found else 'not every folder has a'} summary of this name")
    if not pairs:
        message = f"{stories}: no summary in {', '.join(summaries)} has the name of a story; name them alike"
        raise InputNotFoundError(message)
    return pairs, notes


def _compare(pairs: Pairs, settings: Settings) -> tuple[list[Comparison], list[PuntosError]]:
    """Compare; what cannot be read is said, and kept apart from the rest."""
    from pipeline.compare import compare as compare_one
    from pipeline.compare import read_bullets
    from pipeline.read.decode import decode

    comparisons: list[Comparison] = []
    briefs, failures = _briefs(list(pairs), settings)
    for story, brief in briefs.items():
        for label, path in pairs[story]:
            try:
                lines = read_bullets(decode(load_bytes(path), path).text, path)
                comparisons.append(compare_one(brief, lines, label))
            except PuntosError as error:
                failures.append(error)
                click.echo(f"puntos: {error}", err=True)
    return comparisons, failures


def _briefs(stories: Sequence[str], settings: Settings) -> tuple[dict[str, Brief], list[PuntosError]]:
    """Read briefs, and make those of Spanish stories; a model is opened only if there is such a story."""
    from pipeline.pipeline import Pipeline
    from pipeline.write import read_brief

    made: dict[str, Brief] = {}
    failures: list[PuntosError] = []
    spanish = {}
    for name in stories:
        try:
            data = load_bytes(name)
            if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
                made[name] = replace(read_brief(data.decode("utf-8", errors="replace")), name=name)
            else:
                spanish[name] = data
        except PuntosError as error:
            failures.append(error)
            click.echo(f"puntos: {error}", err=True)
    if spanish:
        with Pipeline.open(settings, report=say) as pipeline:
            read = []
            for name, data in spanish.items():
                try:
                    read.append(pipeline.read(data, name))
                except PuntosError as error:
                    failures.append(error)
                    click.echo(f"puntos: {error}", err=True)
            made |= {brief.name: brief for brief in pipeline.run_stories(read)} if read else {}
    return {name: made[name] for name in stories if name in made}, failures


def _any_below(comparisons: Sequence[Comparison], coverage: float | None, faithfulness: float | None) -> bool:
    """Say which summaries score below what is asked for, and return whether any does."""
    below = False
    for comparison in comparisons:
        for name, value, least in (
            ("coverage", comparison.scores.coverage, coverage),
            ("faithfulness", comparison.scores.faithfulness, faithfulness),
        ):
            if least is not None and value < least:
                below = True
                say(f"{comparison.story}, {comparison.summary}: {name} {value:.2f} is below {least:g}")
    return below


def _write_page(path: Path, comparisons: Sequence[Comparison], notes: Sequence[str], *, folder: bool) -> None:
    from pipeline.compare import to_page, to_spread_page
    from pipeline.write import write_text

    write_text(path, to_spread_page(comparisons, notes) if folder else to_page(comparisons))


def _print(comparisons: Sequence[Comparison], *, folder: bool) -> None:
    from rich.console import Console

    from pipeline.compare.terminal import LEAST_COLUMNS, to_score_table, to_table

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = LEAST_COLUMNS
    console.print(to_score_table(comparisons) if folder else to_table(comparisons))

"""Comparisons as tables for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.compare.comparing import Comparison
from pipeline.compare.texts import ORIGINS, SCORE_NAMES, pieces, rest_of, value_of, written
from pipeline.compare.verdicts import Verdict
from pipeline.story import Span

_STYLES: Mapping[Verdict, str] = {
    "kept": "green",
    "partly": "yellow",
    "missing": "red",
    "unsupported": "red",
    "contradicted": "bold red",
}


# Off a terminal the tables are set this wide.
LEAST_COLUMNS = 120


def to_table(comparisons: Sequence[Comparison]) -> RenderableType:
    """Return the comparisons of one story's summaries: points and bullets side by side, then the scores.

    Words of a point that no bullet tells are written [-so-], words of a bullet that the story does not say {+so+}.
    """
    first = comparisons[0]
    head = Text.assemble(
        (first.story, "bold"), "\nPoints: ", ORIGINS[first.origin], ". [-untold-] {+not in the story+}\n"
    )
    return Group(head, _points(comparisons), *_rest(comparisons), _scores(comparisons))


def to_score_table(comparisons: Sequence[Comparison]) -> RenderableType:
    """Return the scores of many stories' summaries, a line each, and the medians."""
    table = Table(show_footer=True)
    table.add_column("story", footer="median", overflow="fold")
    table.add_column("summary", overflow="fold")
    for name in SCORE_NAMES:
        values = [value for each in comparisons if (value := value_of(each.scores, name)) is not None]
        table.add_column(name, justify="right", footer=written(median(values) if values else None))
    for each in comparisons:
        scores = [written(value_of(each.scores, name)) for name in SCORE_NAMES]
        table.add_row(Path(each.story).name, Path(each.summary).name, *scores)
    return table


def _points(comparisons: Sequence[Comparison]) -> Table:
    table = Table(show_lines=True, expand=True)
    table.add_column("point", ratio=1)
    for name in _names(comparisons):
        table.add_column(name, ratio=1)
    for index, point in enumerate(comparisons[0].points):
        only = comparisons[0].points[index].untold if len(comparisons) == 1 and point.bullets else ()
        left = Text.assemble(
            f"{index + 1}. ", _marked(point.passage.english, only, "[-", "-]"), "\n", (point.passage.spanish, "dim")
        )
        table.add_row(left, *(_told(comparison, index) for comparison in comparisons))
    return table


def _names(comparisons: Sequence[Comparison]) -> list[str]:
    """What the columns are called: file names, or paths where two files have the same name."""
    names = [Path(comparison.summary).name for comparison in comparisons]
    return names if len(set(names)) == len(names) else [comparison.summary for comparison in comparisons]


def _told(comparison: Comparison, index: int) -> Text:
    point = comparison.points[index]
    text = Text(point.verdict, _STYLES[point.verdict])
    for bullet in (comparison.bullets[number] for number in point.bullets):
        text.append("\n")
        text.append_text(_marked(bullet.text, bullet.added, "{+", "+}"))
    for reason in point.reasons:
        text.append(f"\n! {reason}", "red")
    return text


def _rest(comparisons: Sequence[Comparison]) -> list[Table]:
    """What the summaries tell beside the points."""
    tables = []
    for comparison, name in zip(comparisons, _names(comparisons), strict=True):
        rest = rest_of(comparison)
        if not rest:
            continue
        table = Table(title=f"{name}: beside the points", title_justify="left", expand=True)
        table.add_column("bullet", ratio=3)
        table.add_column("verdict", ratio=1)
        for index in rest:
            bullet = comparison.bullets[index]
            verdict = Text(bullet.verdict, _STYLES[bullet.verdict])
            if bullet.evidence:
                verdict.append(f" (the body says so: {', '.join(bullet.evidence)})", "default")
            for reason in bullet.reasons:
                verdict.append(f"\n! {reason}", "red")
            table.add_row(_marked(bullet.text, bullet.added, "{+", "+}"), verdict)
        tables.append(table)
    return tables


def _scores(comparisons: Sequence[Comparison]) -> Table:
    table = Table()
    table.add_column("score")
    for name in _names(comparisons):
        table.add_column(name, justify="right")
    for name in SCORE_NAMES:
        values = [written(value_of(comparison.scores, name)) for comparison in comparisons]
        table.add_row(name, *values, style="bold" if name == "overall" else None)
    return table


def _marked(text: str, spans: Sequence[Span], before: str, after: str) -> Text:
    marked = Text()
    for piece, inside in pieces(text, spans):
        marked.append(f"{before}{piece}{after}" if inside else piece, "underline" if inside else None)
    return marked

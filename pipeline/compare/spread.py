"""Many comparisons as a page: how the scores spread, and every story with the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from statistics import median, quantiles

from pipeline.compare.comparing import Comparison
from pipeline.compare.texts import SCORE_NAMES, value_of, written
from pipeline.write import html_page, load_asset

_PLOTTED = tuple(name for name in SCORE_NAMES if name != "compression")
_LOWEST = {"order": -1.0}
# The plot, in pixels: a row a score, names on the left, medians on the right.
_WIDTH, _ROW, _LEFT, _RIGHT, _TOP = 720, 44, 110, 70, 8
_DOT = 4
_LANES = 5


def to_spread_page(comparisons: Sequence[Comparison], notes: Sequence[str] = ()) -> str:
    """Return a page about many stories and summaries; `notes` say what is not in it."""
    summaries = sorted({comparison.summary for comparison in comparisons})
    stories = len({comparison.story for comparison in comparisons})
    body = [
        "<header><h1>Summaries against their sources</h1>",
        f'<p class="aside">{_count(stories, "story", "stories")}, '
        f"{_count(len(comparisons), 'summary', 'summaries')}.</p>",
        *(f'<p class="aside">{escape(note)}</p>' for note in notes),
        '</header><main id="main">',
        *(part for number, summary in enumerate(summaries) for part in _spread(comparisons, summary, number)),
        *_rows(comparisons),
        "</main>",
    ]
    signature = comparisons[0].signature if comparisons else ""
    style = load_asset("compare.css", "pipeline.compare")
    return html_page("Summaries against their sources", style, body, footer=signature or "puntos compare")


def draw_spread(comparisons: Sequence[Comparison], label: str) -> str:
    """Return an SVG with a dot a story for every score, the median as a line and the middle half as a bar."""
    height = _TOP + _ROW * len(_PLOTTED) + 24
    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(label)}" '
        'xmlns="http://www.w3.org/2000/svg">'
    ]
    for row, name in enumerate(_PLOTTED):
        values = [value for each in comparisons if (value := value_of(each.scores, name)) is not None]
        parts += _draw_row(name, values, _TOP + row * _ROW)
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x = _x(tick, 0.0)
        parts.append(f'<text class="tick" x="{x:.0f}" y="{height - 6}" text-anchor="middle">{tick:g}</text>')
    parts.append("</svg>")
    return "".join(parts)


def _spread(comparisons: Sequence[Comparison], summary: str, number: int) -> Iterator[str]:
    own = [comparison for comparison in comparisons if comparison.summary == summary]
    name = f"spread-{number}"
    yield f'<section aria-labelledby="{name}"><h2 id="{name}">{escape(summary)}: spread of the scores</h2>'
    yield f"<figure>{draw_spread(own, f'Spread of the scores of {summary}; the table below has the figures')}"
    yield (
        "<figcaption>A dot is a story, the bar the middle half of them, the line the median. Order runs from -1 to 1."
        "</figcaption></figure>"
    )
    yield '<div class="wide" tabindex="0"><table><thead><tr><th scope="col">Score</th>'
    yield "".join(
        f'<th scope="col">{head}</th>' for head in ("lowest", "quarter", "median", "three quarters", "highest")
    )
    yield "</tr></thead><tbody>"
    for score in SCORE_NAMES:
        values = [value for each in own if (value := value_of(each.scores, score)) is not None]
        cells = "".join(f"<td>{written(value)}</td>" for value in _five(values))
        yield f'<tr><th scope="row">{score}</th>{cells}</tr>'
    yield "</tbody></table></div></section>"


def _rows(comparisons: Sequence[Comparison]) -> Iterator[str]:
    yield '<section aria-labelledby="stories"><h2 id="stories">Every story, the worst first</h2>'
    yield '<div class="wide" tabindex="0"><table><thead><tr>'
    yield '<th scope="col">Story</th><th scope="col">Summary</th>'
    yield from (f'<th scope="col">{name}</th>' for name in SCORE_NAMES)
    yield "</tr></thead><tbody>"
    for comparison in sorted(comparisons, key=lambda each: (each.scores.overall, each.story)):
        yield f'<tr><th scope="row">{escape(comparison.story)}</th><td class="name">{escape(comparison.summary)}</td>'
        yield from (f"<td>{written(value_of(comparison.scores, name))}</td>" for name in SCORE_NAMES)
        yield "</tr>"
    yield "</tbody></table></div></section>"


def _draw_row(name: str, values: Sequence[float], top: int) -> Iterator[str]:
    lowest = _LOWEST.get(name, 0.0)
    middle = top + _ROW / 2
    yield f'<text x="{_LEFT - 12}" y="{middle + 4:.0f}" text-anchor="end">{name}</text>'
    yield f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{middle:.0f}" y2="{middle:.0f}"/>'
    low, quarter, half, three_quarters, _ = _five(values)
    if low is None or quarter is None or half is None or three_quarters is None:
        yield f'<text x="{_WIDTH - _RIGHT + 12}" y="{middle + 4:.0f}">–</text>'
        return
    start, end = _x(quarter, lowest), _x(three_quarters, lowest)
    yield f'<rect class="half" x="{start:.1f}" y="{middle - 12:.1f}" width="{end - start:.1f}" height="24" rx="3"/>'
    for number, value in enumerate(sorted(values)):
        lane = (number % _LANES - _LANES // 2) * _DOT
        yield f'<circle class="dot" cx="{_x(value, lowest):.1f}" cy="{middle + lane:.1f}" r="{_DOT / 2 + 0.5}"/>'
    x = _x(half, lowest)
    yield f'<line class="median" x1="{x:.1f}" x2="{x:.1f}" y1="{middle - 15:.1f}" y2="{middle + 15:.1f}"/>'
    yield f'<text x="{_WIDTH - _RIGHT + 12}" y="{middle + 4:.0f}">{half:.2f}</text>'


def _x(value: float, lowest: float) -> float:
    return _LEFT + (value - lowest) / (1 - lowest) * (_WIDTH - _LEFT - _RIGHT)


def _five(values: Sequence[float]) -> tuple[float | None, ...]:
    """The lowest, the quartiles and the highest; None of each for no values."""
    if not values:
        return (None,) * 5
    if len(values) == 1:
        return (values[0],) * 5
    quarter, _, three_quarters = quantiles(values, n=4, method="inclusive")
    return min(values), quarter, median(values), three_quarters, max(values)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"

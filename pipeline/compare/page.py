"""Comparisons as a page: the points on the left, what became of them on the right; good on paper too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from pipeline.compare.comparing import Comparison
from pipeline.compare.texts import ORIGINS, SCORE_NAMES, pieces, rest_of, value_of, written
from pipeline.compare.verdicts import BulletVerdict, PointVerdict, Verdict
from pipeline.story import Span
from pipeline.write import html_page, load_asset

# Verdict -> the sign before its word, and the colours it borrows.
SIGNS: Mapping[Verdict, tuple[str, str]] = {
    "kept": ("✓", "mended"),
    "partly": ("◐", "warning"),
    "missing": ("○", "error"),
    "unsupported": ("?", "error"),
    "contradicted": ("‼", "error"),
}


def to_page(comparisons: Sequence[Comparison]) -> str:
    """Return the comparisons of one story's summaries as a self-contained page."""
    first = comparisons[0]
    body = [
        "<header>",
        f'<p class="aside">{escape(first.story)}</p>',
        "<h1>Summary against source</h1>",
        f'<p class="aside">The points are {escape(ORIGINS[first.origin])}. '
        '<mark class="untold">So</mark> are words of a point that the summary leaves out, '
        '<mark class="added">so</mark> words of the summary that the story does not say.</p>',
        "</header>",
        '<main id="main">',
        *_score_table(comparisons),
        *(part for number, comparison in enumerate(comparisons) for part in _section(comparison, number)),
        "</main>",
    ]
    return html_page(
        f"{first.story}: comparison",
        load_asset("compare.css", "pipeline.compare"),
        body,
        footer=first.signature or "puntos compare",
    )


def _score_table(comparisons: Sequence[Comparison]) -> Iterator[str]:
    yield '<section aria-labelledby="scores"><h2 id="scores">Scores</h2>'
    yield '<div class="wide" tabindex="0"><table><thead><tr><th scope="col">Summary</th>'
    yield from (f'<th scope="col">{name}</th>' for name in SCORE_NAMES)
    yield "</tr></thead><tbody>"
    for comparison in comparisons:
        yield f'<tr><th scope="row">{escape(comparison.summary)}</th>'
        yield from (f"<td>{written(value_of(comparison.scores, name))}</td>" for name in SCORE_NAMES)
        yield "</tr>"
    yield "</tbody></table></div></section>"


def _section(comparison: Comparison, number: int) -> Iterator[str]:
    name = f"summary-{number}"
    yield f'<section class="summary" aria-labelledby="{name}"><h2 id="{name}">{escape(comparison.summary)}</h2>'
    yield '<p class="columns" aria-hidden="true"><span>Point</span><span>Summary</span></p><ol>'
    for point in comparison.points:
        yield from _point(comparison, point)
    yield "</ol>"
    rest = [comparison.bullets[index] for index in rest_of(comparison)]
    if rest:
        yield "<h3>Beside the points</h3><ul>"
        for bullet in rest:
            yield f"<li>{_marked(bullet.text, bullet.added, 'added')} {_chip(bullet.verdict)}{_evidence(bullet)}"
            yield f"{_reasons(bullet.reasons)}</li>"
        yield "</ul>"
    yield "</section>"


def _point(comparison: Comparison, point: PointVerdict) -> Iterator[str]:
    untold = point.untold if point.bullets else ()
    yield f'<li class="level-{min(point.passage.level, 3)}"><div class="row"><div class="left">'
    yield f"<p>{_marked(point.passage.english, untold, 'untold')}</p>"
    yield f'<p class="es" lang="es">{escape(point.passage.spanish)}</p></div><div class="right">'
    for bullet in (comparison.bullets[index] for index in point.bullets):
        yield f"<p>{_marked(bullet.text, bullet.added, 'added')}</p>"
    yield f"<p>{_chip(point.verdict)}</p>{_reasons(point.reasons)}</div></div></li>"


def _chip(verdict: Verdict) -> str:
    sign, colours = SIGNS[verdict]
    return f'<span class="chip {colours}"><span aria-hidden="true">{sign}</span> {verdict}</span>'


def _evidence(bullet: BulletVerdict) -> str:
    if not bullet.evidence:
        return ""
    return f' <span class="aside">The body says so: {escape(", ".join(bullet.evidence))}.</span>'


def _reasons(reasons: Sequence[str]) -> str:
    if not reasons:
        return ""
    return '<ul class="reasons">' + "".join(f"<li>{escape(reason)}</li>" for reason in reasons) + "</ul>"


def _marked(text: str, spans: Sequence[Span], kind: str) -> str:
    return "".join(
        f'<mark class="{kind}">{escape(piece)}</mark>' if inside else escape(piece)
        for piece, inside in pieces(text, spans)
    )

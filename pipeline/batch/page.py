"""report.html: the report for people, one file without scripts or anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from pipeline.batch.report import Report
from pipeline.batch.tally import Point

_STYLE: Final = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8886; }
td { overflow-wrap: anywhere; } .number { text-align: right; font-variant-numeric: tabular-nums; }
svg { width: 100%; height: auto; } svg text { font-size: 12px; fill: currentColor; }
"""
_WIDTH: Final = 800
_HEIGHT: Final = 240
_MARGIN: Final = 60


def render_page(report: Report, endings: Sequence[str]) -> str:
    """Return the page; `endings` are the formats of the briefs, the first of which the links lead to."""
    run = report.run
    sections = [
        _table("The run", ("what", "how much"), _facts(report)),
        _throughput(report.throughput),
        _table(
            "Failures, tried again on the next run",
            ("story", "reason", "kind", "attempts", "since"),
            [(each.name, each.reason, each.kind, each.attempts, each.first_failed) for each in report.failures],
        ),
        _table("Left for want of time", ("story",), [(name,) for name in report.left]),
        _table(
            "Sent twice or corrected",
            ("earlier", "later", "relation", "resemblance"),
            [
                (
                    _Cell(_link(each.earlier, endings)),
                    _Cell(_link(each.later, endings)),
                    each.relation,
                    each.resemblance,
                )
                for each in report.links
            ],
        ),
        _table(
            "Findings by kind",
            ("check", "rule", "severity", "findings"),
            [(each.check, each.code, each.severity, each.count) for each in report.findings],
        ),
        _table(
            "Slowest stories",
            ("story", "words", "seconds"),
            [(_Cell(_link(each.stem, endings, each.name)), each.words, each.seconds) for each in report.slowest],
        ),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(run.summary)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(run.summary)}</h1>\n{''.join(sections)}</main>\n</body>\n</html>\n"
    )


class _Cell(str):
    """A cell that is HTML already."""

    __slots__ = ()


def _facts(report: Report) -> list[tuple[str, str]]:
    run = report.run
    first = f"{run.first_brief_s:.1f} s" if run.first_brief_s is not None else "none was made"
    return [
        ("began (UTC)", run.started),
        ("ended (UTC)", f"{run.ended}, {run.ending}, exit code {run.exit_code}"),
        ("stories found", f"{run.total:,}"),
        ("made", f"{run.made:,}"),
        ("done before, unchanged", f"{run.unchanged:,}"),
        ("failed", f"{run.failed:,}"),
        ("left", f"{run.left:,}"),
        ("briefs in this folder", f"{report.stories:,}"),
        ("sentences", f"{run.sentences:,}"),
        ("Spanish words", f"{run.words:,}"),
        ("words a second", f"{run.words_per_s:,.0f}"),
        ("time to the first brief", first),
        ("sentences from the cache", f"{run.cache_hits:,}"),
        ("signature", run.signature),
    ]


def _table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> str:
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in rows)
    if not body:
        return f"<h2>{escape(title)}</h2>\n<p>None.</p>\n"
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    return f"<h2>{escape(title)}</h2>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"


def _cell(value: str | float) -> str:
    if isinstance(value, _Cell):
        return f"<td>{value}</td>"
    if isinstance(value, str):
        return f"<td>{escape(value)}</td>"
    return f'<td class="number">{value:,}</td>'


def _link(stem: str, endings: Sequence[str], text: str = "") -> str:
    label = escape(text or stem)
    return f'<a href="{escape(quote(f"{stem}.{endings[0]}"))}">{label}</a>' if endings else label


def _throughput(points: Sequence[Point]) -> str:
    """Draw words over time, with the numbers that a reader of the picture needs in its title and at its axes."""
    title = "<h2>Throughput</h2>\n"
    if len(points) < 2 or points[-1].words == 0:
        return title + "<p>Too few stories for a plot.</p>\n"
    longest_s, most = max(points[-1].seconds, 0.01), points[-1].words
    plot_width, plot_height = _WIDTH - _MARGIN - 10, _HEIGHT - 40

    def place(point: Point) -> str:
        across = _MARGIN + plot_width * point.seconds / longest_s
        down = 10 + plot_height * (1 - point.words / most)
        return f"{across:.1f},{down:.1f}"

    line = " ".join(place(point) for point in (Point(0.0, 0, 0), *points))
    bottom = 10 + plot_height
    return (
        f'{title}<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="Words over time: {most:,} Spanish words '
        f'in {longest_s:,.1f} seconds">\n'
        f'<path d="M{_MARGIN} 10V{bottom}H{_WIDTH - 10}" fill="none" stroke="currentColor"/>\n'
        f'<polyline points="{line}" fill="none" stroke="#2a7ab9" stroke-width="2"/>\n'
        f'<text x="{_MARGIN - 6}" y="20" text-anchor="end">{most:,}</text>\n'
        f'<text x="{_MARGIN - 6}" y="{bottom}" text-anchor="end">0</text>\n'
        f'<text x="{_MARGIN}" y="{bottom + 20}">0 s</text>\n'
        f'<text x="{_WIDTH - 10}" y="{bottom + 20}" text-anchor="end">{longest_s:,.1f} s</text>\n'
        f'<text x="{_MARGIN + 8}" y="22">Spanish words</text>\n</svg>\n'
    )

"""The counts of a run in Prometheus' text format, for node_exporter's textfile collector.

Format: https://prometheus.io/docs/instrumenting/exposition_formats/. The file is replaced whole, so that a scrape never
meets half of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.tally import Tally
from pipeline.write import write_text


@dataclass(frozen=True, slots=True)
class _Sample:
    name: str
    help: str
    values: tuple[tuple[str, float], ...]


def format_metrics(tally: Tally) -> str:
    """Return the metrics of a run, finished or not."""
    ended = tally.ended.timestamp() if tally.ended is not None else None
    findings = Counter[tuple[str, str]]()
    for entry in tally.made:
        for each in entry.findings:
            findings[each.check, each.severity] += each.count
    states = {
        "made": len(tally.made),
        "unchanged": tally.unchanged,
        "failed": len(tally.failed),
        "left": len(tally.left),
    }
    samples = [
        _Sample(
            "puntos_stories",
            "Stories of the last run by what came of them.",
            tuple((f'{{state="{state}"}}', count) for state, count in states.items()),
        ),
        _single("puntos_sentences", "Sentences translated in the last run.", tally.sentences),
        _single("puntos_words", "Spanish words of the stories made in the last run.", tally.words),
        _single("puntos_words_per_second", "Spanish words a second over the whole last run.", tally.words_per_s),
        _single("puntos_cache_hits", "Sentences that came from the cache.", tally.cache_hits),
        _Sample(
            "puntos_findings",
            "Findings in the briefs made in the last run.",
            tuple(
                (f'{{check="{_escape(check)}",severity="{_escape(severity)}"}}', count)
                for (check, severity), count in sorted(findings.items())
            ),
        ),
        _single("puntos_run_duration_seconds", "How long the last run took.", tally.seconds or tally.elapsed_s()),
        _single("puntos_run_started_timestamp_seconds", "When the last run began.", tally.started.timestamp()),
        _single("puntos_run_ended_timestamp_seconds", "When the last run ended; absent while it works.", ended),
        _single("puntos_first_brief_seconds", "Time to the first brief of the last run.", tally.first_brief_s),
        _single("puntos_exit_code", "Exit code of the last run.", tally.exit_code if ended is not None else None),
    ]
    return "".join(_lines(samples))


def write_metrics(path: Path, tally: Tally) -> None:
    """Replace the file with the run's metrics; raises OutputError."""
    write_text(path, format_metrics(tally))


def _single(name: str, help_text: str, value: float | None) -> _Sample:
    return _Sample(name, help_text, () if value is None else (("", value),))


def _lines(samples: Iterable[_Sample]) -> Iterable[str]:
    for sample in samples:
        if sample.values:
            yield f"# HELP {sample.name} {sample.help}\n# TYPE {sample.name} gauge\n"
            for labels, value in sample.values:
                yield f"{sample.name}{labels} {float(value):.10g}\n"


def _escape(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

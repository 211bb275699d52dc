"""Comparisons as JSON and CSV, for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict

from pipeline.compare.comparing import Comparison
from pipeline.compare.texts import SCORE_NAMES, VERDICTS, value_of

COMPARISON_SCHEMA = "puntos/comparison/1"


def to_json(comparisons: Sequence[Comparison]) -> str:
    """Return comparisons as JSON, with every verdict and its texts."""
    document = {"schema": COMPARISON_SCHEMA, "comparisons": [asdict(comparison) for comparison in comparisons]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def to_csv(comparisons: Sequence[Comparison]) -> str:
    """Return a line a comparison: its scores, and how many points and bullets have which verdict."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    counts = [f"{kind}_{verdict}" for kind in ("points", "bullets") for verdict in VERDICTS]
    writer.writerow(["story", "summary", "reference", *SCORE_NAMES, *counts])
    for comparison in comparisons:
        values = [value_of(comparison.scores, name) for name in SCORE_NAMES]
        verdicts = (
            sum(row.verdict == verdict for row in rows)
            for rows in (comparison.points, comparison.bullets)
            for verdict in VERDICTS
        )
        writer.writerow(
            [
                comparison.story,
                comparison.summary,
                comparison.origin,
                *("" if value is None else f"{value:.4f}" for value in values),
                *verdicts,
            ]
        )
    return out.getvalue()

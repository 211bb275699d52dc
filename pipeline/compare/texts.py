"""What the reports share: texts cut where words differ, and scores in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.compare.comparing import Comparison
from pipeline.compare.reference import Origin
from pipeline.compare.scores import Scores
from pipeline.compare.verdicts import Verdict
from pipeline.story import Span

SCORE_NAMES = (
    "overall",
    "coverage",
    "faithfulness",
    "order",
    "structure",
    "numbers",
    "names",
    "polarity",
    "compression",
)
ORIGINS: Mapping[Origin, str] = {
    "key_points": "the story's own key points",
    "lead_and_headings": "the story's lead and headings; it has no key points of its own",
}
VERDICTS: tuple[Verdict, ...] = ("kept", "partly", "missing", "unsupported", "contradicted")


def pieces(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Cut a text into pieces, each with whether it lies in one of the spans; the pieces joined are the text."""
    bounds = sorted({0, len(text), *(place for span in spans for place in (span.start, span.end))})
    for start, end in pairwise(bounds):
        yield text[start:end], any(span.start <= start and end <= span.end for span in spans)


def value_of(scores: Scores, name: str) -> float | None:
    """Return a score by its name."""
    value = getattr(scores, name)
    assert value is None or isinstance(value, float)
    return value


def written(value: float | None) -> str:
    """Return a score with two places, a dash where there is none."""
    return "–" if value is None else f"{value:.2f}"


def rest_of(comparison: Comparison) -> list[int]:
    """The indexes of the bullets that tell no point."""
    return [index for index, bullet in enumerate(comparison.bullets) if not bullet.points]

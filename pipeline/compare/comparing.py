"""A summary held against a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.compare.align import align
from pipeline.compare.bullets import Line
from pipeline.compare.reference import Origin, Reference, find_reference
from pipeline.compare.scores import Scores, score
from pipeline.compare.verdicts import BulletVerdict, PointVerdict, judge
from pipeline.errors import EmptyInputError
from pipeline.story import Brief


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a summary keeps of a story.

    `origin` says what the points are: the story's own key points, or its lead and headings where it has none.
    """

    story: str
    summary: str
    origin: Origin
    points: tuple[PointVerdict, ...]
    bullets: tuple[BulletVerdict, ...]
    scores: Scores
    signature: str


def compare(brief: Brief, lines: Sequence[Line], name: str) -> Comparison:
    """Hold the bullets of a summary, called `name`, against the story of a brief.

    Raises EmptyInputError for a brief without any text to compare with.
    """
    reference = find_reference(brief)
    if not reference.points:
        raise EmptyInputError(f"{brief.name}: the brief has neither bullets nor draft; make it without --only")
    return compare_with(reference, lines, brief.name, name, brief.signature)


def compare_with(reference: Reference, lines: Sequence[Line], story: str, name: str, signature: str = "") -> Comparison:
    """Hold the bullets of a summary against reference points."""
    texts = [line.text for line in lines]
    links = align(reference.points, texts)
    points, bullets = judge(reference, texts, [line.level for line in lines], links)
    return Comparison(story, name, reference.origin, points, bullets, score(points, bullets), signature)

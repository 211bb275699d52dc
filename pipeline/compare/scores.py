"""The scores of a summary; docs/compare.md defines them for readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.compare.terms import find_spanish_numbers, find_terms, is_number_told, point_told
from pipeline.compare.verdicts import VALUES, BulletVerdict, PointVerdict

# What each score weighs in the overall figure. A score that the story does not have (no numbers in its points, one
# point alone) is left out and the others weigh more. Coverage weighs more than twice as much as order, so that leaving
# a point out never pays by putting the rest in order.
WEIGHTS = {
    "coverage": 0.35,
    "faithfulness": 0.30,
    "order": 0.10,
    "structure": 0.05,
    "numbers": 0.10,
    "names": 0.05,
    "polarity": 0.05,
}


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one summary, between 0 and 1 but for `order` (Kendall's τ, -1 to 1) and `compression`.

    `order`, `numbers`, `names` and `polarity` are None where there is nothing to score: fewer than two points told, no
    numbers or names in the points, no point told.
    """

    coverage: float
    faithfulness: float
    order: float | None
    structure: float
    numbers: float | None
    names: float | None
    polarity: float | None
    compression: float
    overall: float


def score(points: Sequence[PointVerdict], bullets: Sequence[BulletVerdict]) -> Scores:
    """Score a summary by the verdicts of its points and bullets."""
    coverage = _mean([VALUES[point.verdict] for point in points])
    faithfulness = _mean([VALUES[bullet.verdict] for bullet in bullets])
    order = kendall_tau([min(point.bullets) for point in points if point.bullets])
    structure = _structure(points, bullets)
    numbers, names = _numbers(points, bullets), _names(points, bullets)
    told = [point for point in points if point.bullets]
    polarity = _mean([float(point.polarity_kept) for point in told]) if told else None
    values = {
        "coverage": coverage,
        "faithfulness": faithfulness,
        "order": (order + 1) / 2 if order is not None else 0.0,
        "structure": structure,
        "numbers": numbers,
        "names": names,
        "polarity": polarity or 0.0,
    }
    if len(points) < 2:
        values["order"] = None
    weighed = {name: value for name, value in values.items() if value is not None}
    weight = sum(WEIGHTS[name] for name in weighed)
    overall = sum(WEIGHTS[name] * value for name, value in weighed.items()) / weight
    source_words = sum(len(point.passage.english.split()) for point in points)
    return Scores(
        coverage=coverage,
        faithfulness=faithfulness,
        order=order,
        structure=structure,
        numbers=numbers,
        names=names,
        polarity=polarity,
        compression=sum(len(bullet.text.split()) for bullet in bullets) / source_words if source_words else 0.0,
        overall=overall,
    )


def kendall_tau(places: Sequence[int]) -> float | None:
    """Return Kendall's τ-a of places that should rise: 1 in order, -1 reversed, None for fewer than two.

    Equal places (points merged into one bullet) are in order.

    >>> kendall_tau([0, 1, 2]), kendall_tau([2, 1, 0]), kendall_tau([0, 2, 1]), kendall_tau([4])
    (1.0, -1.0, 0.3333333333333333, None)
    """
    pairs = list(combinations(places, 2))
    if not pairs:
        return None
    return sum(1 if one <= other else -1 for one, other in pairs) / len(pairs)


def _structure(points: Sequence[PointVerdict], bullets: Sequence[BulletVerdict]) -> float:
    """The share of points that have one bullet of their own at the same depth, of all points or bullets if more."""
    own = sum(
        len(point.bullets) == 1
        and len(bullets[point.bullets[0]].points) == 1
        and bullets[point.bullets[0]].level == point.passage.level
        for point in points
    )
    return own / max(len(points), len(bullets), 1)


def _numbers(points: Sequence[PointVerdict], bullets: Sequence[BulletVerdict]) -> float | None:
    told = [
        is_number_told(number, find_terms(_text(point, bullets)).numbers)
        for point in points
        for number in find_spanish_numbers(point.passage.spanish)
    ]
    return sum(told) / len(told) if told else None


def _names(points: Sequence[PointVerdict], bullets: Sequence[BulletVerdict]) -> float | None:
    told: list[bool] = []
    for point in points:
        untold = point_told(point.passage, _text(point, bullets)).untold
        told += [word.span not in untold for word in find_terms(point.passage.english).words if word.is_name]
    return sum(told) / len(told) if told else None


def _text(point: PointVerdict, bullets: Sequence[BulletVerdict]) -> str:
    return " ".join(bullets[bullet].text for bullet in point.bullets)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0

"""Which bullets of a summary tell which reference points: an optimal assignment, then what was split or merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.compare.reference import Passage
from pipeline.compare.terms import bullet_supported, point_told

if TYPE_CHECKING:
    from sacrebleu.metrics.chrf import CHRF

# The similarity of a point and a bullet: so much of it is chrF, the rest the F1 of weighted terms told and supported.
CHRF_SHARE = 0.3
# A pair less alike than this is no pair: unrelated sentences of one story share its names and some words.
LEAST_SIMILARITY = 0.3
# A bullet that tells so much of a further point is a merged one; a further bullet of which a point says so much tells a
# part of it.
LEAST_TOLD = 0.6
LEAST_SUPPORTED = 0.6


@dataclass(frozen=True, slots=True)
class Link:
    """A point and a bullet that tell the same, by index, and how alike they are, between 0 and 1."""

    point: int
    bullet: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Group:
    """Points and bullets that hang together; one of each, unless the summary split or merged points."""

    points: tuple[int, ...]
    bullets: tuple[int, ...]


@lru_cache(maxsize=4096)
def similarity(passage: Passage, text: str) -> float:
    """Return how much a passage and an English text say the same, between 0 and 1.

    The English of the passage is compared by chrF (Popović, 2015), and its terms, numbers and names weighing most, by
    the harmonic mean of the share that the text tells and the share of the text that the passage supports.
    """
    told = point_told(passage, text).share
    supported = bullet_supported(text, (passage,)).share
    terms = 2 * told * supported / (told + supported) if told + supported else 0.0
    characters: float = _chrf().sentence_score(text, [passage.english]).score / 100
    return CHRF_SHARE * characters + (1 - CHRF_SHARE) * terms


def align(points: Sequence[Passage], texts: Sequence[str]) -> tuple[Link, ...]:
    """Return the links between points and the texts of bullets, in the order of the points.

    First the assignment of points to bullets, one to one, with the greatest sum of similarities; then every point or
    bullet without a partner may join another pair, if a bullet tells most of the point or a point most of the bullet.
    """
    if not points or not texts:
        return ()
    import numpy as np  # heavy: kept out of the start of the command line
    from scipy.optimize import linear_sum_assignment

    table = np.array([[similarity(point, text) for text in texts] for point in points])
    rows, columns = linear_sum_assignment(table, maximize=True)
    links = [
        Link(int(point), int(bullet), float(table[point, bullet]))
        for point, bullet in zip(rows, columns, strict=True)
        if table[point, bullet] >= LEAST_SIMILARITY
    ]
    free_points = set(range(len(points))) - {link.point for link in links}
    free_bullets = set(range(len(texts))) - {link.bullet for link in links}
    for point in sorted(free_points):
        shares = [point_told(points[point], text).share for text in texts]
        best = max(range(len(texts)), key=lambda bullet: (shares[bullet], table[point, bullet]))
        if shares[best] >= LEAST_TOLD and best not in free_bullets:
            links.append(Link(point, best, float(table[point, best])))
    for bullet in sorted(free_bullets):
        shares = [bullet_supported(texts[bullet], (point,)).share for point in points]
        best = max(range(len(points)), key=lambda point: (shares[point], table[point, bullet]))
        if shares[best] >= LEAST_SUPPORTED and best not in free_points:
            links.append(Link(best, bullet, float(table[best, bullet])))
    return tuple(sorted(links, key=lambda link: (link.point, link.bullet)))


def find_groups(links: Sequence[Link]) -> tuple[Group, ...]:
    """Return the points and bullets that links hold together."""
    groups: list[tuple[set[int], set[int]]] = []
    for link in links:
        points, bullets = {link.point}, {link.bullet}
        apart = []
        for group in groups:
            if link.point in group[0] or link.bullet in group[1]:
                points |= group[0]
                bullets |= group[1]
            else:
                apart.append(group)
        groups = [*apart, (points, bullets)]
    return tuple(Group(tuple(sorted(points)), tuple(sorted(bullets))) for points, bullets in groups)


@lru_cache(maxsize=1)
def _chrf() -> CHRF:
    from sacrebleu.metrics.chrf import CHRF  # heavy: kept out of the start of the command line

    return CHRF()

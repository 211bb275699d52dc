"""Which sentences of an English draft from anywhere tell which sentences of the Spanish story.

A monotone alignment by dynamic programming, after Gale and Church (1993), but by words instead of lengths: our own
translation of every Spanish sentence stands for it (Sennrich and Volk's Bleualign, 2010). One to one, one to two, two
to one, and sentences without a counterpart on either side are allowed; a draft told in another order is not aligned
but its sentences are found to be added and missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# Two texts must share this much of their words to be taken for one another at all: unrelated sentences of one story
# share function words and the story's names.
LEAST_OVERLAP = 0.3

# A two-for-one bead must beat its best one-to-one half by more than a shared "the".
JOINING_COST = 0.05

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_BEADS = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))


@dataclass(frozen=True, slots=True)
class Bead:
    """Indexes of the sentences on either side that tell the same; one side may be empty."""

    sources: tuple[int, ...]
    targets: tuple[int, ...]


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def overlap(one: Counter[str], other: Counter[str]) -> float:
    """Return the Dice coefficient of two bags of words, between 0 and 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def align(translations: Sequence[str], targets: Sequence[str]) -> tuple[Bead, ...]:
    """Align the translations of the source's sentences with the sentences of a draft.

    Every index of either side stands in exactly one bead; beads are in reading order.
    """
    source_words = [_words(text) for text in translations]
    target_words = [_words(text) for text in targets]

    def gain(source: int, sources: int, target: int, targets: int) -> float:
        if not sources or not targets:
            return 0.0
        left = sum(source_words[source : source + sources], Counter[str]())
        right = sum(target_words[target : target + targets], Counter[str]())
        shared = overlap(left, right) - LEAST_OVERLAP
        # Weighed by the number of sentences told, so that a pair of good matches beats one over both.
        return (sources + targets) / 2 * shared - JOINING_COST * (sources + targets - 2)

    best: list[list[float]] = [[0.0] * (len(targets) + 1) for _ in range(len(translations) + 1)]
    step: list[list[tuple[int, int]]] = [[(0, 0)] * (len(targets) + 1) for _ in range(len(translations) + 1)]
    for source in range(len(translations) + 1):
        for target in range(len(targets) + 1):
            options = [
                (best[source - taken][target - given] + gain(source - taken, taken, target - given, given), bead)
                for bead in _BEADS
                for taken, given in [bead]
                if taken <= source and given <= target
            ]
            if options:
                best[source][target], step[source][target] = max(options, key=lambda option: option[0])
    return tuple(reversed(_walk_back(step, len(translations), len(targets))))


def _walk_back(step: Sequence[Sequence[tuple[int, int]]], source: int, target: int) -> list[Bead]:
    beads = []
    while source or target:
        taken, given = step[source][target]
        beads.append(Bead(tuple(range(source - taken, source)), tuple(range(target - given, target))))
        source, target = source - taken, target - given
    return beads

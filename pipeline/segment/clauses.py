"""A sentence too long for the model, cut into clauses that fit.

Nothing is dropped: the pieces and the white space between them are the sentence. A cut falls where a reader would
pause, the nearer the middle the better: after a semicolon, a colon, a dash; before an opening quote or a conjunction;
after a comma; at any white space; within a word only where the word alone does not fit.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.story import Span

_COORDINATORS: Final = r"(?:y|e|o|u|ni|pero|sino|aunque|mientras|porque|pues|cuando|donde|quien|quienes)\s"
_SUBORDINATORS: Final = r"(?:que|y|e|o|u|ni|pero|sino|aunque|porque|cuando|donde|mientras|si|para|según|tras)\s"

_COSTS: Final = (
    (1.5, re.compile(r"\d$"), re.compile(r"\d")),  # «12 000»
    (1.5, re.compile(r"\.$"), re.compile("")),  # «EE. UU.»: within a sentence a full stop is an abbreviation's
    (0.0, re.compile(r"[;!?…][»”\")]*$"), re.compile("")),
    (0.1, re.compile(r"[:—–][»”\")]*$"), re.compile("")),
    (0.1, re.compile(""), re.compile(r"[—–]")),
    (0.2, re.compile(r"[»”]$"), re.compile("")),
    (0.2, re.compile(""), re.compile(r"[«“(]")),
    (0.2, re.compile(r",$"), re.compile(_COORDINATORS)),
    (0.3, re.compile(r",[»”\")]*$"), re.compile("")),
    (0.5, re.compile(""), re.compile(_SUBORDINATORS)),
    (0.9, re.compile(""), re.compile("")),
)
"""What a cut costs by what stands before and after the white space; the first row that fits holds. Ours: the order in
which «Ortografía de la lengua española» (RAE and ASALE, 2010), chapter III.3, ranks the pauses of the marks."""
_MIDDLE_COST: Final = 1.0
_PAIR_COST: Final = 0.5
_MOST_PAIRS: Final = 2

_SPACE: Final = re.compile(r"\s+")
_PAIRS: Final = {")": "(", "]": "[", "»": "«", "”": "“"}
_LOOKBACK: Final = 8


@dataclass(frozen=True, slots=True)
class _Cut:
    """White space at which a text may be cut, and what that costs wherever the middle is."""

    start: int
    end: int
    cost: float


def split_clauses(text: str, fits: Callable[[str], bool]) -> tuple[Span, ...]:
    """Spans of pieces of `text`, trimmed and in order, each of which `fits`; only white space lies around them.

    `fits` tells of a piece's text whether the model takes it whole. A character that does not fit alone is given all
    the same.
    """
    cuts = _find_cuts(text)
    starts = [cut.start for cut in cuts]
    ends = [cut.end for cut in cuts]

    def split(start: int, end: int) -> Iterator[Span]:
        piece = text[start:end]
        start, end = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if start >= end:
            return
        if end - start == 1 or fits(text[start:end]):
            yield Span(start, end)
            return
        inside = cuts[bisect_right(starts, start) : bisect_left(ends, end)]
        if inside:
            best = min(inside, key=lambda cut: cut.cost + _MIDDLE_COST * _distance_from_middle(cut, start, end))
            yield from split(start, best.start)
            yield from split(best.end, end)
        else:
            middle = _middle_of_word(text, start, end)
            yield from split(start, middle)
            yield from split(middle, end)

    return tuple(split(0, len(text)))


def _distance_from_middle(cut: _Cut, start: int, end: int) -> float:
    """0 in the middle of the piece, 1 at its ends."""
    return abs((cut.start - start) - (end - cut.end)) / (end - start)


def _middle_of_word(text: str, start: int, end: int) -> int:
    """A place near the middle that parts no letter from its accent; the middle where there is none."""
    middle = (start + end) // 2
    return next((at for at in range(middle, start, -1) if not unicodedata.combining(text[at])), middle)


def _find_cuts(text: str) -> Sequence[_Cut]:
    depths = _pair_depths(text)
    return [
        _Cut(space.start(), space.end(), _cost(text, space) + _PAIR_COST * min(depths[space.start()], _MOST_PAIRS))
        for space in _SPACE.finditer(text)
    ]


def _cost(text: str, space: re.Match[str]) -> float:
    before = text[max(0, space.start() - _LOOKBACK) : space.start()]
    return next(cost for cost, left, right in _COSTS if left.search(before) and right.match(text, space.end()))


def _pair_depths(text: str) -> Sequence[int]:
    """In how many brackets and quotations each character stands, those left aside that are never closed."""
    changes = [0] * (len(text) + 1)
    opened: list[tuple[str, int]] = []
    for position, character in enumerate(text):
        if character in _PAIRS.values() or (character == '"' and all(mark != '"' for mark, _ in opened)):
            opened.append((character, position))
            continue
        opener = _PAIRS.get(character, character)
        place = next((index for index in range(len(opened) - 1, -1, -1) if opened[index][0] == opener), None)
        if place is not None:
            changes[opened[place][1]] += 1
            changes[position] -= 1
            del opened[place:]
    depth = 0
    return [depth := depth + change for change in changes]

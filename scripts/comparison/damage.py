"""Damage to the bullets of a correct summary, each kind in a known way and with the verdict it asks for.

The rules here are their own: nothing is shared with the checks whose verdicts they test.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["drop", "reorder", "merge", "number", "negation", "alien"]

_DIGIT = re.compile(r"(?<![A-Za-z])\d")
_NOT = re.compile(r"\b(is|are|was|were|will|would|has|have|had|can|could|should|may|must|does|do|did) not\b")
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|would|has|have|had|can|could|should|must)\b(?! not\b)")
_NEGATIVE = re.compile(
    r"n't\b|\b(?:not?|never|nor|none|nobody|nothing|without|neither|den(?:y|ies|ied|ying)|refus\w+|reject\w+|fail\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged summary.

    `points` and `bullets` are the indexes of the reference points and of the damaged summary's bullets that the damage
    hits; `verdict` is what should be said of them. `origins` gives, for each bullet, the bullets it was made of.
    """

    kind: Kind
    texts: tuple[str, ...]
    verdict: Literal["kept", "missing", "contradicted", "unsupported"]
    points: tuple[int, ...]
    bullets: tuple[int, ...]
    origins: tuple[tuple[int, ...], ...]


def drop(texts: Sequence[str], rng: random.Random) -> Damaged | None:
    """Leave a bullet out."""
    at = rng.randrange(len(texts))
    left = [index for index in range(len(texts)) if index != at]
    return _damaged("drop", [texts[index] for index in left], "missing", (at,), (), [(index,) for index in left])


def reorder(texts: Sequence[str], rng: random.Random) -> Damaged | None:
    """Put the bullets in another order."""
    if len(set(texts)) < 2:
        return None
    order = list(range(len(texts)))
    while order == sorted(order):
        rng.shuffle(order)
    every = tuple(range(len(texts)))
    return _damaged("reorder", [texts[index] for index in order], "kept", every, every, [(index,) for index in order])


def merge(texts: Sequence[str], rng: random.Random) -> Damaged | None:
    """Make one bullet of two neighbours."""
    if len(texts) < 2:
        return None
    at = rng.randrange(len(texts) - 1)
    origins = [(index,) for index in range(len(texts)) if index not in (at, at + 1)]
    merged: list[tuple[int, ...]] = [*origins[:at], (at, at + 1), *origins[at:]]
    made = [" ".join(texts[index] for index in group) for group in merged]
    return _damaged("merge", made, "kept", (at, at + 1), (at,), merged)


def change_number(texts: Sequence[str], rng: random.Random) -> Damaged | None:
    """Change one digit of a bullet."""

    def change(text: str) -> str | None:
        places = [match.start() for match in _DIGIT.finditer(text)]
        if not places:
            return None
        at = rng.choice(places)
        digit = rng.choice([other for other in "123456789" if other != text[at]])
        return text[:at] + digit + text[at + 1 :]

    return _change("number", texts, rng, change)


def negate(texts: Sequence[str], rng: random.Random) -> Damaged | None:
    """Take the "not" out of a bullet, or put one into a bullet that denies nothing."""

    def change(text: str) -> str | None:
        if len(_NEGATIVE.findall(text)) == 1 and _NOT.search(text):
            return _NOT.sub(r"\1", text, count=1)
        if not _NEGATIVE.search(text) and _AUXILIARY.search(text):
            return _AUXILIARY.sub(r"\1 not", text, count=1)
        return None

    return _change("negation", texts, rng, change)


def add_alien(texts: Sequence[str], rng: random.Random, others: Sequence[str]) -> Damaged | None:
    """Add a bullet that belongs to another story."""
    if not others:
        return None
    at = rng.randrange(len(texts) + 1)
    made = [*texts[:at], rng.choice(list(others)), *texts[at:]]
    origins: list[tuple[int, ...]] = [(index,) for index in range(len(texts))]
    return _damaged("alien", made, "unsupported", (), (at,), [*origins[:at], (), *origins[at:]])


def _change(
    kind: Kind, texts: Sequence[str], rng: random.Random, change: Callable[[str], str | None]
) -> Damaged | None:
    changed = [(index, made) for index, text in enumerate(texts) if (made := change(text)) is not None]
    if not changed:
        return None
    at, made = rng.choice(changed)
    texts = [made if index == at else text for index, text in enumerate(texts)]
    return _damaged(kind, texts, "contradicted", (at,), (at,), [(index,) for index in range(len(texts))])


def _damaged(
    kind: Kind,
    texts: Sequence[str],
    verdict: Literal["kept", "missing", "contradicted", "unsupported"],
    points: tuple[int, ...],
    bullets: tuple[int, ...],
    origins: Sequence[tuple[int, ...]],
) -> Damaged:
    return Damaged(kind, tuple(texts), verdict, points, bullets, tuple(origins))

"""Sentences longer than the model takes: cut into clauses, translated, and joined again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final

from pipeline.segment.clauses import split_clauses
from pipeline.settings import Decoding
from pipeline.translate.endings import match_ends
from pipeline.translate.translator import EngineIdentity, Hypothesis, Translator

# Words that a model writes with a capital only because it takes a clause for a sentence.
_CAPITALISED: Final = frozenset({
    "A", "According", "After", "Although", "An", "And", "As", "At", "Because", "Before", "But", "By", "For",
    "From", "He", "However", "If", "In", "It", "No", "Not", "Of", "On", "Or", "She", "Since", "That", "The",
    "There", "These", "They", "This", "Those", "To", "We", "When", "Where", "Which", "While", "Who", "With",
})  # fmt: skip


class ClauseTranslator:
    """A translator around an engine that gives it nothing longer than its `max_tokens`."""

    def __init__(self, engine: Translator) -> None:
        self._engine = engine

    @property
    def identity(self) -> EngineIdentity:
        """The engine's."""
        return self._engine.identity

    @property
    def max_tokens(self) -> int:
        """The engine's; this translator itself has no limit."""
        return self._engine.max_tokens

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        """Return for each sentence its hypotheses, best first; those of a cut one are joined rank by rank."""
        pieces = [self._split(sentence) for sentence in sentences]
        ends = list(accumulate(map(len, pieces)))
        answers = self._engine.translate([piece for of_sentence in pieces for piece in of_sentence], decoding)
        return [
            _join(of_sentence, answers[end - len(of_sentence) : end])
            for of_sentence, end in zip(pieces, ends, strict=True)
        ]

    def count_tokens(self, text: str) -> int:
        """How many source pieces `text` has."""
        return self._engine.count_tokens(text)

    def close(self) -> None:
        """Free the engine."""
        self._engine.close()

    def _split(self, sentence: str) -> list[str]:
        fits: Callable[[str], bool] = lambda text: self._engine.count_tokens(text) <= self._engine.max_tokens  # noqa: E731
        if fits(sentence):
            return [sentence]
        return [sentence[span.start : span.end] for span in split_clauses(sentence, fits)]


def _join(pieces: Sequence[str], parts: Sequence[tuple[Hypothesis, ...]]) -> tuple[Hypothesis, ...]:
    if len(parts) == 1:
        return parts[0]
    ranks = min(len(part) for part in parts)
    fitted = [
        [Hypothesis(_fit(piece, hypothesis.text), hypothesis.score) for hypothesis in part]
        for piece, part in zip(pieces, parts, strict=True)
    ]
    return tuple(join_hypotheses([part[rank] for part in fitted], " ") for rank in range(ranks))


def _fit(piece: str, translation: str) -> str:
    """Make the translation of a clause a part of a sentence: its end like the source's, no capital of its own."""
    translation = match_ends(piece, translation)
    first, space, rest = translation.partition(" ")
    if piece[:1].islower() and first in _CAPITALISED:
        return first.lower() + space + rest
    return translation


def join_hypotheses(parts: Sequence[Hypothesis], between: str) -> Hypothesis:
    """Put translations of the parts of a sentence together; the score is the mean weighted by length in characters."""
    scored = [(part.score, len(part.text)) for part in parts if part.score is not None]
    weight = sum(length for _, length in scored)
    score = round(sum(score * length for score, length in scored) / weight, 4) if weight else None
    return Hypothesis(between.join(part.text for part in parts if part.text), score)

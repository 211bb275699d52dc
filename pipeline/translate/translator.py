"""What a translator is: sentences in, hypotheses out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.settings import ComputeType, Decoding, Engine


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An English sentence and the model's mean log-probability a token, or None where no model was asked."""

    text: str
    score: float | None


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """What decides, with the decoding settings, what a translator gives for a sentence."""

    model: str
    weights_sha256: str
    engine: Engine
    compute_type: ComputeType


class Translator(Protocol):
    """Turns Spanish sentences into English ones; what it gives for a sentence does not depend on its company."""

    @property
    def identity(self) -> EngineIdentity:
        """The model, its weights and how they are computed."""
        ...

    @property
    def max_tokens(self) -> int:
        """How many source pieces a sentence may have to be translated well."""
        ...

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        """Return for each sentence `decoding.n_best` hypotheses, best first; raises TranslationError."""
        ...

    def count_tokens(self, text: str) -> int:
        """How many source pieces `text` has."""
        ...

    def close(self) -> None:
        """Free the model, write what is held back."""
        ...

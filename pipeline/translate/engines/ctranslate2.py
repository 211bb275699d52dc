"""The default engine: a Marian model converted for CTranslate2, on the processor, in int8 or float32."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from pipeline.errors import ModelDamagedError, TranslationError
from pipeline.settings import Decoding
from pipeline.translate.engines.batches import batch_by_length, max_output_tokens
from pipeline.translate.engines.pieces import PieceTokenizer
from pipeline.translate.translator import EngineIdentity, Hypothesis

MAX_BATCH_TOKENS: Final = 1024
"""Source tokens in a batch: larger ones were not faster (scripts/measure_batches)."""


class _Result(Protocol):
    hypotheses: list[list[str]]
    scores: list[float]


class _Answer(Protocol):
    def result(self) -> _Result: ...


class CTranslate2Translator:
    """A translator on CTranslate2; `translate` may be called from several threads."""

    def __init__(
        self,
        identity: EngineIdentity,
        directory: Path,
        converted: Path,
        *,
        max_tokens: int,
        positions: int,
        threads: int = 0,
    ) -> None:
        """Load the `converted` form of the Marian model in `directory`; raises ModelDamagedError.

        One batch runs on one thread and `threads` batches at once (0: as many as there are processors): in small
        matrices the threads of one batch wait for each other.
        """
        import ctranslate2  # here, so that a run from the cache does without it and numpy

        self.identity = identity
        self.max_tokens = max_tokens
        self._positions = positions
        try:
            self._pieces = PieceTokenizer(directory)
            self._translator = ctranslate2.Translator(
                str(converted),
                device="cpu",
                compute_type=identity.compute_type,
                inter_threads=threads or count_processors(),
                intra_threads=1,
            )
        except (RuntimeError, OSError, ValueError) as error:
            raise ModelDamagedError(
                f"{identity.model}: the model does not load ({error}); run `puntos models verify {identity.model}`"
            ) from error

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        """Return for each sentence its hypotheses, best first; raises TranslationError."""
        sources = [self._pieces.encode(sentence) for sentence in sentences]
        results: list[tuple[Hypothesis, ...]] = [()] * len(sources)
        try:
            running = [
                (batch, self._start([sources[index] for index in batch], decoding))
                for batch in batch_by_length([len(source) for source in sources], MAX_BATCH_TOKENS)
            ]
            for batch, answers in running:
                for index, answer in zip(batch, answers, strict=True):
                    results[index] = self._read(answer.result(), decoding)
        except (RuntimeError, MemoryError, ValueError) as error:
            raise TranslationError(
                f"{self.identity.model}: ctranslate2 failed on a batch of {len(sentences)} sentences: {error}"
            ) from error
        return results

    def count_tokens(self, text: str) -> int:
        """How many source pieces `text` has, its end mark among them."""
        return len(self._pieces.encode(text))

    def close(self) -> None:
        """Free the model."""
        self._translator.unload_model()

    def _start(self, sources: list[list[str]], decoding: Decoding) -> list[_Answer]:
        answers: list[_Answer] = self._translator.translate_batch(
            sources,
            asynchronous=True,
            beam_size=decoding.beam_size,
            num_hypotheses=decoding.n_best,
            length_penalty=decoding.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            disable_unk=True,
            max_input_length=0,
            max_decoding_length=max_output_tokens(len(sources[0]), self._positions),
            return_scores=True,
        )
        return answers

    def _read(self, result: _Result, decoding: Decoding) -> tuple[Hypothesis, ...]:
        return tuple(
            Hypothesis(self._pieces.decode(pieces), mean_score(score, len(pieces), decoding.length_penalty))
            for pieces, score in zip(result.hypotheses, result.scores, strict=True)
        )


def mean_score(score: float, tokens: int, length_penalty: float) -> float:
    """Turn an engine's score, a log-probability over ``length ** length_penalty``, into one over the length."""
    length = tokens + 1
    return round(float(score * length ** (length_penalty - 1)), 4)


def count_processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

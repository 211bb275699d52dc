"""A translator that asks the cache first and opens its engine at the first sentence that the cache does not know."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from typing import Final

from pipeline.cache import Cache, make_key
from pipeline.settings import Decoding
from pipeline.translate.translator import EngineIdentity, Hypothesis, Translator

VERSION: Final = "1"
"""Version of everything between a sentence handed to `translate` and the engine: clause splitting, bounds. Part of the
key; raise it when the same sentence may give another translation."""

_WRITTEN_AT_ONCE: Final = 512


class CachedTranslator:
    """Translates a sentence once, ever; safe for several threads, which take turns."""

    def __init__(
        self, identity: EngineIdentity, max_tokens: int, open_engine: Callable[[], Translator], cache: Cache
    ) -> None:
        self.identity = identity
        self.max_tokens = max_tokens
        self.hits = 0
        """How many sentences the cache knew so far."""
        self._open_engine = open_engine
        self._cache = cache
        self._engine: Translator | None = None
        self._lock = threading.RLock()

    @property
    def is_loaded(self) -> bool:
        """Whether a sentence has needed the model."""
        return self._engine is not None

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        """Return for each sentence its hypotheses, best first; equal sentences are translated once.

        Raises TranslationError, and what opening the model raises.
        """
        with self._lock:
            keys = {sentence: self._key(sentence, decoding) for sentence in dict.fromkeys(sentences)}
            known = self._cache.get_many(list(keys.values()))
            answers: dict[str, tuple[Hypothesis, ...]] = {}
            for sentence, key in keys.items():
                answer = _read(known[key]) if key in known else None
                if answer is not None:
                    answers[sentence] = answer
            self.hits += len(answers)
            unknown = [sentence for sentence in keys if sentence not in answers]
            # In portions, so that a run that is interrupted keeps most of what it has done; longest first, so that
            # each portion fills its batches.
            unknown.sort(key=len, reverse=True)
            for start in range(0, len(unknown), _WRITTEN_AT_ONCE):
                portion = unknown[start : start + _WRITTEN_AT_ONCE]
                fresh = dict(zip(portion, self._load().translate(portion, decoding), strict=True))
                self._cache.put_many({keys[sentence]: _write(answer) for sentence, answer in fresh.items()})
                answers.update(fresh)
            return [answers[sentence] for sentence in sentences]

    def count_tokens(self, text: str) -> int:
        """How many source pieces `text` has; loads the model."""
        with self._lock:
            return self._load().count_tokens(text)

    def close(self) -> None:
        """Free the model and close the cache."""
        with self._lock:
            if self._engine is not None:
                self._engine.close()
                self._engine = None
            self._cache.close()

    def _load(self) -> Translator:
        if self._engine is None:
            self._engine = self._open_engine()
        return self._engine

    def _key(self, sentence: str, decoding: Decoding) -> str:
        identity = self.identity
        return make_key(
            [
                sentence,
                identity.model,
                identity.weights_sha256,
                identity.engine,
                identity.compute_type,
                decoding.signature,
                VERSION,
            ]
        )


def _write(hypotheses: tuple[Hypothesis, ...]) -> str:
    return json.dumps([[hypothesis.text, hypothesis.score] for hypothesis in hypotheses], ensure_ascii=False)


def _read(value: str) -> tuple[Hypothesis, ...] | None:
    """Read an entry; None where it is not one, as another program may have written it."""
    try:
        return tuple(
            Hypothesis(str(text), None if score is None else float(score)) for text, score in json.loads(value)
        )
    except (ValueError, TypeError):
        return None

"""The reference engine: the same model in Hugging Face transformers, on the processor, in float32."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pipeline.errors import ConfigurationError, ModelDamagedError, TranslationError
from pipeline.settings import Decoding
from pipeline.translate.engines.batches import batch_by_length, max_output_tokens
from pipeline.translate.translator import EngineIdentity, Hypothesis

MAX_BATCH_TOKENS: Final = 1024
"""Source tokens in a batch."""


class TransformersTranslator:
    """A translator on MarianMTModel and MarianTokenizer."""

    def __init__(
        self, identity: EngineIdentity, directory: Path, *, max_tokens: int, positions: int, threads: int = 0
    ) -> None:
        """Load the Marian model in `directory`; raises ModelDamagedError, and ConfigurationError without torch."""
        try:
            import torch  # here, as it takes seconds
            from transformers import MarianMTModel, MarianTokenizer
        except ImportError as error:
            raise ConfigurationError(
                "the transformers engine needs PyTorch: pip install 'puntos[transformers]'"
            ) from error

        self.identity = identity
        self.max_tokens = max_tokens
        self._positions = positions
        # The threads of a small model wait for each other: beside other work on two processors two were slower by far.
        torch.set_num_threads(threads or 1)
        try:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
                self._tokenizer = MarianTokenizer.from_pretrained(str(directory), local_files_only=True)
            self._model = MarianMTModel.from_pretrained(str(directory), dtype=torch.float32, local_files_only=True)
        except (RuntimeError, OSError, ValueError, KeyError) as error:
            raise ModelDamagedError(
                f"{identity.model}: the model does not load ({error}); run `puntos models verify {identity.model}`"
            ) from error
        self._model.eval()

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        """Return for each sentence its hypotheses, best first; raises TranslationError."""
        sources = [self.encode(sentence) for sentence in sentences]
        results: list[tuple[Hypothesis, ...]] = [()] * len(sources)
        for batch in batch_by_length([len(source) for source in sources], MAX_BATCH_TOKENS):
            try:
                hypotheses = self._generate([sources[index] for index in batch], decoding)
            except (RuntimeError, MemoryError, ValueError) as error:
                raise TranslationError(
                    f"{self.identity.model}: transformers failed on a batch of {len(batch)} sentences: {error}"
                ) from error
            for index, found in zip(batch, hypotheses, strict=True):
                results[index] = found
        return results

    def count_tokens(self, text: str) -> int:
        """How many source pieces `text` has, its end mark among them."""
        return len(self.encode(text))

    def close(self) -> None:
        """Free the model."""
        del self._model

    def encode(self, text: str) -> list[int]:
        """Ids of the source pieces of `text`, its end mark last."""
        # A literal "</s>" in a story is text like any other.
        ids: list[int] = self._tokenizer(text, split_special_tokens=True)["input_ids"]
        return ids

    def _generate(self, sources: list[list[int]], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        import torch

        with torch.inference_mode():
            output = self._model.generate(
                torch.tensor(sources),
                num_beams=decoding.beam_size,
                num_return_sequences=decoding.n_best,
                length_penalty=decoding.length_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram_size,
                # Stop at `num_beams` finished hypotheses, as CTranslate2 does.
                early_stopping=decoding.beam_size > 1,
                suppress_tokens=[self._tokenizer.unk_token_id],
                max_length=1 + max_output_tokens(len(sources[0]), self._positions),
                output_scores=True,
                return_dict_in_generate=True,
            )
            steps = self._model.compute_transition_scores(
                output.sequences, output.scores, output.get("beam_indices"), normalize_logits=decoding.beam_size == 1
            )
        generated = output.sequences[:, 1:].ne(self._tokenizer.pad_token_id)
        scores = steps.masked_fill(~generated, 0.0).sum(dim=1) / generated.sum(dim=1)
        texts = self._tokenizer.batch_decode(
            output.sequences, skip_special_tokens=True, clean_up_tokenization_spaces=False
        )
        found = [Hypothesis(text, round(score, 4)) for text, score in zip(texts, scores.tolist(), strict=True)]
        return [tuple(found[start : start + decoding.n_best]) for start in range(0, len(found), decoding.n_best)]

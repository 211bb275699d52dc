"""SentencePiece models and vocabularies of a Marian directory, read as MarianTokenizer reads them, without torch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

END_OF_SENTENCE: Final = "</s>"
UNKNOWN: Final = "<unk>"
_WORD_START: Final = "▁"


class PieceTokenizer:
    """Cuts Spanish into pieces of the source vocabulary and puts English pieces together."""

    def __init__(self, directory: Path) -> None:
        """Read `source.spm`, `target.spm` and `vocab.json` of a Hugging Face Marian directory."""
        import sentencepiece  # here, so that a run from the cache does without

        self._source = sentencepiece.SentencePieceProcessor(model_file=str(directory / "source.spm"))
        self._target = sentencepiece.SentencePieceProcessor(model_file=str(directory / "target.spm"))
        self._vocabulary: frozenset[str] = frozenset(json.loads((directory / "vocab.json").read_bytes()))

    def encode(self, text: str) -> list[str]:
        """Cut a sentence into pieces, `</s>` at the end; a piece that the model does not know becomes `<unk>`."""
        pieces: list[str] = self._source.encode(text, out_type=str)
        return [piece if piece in self._vocabulary else UNKNOWN for piece in pieces] + [END_OF_SENTENCE]

    def decode(self, pieces: Sequence[str]) -> str:
        """Put pieces of the target vocabulary together."""
        text: str = self._target.decode_pieces(list(pieces))
        return text.replace(_WORD_START, " ").strip()

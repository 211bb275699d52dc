"""The settings of a run: one immutable value, made at the edge and handed down whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Engine = Literal["ctranslate2", "transformers"]
ComputeType = Literal["int8", "float32"]

DEFAULT_MODEL = "es-en-tiny"


@dataclass(frozen=True, slots=True)
class Decoding:
    """How hypotheses are searched.

    `beam_size` 1 is greedy; `n_best` is at most `beam_size`. `length_penalty` is the exponent of the hypothesis length
    by which the engines divide its log-probability. `no_repeat_ngram_size`: no run of so many target pieces comes
    twice (0: any may).
    """

    beam_size: int = 4
    n_best: int = 1
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = 0

    @property
    def signature(self) -> str:
        """The settings as a part of a brief's signature."""
        unrepeated = f"|norepeat:{self.no_repeat_ngram_size}" if self.no_repeat_ngram_size else ""
        return f"beam:{self.beam_size}|nbest:{self.n_best}|lp:{self.length_penalty:g}{unrepeated}"


GREEDY = Decoding(beam_size=1)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides what a run gives, and where it keeps its cache.

    `cache` is a path, a ``postgresql://`` address, or None for no cache. `threads` 0 means as many as the machine
    has processors. `bullets` sets how many bullets are chosen where a story has no key points of its own.
    """

    model: str = DEFAULT_MODEL
    engine: Engine = "ctranslate2"
    compute_type: ComputeType = "int8"
    decoding: Decoding = Decoding()
    redecode: bool = True
    bullets: int | None = None
    glossary: Path | None = None
    cache: Path | str | None = None
    threads: int = 0
    force: bool = False

"""How many sentences come out differently in other company, in padded batches and in batches of one length.

Each sentence is translated alone; then all of them in padded batches sorted by length, as is usual, and in our batches
of equal lengths. The table counts texts and scores that differ from those of the sentence alone, and gives the
processor seconds of each, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from pipeline.models import find_model
from pipeline.settings import DEFAULT_MODEL
from pipeline.translate.engines.batches import batch_by_length, max_output_tokens
from pipeline.translate.engines.pieces import PieceTokenizer

Answer = tuple[list[str], float]


class _Result(Protocol):
    hypotheses: list[list[str]]
    scores: list[float]


def padded_batches(lengths: Sequence[int], max_batch_tokens: int) -> Iterator[tuple[int, ...]]:
    """Yield batches sorted by length, filled up to the budget with padding counted."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
        if batch and lengths[batch[0]] * (len(batch) + 1) > max_batch_tokens:
            yield tuple(batch)
            batch = []
        batch.append(index)
    if batch:
        yield tuple(batch)


def main() -> None:
    """Print the table."""
    import ctranslate2

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lines", type=Path, help="Spanish sentences, one a line")
    parser.add_argument("--sentences", type=int, default=400)
    arguments = parser.parse_args()
    model = find_model(DEFAULT_MODEL)
    tokenizer = PieceTokenizer(model.directory)
    lines = dict.fromkeys(line.strip() for line in arguments.lines.read_text(encoding="utf-8").splitlines())
    sources = [source for line in lines if line and len(source := tokenizer.encode(line)) <= model.max_tokens]
    sources = sources[: arguments.sentences]
    lengths = [len(source) for source in sources]
    translator = ctranslate2.Translator(
        str(model.directory / "ctranslate2" / "int8"), compute_type="int8", intra_threads=1
    )

    def translate(batches: Iterable[tuple[int, ...]], beam_size: int) -> tuple[list[Answer], float]:
        answers: list[Answer] = [([], 0.0)] * len(sources)
        began = time.process_time()
        for batch in batches:
            results: list[_Result] = translator.translate_batch(
                [sources[index] for index in batch],
                beam_size=beam_size,
                max_decoding_length=max_output_tokens(max(lengths[index] for index in batch), model.positions),
                return_scores=True,
            )
            for index, result in zip(batch, results, strict=True):
                answers[index] = (result.hypotheses[0], result.scores[0])
        return answers, time.process_time() - began

    print(f"{len(sources)} sentences, int8")
    print(f"{'search':8}{'batches':24}{'texts differ':>14}{'scores differ':>15}{'processor s':>13}")
    for beam_size in (1, 4):
        search = "greedy" if beam_size == 1 else f"beam {beam_size}"
        alone, seconds = translate(((index,) for index in range(len(sources))), beam_size)
        print(f"{search:8}{'one sentence':24}{0:14}{0:15}{seconds:13.1f}", flush=True)
        for budget in (512, 1024, 2048):
            for name, cut in (("padded", padded_batches), ("one length", batch_by_length)):
                answers, seconds = translate(cut(lengths, budget), beam_size)
                texts = sum(one[0] != other[0] for one, other in zip(alone, answers, strict=True))
                scores = sum(one[1] != other[1] for one, other in zip(alone, answers, strict=True))
                print(f"{search:8}{f'{name}, {budget} tokens':24}{texts:14}{scores:15}{seconds:13.1f}", flush=True)


if __name__ == "__main__":
    main()

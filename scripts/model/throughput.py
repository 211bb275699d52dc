"""Compare ways of computing the same training step, in turns within one run.

    python -m scripts.model.throughput --model DIR --pairs FILE [--batches 8] [--batch-pieces 1200] [--rounds 3]

Inputs: a Marian directory and TSV pairs. Output: target pieces a second of each way, one thread (median of the
rounds), and its ratio to the first. Preload jemalloc, as training does. Seconds: about 60.
"""

import argparse
import itertools
import random
import statistics
import time
from pathlib import Path

import torch
from transformers import MarianMTModel

from scripts.model.data import Batch, Pieces, batches, collate, read_pool
from scripts.model.marian import load
from scripts.model.train import Loss

WAYS = {
    "fused attention, float32 products": ("sdpa", "highest", torch.float32),
    "plain attention, float32 products": ("eager", "highest", torch.float32),
    "fused attention, bfloat16 products": ("sdpa", "medium", torch.float32),
    "plain attention, bfloat16 products": ("eager", "medium", torch.float32),
    "fused attention, all in bfloat16": ("sdpa", "medium", torch.bfloat16),
    "plain attention, all in bfloat16": ("eager", "medium", torch.bfloat16),
}
"""Names, with the attention of transformers, torch's precision of float32 products, and what the model computes in."""


def pieces_a_second(
    model: MarianMTModel, shown: list[Batch], attention: str, precision: str, computed_in: torch.dtype
) -> float:
    """Target pieces a second, forth and back over the batches."""
    model.set_attn_implementation(attention)
    model.to(computed_in)
    loss_of = Loss(model, others=1000)
    torch.set_float32_matmul_precision(precision)
    started = time.perf_counter()
    for batch in shown:
        torch.autograd.backward(loss_of(batch, full=False))
    model.zero_grad()
    return sum(int(batch.kept.sum()) for batch in shown) / (time.perf_counter() - started)


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--batches", type=int, default=8)
    parser.add_argument("--batch-pieces", type=int, default=1200)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    torch.set_num_threads(1)
    pieces, model = Pieces(args.model), load(args.model)
    model.train()
    lines = read_pool(args.pairs, 1.0, frozenset()).lines
    groups = itertools.islice(batches(lines, pieces, args.batch_pieces, random.Random(1)), args.batches)
    shown = [collate(group, pieces.pad_id) for group in groups]
    speeds: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(args.rounds):
        for name, way in WAYS.items():
            speeds[name].append(pieces_a_second(model, shown, *way))
    medians = {name: statistics.median(values) for name, values in speeds.items()}
    first = next(iter(medians.values()))
    print(f"{'way':<36} pieces/s  ratio")
    for name, median in medians.items():
        print(f"{name:<36} {median:8.0f}  {median / first:5.2f}")


if __name__ == "__main__":
    main()

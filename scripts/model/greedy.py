"""Greedy translation with a Marian model, for scoring while it trains."""

import torch
import torch.nn.functional as functional
from transformers import MarianMTModel

from scripts.model.data import EOS_ID, Pieces
from scripts.model.stepwise import StepwiseMarian

BATCH_LINES = 64


@torch.inference_mode()
def translate(model: MarianMTModel, pieces: Pieces, spanish: list[str]) -> list[str]:
    """The English of each line; leaves the model in evaluation mode."""
    stepwise = StepwiseMarian(model)
    sources = [[*ids, EOS_ID] for ids in pieces.spanish.encode(spanish)]
    order = sorted(range(len(sources)), key=lambda i: len(sources[i]))
    drafts = [""] * len(sources)
    for start in range(0, len(order), BATCH_LINES):
        rows = order[start : start + BATCH_LINES]
        for row, ids in zip(rows, decode(stepwise, [sources[row] for row in rows]), strict=True):
            drafts[row] = pieces.english.decode(ids)
    return drafts


def decode(stepwise: StepwiseMarian, sources: list[list[int]]) -> list[list[int]]:
    """The best next piece until `</s>`, of each source."""
    limit = int(max(map(len, sources)) * 1.6) + 8
    state = stepwise.start(sources, limit)
    chosen = torch.zeros(len(sources), limit, dtype=torch.long)
    alive = torch.ones(len(sources), dtype=torch.bool)
    previous: torch.Tensor | None = None
    for position in range(limit):
        hidden = stepwise.step(state, previous, position)
        previous = functional.linear(hidden, stepwise.output_embeddings, stepwise.output_bias).argmax(1)
        alive &= previous != EOS_ID
        if not alive.any():
            break
        chosen[:, position] = torch.where(alive, previous, EOS_ID)
    return [[i for i in row if i != EOS_ID] for row in chosen.tolist()]

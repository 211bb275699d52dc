"""Fit each decoder self-attention to the SSRU cell it replaces, by the squared error of the sublayer's output.

    python -m scripts.model.fit_self_attention --model DIR --vocabularies DIR --bergamot DIR --pairs FILE
        --minutes 7 --out DIR

Inputs: the transferred model, the vocabularies, the Bergamot files, TSV pairs to feed both with. Output: the model
with fitted self-attention. About 5 % of the output's variance was left after 7 minutes on two idle cores.
"""

import argparse
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import sentencepiece
import torch
import torch.nn.functional as functional
from transformers import MarianMTModel

from scripts.model.bergamot import TinyStudent, read_weights
from scripts.model.corpus import read_pairs
from scripts.model.marian import load, pad_id
from scripts.model.stepwise import StepwiseMarian

BATCH_PAIRS = 40
MOST_PIECES = 80
RATE, LAST_SHARE = 2e-3, 0.02


def batches(
    pairs: list[tuple[list[int], list[int]]], pad: int, rng: random.Random
) -> Iterator[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
    """Endless padded (source, decoder input, mask of the input's real pieces), rows of like length together."""
    pairs = sorted(pairs, key=lambda pair: len(pair[1]))
    groups = [pairs[start : start + BATCH_PAIRS] for start in range(0, len(pairs), BATCH_PAIRS)]
    while True:
        group = rng.choice(groups)
        sources, targets = zip(*group, strict=True)
        source = torch.nn.utils.rnn.pad_sequence([torch.tensor(row) for row in sources], True, pad)
        fed = torch.nn.utils.rnn.pad_sequence([torch.tensor([pad, *row[:-1]]) for row in targets], True, pad)
        lengths = torch.tensor([len(row) for row in targets])
        yield source, fed, torch.arange(fed.size(1))[None] < lengths[:, None]


@torch.no_grad()
def cell_outputs(
    model: MarianMTModel, stepwise: StepwiseMarian, teacher: TinyStudent, source: torch.Tensor, fed: torch.Tensor
) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """For each decoder layer what its first sublayer takes in and what the teacher's cell makes of it."""
    width, pad = stepwise.width, pad_id(model)
    mask = source != pad
    memory = model.model.encoder(input_ids=source, attention_mask=mask.long()).last_hidden_state
    hidden = model.model.decoder.embed_tokens(fed) * math.sqrt(width) + stepwise.positions[: fed.size(1)]
    pairs = []
    for number, layer in enumerate(model.model.decoder.layers, 1):
        cell = torch.zeros(fed.size(0), width)
        outputs = []
        for position in range(fed.size(1)):
            output, cell = teacher.ssru(hidden[:, position], cell, number)
            outputs.append(output)
        made = torch.stack(outputs, 1)
        pairs.append((hidden, made))
        keys, values = (stepwise.heads(part(memory)) for part in (layer.encoder_attn.k_proj, layer.encoder_attn.v_proj))
        attended = stepwise.attend(layer.encoder_attn, made, keys, values, mask[:, None, None, :])
        hidden = layer.encoder_attn_layer_norm(made + attended)
        hidden = layer.final_layer_norm(hidden + layer.fc2(functional.relu(layer.fc1(hidden))))
    return pairs


def fit(
    model: MarianMTModel,
    teacher: TinyStudent,
    pairs: list[tuple[list[int], list[int]]],
    minutes: float,
    seed: int = 0,
) -> list[float]:
    """Train the self-attention in place; the share of the variance left, a layer, over the last batch."""
    stepwise = StepwiseMarian(model)
    layers = list(model.model.decoder.layers)
    parameters = [value for layer in layers for value in layer.self_attn.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=RATE)
    started, left = time.monotonic(), [1.0] * len(layers)
    for step, (source, fed, kept) in enumerate(batches(pairs, pad_id(model), random.Random(seed))):
        spent = (time.monotonic() - started) / (minutes * 60)
        if spent >= 1 and step:
            break
        for group in optimizer.param_groups:
            group["lr"] = RATE * max(LAST_SHARE, 1 - spent)
        losses = []
        for layer, (taken, wanted) in zip(layers, cell_outputs(model, stepwise, teacher, source, fed), strict=True):
            own = layer.self_attn
            keys, values = stepwise.heads(own.k_proj(taken)), stepwise.heads(own.v_proj(taken))
            causal = torch.ones(fed.size(1), fed.size(1), dtype=torch.bool).tril()
            made = layer.self_attn_layer_norm(taken + stepwise.attend(own, taken, keys, values, causal))
            losses.append((made - wanted)[kept].square().mean())
            left[len(losses) - 1] = losses[-1].item() / wanted[kept].var().item()
        optimizer.zero_grad()
        torch.autograd.backward(torch.stack(losses).sum())
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        if step % 100 == 0:
            print(f"step {step}, variance left {', '.join(f'{share:.1%}' for share in left)}", flush=True)
    return left


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--vocabularies", type=Path, required=True)
    parser.add_argument("--bergamot", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=7)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    spanish = sentencepiece.SentencePieceProcessor(model_file=str(args.vocabularies / "source.spm"))
    english = sentencepiece.SentencePieceProcessor(model_file=str(args.vocabularies / "target.spm"))
    pairs = [([*spanish.encode(es), 0], [*english.encode(en), 0]) for es, en in read_pairs(args.pairs)]
    model = load(args.model)
    teacher = TinyStudent(read_weights(args.bergamot / "model.pten.intgemm.alphas.bin"))
    fit(model, teacher, [pair for pair in pairs if max(map(len, pair)) < MOST_PIECES], args.minutes)
    model.save_pretrained(args.out)


if __name__ == "__main__":
    main()

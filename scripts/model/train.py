"""Train a Marian model on distilled shards and pairs; run the same command again to go on after a kill.

    python -m scripts.model.train --model DIR --out DIR --minutes M --rank 0 --world 2
        --distilled DIR[:EPOCHS[:SHARPNESS]] ... --pairs FILE[:EPOCHS] ... --corpus DIR --dev STEM [STEM ...]

Inputs: a Marian directory to start from; distilled shards, sifted (new ones are picked up at each pass); TSV pairs; a
directory of corpora, of which sources.yaml says what is used; dev sets `STEM.es` and `STEM.en`: the first is
scored, all are kept out. Outputs in --out: `settings.json`, `pools.json`, `log.jsonl`, `checkpoint.pt` (weights, moving
average, optimizer, time spent: written every --save-minutes), `average-NNN.safetensors` (the average at each saving).

One process a core, each with its --rank, gradients summed by gloo: two single-thread processes do here 1.2 times
what one process with two threads does. Preload jemalloc: glibc's allocator costs a third of the time in page faults.
The model computes in bfloat16, for which the processor should have instructions (AVX512-BF16 or AMX); its weights,
the optimizers and the loss stay float32. Muon (muon.py) moves the layers' matrices, AdamW all else.
"""

import argparse
import json
import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import sacrebleu
import sentencepiece
import torch
import torch.distributed as distributed
import torch.nn.functional as functional
from safetensors.torch import save_file
from transformers import MarianMTModel

from scripts.model.corpus import read_lines, read_sources
from scripts.model.data import Batch, Line, Pieces, Pool, batches, collate, dev_keys, drawn, read_distilled, read_pool
from scripts.model.greedy import translate
from scripts.model.int8 import round_layers, rounded
from scripts.model.marian import load, pad_id
from scripts.model.mixed import MixedPrecision
from scripts.model.muon import SharedMuon

OWN_RATE = ("encoder.embed_tokens", "decoder.layers.0.self_attn.", "decoder.layers.1.self_attn.")
"""What the transfer could not copy from the teacher. Of it the embeddings and vectors learn at --rate, those of the
rest at a share of it, --copied-rate; all layers' matrices learn by Muon at --matrix-rate."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The share of each learning rate over the run: linear warm-up in steps, linear to `last_share` over the time."""

    warmup_steps: int
    last_share: float

    def at(self, step: int, spent: float) -> float:
        """The share at a step, `spent` (0 to 1) of the time through."""
        return min(1.0, (step + 1) / self.warmup_steps) * (1 - (1 - self.last_share) * min(1.0, spent))


class Loss:
    """Cross-entropy against the teacher's shares over a part of the vocabulary (all of it: `others` 0)."""

    def __init__(self, model: MarianMTModel, others: int) -> None:
        """`others`: how many frequent and how many random pieces join those of the batch itself."""
        self.model = model
        self.others = others
        self.pad_id = pad_id(model)
        self.int8 = False

    def feel_int8(self) -> None:
        """From now on compute with values as int8 holds them."""
        if not self.int8:
            round_layers(self.model)
            self.int8 = True

    def __call__(self, batch: Batch, full: bool) -> torch.Tensor:
        """The loss summed over the target pieces."""
        hidden = self.model.model(
            input_ids=batch.source,
            attention_mask=(batch.source != self.pad_id).long(),
            decoder_input_ids=batch.decoder_input,
        ).last_hidden_state[batch.kept]
        weight, bias = self.model.lm_head.weight, self.model.final_logits_bias[0]
        if full or not self.others:
            scores, likely = self.scores(hidden, weight, bias), batch.likely
        else:
            used = torch.zeros(self.pad_id + 1, dtype=torch.bool)
            used[batch.likely.reshape(-1)] = True
            used[: self.others] = True
            used[torch.randint(0, self.pad_id, (self.others,))] = True
            ids = used.nonzero().squeeze(1)
            scores = self.scores(hidden, weight[ids], bias[ids])
            likely = (torch.cumsum(used, 0) - 1)[batch.likely]
        chosen = scores.gather(1, likely)
        return ((scores.logsumexp(1, keepdim=True) - chosen) * batch.shares).sum()

    def scores(self, hidden: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """(pieces, outputs) in float32: a sum over thousands of outputs is no work for bfloat16."""
        hidden, weight = hidden.float(), weight.float()
        if self.int8:
            hidden, weight = rounded(hidden), rounded(weight)
        return functional.linear(hidden, weight, bias.float())


def is_new(name: str) -> bool:
    """Whether the transfer could not copy this parameter from the teacher."""
    return any(part in name for part in OWN_RATE)


def summed_over_ranks(gradient: torch.Tensor, pieces: int, spent_s: float) -> tuple[int, float]:
    """Add up the gradients of all ranks, divide them by all pieces; (all pieces, rank 0's time spent)."""
    figures = torch.tensor([float(pieces), spent_s if rank() == 0 else 0.0], dtype=torch.float64)
    if distributed.is_initialized():
        distributed.all_reduce(figures)
        distributed.all_reduce(gradient)
    gradient.div_(figures[0].item())
    return int(figures[0]), float(figures[1])


def rank() -> int:
    """The process's number among the ranks."""
    return distributed.get_rank() if distributed.is_initialized() else 0


def pools_of(args: argparse.Namespace, barred: frozenset[str]) -> list[Pool]:
    """Everything a pass draws from."""
    replaced = args.model / "replaced.json"
    pools: list[Pool] = []
    for stated in args.distilled:
        directory, *numbers = stated.split(":")
        stale = replaced if replaced.exists() else None
        pools.append(read_distilled(Path(directory), stale, *map(float, numbers or [1])))
    for stated in args.pairs:
        path, _, epochs = stated.partition(":")
        pools.append(read_pool(Path(path), float(epochs or 1), barred))
    if args.corpus:
        for source in read_sources()[0]:
            if not source.left_out:
                epochs_share = source.epochs * args.corpus_epochs
                pools.append(read_pool(args.corpus / f"{source.name}.tsv.xz", epochs_share, barred))
    return pools


def endless(args: argparse.Namespace, pieces: Pieces, barred: frozenset[str], seed: int) -> Iterator[Batch]:
    """Batches of pass after pass, different on each rank; shards that came in since the last pass are read."""
    rng = random.Random(f"{seed} {args.rank}")
    while True:
        pools = pools_of(args, barred)
        if rank() == 0:
            record = [{"name": pool.name, "lines": len(pool.lines), "faults": pool.faults} for pool in pools]
            (args.out / "pools.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
        lines: list[Line] = drawn(pools, rng)
        print(f"a pass of {len(lines)} lines", flush=True)
        for group in batches(lines, pieces, args.batch_pieces, rng):
            yield collate(group, pieces.pad_id)


def save(args: argparse.Namespace, state: dict[str, object], average: dict[str, torch.Tensor], number: int) -> None:
    """Write the checkpoint (whole or not at all) and the average of this moment."""
    partial = args.out / "checkpoint.partial"
    torch.save(state, partial)
    partial.rename(args.out / "checkpoint.pt")
    save_file({name: value.half() for name, value in average.items()}, args.out / f"average-{number:03d}.safetensors")


def main() -> None:
    """Run the step."""
    args = parsed()
    torch.set_num_threads(1)
    torch.set_float32_matmul_precision("medium")
    torch.manual_seed(args.seed + args.rank)
    if args.world > 1:
        os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
        os.environ.setdefault("MASTER_PORT", "29611")
        distributed.init_process_group("gloo", rank=args.rank, world_size=args.world)
    args.out.mkdir(parents=True, exist_ok=True)
    sentencepiece.set_random_generator_seed(args.seed + args.rank)
    pieces = Pieces(args.model, args.sampled_share)
    model = load(args.model, args.dropout)
    model.train()
    mixed = MixedPrecision(model, is_new, getattr(torch, args.precision))
    average = mixed.weights.clone()
    optimizer = torch.optim.AdamW(
        mixed.groups(args.copied_rate), lr=args.rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True
    )
    muon = SharedMuon(mixed.weights[mixed.first_matrix :], mixed.gradient[mixed.first_matrix :], mixed.matrix_shapes)
    step, spent_before, number = 0, 0.0, 0
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        mixed.weights.copy_(state["weights"])
        mixed.publish()
        optimizer.load_state_dict(state["optimizer"])
        muon.load(state["muon"])
        average = state["average"]
        step, spent_before, number = state["step"], state["spent_s"], state["number"]
    if rank() == 0:
        settings = {name: value for name, value in vars(args).items() if name not in {"rank", "world", "out"}}
        (args.out / "settings.json").write_text(json.dumps(settings, default=str, indent=1) + "\n", encoding="utf-8")
    barred = dev_keys([stem.with_name(f"{stem.name}.{side}") for stem in args.dev for side in ("es", "en")])
    schedule = Schedule(args.warmup_steps, args.last_share)
    loss_of = Loss(model, args.others)
    started, total_s = time.monotonic(), args.minutes * 60
    seen, loss_sum, pieces_sum, next_save = 0, 0.0, 0, spent_before + args.save_minutes * 60
    stream = endless(args, pieces, barred, args.seed + step)
    while True:
        spent = spent_before + time.monotonic() - started
        if args.int8_share and spent > (1 - args.int8_share) * total_s:
            loss_of.feel_int8()
            pieces.sampled_share = 0.0
        own_pieces = 0
        for batch in islice(stream, args.batches_a_step):
            loss = loss_of(batch, full=spent > (1 - args.full_share) * total_s)
            torch.autograd.backward(loss)
            loss_sum += loss.item()
            own_pieces += int(batch.kept.sum())
        mixed.collect()
        all_pieces, spent = summed_over_ranks(mixed.gradient, own_pieces, spent)
        mixed.gradient.mul_((1.0 / (mixed.gradient.norm() + 1e-6)).clamp(max=1.0))
        share = schedule.at(step, spent / total_s)
        for group in optimizer.param_groups:
            group["lr"] = args.rate * group["share"] * share
        optimizer.step()
        muon.step(args.matrix_rate * share)
        mixed.publish()
        average.lerp_(mixed.weights, 1 - min(args.decay, (step + 1) / (step + 10)))
        step, seen = step + 1, seen + all_pieces
        pieces_sum += own_pieces
        done = spent >= total_s
        if (done or step % 10 == 0) and rank() == 0:
            rate = seen / (time.monotonic() - started)
            print(f"{spent / 60:.1f} min step {step} loss {loss_sum / pieces_sum:.3f} {rate:.0f} pieces/s", flush=True)
            loss_sum, pieces_sum = 0.0, 0
        if done or spent >= next_save:
            number, next_save = number + 1, spent + args.save_minutes * 60
            state = {"weights": mixed.weights, "optimizer": optimizer.state_dict(), "average": average}
            state |= {"muon": muon.states(), "step": step, "spent_s": spent, "number": number}
            if rank() == 0:
                values = dict(mixed.views(average))
                save(args, state, values, number)
                if args.score:
                    record = score(args, values, pieces) | {"step": step, "minutes": round(spent / 60, 1)}
                    with (args.out / "log.jsonl").open("a", encoding="utf-8") as log:
                        log.write(json.dumps(record | {"number": number}) + "\n")
                    print(record, flush=True)
        if done:
            break


def score(args: argparse.Namespace, average: dict[str, torch.Tensor], pieces: Pieces) -> dict[str, float | int]:
    """Greedy BLEU and chrF of the average on the first dev set."""
    stem = args.dev[0]
    spanish, english = (list(read_lines(stem.with_name(f"{stem.name}.{side}"))) for side in ("es", "en"))
    model = load(args.model)
    model.load_state_dict(average, strict=False)
    drafts = translate(model, pieces, spanish)
    bleu, chrf = sacrebleu.corpus_bleu(drafts, [english]).score, sacrebleu.corpus_chrf(drafts, [english]).score
    return {"bleu": round(bleu, 2), "chrf": round(chrf, 2)}


def parsed() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--distilled", nargs="*", default=[])
    parser.add_argument("--pairs", nargs="*", default=[])
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--corpus-epochs", type=float, default=1.0)
    parser.add_argument("--dev", type=Path, nargs="+", required=True)
    parser.add_argument("--score", action="store_true", help="score the average at each saving")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--save-minutes", type=float, default=5)
    parser.add_argument("--batch-pieces", type=int, default=1200)
    parser.add_argument("--batches-a-step", type=int, default=2, help="batches of each rank before weights change")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--copied-rate", type=float, default=0.25)
    parser.add_argument("--matrix-rate", type=float, default=1.5e-4)
    parser.add_argument("--last-share", type=float, default=0.1)
    parser.add_argument("--warmup-steps", type=int, default=50)
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--decay", type=float, default=0.99)
    parser.add_argument(
        "--sampled-share",
        type=float,
        default=0.0,
        help="share of lines cut into pieces at random, until int8's rounding",
    )
    parser.add_argument("--others", type=int, default=1000)
    parser.add_argument(
        "--precision", choices=["bfloat16", "float32"], default="bfloat16", help="of all but the weights"
    )
    parser.add_argument("--full-share", type=float, default=0.15, help="last share of the time with the full softmax")
    parser.add_argument("--int8-share", type=float, default=0.25, help="last share of the time with int8's rounding")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rank", type=int, default=0)
    parser.add_argument("--world", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""Translate Spanish lines with the voting teacher, in shards; run it again to go on where it stopped.

    python -m scripts.model.distil --student DIR --bergamot DIR --lines FILE [FILE ...] --out DIR
        [--references | --follow 0.5] [--pivot-share 0.5 ...] [--rank 0 --world 2]

Inputs: a Marian directory (the student), the directory of the Bergamot files, and text files of Spanish
lines, or TSV pairs. Of pairs, --references keeps the candidate of each --pivot-share nearest to the reference
by chrF; --follow keeps the reference, with what the vote finds likely along it in the share that it leaves.
One process a core: give each its --rank. Output: shards of 1,024 lines in DIR. Lines a second and core: about 50
(AVX512-BF16).
"""

import argparse
import time
from pathlib import Path

import sentencepiece
import torch
from sacrebleu.metrics.chrf import CHRF

from scripts.model.bergamot import TinyStudent, read_weights
from scripts.model.corpus import read_lines, read_pairs
from scripts.model.marian import load
from scripts.model.mend import plain
from scripts.model.shards import write_shard
from scripts.model.stepwise import StepwiseMarian
from scripts.model.teacher import KEPT, Decoded, Shortlist, Vote, tidied, to_portuguese
from scripts.model.vocabularies import english_order

SHARD_LINES = 1024
BATCH_PIECES = 3200


class Distiller:
    """Both models with their tokenizers, one vote a pivot share."""

    def __init__(self, student: Path, bergamot: Path, pivot_shares: list[float]) -> None:
        self.spanish = sentencepiece.SentencePieceProcessor(model_file=str(student / "source.spm"))
        self.english = sentencepiece.SentencePieceProcessor(model_file=str(student / "target.spm"))
        pivot_pieces = bergamot / "vocab.pten.spm"
        self.portuguese = sentencepiece.SentencePieceProcessor(model_file=str(pivot_pieces))
        marian = StepwiseMarian(load(student, dtype=torch.bfloat16))
        weights = read_weights(bergamot / "model.pten.intgemm.alphas.bin")
        order = english_order(student / "target.spm", pivot_pieces)
        pivot = TinyStudent(weights, order, torch.bfloat16)
        shortlist = Shortlist(bergamot / "lex.50.50.pten.s2t.bin", order)
        self.votes = [Vote(marian, pivot, share, shortlist) for share in pivot_shares]

    def decode(self, lines: list[str], references: list[str] | None) -> list[Decoded]:
        """The kept candidate of each line."""
        lines = [tidied(line) for line in lines]
        spanish = [[*ids, 0] for ids in self.spanish.encode(lines)]
        portuguese = [[*ids, 0] for ids in self.portuguese.encode(to_portuguese(lines))]
        kept: list[Decoded | None] = [None] * len(lines)
        for batch in batches([len(ids) for ids in spanish]):
            candidates = [
                vote.decode([spanish[i] for i in batch], [portuguese[i] for i in batch]) for vote in self.votes
            ]
            for row, i in enumerate(batch):
                options = [candidate[row] for candidate in candidates]
                kept[i] = options[0] if references is None else self.nearest(options, references[i])
        return [line for line in kept if line is not None]

    def follow(self, lines: list[str], references: list[str], reference_share: float) -> list[Decoded]:
        """The references with what the first vote finds likely along them; without pieces where one is unknown."""
        lines = [tidied(line) for line in lines]
        spanish = [[*ids, 0] for ids in self.spanish.encode(lines)]
        portuguese = [[*ids, 0] for ids in self.portuguese.encode(to_portuguese(lines))]
        english = self.english.encode([plain(reference) for reference in references])
        kept = [Decoded([], torch.zeros(0, KEPT, dtype=torch.long), torch.zeros(0, KEPT)) for _ in lines]
        known = [i for i, ids in enumerate(english) if ids and self.english.unk_id() not in ids]
        for batch in batches([max(len(spanish[i]), len(english[i])) for i in known]):
            rows = [known[i] for i in batch]
            followed = self.votes[0].follow(
                [spanish[i] for i in rows], [portuguese[i] for i in rows], [english[i] for i in rows], reference_share
            )
            for i, line in zip(rows, followed, strict=True):
                kept[i] = line
        return kept

    def nearest(self, options: list[Decoded], reference: str) -> Decoded:
        """The option with the highest sentence chrF against the reference."""
        score = CHRF()
        texts = [self.english.decode(option.ids) for option in options]
        scores = [score.sentence_score(text, [reference]).score for text in texts]
        return options[scores.index(max(scores))]


def batches(lengths: list[int]) -> list[list[int]]:
    """Indices grouped by like length, at most BATCH_PIECES padded pieces a group."""
    groups: list[list[int]] = [[]]
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if lengths[index] * (len(groups[-1]) + 1) > BATCH_PIECES and groups[-1]:
            groups.append([])
        groups[-1].append(index)
    return groups


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--student", type=Path, required=True)
    parser.add_argument("--bergamot", type=Path, required=True)
    parser.add_argument("--lines", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    use = parser.add_mutually_exclusive_group()
    use.add_argument("--references", action="store_true")
    use.add_argument("--follow", type=float, metavar="REFERENCE_SHARE")
    parser.add_argument("--pivot-share", type=float, nargs="+", default=[0.5])
    parser.add_argument("--rank", type=int, default=0)
    parser.add_argument("--world", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_float32_matmul_precision("medium")  # the scores' products; the models are in bfloat16 as a whole
    args.out.mkdir(parents=True, exist_ok=True)
    rows: list[tuple[str, str]] = []
    paired = args.references or args.follow is not None
    for path in args.lines:
        rows += read_pairs(path) if paired else ((line, "") for line in read_lines(path))
    distiller = Distiller(args.student, args.bergamot, args.pivot_share)
    started, done = time.monotonic(), 0
    for start in range(args.rank * SHARD_LINES, len(rows), args.world * SHARD_LINES):
        stem = args.out / f"{start // SHARD_LINES:05d}"
        if stem.with_suffix(".tsv").exists():
            continue
        spanish = [row[0] for row in rows[start : start + SHARD_LINES]]
        references = [row[1] for row in rows[start : start + SHARD_LINES]] if paired else None
        if references is not None and args.follow is not None:
            decoded = distiller.follow(spanish, references, args.follow)
        else:
            decoded = distiller.decode(spanish, references)
        write_shard(stem, spanish, [distiller.english.decode(line.ids) for line in decoded], decoded)
        done += len(spanish)
        print(f"{stem.name} {done} lines, {done / (time.monotonic() - started):.1f} a second", flush=True)


if __name__ == "__main__":
    main()

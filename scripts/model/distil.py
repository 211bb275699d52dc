"""Translate Spanish lines with the voting teacher, in shards; run it again to go on where it stopped.

    python -m scripts.model.distil --student DIR --bergamot DIR --lines FILE [FILE ...] --out DIR
        [--follow 0.5] [--best-of 8] [--pivot-share 0.5] [--rank 0 --world 2]

Inputs: a Marian directory (the student), the directory of the Bergamot files, and text files of Spanish
lines; with --follow, TSV pairs. --follow keeps the reference, with what the vote finds likely along it in the share
that it leaves; --best-of puts in the reference's place the nearest to it by chrF of the vote's own best, and without
references takes the likeliest of the best that the sifting (sift.py) keeps. One process a core: give each its --rank.
Output: shards of 1,024 lines in DIR. Lines a second and core: about 50, of the best of 8 about 11, of 4 about 20
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
from scripts.model.frames import read_frames
from scripts.model.marian import load
from scripts.model.mend import plain
from scripts.model.portuguese import to_portuguese
from scripts.model.shards import write_shard
from scripts.model.sift import sifted
from scripts.model.stepwise import StepwiseMarian
from scripts.model.teacher import KEPT, Decoded, Shortlist, Vote, tidied
from scripts.model.vocabularies import english_order

SHARD_LINES = 1024
BATCH_PIECES = 3200


class Distiller:
    """Both models with their tokenizers, and their vote."""

    def __init__(self, student: Path, bergamot: Path, pivot_share: float) -> None:
        self.spanish = sentencepiece.SentencePieceProcessor(model_file=str(student / "source.spm"))
        self.english = sentencepiece.SentencePieceProcessor(model_file=str(student / "target.spm"))
        pivot_pieces = bergamot / "vocab.pten.spm"
        self.portuguese = sentencepiece.SentencePieceProcessor(model_file=str(pivot_pieces))
        marian = StepwiseMarian(load(student, dtype=torch.bfloat16))
        weights = read_weights(bergamot / "model.pten.intgemm.alphas.bin")
        order = english_order(student / "target.spm", pivot_pieces)
        pivot = TinyStudent(weights, order, torch.bfloat16)
        self.given_names = frozenset(read_frames().given)
        self.vote = Vote(marian, pivot, pivot_share, Shortlist(bergamot / "lex.50.50.pten.s2t.bin", order))

    def sources(self, lines: list[str]) -> tuple[list[list[int]], list[list[int]]]:
        """The lines as the pieces of the student and, in Portuguese, of the pivot."""
        lines = [tidied(line) for line in lines]
        return (
            [[*ids, 0] for ids in self.spanish.encode(lines)],
            [[*ids, 0] for ids in self.portuguese.encode(to_portuguese(lines))],
        )

    def decode(self, lines: list[str]) -> list[Decoded]:
        """What the vote says of each line."""
        spanish, portuguese = self.sources(lines)
        kept: dict[int, Decoded] = {}
        for batch in batches([len(ids) for ids in spanish]):
            decoded = self.vote.decode([spanish[i] for i in batch], [portuguese[i] for i in batch])
            kept |= zip(batch, decoded, strict=True)
        return [kept[i] for i in range(len(lines))]

    def follow(
        self, lines: list[str], references: list[str], reference_share: float, best_of: int | None
    ) -> list[Decoded]:
        """The references, or the nearest to them of the `best_of` best, with what the vote finds likely along them.

        Without pieces where a reference has an unknown one, or none of the best has ended.
        """
        spanish, portuguese = self.sources(lines)
        if best_of is None:
            english = self.english.encode([plain(reference) for reference in references])
        else:
            options = self.search(spanish, portuguese, best_of)
            english = [self.nearest(found, reference) for found, reference in zip(options, references, strict=True)]
        return self.along(spanish, portuguese, english, reference_share)

    def clean(self, lines: list[str], best_of: int) -> list[Decoded]:
        """Of the `best_of` best the likeliest that the sifting keeps, of none the likeliest, with the vote along it."""
        spanish, portuguese = self.sources(lines)
        english = []
        for line, options in zip(lines, self.search(spanish, portuguese, best_of), strict=True):
            kept = (ids for ids in options if not sifted(line, self.english.decode(ids), self.given_names)[0])
            english.append(next(kept, options[0] if options else []))
        return self.along(spanish, portuguese, english, 0.0)

    def search(self, spanish: list[list[int]], portuguese: list[list[int]], best_of: int) -> list[list[list[int]]]:
        """The vote's `best_of` best of each line, the likeliest first."""
        found: dict[int, list[list[int]]] = {}
        for batch in batches([best_of * len(ids) for ids in spanish]):
            options = self.vote.search([spanish[i] for i in batch], [portuguese[i] for i in batch], best_of)
            found |= zip(batch, options, strict=True)
        return [found[i] for i in range(len(spanish))]

    def along(
        self, spanish: list[list[int]], portuguese: list[list[int]], english: list[list[int]], reference_share: float
    ) -> list[Decoded]:
        """What the vote finds likely along given English; nothing where that is empty or has an unknown piece."""
        kept = [Decoded([], torch.zeros(0, KEPT, dtype=torch.long), torch.zeros(0, KEPT)) for _ in english]
        known = [i for i, ids in enumerate(english) if ids and self.english.unk_id() not in ids]
        for batch in batches([max(len(spanish[i]), len(english[i])) for i in known]):
            rows = [known[i] for i in batch]
            followed = self.vote.follow(
                [spanish[i] for i in rows], [portuguese[i] for i in rows], [english[i] for i in rows], reference_share
            )
            for i, line in zip(rows, followed, strict=True):
                kept[i] = line
        return kept

    def nearest(self, options: list[list[int]], reference: str) -> list[int]:
        """The option with the highest sentence chrF against the reference; none of no options."""
        score = CHRF()
        return max(
            options,
            key=lambda ids: score.sentence_score(self.english.decode(ids), [reference]).score,
            default=[],
        )


def batches(lengths: list[int]) -> list[list[int]]:
    """Indices grouped by like length, at most BATCH_PIECES padded pieces a group."""
    groups: list[list[int]] = [[]]
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if lengths[index] * (len(groups[-1]) + 1) > BATCH_PIECES and groups[-1]:
            groups.append([])
        groups[-1].append(index)
    return [group for group in groups if group]


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--student", type=Path, required=True)
    parser.add_argument("--bergamot", type=Path, required=True)
    parser.add_argument("--lines", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--follow", type=float, metavar="REFERENCE_SHARE")
    parser.add_argument("--best-of", type=int, help="of so many best of the vote, the one to show")
    parser.add_argument("--pivot-share", type=float, default=0.5)
    parser.add_argument("--rank", type=int, default=0)
    parser.add_argument("--world", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_float32_matmul_precision("medium")  # the scores' products; the models are in bfloat16 as a whole
    args.out.mkdir(parents=True, exist_ok=True)
    rows: list[tuple[str, str]] = []
    for path in args.lines:
        rows += read_pairs(path) if args.follow is not None else ((line, "") for line in read_lines(path))
    distiller = Distiller(args.student, args.bergamot, args.pivot_share)
    started, done = time.monotonic(), 0
    for start in range(args.rank * SHARD_LINES, len(rows), args.world * SHARD_LINES):
        stem = args.out / f"{start // SHARD_LINES:05d}"
        if stem.with_suffix(".tsv").exists():
            continue
        spanish = [row[0] for row in rows[start : start + SHARD_LINES]]
        if args.follow is None:
            decoded = distiller.clean(spanish, args.best_of) if args.best_of else distiller.decode(spanish)
        else:
            references = [row[1] for row in rows[start : start + SHARD_LINES]]
            decoded = distiller.follow(spanish, references, args.follow, args.best_of)
        write_shard(stem, spanish, [distiller.english.decode(line.ids) for line in decoded], decoded)
        done += len(spanish)
        print(f"{stem.name} {done} lines, {done / (time.monotonic() - started):.1f} a second", flush=True)


if __name__ == "__main__":
    main()

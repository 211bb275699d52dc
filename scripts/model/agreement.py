"""How near a student is to its teacher: its greedy translations scored against the vote's, on each file of lines.

    python -m scripts.model.agreement --model DIR --voter DIR --bergamot DIR --lines FILE [FILE ...]
        [--pivot-share 0.4] [--sample 300]

Inputs: the student's Marian directory, the one that votes (`voter.py`), the Bergamot files, and files of Spanish lines
(or TSV, of which the first column is read). Output: a table, BLEU and chrF of a random sample of each file. Lines that
the student learnt from beside lines that it did not tell whether more lines or more training would serve it.
Seconds: about 12 a file of 300 lines.
"""

import argparse
import random
from pathlib import Path

import sacrebleu
import torch

from scripts.model.corpus import read_lines
from scripts.model.data import Pieces
from scripts.model.distil import Distiller
from scripts.model.greedy import translate
from scripts.model.marian import load
from scripts.model.mend import spelled_back


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--voter", type=Path, required=True)
    parser.add_argument("--bergamot", type=Path, required=True)
    parser.add_argument("--lines", type=Path, nargs="+", required=True)
    parser.add_argument("--pivot-share", type=float, default=0.4)
    parser.add_argument("--sample", type=int, default=300)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_float32_matmul_precision("medium")
    distiller = Distiller(args.voter, args.bergamot, args.pivot_share)
    student, pieces = load(args.model), Pieces(args.model)
    print("| lines | BLEU | chrF |\n|---|---|---|")
    for path in args.lines:
        lines = [line.split("\t")[0] for line in read_lines(path)]
        lines = random.Random(1).sample(lines, min(args.sample, len(lines)))
        voted = distiller.decode(lines)
        teacher = [
            spelled_back(line, distiller.english.decode(said.ids)) for line, said in zip(lines, voted, strict=True)
        ]
        drafts = translate(student, pieces, lines)
        bleu, chrf = sacrebleu.corpus_bleu(drafts, [teacher]), sacrebleu.corpus_chrf(drafts, [teacher])
        print(f"| {path.name} | {bleu.score:.2f} | {chrf.score:.2f} |", flush=True)


if __name__ == "__main__":
    main()

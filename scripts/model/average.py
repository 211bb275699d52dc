"""Average the last saved weights of a training run, and keep the number of them that scores best on dev.

    python -m scripts.model.average --run DIR --model DIR --dev STEM --counts 1 2 3 4 --out FILE

Inputs: the training step's --out, the Marian directory it started from, a dev set `STEM.es` and `STEM.en`.
Outputs: safetensors of the best average; beside it `FILE.json` with every score. Minutes: 1 a count.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import sacrebleu
import torch
from safetensors.torch import load_file, save_file

from scripts.model.corpus import read_lines
from scripts.model.data import Pieces
from scripts.model.greedy import translate
from scripts.model.marian import load

Weights = dict[str, torch.Tensor]


def averaged(files: Sequence[Path]) -> Weights:
    """The mean of several safetensors files of the same names, in float32."""
    total: Weights = {}
    for file in files:
        for name, value in load_file(file).items():
            total[name] = total[name] + value.float() if name in total else value.float()
    return {name: value / len(files) for name, value in total.items()}


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 2, 3, 4])
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    spanish, english = (list(read_lines(args.dev.with_name(f"{args.dev.name}.{side}"))) for side in ("es", "en"))
    model, pieces = load(args.model), Pieces(args.model)
    saved = sorted(args.run.glob("average-*.safetensors"))
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    scores: list[dict[str, float]] = []
    for count in args.counts:
        weights = averaged(saved[-count:])
        model.load_state_dict(weights, strict=False)
        drafts = translate(model, pieces, spanish)
        scores.append(
            {
                "averaged": count,
                "bleu": round(bleu.corpus_score(drafts, [english]).score, 2),
                "chrf": round(chrf.corpus_score(drafts, [english]).score, 2),
            }
        )
        print(scores[-1], flush=True)
        if scores[-1]["chrf"] == max(score["chrf"] for score in scores):
            save_file(weights, args.out)
    args.out.with_suffix(".json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

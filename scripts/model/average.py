"""Average the last saved weights of a training run, and keep the average that scores best on dev.

    python -m scripts.model.average --run DIR --model DIR --dev STEM --counts 1 2 3 4 --out FILE
        [--before-shares 0 0.3 0.5]

Inputs: the training step's --out, the Marian directory it started from, a dev set `STEM.es` and `STEM.en`. Each mean
of the last saved weights is mixed with those that the run started from in each of the shares: weights of one descent
may be averaged (Wortsman et al. 2022, "Model soups"). Scored as puntos runs them: int8, beam 4.
Outputs: safetensors of the best; beside it `FILE.json` with every score. Seconds: 10 an average.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import sacrebleu
import torch
from safetensors.torch import load_file, save_file

from scripts.model.corpus import read_lines
from scripts.model.export import write_tokenizer, write_weights
from scripts.model.marian import load
from scripts.model.measure import BEAM, drafts, int8_engine

Weights = dict[str, torch.Tensor]


def averaged(files: Sequence[Path]) -> Weights:
    """The mean of several safetensors files of the same names, in float32."""
    total: Weights = {}
    for file in files:
        for name, value in load_file(file).items():
            total[name] = total[name] + value.float() if name in total else value.float()
    return {name: value / len(files) for name, value in total.items()}


def mixed(weights: Weights, before: Weights, share: float) -> Weights:
    """`weights` with `share` of what stands under the same names in `before`."""
    return {
        name: torch.lerp(value, before[name].float(), share) if name in before else value
        for name, value in weights.items()
    }


def translated(weights: Weights, directory: Path, spanish: Sequence[str]) -> list[str]:
    """The lines as the model of a directory translates them with other weights, by int8 and beam 4."""
    model = load(directory, dtype=torch.float16)
    model.load_state_dict(weights, strict=False)
    with tempfile.TemporaryDirectory() as folder:
        write_tokenizer(directory, Path(folder))
        write_weights(model, Path(folder))
        return drafts(int8_engine(Path(folder), Path(folder)), spanish, BEAM)


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 2, 3, 4])
    parser.add_argument("--before-shares", type=float, nargs="+", default=[0.0])
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    spanish, english = (list(read_lines(args.dev.with_name(f"{args.dev.name}.{side}"))) for side in ("es", "en"))
    before = load_file(args.model / "model.safetensors")
    saved = sorted(args.run.glob("average-*.safetensors"))
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    scores: list[dict[str, float]] = []
    for count, share in product(args.counts, args.before_shares):
        weights = mixed(averaged(saved[-count:]), before, share)
        lines = translated(weights, args.model, spanish)
        scores.append(
            {
                "averaged": count,
                "before": share,
                "bleu": round(bleu.corpus_score(lines, [english]).score, 2),
                "chrf": round(chrf.corpus_score(lines, [english]).score, 2),
            }
        )
        print(scores[-1], flush=True)
        if scores[-1]["chrf"] == max(score["chrf"] for score in scores):
            save_file(weights, args.out)
    args.out.with_suffix(".json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

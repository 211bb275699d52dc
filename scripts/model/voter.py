"""Make a model that has been trained fit to vote with the pivot again, whose pieces it changed.

    python -m scripts.model.voter --model DIR --start DIR --out DIR

The characters step gave some English pieces another spelling; the pivot knows the old one only, and the two have to
mean the same by an id. Inputs: the trained Marian directory and the one that the characters step read. Outputs: a
directory with the trained weights but, for the pieces that differ, those of the start, and its tokenizer;
`replaced.json` in --model if it lacks one. Seconds: about 2.
"""

import argparse
import json
import shutil
from pathlib import Path

from safetensors.torch import load_file, save_file

OUTPUT_ROWS = {"model.decoder.embed_tokens.weight": 0, "final_logits_bias": 1}
"""What has one entry for each English piece, and along which dimension."""


def replaced_ids(model: Path, start: Path) -> list[int]:
    """The English ids that spell something else in `model` than in `start`."""
    ours, theirs = (
        json.loads((directory / "target_vocab.json").read_text(encoding="utf-8")) for directory in (model, start)
    )
    return sorted({i for piece, i in ours.items() if theirs.get(piece) != i})


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    ids = replaced_ids(args.model, args.start)
    shutil.copytree(args.start, args.out, dirs_exist_ok=True, copy_function=shutil.copyfile)
    weights, before = (load_file(directory / "model.safetensors") for directory in (args.model, args.start))
    for name, dimension in OUTPUT_ROWS.items():
        rows = (slice(None),) * dimension + (ids,)
        weights[name][rows] = before[name][rows]
    save_file(weights, args.out / "model.safetensors", metadata={"format": "pt"})
    replaced = args.model / "replaced.json"
    if not replaced.exists():
        replaced.write_text(json.dumps(ids), encoding="utf-8")
    print(f"{len(ids)} pieces of the start restored")


if __name__ == "__main__":
    main()

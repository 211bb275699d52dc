"""Give the English vocabulary the characters it lacks (ñ, €, —), in place of the pieces it uses least.

    python -m scripts.model.characters --model DIR --english FILE [FILE ...] --out DIR

Bergamot's pt-en pieces spell no ñ: without this step «Peña» can only come out as `Pea`. Inputs: a Marian
directory and English text (TSV pairs: their second column). Output: the directory with the new pieces, whose
embeddings start as those of the nearest character. Ids stay; `replaced.json` lists the ids that changed their
meaning, so that distilled data made before can be read. Seconds: about 60 for 9M words.
"""

import argparse
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import sentencepiece
import torch
from sentencepiece import sentencepiece_model_pb2
from transformers import MarianMTModel

from scripts.model.corpus import read_pairs
from scripts.model.marian import load

NEAREST = dict(zip("ñÑüÜöÖäÄëïèßšŠčćžåøÅÍÓÚÇ—–€£@•", "nNuUoOaAeiessSccza" + "oAIOUC--$$a-", strict=True))
"""The added characters and the piece each starts from."""


def least_used(target: Path, english: Iterable[str], count: int) -> list[int]:
    """The ids of the `count` pieces, of two letters or more, that the text uses least."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(target))
    counts: Counter[int] = Counter()
    for line in english:
        counts.update(processor.encode(line))
    pieces = range(2, processor.get_piece_size())
    long_pieces = [i for i in pieces if len(processor.id_to_piece(i).lstrip("▁")) > 1]
    return sorted(long_pieces, key=lambda i: (counts[i], -i))[:count]


def respell(target: Path, new_pieces: Mapping[int, str], out: Path) -> None:
    """Write target.spm with some ids spelling other characters, scored as rarely as its rarest piece."""
    model = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]  # protobuf makes it at import
    model.ParseFromString(target.read_bytes())
    rarest = min(piece.score for piece in model.pieces)
    for i, character in new_pieces.items():
        model.pieces[i].piece = character
        model.pieces[i].score = rarest
    out.write_bytes(model.SerializeToString())


def copy_rows(model: MarianMTModel, target: Path, new_pieces: Mapping[int, str]) -> None:
    """Start each new piece's embedding and bias as those of its nearest character."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(target))
    with torch.no_grad():
        for i, character in new_pieces.items():
            nearest = processor.piece_to_id(NEAREST[character])
            model.lm_head.weight[i] = model.lm_head.weight[nearest]
            model.final_logits_bias[0, i] = model.final_logits_bias[0, nearest]


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--english", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    shutil.copytree(args.model, args.out, dirs_exist_ok=True)
    target = args.model / "target.spm"
    processor = sentencepiece.SentencePieceProcessor(model_file=str(target))
    lacking = [character for character in NEAREST if processor.piece_to_id(character) == processor.unk_id()]
    english = (pair[1] for path in args.english for pair in read_pairs(path))
    new_pieces = dict(zip(least_used(target, english, len(lacking)), lacking, strict=True))
    respell(target, new_pieces, args.out / "target.spm")
    model = load(args.model)
    copy_rows(model, target, new_pieces)
    model.save_pretrained(args.out)
    vocabulary = json.loads((args.model / "target_vocab.json").read_text(encoding="utf-8"))
    by_id = {i: piece for piece, i in vocabulary.items()} | new_pieces
    renamed = {by_id[i]: i for i in sorted(by_id)}
    (args.out / "target_vocab.json").write_text(json.dumps(renamed, ensure_ascii=False), encoding="utf-8")
    (args.out / "replaced.json").write_text(json.dumps(list(new_pieces)), encoding="utf-8")


if __name__ == "__main__":
    main()

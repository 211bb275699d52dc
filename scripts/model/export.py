"""Write a complete Marian directory: float16 weights, both tokenizer models, their vocabularies, generation settings.

    python -m scripts.model.export --model DIR --tokenizer DIR --weights FILE --out DIR

Inputs: a Marian directory of the shape; the directory with source.spm and target.spm; the averaged weights of
the average step (safetensors). Output: a directory that MarianTokenizer and MarianMTModel load. Seconds: 5.
"""

import argparse
import json
import shutil
from pathlib import Path

import sentencepiece
import torch
from safetensors.torch import load_file
from transformers import GenerationConfig, MarianMTModel

from scripts.model.marian import load, pad_id


def write_tokenizer(pieces: Path, out: Path) -> None:
    """Copy both sentencepiece models and list their pieces, the pad piece last."""
    for side, name in (("source", "vocab.json"), ("target", "target_vocab.json")):
        if pieces.resolve() != out.resolve():
            shutil.copyfile(pieces / f"{side}.spm", out / f"{side}.spm")
        processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces / f"{side}.spm"))
        vocabulary = {processor.id_to_piece(i): i for i in range(processor.get_piece_size())}
        vocabulary["<pad>"] = len(vocabulary)
        (out / name).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    settings = {
        "source_lang": "spa",
        "target_lang": "eng",
        "separate_vocabs": True,
        "model_max_length": 512,
        "tokenizer_class": "MarianTokenizer",
        "target_vocab_file": "target_vocab.json",
    }
    (out / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")


def write_weights(model: MarianMTModel, out: Path) -> None:
    """Save the model with the generation settings that puntos states its figures for."""
    pad = pad_id(model)
    settings = {
        "num_beams": 4,
        "max_length": 512,
        "bad_words_ids": [[pad]],
        "pad_token_id": pad,
        "bos_token_id": 0,
        "eos_token_id": 0,
        "decoder_start_token_id": pad,
        "forced_eos_token_id": 0,
        "renormalize_logits": True,
    }
    model.generation_config = GenerationConfig.from_dict(settings)
    with torch.no_grad():
        # Decoding starts from the pad's embedding, which CTranslate2 takes for zero.
        model.model.encoder.embed_tokens.weight[pad] = 0
        model.model.decoder.embed_tokens.weight[pad] = 0
    model.save_pretrained(out)
    # Written for the owner alone otherwise, and a package must carry it.
    (out / "model.safetensors").chmod(0o644)


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    model = load(args.model, dropout=0.1, dtype=torch.float16)
    if args.weights:
        model.load_state_dict(load_file(args.weights), strict=False)
    args.out.mkdir(parents=True, exist_ok=True)
    write_tokenizer(args.tokenizer, args.out)
    write_weights(model, args.out)


if __name__ == "__main__":
    main()

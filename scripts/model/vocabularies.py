"""The two vocabularies: Spanish pieces trained on Spanish text, English pieces cut out of Bergamot's.

    python -m scripts.model.vocabularies --spanish FILE --english FILE --bergamot DIR --out DIR
        [--spanish-size 16000 --english-size 16000]

Inputs: plain text, one sentence a line, in each language; the directory of the Bergamot files.
Outputs: source.spm (unigram, byte fallback, `</s>` 0, `<unk>` 1) and target.spm (the pieces the English text
uses most, in Bergamot's order, so that its scores stay right). Minutes: about 2 for 9M words a side.
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2

from scripts.model.corpus import read_lines


def train_pieces(text: Path, out: Path, size: int, byte_fallback: bool = True) -> None:
    """Train `size` unigram pieces on `text` and write them to `out`."""
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(out.with_suffix("")),
        vocab_size=size,
        model_type="unigram",
        character_coverage=0.9999,
        byte_fallback=byte_fallback,
        eos_id=0,
        unk_id=1,
        bos_id=-1,
        pad_id=-1,
        normalization_rule_name="nmt_nfkc",
        input_sentence_size=2_000_000,
        shuffle_input_sentence=True,
        num_threads=2,
        minloglevel=1,
    )
    out.with_suffix(".model").rename(out)
    out.with_suffix(".vocab").unlink()


def cut_english(bergamot_pieces: Path, text: Iterable[str], out: Path, size: int) -> None:
    """Keep the `size` pieces that `text` uses most, and every single character, of Bergamot's."""
    model = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]  # protobuf makes it at import
    model.ParseFromString(bergamot_pieces.read_bytes())
    processor = sentencepiece.SentencePieceProcessor(model_file=str(bergamot_pieces))
    counts: Counter[int] = Counter()
    for line in text:
        counts.update(processor.encode(line))
    kept = {0, 1} | {i for i, piece in enumerate(model.pieces) if len(piece.piece.lstrip("▁")) <= 1}
    for i, _ in counts.most_common():
        if len(kept) >= size:
            break
        kept.add(i)
    pieces = [model.pieces[i] for i in sorted(kept)]
    del model.pieces[:]
    model.pieces.extend(pieces)
    out.write_bytes(model.SerializeToString())


def english_order(target: Path, bergamot_pieces: Path) -> list[int]:
    """For each piece of target.spm its id in Bergamot's vocabulary.

    Raises ValueError when a piece is not Bergamot's.
    """
    own = sentencepiece.SentencePieceProcessor(model_file=str(target))
    pivot = sentencepiece.SentencePieceProcessor(model_file=str(bergamot_pieces))
    ids = {pivot.id_to_piece(i): i for i in range(pivot.get_piece_size())}
    pieces = [own.id_to_piece(i) for i in range(own.get_piece_size())]
    missing = [piece for piece in pieces if piece not in ids]
    if missing:
        raise ValueError(f"{target}: {len(missing)} pieces are not Bergamot's, the first {missing[0]!r}")
    return [ids[piece] for piece in pieces]


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--spanish", type=Path, required=True)
    parser.add_argument("--english", type=Path, required=True)
    parser.add_argument("--bergamot", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--spanish-size", type=int, default=16_000)
    parser.add_argument("--english-size", type=int, default=16_000)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    train_pieces(args.spanish, args.out / "source.spm", args.spanish_size)
    pieces = args.bergamot / "vocab.pten.spm"
    cut_english(pieces, read_lines(args.english), args.out / "target.spm", args.english_size)


if __name__ == "__main__":
    main()

"""Build the Spanish-English model out of Bergamot's tiny pt-en student.

    python -m scripts.model.transfer --bergamot DIR --vocabularies DIR --out DIR

Inputs: the directory of the Bergamot files; source.spm and target.spm of the vocabularies step; Apertium es-pt.
Output: a Marian directory without tokenizer files (the export step adds them). Minutes: about 1.

Encoder, cross-attention, feed-forward layers and English embeddings are copied. A Spanish piece starts as the mean
of the Portuguese pieces of its Apertium translation (whole words), else of its own letters. The decoder's SSRU cells
become causal self-attention whose values are the cell's own matrix; the next step fits the rest.
"""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

import sentencepiece
import torch
from transformers import MarianConfig, MarianMTModel

from scripts.model.bergamot import read_weights
from scripts.model.portuguese import to_portuguese
from scripts.model.vocabularies import english_order

WHOLE_WORD = re.compile(r"[^\W\d_]{2,}")
UNKNOWN_ID = 1
Weights = dict[str, torch.Tensor]


def configuration(weights: Weights, pieces: int) -> MarianConfig:
    """The Hugging Face configuration of the teacher's shape, with `pieces` pieces a side and a pad piece behind."""
    width = weights["Wemb"].size(1)
    hidden = weights["encoder_l1_ffn_W1"].size(1)
    return MarianConfig(
        vocab_size=pieces + 1,
        decoder_vocab_size=pieces + 1,
        d_model=width,
        encoder_layers=sum(name.endswith("_self_Wq") for name in weights),
        decoder_layers=sum(name.endswith("_rnn_W") for name in weights),
        encoder_attention_heads=8,
        decoder_attention_heads=8,
        encoder_ffn_dim=hidden,
        decoder_ffn_dim=hidden,
        activation_function="relu",
        scale_embedding=True,
        dropout=0.1,
        max_position_embeddings=512,
        share_encoder_decoder_embeddings=False,
        tie_word_embeddings=True,
        pad_token_id=pieces,
        eos_token_id=0,
        bos_token_id=0,
        decoder_start_token_id=pieces,
        forced_eos_token_id=0,
    )


def copied(weights: Weights, config: MarianConfig) -> Weights:
    """The layers of the Hugging Face model that are the teacher's, by their Hugging Face names."""
    state: Weights = {}

    def linear(to: str, matrix: str, bias: str) -> None:
        state[f"{to}.weight"] = weights[matrix].T.contiguous()
        state[f"{to}.bias"] = weights[bias].reshape(-1)

    def norm(to: str, name: str) -> None:
        state[f"{to}.weight"] = weights[f"{name}_ln_scale"][0]
        state[f"{to}.bias"] = weights[f"{name}_ln_bias"][0]

    def attention(to: str, name: str) -> None:
        for own, marian in (("q_proj", "q"), ("k_proj", "k"), ("v_proj", "v"), ("out_proj", "o")):
            linear(f"{to}.{own}", f"{name}_W{marian}", f"{name}_b{marian}")

    def feed_forward(to: str, name: str) -> None:
        linear(f"{to}.fc1", f"{name}_W1", f"{name}_b1")
        linear(f"{to}.fc2", f"{name}_W2", f"{name}_b2")
        norm(f"{to}.final_layer_norm", f"{name}_ffn")

    for layer in range(config.encoder_layers):
        own, marian = f"model.encoder.layers.{layer}", f"encoder_l{layer + 1}"
        attention(f"{own}.self_attn", f"{marian}_self")
        norm(f"{own}.self_attn_layer_norm", f"{marian}_self_Wo")
        feed_forward(own, f"{marian}_ffn")
    for layer in range(config.decoder_layers):
        own, marian = f"model.decoder.layers.{layer}", f"decoder_l{layer + 1}"
        attention(f"{own}.encoder_attn", f"{marian}_context")
        norm(f"{own}.encoder_attn_layer_norm", f"{marian}_context_Wo")
        feed_forward(own, f"{marian}_ffn")
        norm(f"{own}.self_attn_layer_norm", f"{marian}_rnn_ffn")
        state[f"{own}.self_attn.v_proj.weight"] = weights[f"{marian}_rnn_W"].T.contiguous()
        width = weights["Wemb"].size(1)
        state[f"{own}.self_attn.out_proj.weight"] = torch.eye(width)
        for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
            state[f"{own}.self_attn.{part}.bias"] = torch.zeros(width)
    return state


def english_side(weights: Weights, order: list[int]) -> Weights:
    """Embeddings and output bias of the English pieces, a zero row for the pad piece."""
    width = weights["Wemb"].size(1)
    embeddings = torch.cat([weights["Wemb"][order], torch.zeros(1, width)])
    bias = torch.cat([weights["decoder_ff_logit_out_b"].reshape(-1)[order], torch.zeros(1)])
    names = ("model.decoder.embed_tokens.weight", "lm_head.weight")
    return dict.fromkeys(names, embeddings) | {"final_logits_bias": bias[None]}


def spanish_embeddings(
    pieces: sentencepiece.SentencePieceProcessor,
    portuguese: sentencepiece.SentencePieceProcessor,
    embeddings: torch.Tensor,
    translate: Callable[[list[str]], list[str]],
) -> torch.Tensor:
    """A row for each Spanish piece and a zero row for the pad piece."""
    texts = [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())]
    words = [text.replace("▁", "") for text in texts]
    asked = [i for i, text in enumerate(texts) if text.startswith("▁") and WHOLE_WORD.fullmatch(words[i])]
    translated = dict(zip(asked, translate([words[i] for i in asked]), strict=True))
    rows = torch.zeros(len(texts) + 1, embeddings.size(1))
    for i, text in enumerate(texts):
        direct = portuguese.piece_to_id(text)
        if i <= UNKNOWN_ID or pieces.is_byte(i):
            ids = [min(i, UNKNOWN_ID)]
        elif i in translated:
            ids = portuguese.encode(translated[i].strip())
        elif direct != UNKNOWN_ID:
            ids = [direct]
        else:
            ids = _inner_ids(text, words[i], portuguese)
        rows[i] = embeddings[ids].mean(0) if ids else embeddings.mean(0)
    return rows


def _inner_ids(text: str, word: str, portuguese: sentencepiece.SentencePieceProcessor) -> list[int]:
    """The ids of a piece's letters; a piece from inside a word takes the form without the leading space."""
    cut: list[str] = portuguese.encode(word, out_type=str)
    if cut and not text.startswith("▁"):
        cut[0] = cut[0].lstrip("▁")
    ids: list[int] = [portuguese.piece_to_id(part) for part in cut if part]
    return [i for i in ids if i != UNKNOWN_ID] or list(portuguese.encode(word))


def transferred(bergamot: Path, vocabularies: Path, translate: Callable[[list[str]], list[str]]) -> MarianMTModel:
    """The model of both directories' files; `translate` gives the Portuguese of Spanish words.

    Raises ValueError when the vocabularies differ in size (Hugging Face's Marian has one pad id for both sides),
    or the English pieces are not Bergamot's.
    """
    arrays = read_weights(bergamot / "model.pten.intgemm.alphas.bin")
    weights = {name: torch.from_numpy(array) for name, array in arrays.items()}
    pivot_pieces = bergamot / "vocab.pten.spm"
    order = english_order(vocabularies / "target.spm", pivot_pieces)
    spanish = sentencepiece.SentencePieceProcessor(model_file=str(vocabularies / "source.spm"))
    portuguese = sentencepiece.SentencePieceProcessor(model_file=str(pivot_pieces))
    if spanish.get_piece_size() != len(order):
        raise ValueError(f"the vocabularies differ in size: {spanish.get_piece_size()} and {len(order)} pieces")
    config = configuration(weights, len(order))
    model = MarianMTModel(config)
    state = copied(weights, config) | english_side(weights, order)
    source = spanish_embeddings(spanish, portuguese, weights["Wemb"], translate)
    state["model.encoder.embed_tokens.weight"] = source
    model.load_state_dict(state, strict=False)
    return model


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--bergamot", type=Path, required=True)
    parser.add_argument("--vocabularies", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    transferred(args.bergamot, args.vocabularies, to_portuguese).save_pretrained(args.out)


if __name__ == "__main__":
    main()

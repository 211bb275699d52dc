"""Marian directories of Hugging Face: load, and the numbers of the configuration that the recipe uses."""

from pathlib import Path

import torch
from transformers import MarianMTModel


def load(directory: Path, dropout: float = 0.0, dtype: torch.dtype = torch.float32) -> MarianMTModel:
    """The model of a directory, in evaluation mode.

    Attention is computed by plain matrix products, which torch may round to bfloat16; its fused kernel is not quicker
    on sentences of this length (`scripts/model/throughput.py` compares them).
    """
    model = MarianMTModel.from_pretrained(directory, dropout=dropout, dtype=dtype, attn_implementation="eager")
    model.train(False)
    return model


def pad_id(model: MarianMTModel) -> int:
    """The id of the padding piece: the last one, which also starts the decoder and is never produced."""
    return int(model.config.pad_token_id or 0)

"""Marian directories of Hugging Face: load, and the numbers of the configuration that the recipe uses."""

from pathlib import Path

import torch
from transformers import MarianMTModel


def load(directory: Path, dropout: float = 0.0, dtype: torch.dtype = torch.float32) -> MarianMTModel:
    """The model of a directory, in evaluation mode."""
    model = MarianMTModel.from_pretrained(directory, dropout=dropout, dtype=dtype)
    model.train(False)
    return model


def pad_id(model: MarianMTModel) -> int:
    """The id of the padding piece: the last one, which also starts the decoder and is never produced."""
    return int(model.config.pad_token_id or 0)

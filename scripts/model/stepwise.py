"""A Hugging Face Marian model decoded piece by piece with its own caches, in the interface of TinyStudent.

Generation through transformers spends most of a tiny model's time outside the matrices; this does not.
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as functional
from transformers import MarianMTModel
from transformers.models.marian.modeling_marian import MarianAttention

from scripts.model.bergamot import positions
from scripts.model.marian import pad_id


@dataclass(slots=True)
class MarianState:
    """What the decoder carries from piece to piece: one row a sentence."""

    keys_values: list[tuple[torch.Tensor, torch.Tensor]]
    mask: torch.Tensor
    past: list[tuple[torch.Tensor, torch.Tensor]]

    def keep(self, rows: torch.Tensor, length: int) -> None:
        """Drop every sentence but those in `rows` (indices), `length` pieces into the output."""
        self.keys_values = [(keys[rows], values[rows]) for keys, values in self.keys_values]
        self.mask = self.mask[rows]
        self.past = [(_rows(keys, rows, length), _rows(values, rows, length)) for keys, values in self.past]


def _rows(cache: torch.Tensor, rows: torch.Tensor, length: int) -> torch.Tensor:
    kept = cache.new_empty((len(rows), *cache.shape[1:]))
    kept[:, :, :length] = cache[rows, :, :length]
    return kept


class StepwiseMarian:
    """A MarianMTModel made ready for decoding one piece at a time."""

    def __init__(self, model: MarianMTModel) -> None:
        model.train(False)
        self.model = model
        self.width = int(model.config.d_model)
        self.heads_count = int(model.config.decoder_attention_heads)
        self.pad_id = pad_id(model)
        # The pad piece is the last one and is never produced.
        self.output_embeddings = model.lm_head.weight.detach()[: self.pad_id].float()
        self.output_bias = model.final_logits_bias[0, : self.pad_id].float()
        self.positions = positions(1024, self.width).to(model.dtype)

    def heads(self, inputs: torch.Tensor) -> torch.Tensor:
        """(rows, length, width) to (rows, heads, length, width / heads)."""
        return inputs.view(inputs.size(0), -1, self.heads_count, self.width // self.heads_count).transpose(1, 2)

    def start(self, sources: list[list[int]], capacity: int) -> MarianState:
        """Encode a batch of piece ids (each ending in `</s>`) to decode at most `capacity` pieces."""
        longest = max(map(len, sources))
        ids = torch.tensor([row + [self.pad_id] * (longest - len(row)) for row in sources])
        mask = ids != self.pad_id
        encoder = self.model.model.encoder
        hidden = encoder(input_ids=ids, attention_mask=mask.long()).last_hidden_state
        keys_values, past = [], []
        for layer in self.model.model.decoder.layers:
            attention = layer.encoder_attn
            keys_values.append((self.heads(attention.k_proj(hidden)), self.heads(attention.v_proj(hidden))))
            shape = (len(sources), self.heads_count, capacity, self.width // self.heads_count)
            past.append((hidden.new_empty(shape), hidden.new_empty(shape)))
        return MarianState(keys_values, mask[:, None, None, :], past)

    def step(self, state: MarianState, previous: torch.Tensor | None, position: int) -> torch.Tensor:
        """Hidden vectors (rows, width), in float32, that predict the next piece (None: the start)."""
        rows = state.mask.size(0)
        decoder = self.model.model.decoder
        if previous is None:
            previous = torch.full((rows,), self.pad_id)
        fed = decoder.embed_tokens(previous) * math.sqrt(self.width)
        hidden = (fed + self.positions[position])[:, None]
        for layer, (keys, values), (past_keys, past_values) in zip(
            decoder.layers, state.keys_values, state.past, strict=True
        ):
            own = layer.self_attn
            past_keys[:, :, position] = self.heads(own.k_proj(hidden))[:, :, 0]
            past_values[:, :, position] = self.heads(own.v_proj(hidden))[:, :, 0]
            end = position + 1
            attended = self.attend(own, hidden, past_keys[:, :, :end], past_values[:, :, :end], None)
            hidden = layer.self_attn_layer_norm(hidden + attended)
            attended = self.attend(layer.encoder_attn, hidden, keys, values, state.mask)
            hidden = layer.encoder_attn_layer_norm(hidden + attended)
            hidden = layer.final_layer_norm(hidden + layer.fc2(functional.relu(layer.fc1(hidden))))
        first: torch.Tensor = hidden[:, 0].float()
        return first

    def attend(
        self,
        attention: MarianAttention,
        queries: torch.Tensor,
        keys: torch.Tensor,
        values: torch.Tensor,
        mask: torch.Tensor | None,
    ) -> torch.Tensor:
        """An attention sublayer without its residual; `mask` is true where allowed (None: everywhere)."""
        split = self.heads(attention.q_proj(queries))
        joined = functional.scaled_dot_product_attention(split, keys, values, attn_mask=mask)
        out: torch.Tensor = attention.out_proj(joined.transpose(1, 2).reshape(queries.size(0), -1, self.width))
        return out

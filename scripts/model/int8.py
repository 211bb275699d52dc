"""Training that feels what int8 costs: weights and activations rounded as CTranslate2 rounds them.

CTranslate2 gives every row of a matrix, and every row that is multiplied with it, a scale of its own: 127 over the
largest value in it (its documentation, "Quantization"). The gradient passes the rounding as if it were not there
(straight-through estimation, Bengio et al. 2013).
"""

from collections.abc import Callable

import torch
import torch.nn.functional as functional
from transformers import MarianMTModel

LEVELS = 127


class _Rounded(torch.autograd.Function):
    @staticmethod
    def forward(_context: object, values: torch.Tensor) -> torch.Tensor:
        # Reckoned in float32: bfloat16 has too few digits for the scale.
        exact = values.float()
        scale = exact.abs().amax(-1, keepdim=True).clamp_min_(1e-12).div_(LEVELS)
        return (exact / scale).round_().mul_(scale).to(values.dtype)

    @staticmethod
    def backward(_context: object, gradient: torch.Tensor) -> torch.Tensor:
        return gradient


def rounded(values: torch.Tensor) -> torch.Tensor:
    """The values as int8 holds them, each row (last dimension) with its own scale; the same shape."""
    result: torch.Tensor = _Rounded.apply(values)  # type: ignore[no-untyped-call]  # torch's own gap
    return result


def round_layers(model: MarianMTModel) -> None:
    """Make every linear layer and embedding of the model compute with rounded values; the output layer is left."""
    for module in model.modules():
        if isinstance(module, torch.nn.Linear) and module is not model.lm_head:
            setattr(module, "forward", _linear(module))  # noqa: B010
    # One embedding may serve under two names.
    for embedding in {model.model.encoder.embed_tokens, model.model.decoder.embed_tokens}:
        setattr(embedding, "forward", _embedding(embedding))  # noqa: B010


def _linear(layer: torch.nn.Linear) -> Callable[[torch.Tensor], torch.Tensor]:
    def forward(inputs: torch.Tensor) -> torch.Tensor:
        return functional.linear(rounded(inputs), rounded(layer.weight), layer.bias)

    return forward


def _embedding(layer: torch.nn.Embedding) -> Callable[[torch.Tensor], torch.Tensor]:
    def forward(ids: torch.Tensor) -> torch.Tensor:
        # The pad's row is zero and must stay so: decoding starts from it.
        return rounded(functional.embedding(ids, layer.weight, layer.padding_idx))

    return forward

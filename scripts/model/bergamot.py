"""Read a Bergamot (Marian) model file with int8 matrices, and run the tiny student inside it.

The file layout is Marian's binary format: version, item count, four 64-bit numbers an item
(name length, type, dimensions, data length), the names, the shapes, padding, the data. An int8 item
carries its quantisation multiplier in the four bytes behind the matrix.
"""

import math
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as functional

INT8_PREPARED = 0x4101
"""Marian's type number for an intgemm8 matrix, stored as (out, in) except the embedding `Wemb`."""
FLOAT32 = 0x0404
SHORTLIST_MAGIC = 0xF11A48D5013417F5
HEADS = 8

Array = npt.NDArray[np.float32]
Array64 = npt.NDArray[np.int64]


class BergamotFileError(ValueError):
    """The file is not a Marian binary of a version this reader knows."""


def read_weights(path: Path) -> dict[str, Array]:
    """All matrices of a Marian binary as float32, (in, out) as Marian multiplies them.

    Raises BergamotFileError when the file is of another version, or is cut short.
    """
    content = path.read_bytes()
    try:
        return _parse(content)
    except (struct.error, UnicodeDecodeError, ValueError) as error:
        raise BergamotFileError(f"{path}: not a Marian binary model of version 1 ({error})") from error


def _parse(content: bytes) -> dict[str, Array]:
    version, count = struct.unpack_from("<QQ", content)
    if version != 1:
        raise ValueError(f"version {version}")
    offset = 16
    headers: list[tuple[int, int, int, int]] = []
    for _ in range(count):
        name_length, kind, dimensions, data_length = struct.unpack_from("<QQQQ", content, offset)
        headers.append((name_length, kind, dimensions, data_length))
        offset += 32
    names: list[str] = []
    for header in headers:
        names.append(content[offset : offset + header[0] - 1].decode())
        offset += header[0]
    shapes: list[tuple[int, ...]] = []
    for header in headers:
        shapes.append(struct.unpack_from(f"<{header[2]}i", content, offset))
        offset += 4 * header[2]
    (padding,) = struct.unpack_from("<Q", content, offset)
    offset += 8 + padding
    weights: dict[str, Array] = {}
    for name, header, shape in zip(names, headers, shapes, strict=True):
        data = content[offset : offset + header[3]]
        offset += header[3]
        if header[1] == INT8_PREPARED:
            weights[name] = _dequantised(name, data, shape)
        elif header[1] == FLOAT32 and not name.endswith("QuantMultA"):
            weights[name] = np.frombuffer(data, "<f4", math.prod(shape)).reshape(shape).copy()
    return weights


def _dequantised(name: str, data: bytes, shape: tuple[int, ...]) -> Array:
    size = math.prod(shape)
    (multiplier,) = struct.unpack_from("<f", data, size)
    matrix = np.frombuffer(data, np.int8, size).astype(np.float32) / np.float32(multiplier)
    if name == "Wemb":
        return np.ascontiguousarray(matrix.reshape(shape))
    rows, columns = shape
    return np.ascontiguousarray(matrix.reshape(columns, rows).T)


def read_shortlist(path: Path) -> tuple[Array64, npt.NDArray[np.uint32]]:
    """Marian's binary lexical shortlist: for source piece i, its likely target pieces are
    `targets[starts[i]:starts[i + 1]]`.

    Raises BergamotFileError.
    """
    content = path.read_bytes()
    magic, _checksum, _first, _best, count, size = struct.unpack_from("<6Q", content.ljust(48, b"\0"))
    if magic != SHORTLIST_MAGIC:
        raise BergamotFileError(f"{path}: not a Marian binary shortlist")
    starts = np.frombuffer(content, "<u8", count, 48).astype(np.int64)
    return starts, np.frombuffer(content, "<u4", size, 48 + 8 * count)


def positions(length: int, width: int) -> torch.Tensor:
    """Marian's sinusoidal positions, (length, width): sines in the first half, cosines in the second."""
    half = torch.arange(width // 2, dtype=torch.float32)
    angles = torch.arange(length, dtype=torch.float32)[:, None] * torch.exp(
        -half * math.log(10_000.0) / (width / 2 - 1)
    )
    return torch.cat([angles.sin(), angles.cos()], 1)


@dataclass(slots=True)
class TinyState:
    """What the decoder carries from piece to piece: one row a sentence."""

    keys_values: list[tuple[torch.Tensor, torch.Tensor]]
    mask: torch.Tensor
    cells: list[torch.Tensor]

    def keep(self, rows: torch.Tensor) -> None:
        """Drop every sentence but those in `rows` (indices)."""
        self.keys_values = [(keys[rows], values[rows]) for keys, values in self.keys_values]
        self.mask = self.mask[rows]
        self.cells = [cell[rows] for cell in self.cells]


class TinyStudent:
    """The Bergamot tiny student (post-norm transformer encoder, SSRU decoder) step by step in torch."""

    def __init__(
        self,
        weights: dict[str, Array],
        output_ids: list[int] | None = None,
        precision: torch.dtype = torch.float32,
    ) -> None:
        """`output_ids`: the vocabulary ids that may be produced, in the order `step` scores them.

        `precision`: of everything but those scores.
        """
        tensors = {name: torch.from_numpy(array) for name, array in weights.items()}
        embeddings = tensors["Wemb"]
        order = torch.tensor(output_ids) if output_ids is not None else torch.arange(embeddings.size(0))
        self.width = embeddings.size(1)
        self.output_embeddings = embeddings[order].contiguous()
        self.output_bias = tensors["decoder_ff_logit_out_b"].reshape(-1)[order]
        self.precision = precision
        self.weights = {name: tensor.to(precision) for name, tensor in tensors.items()}
        self.positions = positions(1024, self.width).to(precision)
        self.encoder_layers = sum(name.endswith("_self_Wq") for name in weights)
        self.decoder_layers = sum(name.endswith("_rnn_W") for name in weights)

    def linear(self, inputs: torch.Tensor, weight: str, bias: str) -> torch.Tensor:
        """`inputs` times one named matrix plus its bias."""
        flat = inputs.reshape(-1, inputs.size(-1))
        out = torch.addmm(self.weights[bias].reshape(-1), flat, self.weights[weight])
        return out.view(*inputs.shape[:-1], -1)

    def norm(self, inputs: torch.Tensor, name: str) -> torch.Tensor:
        """Layer norm with the scale and bias called `name`."""
        scale, bias = self.weights[f"{name}_ln_scale"][0], self.weights[f"{name}_ln_bias"][0]
        return functional.layer_norm(inputs, (self.width,), scale, bias)

    def feed_forward(self, inputs: torch.Tensor, name: str) -> torch.Tensor:
        """The two-matrix ReLU sublayer called `name`, without its residual."""
        hidden = functional.relu(self.linear(inputs, f"{name}_W1", f"{name}_b1"))
        return self.linear(hidden, f"{name}_W2", f"{name}_b2")

    def heads(self, inputs: torch.Tensor) -> torch.Tensor:
        """(rows, length, width) to (rows, heads, length, width / heads)."""
        return inputs.view(inputs.size(0), -1, HEADS, self.width // HEADS).transpose(1, 2)

    def keys_values(self, memory: torch.Tensor, name: str) -> tuple[torch.Tensor, torch.Tensor]:
        """The attention's keys and values over `memory`, split in heads."""
        return (
            self.heads(self.linear(memory, f"{name}_Wk", f"{name}_bk")),
            self.heads(self.linear(memory, f"{name}_Wv", f"{name}_bv")),
        )

    def attend(
        self,
        queries: torch.Tensor,
        keys_values: tuple[torch.Tensor, torch.Tensor],
        mask: torch.Tensor,
        name: str,
    ) -> torch.Tensor:
        """The attention sublayer called `name`, without its residual; `mask` is true where allowed."""
        keys, values = keys_values
        split = self.heads(self.linear(queries, f"{name}_Wq", f"{name}_bq"))
        joined = functional.scaled_dot_product_attention(split, keys, values, attn_mask=mask)
        joined = joined.transpose(1, 2).reshape(queries.size(0), -1, self.width)
        return self.linear(joined, f"{name}_Wo", f"{name}_bo")

    def start(self, sources: list[list[int]]) -> TinyState:
        """Encode a batch of piece ids (each ending in `</s>`, id 0) for decoding."""
        longest = max(map(len, sources))
        ids = torch.tensor([row + [0] * (longest - len(row)) for row in sources])
        lengths = torch.tensor([len(row) for row in sources])
        mask = (torch.arange(longest)[None] < lengths[:, None])[:, None, None, :]
        hidden = self.weights["Wemb"][ids] * math.sqrt(self.width) + self.positions[:longest]
        for layer in range(1, self.encoder_layers + 1):
            name = f"encoder_l{layer}_self"
            attended = self.attend(hidden, self.keys_values(hidden, name), mask, name)
            hidden = self.norm(hidden + attended, f"{name}_Wo")
            name = f"encoder_l{layer}_ffn"
            hidden = self.norm(hidden + self.feed_forward(hidden, name), f"{name}_ffn")
        layers = range(1, self.decoder_layers + 1)
        return TinyState(
            keys_values=[self.keys_values(hidden, f"decoder_l{layer}_context") for layer in layers],
            mask=mask,
            cells=[hidden.new_zeros(len(sources), self.width) for _ in layers],
        )

    def step(self, state: TinyState, previous: torch.Tensor | None, position: int) -> torch.Tensor:
        """Hidden vectors (rows, width), in float32, that predict the next piece.

        `previous` indexes the output pieces (None at the start, where Marian feeds zeros);
        scores are `hidden @ output_embeddings.T + output_bias`.
        """
        rows = state.mask.size(0)
        fed = torch.zeros(rows, self.width) if previous is None else self.output_embeddings[previous]
        hidden = fed.to(self.precision) * math.sqrt(self.width) + self.positions[position]
        for layer in range(1, self.decoder_layers + 1):
            hidden, state.cells[layer - 1] = self.ssru(hidden, state.cells[layer - 1], layer)
            name = f"decoder_l{layer}_context"
            attended = self.attend(hidden[:, None], state.keys_values[layer - 1], state.mask, name)
            hidden = self.norm(hidden + attended[:, 0], f"{name}_Wo")
            name = f"decoder_l{layer}_ffn"
            hidden = self.norm(hidden + self.feed_forward(hidden, name), f"{name}_ffn")
        return hidden.float()

    def ssru(self, inputs: torch.Tensor, cell: torch.Tensor, layer: int) -> tuple[torch.Tensor, torch.Tensor]:
        """One step of the simpler simple recurrent unit (Kim et al. 2019): (sublayer output, new cell)."""
        name = f"decoder_l{layer}_rnn"
        forget = torch.sigmoid(self.linear(inputs, f"{name}_Wf", f"{name}_bf"))
        cell = forget * cell + (1 - forget) * (inputs @ self.weights[f"{name}_W"])
        return self.norm(inputs + functional.relu(cell), f"{name}_ffn"), cell

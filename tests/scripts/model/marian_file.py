"""Writes Marian's binary files, for the tests of their reader."""

import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
INT8, FLOAT32 = 0x4101, 0x0404
MULTIPLIER = 127.0


def write_model(path: Path, weights: Mapping[str, Array], int8: frozenset[str]) -> None:
    """The weights as a Marian binary; those in `int8` quantised by 127, stored (out, in) except Wemb."""
    items: list[tuple[bytes, int, tuple[int, ...], bytes]] = []
    for name, matrix in weights.items():
        if name in int8:
            stored = np.clip(np.rint(matrix * MULTIPLIER), -127, 127).astype(np.int8)
            data = (stored if name == "Wemb" else stored.T).tobytes() + struct.pack("<f", MULTIPLIER)
            items.append((name.encode() + b"\0", INT8, matrix.shape, data))
        else:
            items.append((name.encode() + b"\0", FLOAT32, matrix.shape, matrix.astype("<f4").tobytes()))
    content = struct.pack("<QQ", 1, len(items))
    for item in items:
        content += struct.pack("<QQQQ", len(item[0]), item[1], len(item[2]), len(item[3]))
    content += b"".join(item[0] for item in items)
    content += b"".join(struct.pack(f"<{len(item[2])}i", *item[2]) for item in items)
    padding = -(len(content) + 8) % 256
    content += struct.pack("<Q", padding) + bytes(padding)
    path.write_bytes(content + b"".join(item[3] for item in items))


def write_shortlist(path: Path, targets: list[list[int]]) -> None:
    """A shortlist that gives source piece i the target pieces `targets[i]`."""
    starts = np.cumsum([0, *map(len, targets)])
    flat = [target for row in targets for target in row]
    header = struct.pack("<6Q", 0xF11A48D5013417F5, 0, 0, 0, len(starts), len(flat))
    path.write_bytes(header + starts.astype("<u8").tobytes() + np.array(flat, "<u4").tobytes())


def tiny_student(pieces: int, width: int = 32, hidden: int = 64, layers: int = 2) -> dict[str, Array]:
    """Random weights in the names and shapes of Bergamot's tiny students."""
    random = np.random.default_rng(1)
    weights: dict[str, Array] = {}

    def matrix(name: str, rows: int, columns: int) -> None:
        weights[name] = np.clip(random.normal(0, 0.15, (rows, columns)), -1, 1).astype(np.float32)

    def norm(name: str) -> None:
        weights[f"{name}_ln_scale"] = np.ones((1, width), np.float32)
        weights[f"{name}_ln_bias"] = np.zeros((1, width), np.float32)

    def attention(name: str) -> None:
        for part in "qkvo":
            matrix(f"{name}_W{part}", width, width)
            matrix(f"{name}_b{part}", 1, width)
        norm(f"{name}_Wo")

    def feed_forward(name: str) -> None:
        matrix(f"{name}_W1", width, hidden)
        matrix(f"{name}_b1", 1, hidden)
        matrix(f"{name}_W2", hidden, width)
        matrix(f"{name}_b2", 1, width)
        norm(f"{name}_ffn")

    matrix("Wemb", pieces, width)
    matrix("decoder_ff_logit_out_b", 1, pieces)
    for layer in range(1, layers + 1):
        attention(f"encoder_l{layer}_self")
        feed_forward(f"encoder_l{layer}_ffn")
        attention(f"decoder_l{layer}_context")
        feed_forward(f"decoder_l{layer}_ffn")
        matrix(f"decoder_l{layer}_rnn_W", width, width)
        matrix(f"decoder_l{layer}_rnn_Wf", width, width)
        matrix(f"decoder_l{layer}_rnn_bf", 1, width)
        norm(f"decoder_l{layer}_rnn_ffn")
    return weights

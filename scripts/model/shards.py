"""Distilled lines on disk: a TSV of Spanish and English with, beside it, the pieces and what was likely.

`NAME.tsv` is for reading and filtering; `NAME.npz` holds for the same lines `ends` (where each line's rows
stop), `likely` (rows, k) uint16 and `shares` (rows, k) float16, one row a piece and one for `</s>`; a line's
own pieces are the first column.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from scripts.model.teacher import Decoded


@dataclass(frozen=True, slots=True)
class SoftLine:
    """A distilled line: texts, and per English piece (and `</s>`) the k likely pieces and their shares."""

    spanish: str
    english: str
    likely: npt.NDArray[np.uint16]
    shares: npt.NDArray[np.float16]


def write_shard(stem: Path, spanish: list[str], english: list[str], decoded: list[Decoded]) -> None:
    """Write `stem`.npz, then `stem`.tsv: a shard whose TSV exists is whole."""
    np.savez(
        stem.with_suffix(".npz"),
        ends=np.cumsum([len(line.likely) for line in decoded]),
        likely=np.concatenate([line.likely.numpy() for line in decoded]).astype(np.uint16),
        shares=np.concatenate([line.shares.numpy() for line in decoded]).astype(np.float16),
    )
    rows = "".join(f"{source}\t{target}\n" for source, target in zip(spanish, english, strict=True))
    partial = stem.with_suffix(".partial")
    partial.write_text(rows, encoding="utf-8")
    partial.rename(stem.with_suffix(".tsv"))


def read_shard(tsv: Path) -> list[SoftLine]:
    """The lines of one shard."""
    with np.load(tsv.with_suffix(".npz")) as arrays:
        ends, likely, shares = arrays["ends"], arrays["likely"], arrays["shares"]
    lines = []
    start = 0
    for row, end in zip(tsv.read_text(encoding="utf-8").splitlines(), ends.tolist(), strict=True):
        spanish, _, english = row.partition("\t")
        lines.append(SoftLine(spanish, english, likely[start:end], shares[start:end]))
        start = end
    return lines

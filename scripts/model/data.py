"""Training examples: distilled shards and pair files as piece ids, drawn by weight, noised, joined, batched."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece
import torch

from scripts.model.augment import noisy
from scripts.model.corpus import key, read_lines, read_pairs
from scripts.model.mend import plain
from scripts.model.shards import read_shard
from scripts.model.teacher import KEPT

EOS_ID, UNKNOWN_ID = 0, 1
JOIN_SHARE = 0.12
"""Share of examples that are two to four lines in a row: a model that saw single sentences alone loops on long ones."""
JOINED_PIECES = 150
MOST_PIECES = 200
SAMPLING_ALPHA = 0.3
"""The power of a cut's probability when pieces are sampled: at 1 a word hardly varies, at 0 all cuts are alike."""


@dataclass(frozen=True, slots=True)
class Line:
    """A pair as read; `likely` and `shares` (rows, KEPT) where the teacher's choices are known and still fit."""

    spanish: str
    english: str
    likely: npt.NDArray[np.uint16] | None = None
    shares: npt.NDArray[np.float16] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """What the model is shown: source ids, and for each target piece (`</s>` last) the likely ids and shares.

    `target` are the pieces themselves, fed to the decoder.
    """

    source: list[int]
    target: list[int]
    likely: npt.NDArray[np.int64]
    shares: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded tensors: source, decoder input and mask (rows, length); per kept piece: target, likely, shares."""

    source: torch.Tensor
    decoder_input: torch.Tensor
    kept: torch.Tensor
    likely: torch.Tensor
    shares: torch.Tensor


@dataclass(slots=True)
class Pool:
    """Lines of one kind and how often a pass shows them (below 1: a random share)."""

    name: str
    lines: list[Line]
    epochs: float
    faults: dict[str, int] = field(default_factory=dict)


class Pieces:
    """Both tokenizers of a Marian directory.

    `sampled_share` of the Spanish lines are cut into pieces at random, likely cuts more often: the model sees a word in
    more than one spelling (Kudo 2018, "Subword Regularization").
    """

    def __init__(self, model: Path, sampled_share: float = 0.0) -> None:
        self.sampled_share = sampled_share
        self.spanish = sentencepiece.SentencePieceProcessor(model_file=str(model / "source.spm"))
        self.english = sentencepiece.SentencePieceProcessor(model_file=str(model / "target.spm"))
        self.pad_id: int = self.english.get_piece_size()

    def source(self, spanish: str, rng: random.Random) -> list[int]:
        """The ids of a Spanish line to learn from."""
        sampled = rng.random() < self.sampled_share
        ids: list[int] = self.spanish.encode(spanish, enable_sampling=sampled, alpha=SAMPLING_ALPHA, nbest_size=-1)
        return ids


def read_distilled(directory: Path, replaced: Path | None, epochs: float, sharpness: float = 1.0) -> Pool:
    """The lines of every sifted shard in a directory that are kept; `replaced` names ids that changed their meaning.

    The shares are raised to the power of `sharpness`: above 1 the likely pieces count for more than the vote gave them.
    Lines of shards that are not sifted yet count among the faults.
    """
    stale = np.array(json.loads(replaced.read_text()) if replaced else [], dtype=np.uint16)
    pool = Pool(directory.name, [], epochs)
    for shard in sorted(directory.glob("*.tsv")):
        lines, sifted = read_shard(shard), shard.with_suffix(".sifted")
        known = sifted.read_text(encoding="utf-8").splitlines() if sifted.exists() else ["not sifted"] * len(lines)
        for soft, verdict in zip(lines, known, strict=True):
            reason, _, english = verdict.partition("\t")
            if reason:
                pool.faults[reason] = pool.faults.get(reason, 0) + 1
            elif english != soft.english or np.isin(soft.likely[:, 0], stale).any():
                pool.lines.append(Line(soft.spanish, english))
            else:
                shares = np.where(np.isin(soft.likely, stale), np.float16(0), soft.shares**sharpness)
                pool.lines.append(Line(soft.spanish, english, soft.likely, shares))
    return pool


def read_pool(path: Path, epochs: float, barred: frozenset[str]) -> Pool:
    """The pairs of a TSV file, but those with a side in `barred` (keys of dev lines)."""
    pool = Pool(path.name.split(".")[0], [], epochs)
    for spanish, english in read_pairs(path):
        if key(spanish) not in barred and key(english) not in barred:
            pool.lines.append(Line(spanish, plain(english)))
    return pool


def dev_keys(paths: list[Path]) -> frozenset[str]:
    """The keys of all dev lines."""
    return frozenset(key(line) for path in paths for line in read_lines(path))


def drawn(pools: list[Pool], rng: random.Random) -> list[Line]:
    """One pass: each pool's lines by its epochs, shuffled together."""
    lines: list[Line] = []
    for pool in pools:
        whole, part = divmod(pool.epochs, 1)
        lines += pool.lines * int(whole) + rng.sample(pool.lines, int(part * len(pool.lines)))
    rng.shuffle(lines)
    return lines


def example(line: Line, pieces: Pieces, rng: random.Random) -> Example | None:
    """The line, perhaps noised, as ids; None when a piece is unknown or there are too many."""
    spanish, english = noisy(line.spanish, line.english, rng)
    source = pieces.source(spanish, rng)
    if english == line.english and line.likely is not None and line.shares is not None:
        likely, shares = line.likely.astype(np.int64), line.shares.astype(np.float32)
        shares = shares / shares.sum(1, keepdims=True)
        target = likely[:, 0].tolist()
    else:
        target = [*pieces.english.encode(english), EOS_ID]
        likely = np.zeros((len(target), KEPT), np.int64)
        likely[:, 0] = target
        shares = np.zeros((len(target), KEPT), np.float32)
        shares[:, 0] = 1
    if not source or UNKNOWN_ID in target or UNKNOWN_ID in source or max(len(source), len(target)) > MOST_PIECES:
        return None
    return Example([*source, EOS_ID], target, likely, shares)


def joined(examples: list[Example]) -> Example:
    """Lines in a row as one: each `</s>` but the last is left out."""
    cut = [*(slice(0, -1) for _ in examples[1:]), slice(None)]
    return Example(
        source=[i for one, part in zip(examples, cut, strict=True) for i in one.source[part]],
        target=[i for one, part in zip(examples, cut, strict=True) for i in one.target[part]],
        likely=np.concatenate([one.likely[part] for one, part in zip(examples, cut, strict=True)]),
        shares=np.concatenate([one.shares[part] for one, part in zip(examples, cut, strict=True)]),
    )


def examples(lines: list[Line], pieces: Pieces, rng: random.Random) -> Iterator[Example]:
    """The lines as examples, some of them joined up to JOINED_PIECES."""
    waiting: list[Example] = []
    most = 0
    for line in lines:
        one = example(line, pieces, rng)
        if one is None:
            continue
        if not waiting:
            most = rng.randint(2, 4) if rng.random() < JOIN_SHARE else 1
        elif sum(len(other.target) for other in waiting) + len(one.target) > JOINED_PIECES:
            yield joined(waiting)
            waiting, most = [], 1
        waiting.append(one)
        if len(waiting) >= most:
            yield joined(waiting)
            waiting = []
    if waiting:
        yield joined(waiting)


def batches(
    lines: list[Line], pieces: Pieces, most_pieces: int, rng: random.Random, chunk: int = 4000
) -> Iterator[list[Example]]:
    """Examples of like length together, at most `most_pieces` padded target pieces a batch, in random order."""
    for start in range(0, len(lines), chunk):
        ready = sorted(examples(lines[start : start + chunk], pieces, rng), key=lambda one: len(one.target))
        groups: list[list[Example]] = [[]]
        for one in ready:
            longest = max([len(one.source), len(one.target), *(len(other.source) for other in groups[-1])])
            if groups[-1] and longest * (len(groups[-1]) + 1) > most_pieces:
                groups.append([])
            groups[-1].append(one)
        rng.shuffle(groups)
        yield from filter(None, groups)


def collate(group: list[Example], pad_id: int) -> Batch:
    """The examples of a batch as padded tensors."""
    rows = len(group)
    source = torch.full((rows, max(len(one.source) for one in group)), pad_id)
    decoder_input = torch.full((rows, max(len(one.target) for one in group)), pad_id)
    kept = torch.zeros(decoder_input.shape, dtype=torch.bool)
    for row, one in enumerate(group):
        source[row, : len(one.source)] = torch.tensor(one.source)
        decoder_input[row, 1 : len(one.target)] = torch.tensor(one.target[:-1])
        kept[row, : len(one.target)] = True
    likely = torch.from_numpy(np.concatenate([one.likely for one in group]))
    shares = torch.from_numpy(np.concatenate([one.shares for one in group]))
    return Batch(source, decoder_input, kept, likely, shares)

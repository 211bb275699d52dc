"""The teacher: the student and the pivot teacher vote on every next piece.

The pivot teacher reads Apertium's Portuguese of the line with the Bergamot tiny pt-en model. Its score of a
piece and the student's are averaged as log-probabilities over the student's English pieces, which are a
subset of Bergamot's. The average of two log-softmaxes has the argmax of the plain sum of the scores, so one
matrix product over both hidden vectors side by side gives it.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional

from scripts.model.bergamot import TinyStudent, read_shortlist
from scripts.model.stepwise import StepwiseMarian

KEPT = 8
"""Likely pieces recorded at each step."""


TIDIED = str.maketrans(
    {
        **dict.fromkeys("“”«»„″", '"'),
        **dict.fromkeys("‘’´`", "'"),
        **dict.fromkeys("–—―", "-"),
        "€": " euros",
        "£": " libras",
        "…": "...",
        "\u00a0": " ",
    }
)
"""What the pivot's vocabulary lacks, and would drop, in signs that it has."""


def tidied(line: str) -> str:
    """The line as the teacher reads it: typographic quotes and dashes plain, currency signs as words."""
    return " ".join(line.translate(TIDIED).split())


@dataclass(frozen=True, slots=True)
class Decoded:
    """One line's English pieces (without `</s>`) and, for each of them and for `</s>`, what was likely.

    ids: the pieces; likely: (pieces + 1, k) ids, best first; shares: their probabilities.
    """

    ids: list[int]
    likely: torch.Tensor
    shares: torch.Tensor


class Shortlist:
    """Which English pieces a batch may use: the lexical candidates of its Portuguese pieces, the pieces that
    spell its Portuguese words (names), and the most frequent ones. Three times fewer scores to compute.
    """

    def __init__(self, path: Path, output_ids: list[int], frequent: int = 1000) -> None:
        self.starts, self.targets = read_shortlist(path)
        self.output_of = np.full(max(int(self.targets.max()), max(output_ids)) + 1, -1, dtype=np.int64)
        self.output_of[output_ids] = np.arange(len(output_ids))
        self.frequent = np.arange(min(frequent, len(output_ids)))

    def candidates(self, portuguese: list[list[int]], english: list[list[int]] | None = None) -> torch.Tensor:
        """Sorted output ids; `</s>` (0) is among them, and all of `english` are."""
        pieces = np.unique(np.concatenate([np.asarray(row) for row in portuguese]))
        lexical = [self.targets[self.starts[piece] : self.starts[piece + 1]] for piece in pieces]
        outputs = self.output_of[np.concatenate([pieces, *lexical]).astype(np.int64)]
        stated = [np.asarray(row, dtype=np.int64) for row in english or []]
        return torch.from_numpy(np.unique(np.concatenate([self.frequent, outputs[outputs >= 0], *stated])))


class Vote:
    """Greedy decoding by the weighted mean of both models' log-probabilities."""

    def __init__(
        self,
        student: StepwiseMarian,
        pivot: TinyStudent,
        pivot_share: float,
        shortlist: Shortlist | None = None,
        kept: int = KEPT,
    ) -> None:
        """`pivot_share`: the pivot's weight in the mean; `kept`: likely pieces recorded at each step."""
        self.student = student
        self.pivot = pivot
        self.shortlist = shortlist
        self.kept = kept
        parts = [student.output_embeddings * (1 - pivot_share), pivot.output_embeddings * pivot_share]
        self.output = torch.cat(parts, 1)
        self.bias = student.output_bias * (1 - pivot_share) + pivot.output_bias * pivot_share

    @torch.inference_mode()
    def decode(self, spanish: list[list[int]], portuguese: list[list[int]]) -> list[Decoded]:
        """Translate a batch given as piece ids of both models (each row ends in `</s>`, id 0)."""
        rows = len(spanish)
        limit = int(max(map(len, spanish)) * 1.6) + 8
        own, pivot = self.student.start(spanish, limit), self.pivot.start(portuguese)
        candidates = self.shortlist.candidates(portuguese) if self.shortlist else torch.arange(self.bias.size(0))
        output, bias = self.output[candidates], self.bias[candidates]
        live = torch.arange(rows)
        alive = torch.ones(rows, dtype=torch.bool)
        previous: torch.Tensor | None = None
        likely = torch.zeros(rows, limit, self.kept, dtype=torch.long)
        shares = torch.zeros(rows, limit, self.kept)
        lengths = torch.full((rows,), limit - 1)
        for position in range(limit):
            hidden = torch.cat(
                [self.student.step(own, previous, position), self.pivot.step(pivot, previous, position)], 1
            )
            scores = functional.linear(hidden, output, bias)
            top = scores.topk(self.kept, 1)
            likely[live, position] = candidates[top.indices]
            shares[live, position] = (top.values - scores.logsumexp(1, keepdim=True)).exp()
            previous = candidates[top.indices[:, 0]]
            ended = (previous == 0) & alive
            lengths[live[ended]] = position
            alive &= ~ended
            if not alive.any():
                break
            if alive.float().mean() <= 0.75:
                rest = alive.nonzero().squeeze(1)
                own.keep(rest, position + 1)
                pivot.keep(rest)
                live, previous, alive = live[rest], previous[rest], alive[rest]
        return [
            Decoded(likely[row, :end, 0].tolist(), likely[row, : end + 1], shares[row, : end + 1])
            for row, end in enumerate(lengths.tolist())
        ]

    @torch.inference_mode()
    def search(self, spanish: list[list[int]], portuguese: list[list[int]], beam: int) -> list[list[list[int]]]:
        """The `beam` best translations of each line, best first, as pieces without `</s>`.

        Beam search; finished ones are ranked by their log-probability over their length. A line of which none
        has ended at the limit has no translation.
        """
        rows = len(spanish)
        limit = int(max(map(len, spanish)) * 1.6) + 8
        own, pivot = self.student.start(spanish, limit), self.pivot.start(portuguese)
        candidates = self.shortlist.candidates(portuguese) if self.shortlist else torch.arange(self.bias.size(0))
        output, bias = self.output[candidates], self.bias[candidates]
        spread = torch.arange(rows).repeat_interleave(beam)
        own.keep(spread, 0)
        pivot.keep(spread)
        live = list(range(rows))
        sums = torch.full((rows, beam), -torch.inf)
        sums[:, 0] = 0
        said = torch.zeros(rows, beam, 0, dtype=torch.long)
        previous: torch.Tensor | None = None
        ended: list[list[tuple[float, list[int]]]] = [[] for _ in range(rows)]
        for position in range(limit):
            hidden = torch.cat(
                [self.student.step(own, previous, position), self.pivot.step(pivot, previous, position)], 1
            )
            scores = functional.linear(hidden, output, bias).log_softmax(1)
            top = (sums[:, :, None] + scores.view(len(live), beam, -1)).view(len(live), -1).topk(2 * beam, 1)
            parents, pieces = top.indices // len(candidates), candidates[top.indices % len(candidates)]
            for row, rank in ((pieces == 0) & (top.values > -torch.inf))[:, :beam].nonzero().tolist():
                mean = top.values[row, rank].item() / (position + 1)
                ended[live[row]].append((mean, said[row, parents[row, rank]].tolist()))
            # Those among the first `beam` that end here are done; the first `beam` of the others go on.
            going = (pieces == 0).to(torch.uint8).argsort(dim=1, stable=True)[:, :beam]
            sums, parents, pieces = top.values.gather(1, going), parents.gather(1, going), pieces.gather(1, going)
            rest = [
                row
                for row, line in enumerate(live)
                if len(ended[line]) < beam or max(ended[line])[0] < sums[row, 0].item() / (position + 1)
            ]
            if not rest:
                break
            kept = torch.tensor(rest)
            spread = (kept[:, None] * beam + parents[kept]).reshape(-1)
            own.keep(spread, position + 1)
            pivot.keep(spread)
            said = torch.cat([said[kept[:, None], parents[kept]], pieces[kept][:, :, None]], 2)
            sums, previous, live = sums[kept], pieces[kept].reshape(-1), [live[row] for row in rest]
        return [[ids for _, ids in sorted(line, reverse=True)[:beam]] for line in ended]

    @torch.inference_mode()
    def follow(
        self, spanish: list[list[int]], portuguese: list[list[int]], english: list[list[int]], reference_share: float
    ) -> list[Decoded]:
        """What the vote finds likely along given English (rows without `</s>`), mixed with that English itself.

        The shares are those of the vote times `1 - reference_share`, and `reference_share` more for the piece that is
        in the English: word-level distillation (Kim and Rush, 2016) with the reference in it.
        """
        ends = [len(row) for row in english]
        length = max(ends) + 1
        given = torch.zeros(len(english), length, dtype=torch.long)
        for row, ids in enumerate(english):
            given[row, : len(ids)] = torch.tensor(ids)
        own, pivot = self.student.start(spanish, length), self.pivot.start(portuguese)
        candidates = (
            self.shortlist.candidates(portuguese, english) if self.shortlist else torch.arange(self.bias.size(0))
        )
        output, bias = self.output[candidates], self.bias[candidates]
        position_of = torch.zeros(self.bias.size(0), dtype=torch.long)
        position_of[candidates] = torch.arange(len(candidates))
        likely = torch.zeros(len(english), length, self.kept, dtype=torch.long)
        shares = torch.zeros(len(english), length, self.kept)
        previous: torch.Tensor | None = None
        for position in range(length):
            hidden = torch.cat(
                [self.student.step(own, previous, position), self.pivot.step(pivot, previous, position)], 1
            )
            probable = functional.linear(hidden, output, bias).softmax(1) * (1 - reference_share)
            previous = given[:, position]
            # The piece that is there comes first whatever the vote gives it: it is what the decoder is fed.
            there = position_of[previous][:, None]
            first = probable.gather(1, there) + reference_share
            top = probable.scatter(1, there, -1.0).topk(self.kept - 1, 1)
            likely[:, position] = torch.cat([previous[:, None], candidates[top.indices]], 1)
            shares[:, position] = torch.cat([first, top.values], 1)
        return [Decoded(english[row], likely[row, : end + 1], shares[row, : end + 1]) for row, end in enumerate(ends)]

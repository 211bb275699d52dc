"""Muon (orthogonalized momentum) for a model's matrices, its work shared out among the training processes.

Jordan et al. 2024 (https://kellerjordan.github.io/posts/muon/), with steps scaled to AdamW's size as in Liu et al.
2025, "Muon is scalable for LLM training". The optimizer is torch's; each process steps its part of the matrices and
sends it to the others, as orthogonalizing all of them takes a tenth of a step's time on one core.
"""

from itertools import pairwise
from typing import Any

import torch
import torch.distributed as distributed


class SharedMuon:
    """Steps for matrices that lie one after the other in a flat tensor of weights."""

    def __init__(self, weights: torch.Tensor, gradient: torch.Tensor, shapes: list[torch.Size]) -> None:
        """weights, gradient: (all elements of the matrices,) float32; shapes: of the matrices, in their order."""
        together = distributed.is_initialized()
        self.rank, self.world = (distributed.get_rank(), distributed.get_world_size()) if together else (0, 1)
        views = [torch.split(part, [shape.numel() for shape in shapes]) for part in (weights, gradient)]
        own, ends, end = [], [0] * (self.world + 1), 0
        for shape, value, its_gradient in zip(shapes, *views, strict=True):
            part = end * self.world // weights.numel()
            end += shape.numel()
            ends[part + 1 :] = [end] * (self.world - part)
            if part == self.rank:
                parameter = torch.nn.Parameter(value.view(shape))
                parameter.grad = its_gradient.view(shape)
                own.append(parameter)
        self.parts = [weights[start:stop] for start, stop in pairwise(ends)]
        self.optimizer: torch.optim.Optimizer = torch.optim.Muon(own, weight_decay=0.0, adjust_lr_fn="match_rms_adamw")

    def step(self, rate: float) -> None:
        """Move the weights by the gradient as it is now; every process must call."""
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.step()
        if self.world > 1:
            for rank, part in enumerate(self.parts):
                distributed.broadcast(part, rank)

    def states(self) -> list[dict[str, Any]]:
        """The optimizer's state of each process, on process 0 (elsewhere nothing); every process must call."""
        if self.world == 1:
            return [self.optimizer.state_dict()]
        gathered: list[Any] | None = [None] * self.world if self.rank == 0 else None
        distributed.gather_object(self.optimizer.state_dict(), gathered)
        return gathered or []

    def load(self, states: list[dict[str, Any]]) -> None:
        """Go on from `states` of a run with as many processes."""
        self.optimizer.load_state_dict(states[self.rank])

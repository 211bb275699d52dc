"""Mixed precision: a model that computes in bfloat16 while the optimizer keeps its weights in float32.

All weights lie in one flat tensor, all gradients in another, and the model's parameters are views of them: what
happens once a step (sum over the processes, norm, optimizer, moving average) is then one pass over memory.
"""

from collections.abc import Callable, Iterator

import torch


def is_matrix(name: str, value: torch.Tensor) -> bool:
    """Whether a parameter is a layer's matrix: not a vector, not an embedding."""
    return value.dim() == 2 and "embed" not in name


class MixedPrecision:
    """The float32 weights behind a model, and the gradients that its batches add up.

    weights, gradient: (all parameters,) float32: first those of `is_new`, last the layers' matrices.
    """

    def __init__(self, model: torch.nn.Module, is_new: Callable[[str], bool], precision: torch.dtype) -> None:
        """Takes over the model's parameters and turns it to `precision`; `is_new` tells by a parameter's name."""
        trained = [(name, value) for name, value in model.named_parameters() if value.requires_grad]
        trained.sort(key=lambda named: (is_matrix(*named), not is_new(named[0])))
        self.shapes = {name: value.shape for name, value in trained}
        matrices = [(name, value) for name, value in trained if is_matrix(name, value)]
        self.matrix_shapes = [value.shape for _, value in matrices]
        self.first_matrix = sum(value.numel() for _, value in trained) - sum(value.numel() for _, value in matrices)
        self.new = sum(value.numel() for name, value in trained if is_new(name) and not is_matrix(name, value))
        self.weights = torch.cat([value.detach().reshape(-1).float() for _, value in trained])
        self.gradient = torch.zeros_like(self.weights)
        model.to(precision)
        self.working = self.weights.to(precision)
        self.working_gradient = torch.zeros_like(self.working)
        views = zip(trained, self.views(self.working), self.views(self.working_gradient), strict=True)
        for (_, parameter), (_, value), (_, gradient) in views:
            parameter.data = value
            parameter.grad = gradient

    def views(self, flat: torch.Tensor) -> Iterator[tuple[str, torch.Tensor]]:
        """The parts of a flat tensor by the parameter's name, in its shape."""
        parts = torch.split(flat, [shape.numel() for shape in self.shapes.values()])
        for (name, shape), part in zip(self.shapes.items(), parts, strict=True):
            yield name, part.view(shape)

    def groups(self, copied_rate: float) -> list[dict[str, object]]:
        """Optimizer groups: the new parameters, and the rest at a share of the rate."""
        parts = []
        for part, share in ((slice(0, self.new), 1.0), (slice(self.new, self.first_matrix), copied_rate)):
            parameter = torch.nn.Parameter(self.weights[part])
            parameter.grad = self.gradient[part]
            parts.append({"params": [parameter], "share": share})
        return parts

    def collect(self) -> None:
        """Take the gradient of the batches since the last call in float32, and begin a new one."""
        self.gradient.copy_(self.working_gradient)
        self.working_gradient.zero_()

    def publish(self) -> None:
        """Give the model the weights as they are now."""
        self.working.copy_(self.weights)

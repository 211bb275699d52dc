"""Rounding as int8 does it, and its gradient."""

import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from scripts.model.int8 import LEVELS, rounded


@given(arrays.arrays("float32", (3, 8), elements=st.floats(-100, 100, width=32)))
def test_rounding_is_within_half_a_step_and_changes_nothing_the_second_time(values: object) -> None:
    tensor = torch.tensor(values)
    once = rounded(tensor)
    step = tensor.abs().amax(1, keepdim=True) / LEVELS
    assert ((once - tensor).abs() <= step * 0.501 + 1e-12).all()
    torch.testing.assert_close(rounded(once), once)


def test_the_gradient_passes_the_rounding() -> None:
    values = torch.tensor([[0.11, -0.5, 1.0]], requires_grad=True)
    (rounded(values) * torch.tensor([1.0, 2.0, 3.0])).sum().backward()  # type: ignore[no-untyped-call]
    assert values.grad is not None
    assert values.grad.tolist() == [[1.0, 2.0, 3.0]]


def test_in_bfloat16_the_levels_are_those_of_float32() -> None:
    values = torch.randn(5, 64, generator=torch.Generator().manual_seed(1)).bfloat16()
    assert rounded(values).equal(rounded(values.float()).bfloat16())

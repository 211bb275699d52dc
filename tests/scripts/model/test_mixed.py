"""The flat float32 weights behind a bfloat16 model."""

import torch

from scripts.model.mixed import MixedPrecision
from scripts.model.muon import SharedMuon


def network() -> torch.nn.Sequential:
    torch.manual_seed(1)
    return torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2))


def first_weight(model: torch.nn.Module) -> torch.Tensor:
    return next(model.parameters()).detach().float().clone()


def is_last(name: str) -> bool:
    return name.startswith("2.")


def test_steps_smaller_than_bfloat16_tells_add_up() -> None:
    model = network()
    mixed = MixedPrecision(model, is_last, torch.bfloat16)
    before = first_weight(model)
    for _ in range(1000):
        mixed.weights += 1e-4 * before.abs().max()
        mixed.publish()
    assert next(model.parameters()).dtype == torch.bfloat16
    moved = first_weight(model) - before
    torch.testing.assert_close(moved, torch.full_like(moved, 0.1 * before.abs().max().item()), atol=4e-3, rtol=0)


def test_in_float32_a_step_is_that_of_the_plain_optimizers() -> None:
    plain, model = network(), network()
    mixed = MixedPrecision(model, is_last, torch.float32)
    ours = torch.optim.AdamW(
        [{**group, "lr": 0.01 * float(str(group["share"]))} for group in mixed.groups(copied_rate=0.5)], fused=True
    )
    matrices = slice(mixed.first_matrix, None)
    our_muon = SharedMuon(mixed.weights[matrices], mixed.gradient[matrices], mixed.matrix_shapes)
    named = dict(plain.named_parameters())
    groups = [{"params": [named["2.bias"]], "lr": 0.01}, {"params": [named["0.bias"]], "lr": 0.005}]
    theirs = torch.optim.AdamW(groups, fused=True)
    muon = torch.optim.Muon(
        [named["0.weight"], named["2.weight"]], lr=0.02, weight_decay=0.0, adjust_lr_fn="match_rms_adamw"
    )
    inputs = torch.randn(5, 4)
    for _ in range(3):
        for part in (inputs[:2], inputs[2:]):
            torch.autograd.backward(model(part).square().sum())
            torch.autograd.backward(plain(part).square().sum())
        mixed.collect()
        ours.step()
        our_muon.step(0.02)
        mixed.publish()
        for optimizer in (theirs, muon):
            optimizer.step()
            optimizer.zero_grad()
    for name, value in named.items():
        torch.testing.assert_close(dict(model.named_parameters())[name], value)


def test_views_are_the_parameters_by_name_and_shape() -> None:
    model = network()
    mixed = MixedPrecision(model, is_last, torch.float32)
    views = dict(mixed.views(mixed.weights))
    assert list(views) == ["2.bias", "0.bias", "2.weight", "0.weight"]
    for name, value in model.named_parameters():
        assert views[name].equal(value)

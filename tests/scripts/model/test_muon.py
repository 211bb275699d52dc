"""Muon's steps shared out among processes."""

import multiprocessing
from pathlib import Path

import torch
import torch.distributed as distributed

from scripts.model.muon import SharedMuon

SHAPES = [torch.Size(shape) for shape in ((6, 4), (3, 8), (5, 5), (2, 7))]


def after_steps(stopped_after: int | None = None) -> torch.Tensor:
    """The weights after four steps; `stopped_after` so many, a new optimizer goes on from the state of the old."""
    generator = torch.Generator().manual_seed(1)
    size = sum(shape.numel() for shape in SHAPES)
    weights, gradient = torch.randn(size, generator=generator), torch.zeros(size)
    muon = SharedMuon(weights, gradient, SHAPES)
    for step in range(4):
        if step == stopped_after:
            states = [muon.states()]
            if distributed.is_initialized():
                distributed.broadcast_object_list(states)
            muon = SharedMuon(weights, gradient, SHAPES)
            muon.load(states[0])
        gradient.copy_(torch.randn(size, generator=generator))
        muon.step(0.1)
    return weights


def one_of_two(rank: int, folder: str) -> None:
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", init_method=f"file://{folder}/meet", rank=rank, world_size=2)
    torch.save(after_steps(stopped_after=2), f"{folder}/{rank}.pt")
    distributed.destroy_process_group()


def test_two_processes_step_as_one_does_and_go_on_from_their_states(tmp_path: Path) -> None:
    spawning = multiprocessing.get_context("spawn")
    processes = [spawning.Process(target=one_of_two, args=(rank, str(tmp_path))) for rank in (0, 1)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    alone = after_steps()
    for rank in (0, 1):
        torch.testing.assert_close(torch.load(tmp_path / f"{rank}.pt", weights_only=True), alone)


def test_without_its_momentum_a_step_is_another() -> None:
    generator = torch.Generator().manual_seed(2)
    weights = [torch.zeros(24), torch.zeros(24)]
    gradients = [torch.randn(24, generator=generator) for _ in range(2)]
    for value, seen in zip(weights, (gradients, gradients[1:]), strict=True):
        gradient = torch.zeros(24)
        muon = SharedMuon(value, gradient, SHAPES[:1])
        for one in seen:
            gradient.copy_(one)
            value.zero_()
            muon.step(0.1)
    assert not torch.allclose(weights[0], weights[1])


def test_a_step_turns_all_directions_alike() -> None:
    weights, gradient = torch.zeros(24), torch.randn(24, generator=torch.Generator().manual_seed(3))
    gradient.view(6, 4)[:, 0] *= 100
    SharedMuon(weights, gradient, SHAPES[:1]).step(1.0)
    # Newton and Schulz' iteration ends with singular values of about 0.7 to 1.2, here times 0.2 sqrt(6).
    singular = torch.linalg.svdvals(weights.view(6, 4)) / (0.2 * 6**0.5)
    assert singular.min() > 0.6
    assert singular.max() < 1.3

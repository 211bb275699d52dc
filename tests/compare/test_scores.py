"""The scores, on summaries whose figures can be told by hand, and that they fall with damage."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compare import WEIGHTS
from pipeline.compare.scores import kendall_tau
from scripts.comparison import damage
from scripts.comparison.damage import Damaged
from tests.compare.stories import ALIEN, OWN, against_port

# summary -> its scores: coverage, faithfulness, order, structure, numbers, names, polarity
FIGURES: dict[str, tuple[tuple[str, ...], tuple[float | None, ...]]] = {
    "whole": (OWN, (1, 1, 1, 1, 1, 1, 1)),
    "the second left out": ((OWN[0], *OWN[2:]), (0.75, 1, 1, 0.75, 4 / 6, 1, 1)),
    "turned round": (OWN[::-1], (1, 1, -1, 1, 1, 1, 1)),
    "two made one": ((f"{OWN[0]} {OWN[1]}", *OWN[2:]), (1, 1, 1, 0.5, 1, 1, 1)),
    "an alien": ((*OWN, ALIEN), (1, 0.8, 1, 0.8, 1, 1, 1)),
    "a negation lost": (
        (*OWN[:2], OWN[2].replace("does not give up", "gives up"), OWN[3]),
        (0.75, 0.75, 1, 1, 1, 1, 0.75),
    ),
    "only aliens": ((ALIEN,), (0, 0, None, 0, 0, 0, None)),
}


@pytest.mark.parametrize("case", FIGURES)
def test_scores(case: str) -> None:
    texts, expected = FIGURES[case]
    scores = against_port(*texts).scores
    found = (
        scores.coverage,
        scores.faithfulness,
        scores.order,
        scores.structure,
        scores.numbers,
        scores.names,
        scores.polarity,
    )
    assert found == pytest.approx(expected)


def test_the_overall_figure_is_the_weighted_mean() -> None:
    scores = against_port(OWN[0], *OWN[2:]).scores
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    told = 0.35 * 0.75 + 0.30 + 0.10 + 0.05 * 0.75 + 0.10 * 4 / 6 + 0.05 + 0.05
    assert scores.overall == pytest.approx(told)


def test_compression_is_the_summary_by_the_points() -> None:
    assert against_port(*OWN).scores.compression == 1
    assert against_port(OWN[3]).scores.compression == pytest.approx(9 / 54)


@pytest.mark.parametrize(
    ("places", "expected"),
    [([0, 1, 2], 1), ([2, 1, 0], -1), ([0, 2, 1], 1 / 3), ([1, 1, 2], 1), ([3], None), ([], None)],
)
def test_order_is_kendalls_tau(places: list[int], expected: float | None) -> None:
    assert kendall_tau(places) == pytest.approx(expected)


Maker = Callable[[tuple[str, ...], random.Random], Damaged | None]
MAKERS: dict[str, Maker] = {
    "drop": damage.drop,
    "reorder": damage.reorder,
    "merge": damage.merge,
    "number": damage.change_number,
    "negation": damage.negate,
    "alien": lambda texts, rng: damage.add_alien(texts, rng, [ALIEN]),
}


@settings(deadline=None, max_examples=60)
@given(kind=st.sampled_from(sorted(MAKERS)), seed=st.integers(0, 10_000))
def test_any_damage_lowers_the_overall_figure(kind: str, seed: int) -> None:
    done = MAKERS[kind](OWN, random.Random(seed))
    assert done is not None
    assert against_port(*done.texts).scores.overall < 1


@settings(deadline=None, max_examples=40)
@given(order=st.permutations(range(4)), seed=st.integers(0, 1000))
def test_leaving_bullets_out_one_by_one_lowers_it_each_time_whatever_the_order(order: list[int], seed: int) -> None:
    texts = [OWN[index] for index in order]
    rng = random.Random(seed)
    last = against_port(*texts).scores.overall
    while len(texts) > 1:
        del texts[rng.randrange(len(texts))]
        overall = against_port(*texts).scores.overall
        assert overall < last
        last = overall


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 1000))
def test_damage_to_more_bullets_lowers_it_further(seed: int) -> None:
    """A digit of one bullet, then the negation of another, then one left out, then an alien."""
    rng = random.Random(seed)
    first = OWN[0].replace("4.5%", rng.choice(["5.4%", "4.7%", "45%"]))
    steps = [
        OWN,
        (first, *OWN[1:]),
        (first, OWN[1], OWN[2].replace("does not give up", "gives up"), OWN[3]),
        (first, OWN[1], OWN[2].replace("does not give up", "gives up")),
        (first, OWN[1], OWN[2].replace("does not give up", "gives up"), ALIEN),
    ]
    overall = [against_port(*texts).scores.overall for texts in steps]
    assert overall == sorted(overall, reverse=True)
    assert len(set(overall)) == len(overall)

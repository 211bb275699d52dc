"""Which sentences of a draft tell which sentences of the story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.verify.alignment import Bead, align

Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]

PORT = "The port of Villamar reopened on Friday after a nine-day strike."
RISE = "The agreement sets a pay rise of 4.5% this year."
SHIPS = "The strike left 62 ships unattended and losses of 38.4 million euros."
MINISTER = "The minister denied that the terminal will be privatised."


@pytest.mark.parametrize(
    ("translations", "targets", "beads"),
    [
        ([PORT, RISE], [PORT, RISE], [((0,), (0,)), ((1,), (1,))]),
        # a sentence left out of the draft
        ([PORT, RISE, SHIPS], [PORT, SHIPS], [((0,), (0,)), ((1,), ()), ((2,), (1,))]),
        # a sentence that the story does not have
        ([PORT, SHIPS], [PORT, MINISTER, SHIPS], [((0,), (0,)), ((), (1,)), ((1,), (2,))]),
        # one sentence told as two
        (
            [SHIPS],
            ["The strike left 62 ships unattended.", "It left losses of 38.4 million euros."],
            [((0,), (0, 1))],
        ),
        # two sentences told as one
        (
            [RISE, MINISTER],
            ["The agreement sets a rise of 4.5% this year and the minister denied the terminal will be privatised."],
            [((0, 1), (0,))],
        ),
        # free wording
        ([PORT, RISE], ["After a nine-day strike the port of Villamar is open again."], [((0,), (0,)), ((1,), ())]),
        ([], [PORT], [((), (0,))]),
        ([PORT], [], [((0,), ())]),
        ([], [], []),
    ],
)
def test_beads(translations: list[str], targets: list[str], beads: Beads) -> None:
    assert align(translations, targets) == tuple(Bead(*bead) for bead in beads)


@given(st.lists(st.text("abc 1", max_size=12), max_size=6), st.lists(st.text("abc 1", max_size=12), max_size=6))
def test_every_sentence_stands_in_one_bead_in_order(translations: list[str], targets: list[str]) -> None:
    beads = align(translations, targets)
    assert [index for bead in beads for index in bead.sources] == list(range(len(translations)))
    assert [index for bead in beads for index in bead.targets] == list(range(len(targets)))

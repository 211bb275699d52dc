"""Which sentences of the body support a bullet."""

from collections.abc import Sequence

import pytest

from pipeline.story import Evidence, SentenceId
from pipeline.summarize.body import read_body
from pipeline.summarize.evidence import find_evidence
from pipeline.summarize.terms import find_rarity
from tests.summarize.stories import make_story

BODY = [
    "La Autoridad Portuaria de Villarín ampliará el muelle norte con una inversión de 34 millones de euros.",
    "La inversión de 34 millones para ampliar el muelle norte se aprobó ayer.",
    "La asociación de vecinos llevará la obra a los tribunales por el ruido.",
    "El alcalde no quiso hacer declaraciones.",
    "El tráfico de mercancías creció un 8 % en 2025, hasta 2,3 millones de toneladas.",
]


def support(bullet: str, own: tuple[SentenceId, ...] = (), lines: Sequence[str] = BODY) -> tuple[Evidence, ...]:
    """The evidence of a bullet in a story of one sentence a paragraph, whose sentences are s2, s3 and so on."""
    body = read_body(make_story("\n\n".join(["El puerto crece", *lines])))
    return find_evidence(bullet, own, body, find_rarity([item.terms for item in body]))


# A bullet, and the places in the body (from 0) of the sentences that support it, best first.
CASES = [
    ("El muelle norte se ampliará con 34 millones de inversión.", [0, 1]),
    ("La inversión de 34 millones se aprobó ayer.", [1, 0]),
    ("Los vecinos recurrirán la obra ante los tribunales.", [2]),
    ("Las mercancías crecieron un 8 %.", [4]),
    ("Las mercancías crecieron un 9 %.", [4]),
    ("Los pescadores apoyan la lonja nueva.", []),
    ("El alcalde apoya la lonja nueva de los pescadores.", []),
    ("El tráfico creció un 8 por ciento.", [4]),
    ("Y no se lo dijo a nadie.", []),
    ("", []),
]


@pytest.mark.parametrize(("bullet", "places"), CASES)
def test_evidence(bullet: str, places: list[int]) -> None:
    assert [found.sentence for found in support(bullet)] == [f"s{place + 2}" for place in places]


def test_another_figure_is_weaker_evidence() -> None:
    (same,) = support("Las mercancías crecieron un 8 %.")
    (other,) = support("Las mercancías crecieron un 9 %.")
    assert 0 < other.score < same.score == 1


def test_a_sentence_is_no_evidence_of_itself() -> None:
    assert [found.sentence for found in support(BODY[2])] == ["s4"]
    assert support(BODY[2], own=(SentenceId("s4"),)) == ()


def test_evidence_is_at_most_three_sentences() -> None:
    lines = [f"El muelle norte costará 34 millones, dijo el vocal {number}." for number in range(5)]
    assert len(support("El muelle norte costará 34 millones.", lines=lines)) == 3

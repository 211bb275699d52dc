"""Which sentences of the body support a bullet."""

import pytest

from pipeline.story import SentenceId
from pipeline.summarize.body import read_body
from pipeline.summarize.evidence import find_evidence, index_body
from tests.summarize.stories import make_story

BODY = [
    "La Autoridad Portuaria de Villarín ampliará el muelle norte con una inversión de 34 millones de euros.",
    "La inversión de 34 millones para ampliar el muelle norte se aprobó ayer.",
    "La asociación de vecinos llevará la obra a los tribunales por el ruido.",
    "El alcalde no quiso hacer declaraciones.",
    "El tráfico de mercancías creció un 8 % en 2025, hasta 2,3 millones de toneladas.",
]
INDEX = index_body(read_body(make_story("\n\n".join(["El puerto crece", *BODY]))))
TEXTS = {item.sentence.id: item.sentence.text for item in INDEX.body}

# A bullet, and the places in the body of the sentences that support it, best first.
CASES = [
    ("El muelle norte se ampliará con 34 millones de inversión.", [0, 1]),
    ("La inversión de 34 millones se aprobó ayer.", [1, 0]),
    ("Los vecinos recurrirán la obra ante los tribunales.", [2]),
    ("Las mercancías crecieron un 8 %.", [4]),
    ("Las mercancías crecieron un 9 %.", [4]),
    ("Los pescadores apoyan la lonja nueva.", []),
    ("El alcalde apoya la lonja nueva de los pescadores.", []),
    ("Y no se lo dijo a nadie.", []),
    ("", []),
]


@pytest.mark.parametrize(("bullet", "places"), CASES)
def test_evidence(bullet: str, places: list[int]) -> None:
    assert [TEXTS[found.sentence] for found in find_evidence(bullet, (), INDEX)] == [BODY[place] for place in places]


def test_another_figure_is_weaker_evidence() -> None:
    (same,) = find_evidence("Las mercancías crecieron un 8 %.", (), INDEX)
    (other,) = find_evidence("Las mercancías crecieron un 9 %.", (), INDEX)
    assert 0 < other.score < same.score == 1


def test_a_sentence_is_no_evidence_of_itself() -> None:
    own = next(sentence for sentence, text in TEXTS.items() if text == BODY[2])
    assert find_evidence(BODY[2], (own,), INDEX) == ()
    assert [found.sentence for found in find_evidence(BODY[2], (SentenceId("s0"),), INDEX)] == [own]


def test_evidence_is_at_most_three_sentences() -> None:
    lines = [
        "El puerto crece",
        *(f"El muelle norte costará 34 millones, dijo el vocal {number}." for number in range(5)),
    ]
    index = index_body(read_body(make_story("\n\n".join(lines))))
    assert len(find_evidence("El muelle norte costará 34 millones.", (), index)) == 3

"""Gender: English pronouns against the people the Spanish speaks of."""

import pytest

from pipeline.verify import Context
from pipeline.verify.gender import check


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("La ministra dijo que dimitirá.", "The minister said she will resign."),
        ("El ministro dijo que dimitirá.", "The minister said he will resign."),
        ("La ministra y el alcalde hablaron.", "The minister and the mayor spoke with his team."),
        ("Pidió dinero a su esposa.", "He asked his wife for money."),
        ("María llamó a Juan.", "Maria called him."),
        ("Ganó el Premio Nobel de la Paz.", "He won the Nobel Peace Prize."),
        ("La presidenta recibió a un hombre.", "The president received a man and his son."),
    ],
)
def test_says_nothing_where_the_pronouns_fit_or_may_fit(spanish: str, english: str) -> None:
    assert check(spanish, english, Context()) == []


@pytest.mark.parametrize(
    ("spanish", "english", "mark", "pronoun"),
    [
        ("La ministra dijo que dimitirá.", "The minister said he will resign.", "ministra", "he"),
        ("Ella perdió el juicio.", "He lost the trial.", "Ella", "He"),
        ("La viuda cobrará una pensión.", "He will receive a pension.", "viuda", "He"),
        ("El alcalde prometió obras.", "She promised works.", "alcalde", "She"),
        ("Montserrat explicó el plan.", "He explained the plan.", "Montserrat", "He"),
    ],
)
def test_finds_pronouns_of_the_other_gender(spanish: str, english: str, mark: str, pronoun: str) -> None:
    [finding] = check(spanish, english, Context())
    assert finding.severity == "warning"
    assert [spanish[span.start : span.end] for span in finding.source_spans] == [mark]
    assert [english[span.start : span.end] for span in finding.target_spans] == [pronoun]

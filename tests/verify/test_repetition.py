"""Repetition: what is said too often."""

import pytest

from pipeline.verify import Context
from pipeline.verify.repetition import check


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("No, no, no, gritó.", "No, no, no, he shouted."),
        ("Había tenido suerte.", "He had had luck."),
        ("Duran Duran tocó ayer.", "Duran Duran played yesterday."),
        ("El 3 de mayo y el 3 de mayo.", "3 May and 3 May."),
        ("Muy, muy lejos.", "Very, very far."),
        ("Ganó el partido. El partido duró dos horas.", "He won the match. The match lasted two hours."),
    ],
)
def test_says_nothing_of_what_is_said_as_often_in_spanish(spanish: str, english: str) -> None:
    assert check(spanish, english, Context()) == []


@pytest.mark.parametrize(
    ("spanish", "english", "code", "shown"),
    [
        ("No, dijo el ministro.", "No, no, no, said the minister.", "loop", "No, no, no"),
        ("El juez de la ciudad habló.", "The judge of the city of the city of the city spoke.", "loop",
         "of the city of the city of the city"),
        ("Habló y y calló.", "He spoke and and and fell silent.", "loop", "and and and"),
    ],
)  # fmt: skip
def test_finds_loops(spanish: str, english: str, code: str, shown: str) -> None:
    [finding] = check(spanish, english, Context())
    [span] = finding.target_spans
    assert (finding.code, finding.severity, english[span.start : span.end]) == (code, "error", shown)


def test_finds_a_phrase_that_comes_back() -> None:
    english = "The vaccines were approved by the health ministry, as the vaccines were approved by the health ministry."
    [finding] = check("El ministerio de Sanidad aprobó las vacunas, como se esperaba.", english, Context())
    assert finding.code == "echo"

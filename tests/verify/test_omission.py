"""Omission and addition: what the English leaves out, and what it makes up."""

import pytest

from pipeline.verify import Context
from pipeline.verify.omission import check

SPANISH = (
    "El gobierno aprobó ayer una ayuda para los agricultores, pero rechazó la petición de los pescadores del norte, "
    "según informó el ministerio."
)
WHOLE = (
    "The government yesterday approved aid for farmers, but rejected the request of the fishermen of the north, "
    "according to the ministry."
)
HALF = "The government yesterday approved aid for farmers, according to the ministry."


def test_says_nothing_of_a_whole_translation() -> None:
    assert check(SPANISH, WHOLE, Context()) == []


def test_finds_a_clause_that_was_dropped() -> None:
    [finding] = check(SPANISH, HALF, Context())
    assert finding.code == "clause-omitted"
    [span] = finding.source_spans
    assert SPANISH[span.start : span.end].startswith("rechazó la petición de los pescadores del norte")


def test_finds_words_that_nobody_said() -> None:
    english = "The mayor spoke yesterday and promised schools, hospitals, roads, bridges and libraries to everybody."
    findings = check("El alcalde habló ayer y prometió mejoras a todos.", english, Context())
    assert findings[0].code == "added"


@pytest.mark.parametrize(
    ("english", "code", "severity"),
    [
        ("The judge spoke.", "too-short", "error"),
        (f"The judge of the court {'of the court ' * 20}declared the accused guilty.", "too-long", "error"),
    ],
)
def test_finds_lengths_that_do_not_fit(english: str, code: str, severity: str) -> None:
    spanish = "El juez Xyzt Qrst Vwxz Bcdf Ghjk Lmnp Qrsv Wxyz Bdfg Hjkm habló."
    findings = check(spanish, english, Context())
    assert (findings[-1].code, findings[-1].severity) == (code, severity)


@pytest.mark.parametrize(("spanish", "english"), [("Sí.", "Yes, indeed."), ("Economía", "Economy"), ("El 3%", "3%")])
def test_short_lines_have_no_length_to_speak_of(spanish: str, english: str) -> None:
    assert check(spanish, english, Context()) == []

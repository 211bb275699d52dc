"""What a rule puts right in an English sentence once a check has pointed at it."""

from dataclasses import replace

import pytest

from pipeline.story import Finding, Span
from pipeline.translate.repairs import repair


def point(code: str, spanish: str, english: str) -> tuple[Finding, str, str]:
    """A finding between what stands in «» in either sentence, and the sentences without these marks."""
    source, target = ((Span(text.index("«"), text.index("»") - 1),) for text in (spanish, english))
    plain = [text.replace("«", "").replace("»", "") for text in (spanish, english)]
    return Finding("check", code, "error", "", None, source, target), plain[0], plain[1]


@pytest.mark.parametrize(
    ("code", "spanish", "english", "mended"),
    [
        ("name-changed", "Habló «Lucena».", "«Lucerna» spoke.", "Lucena spoke."),
        ("name-changed", "Es de «Lucena».", "It is «Lucerna's».", "It is Lucena's."),
        ("name-swapped", "Llegó a «Altamira».", "He reached «Alumara».", "He reached Altamira."),
        ("number-format", "Hubo «7.673 casos».", "There were «7.673 cases».", "There were 7,673 cases."),
        ("number-format", "Son «6.566,5 millones».", "It is «$6.566,5 million».", "It is $6,566.5 million."),
        ("number-format", "Son «13 mil 169».", "They are «13 thousand 169».", "They are 13,169."),
        ("number-format", "Son «169.135».", "They are «16,9.135».", "They are 169,135."),
        ("number-changed", "Son «1.813,4 millones».", "It is «1.813.4 million».", "It is 1,813.4 million."),
        ("number-changed", "Gana «388.25 pesos».", "He earns «38825 pesos».", "He earns 388.25 pesos."),
        ("unit-missing", "El «20,7 %» votó.", "The «20.7» voted.", "The 20.7% voted."),
        ("unit-missing", "El «38 por ciento» votó.", "The «38» voted.", "The 38% voted."),
    ],
)
def test_mends(code: str, spanish: str, english: str, mended: str) -> None:
    assert repair(*point(code, spanish, english)) == mended


@pytest.mark.parametrize(
    ("code", "spanish", "english"),
    [
        ("number-changed", "Subió un «45,7 %».", "It rose «4.7%»."),
        ("number-changed", "Tiene «diez años».", "He is «11»."),
        ("number-changed", "Entre «3 y 5 años».", "Between «35 years»."),
        ("unit-missing", "Pagó «20 euros».", "He paid for «21»."),
        ("name-swapped", "Vino «Vitalicio».", "«Venezuelan» came."),
        ("name-swapped", "Vino «Trump».", "«Rump» came."),
        ("name-missing", "Habló «Lucena».", "«He» spoke."),
    ],
)
def test_leaves_what_no_rule_knows(code: str, spanish: str, english: str) -> None:
    assert repair(*point(code, spanish, english)) is None


def test_leaves_what_a_finding_does_not_point_at() -> None:
    assert repair(Finding("check", "name-changed", "error", "", None, (Span(0, 5),)), "Ángel vino.", "He came.") is None


@pytest.mark.parametrize(
    ("english", "suggestion", "mended"),
    [
        ("He travelled to «Noruega».", "Norway", "He travelled to Norway."),
        ("It is «Norwey's» guest.", "Norway", "It is Norway's guest."),
        (
            "Students of «the University of the University of» Jaén.",
            "the University of",
            "Students of the University of Jaén.",
        ),
    ],
)
def test_writes_what_a_check_suggests(english: str, suggestion: str, mended: str) -> None:
    finding, source, target = point("loop", "Sea «lo» que sea.", english)
    assert repair(replace(finding, suggestion=suggestion), source, target) == mended

"""Negation: the Spanish and the English in, the codes of the findings out."""

import pytest

from pipeline.verify import Context
from pipeline.verify.negation import check

FAITHFUL = [
    ("El ministro no dimitirá.", "The minister will not resign."),
    ("Nadie dijo nada.", "Nobody said anything."),
    ("No vino nadie.", "Nobody came."),
    ("Sin embargo, el juez aceptó.", "However, the judge accepted."),
    ("No obstante, Moscú aceptó.", "Nevertheless, Moscow accepted."),
    ("No sólo vino, también habló.", "He not only came, he also spoke."),
    ("Vino, ¿no?", "He came, didn't he?"),
    ("No saldrá hasta que no pague.", "He will not leave until he pays."),
    ("El portavoz negó los hechos.", "The spokesman denied the facts."),
    ("El portavoz negó los hechos.", "The spokesman said it was not so."),
    ("No quiso responder.", "He refused to answer."),
    ("El barco no pudo zarpar.", "The ship was unable to sail."),
    ("Salió sin hablar.", "He left without speaking."),
    ("Ni el alcalde ni el juez vinieron.", "Neither the mayor nor the judge came."),
    ("La empresa dejó de pagar.", "The company stopped paying."),
    ("Sin duda, ganará.", "He will win, no doubt."),
    ("El decreto nº 5 entra en vigor.", "Decree No. 5 comes into force."),
    ("No hace falta decirlo.", "It goes without saying."),
]

UNFAITHFUL = [
    ("El ministro no dimitirá.", "The minister will resign.", "negation-lost", "error"),
    ("El ministro dimitirá.", "The minister will not resign.", "negation-added", "error"),
    ("Moscú negó la solicitud de ayuda del gobierno.", "Moscow received the government's request for aid.",
     "denial-lost", "error"),
    ("Nunca hubo acuerdo con el gobierno.", "There was an agreement with the government.", "negation-lost", "error"),
    ("Salió del país sin pagar la multa.", "He left the country after paying the fine.", "negation-lost", "error"),
    ("Tampoco el juez aceptó la propuesta.", "The judge also accepted the proposal.", "negation-lost", "error"),
    ("El ministro no vendrá y el juez no declarará.", "The minister will not come and the judge will testify.",
     "negation-lost", "warning"),
]  # fmt: skip


@pytest.mark.parametrize(("spanish", "english"), FAITHFUL)
def test_says_nothing_where_both_deny_or_none(spanish: str, english: str) -> None:
    assert check(spanish, english, Context()) == []


@pytest.mark.parametrize(("spanish", "english", "code", "severity"), UNFAITHFUL)
def test_finds_what_one_side_denies(spanish: str, english: str, code: str, severity: str) -> None:
    [finding] = check(spanish, english, Context())
    assert (finding.code, finding.severity) == (code, severity)


def test_points_at_the_negation() -> None:
    [finding] = check("El ministro no dimitirá.", "The minister will resign.", Context())
    [span] = finding.source_spans
    assert (span.start, span.end) == (12, 14)
    assert finding.target_spans == ()

"""Form: what no English sentence must look like."""

import pytest

from pipeline.verify import Context
from pipeline.verify.form import check


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("El juez habló.", "The judge spoke."),
        ("¿Qué pasa?", "What is going on?"),
        ("Leyó «Guerra y paz» (1869).", "He read “War and Peace” (1869)."),
        ("EL JUEZ DECIDE HOY", "THE JUDGE DECIDES TODAY"),
        ("EL JUEZ DECIDE HOY", "The judge decides today"),
        ("«Es así. ", "“It is so. "),
        ("Esto, dijo, no acaba aquí».", "This, he said, does not end here.”"),
        ('"Esto no acaba aquí.', "“This does not end here."),
        ('Nada de eso", zanjó.', "None of that,” he said."),
        ("La palabra griega λόγος significa razón.", "The Greek word λόγος means reason."),
        ("Lo llaman «la casa de papel».", "They call it “la casa de papel”."),
        ("Dio un informe favorable al plan.", "He gave a favorable report on the plan."),
    ],
)
def test_says_nothing_of_good_form(spanish: str, english: str) -> None:
    assert check(spanish, english, Context()) == []


@pytest.mark.parametrize(
    ("spanish", "english", "code", "severity"),
    [
        ("El juez habló.", "", "empty", "error"),
        ("El juez habló.", "The ⁇ spoke.", "unknown-piece", "error"),
        ("El juez habló.", "The judge spoke <unk>.", "unknown-piece", "error"),
        ("Putin habló.", "Путин spoke.", "wrong-script", "error"),
        ("El juez habló ayer con los abogados.", "The judge habló ayer con los abogados.", "untranslated", "error"),
        ("Los vecinos fuman marihuana.", "The neighbours smoke marihuana.", "untranslated", "warning"),
        ("Habló (y mucho).", "He spoke (and a lot.", "unbalanced", "warning"),
        ('Dijo "basta".', 'He said "enough.', "unbalanced", "warning"),
        ('Dijo "basta".', "He said “enough.", "unbalanced", "warning"),
        ("Dijo «basta».", "He said enough”.", "unbalanced", "warning"),
        ("El juez decide hoy", "THE JUDGE DECIDES TODAY", "capitals", "warning"),
        ("El juez habló.", "the judge spoke.", "small-letter", "note"),
        ("¿Qué pasa?", "What is going on.", "question-lost", "warning"),
        ("Esto pasa.", "Is this going on?", "question-added", "warning"),
        ("¡Basta!", "Enough.", "exclamation-lost", "note"),
    ],
)
def test_finds_bad_form(spanish: str, english: str, code: str, severity: str) -> None:
    [finding] = check(spanish, english, Context())
    assert (finding.code, finding.severity) == (code, severity)

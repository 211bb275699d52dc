"""Spelling: words that a model made up."""

import lzma
from pathlib import Path

import pytest

from pipeline.verify import Context
from pipeline.verify.spelling import check, is_listed
from pipeline.verify.termbase import Glossary, Term
from scripts.verification.word_list import main


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Los estibadores vuelven al puerto.", "The dockers go back to the port."),
        ("Sube el precio de las arepas.", "The price of arepas is rising."),
        ("Un plan de reindustrialización.", "A reindustrialisation plan by a cybercriminal."),
        ("Lo dijo Goñi.", "Muroz said it."),
        ("Escriba a prensa@ejemplo.es.", "Write to prensaxx@ejemplo.es."),
        ("Pesa 20 kg.", "It weighs 20kgms, says the 21stly man."),
        ("LAS OBRAS DEL PUERTO EMPIEZAN", "WORKS AT THE HARBOUR BEGIN"),
        ("Cumplió el color y el centro.", "Colour and color, centre and center, organise and organize."),
        ("No lo hizo.", "He didn't do it, and won’t."),
    ],
)
def test_says_nothing_of_words_names_addresses_and_what_the_spanish_has(spanish: str, english: str) -> None:
    assert check(spanish, english, Context()) == []


@pytest.mark.parametrize(
    ("spanish", "english", "shown"),
    [
        ("CLAVES DE LA INICIATIVA", "CLOTTLES OF THE INITIATIVE", "CLOTTLES"),
        ("El tribunal dictó el fallo.", "The court handed down the rulement.", "rulement"),
        ("Los pescadores protestan.", "The fishermarkers protest.", "fishermarkers"),
        ("La encuesta da la victoria al PSOE.", "The incuesta gives the victory to the PSOE.", "incuesta"),
    ],
)
def test_a_made_up_word_is_shown(spanish: str, english: str, shown: str) -> None:
    (finding,) = check(spanish, english, Context())
    assert (finding.check, finding.code, finding.severity) == ("spelling", "unknown-word", "warning")
    assert english[finding.target_spans[0].start : finding.target_spans[0].end] == shown


def test_the_desks_own_terms_are_words() -> None:
    glossary = Glossary((Term("comarca", ("zomarke",)),))
    assert check("La comarca crece.", "The zomarke grows.", Context(glossary=glossary)) == []
    assert check("La zona crece.", "The zomarke grows.", Context())


def test_the_list_is_made_of_scowls_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "english-words.10").write_text("the\nthe's\nclientèle\n", encoding="utf-8")
    (tmp_path / "british-words.70").write_text("colour\n", encoding="utf-8")
    (tmp_path / "english-words.80").write_text("aalii\n", encoding="utf-8")
    (tmp_path / "english-proper-names.50").write_text("Accra\n", encoding="utf-8")
    output = tmp_path / "words.xz"
    monkeypatch.setattr("sys.argv", ["build", str(tmp_path), "--output", str(output)])
    main()
    assert lzma.decompress(output.read_bytes()).decode().split() == ["accra", "clientele", "colour", "the"]
    assert is_listed("clientele")
    assert not is_listed("clientel")

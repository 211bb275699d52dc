"""`puntos evaluate` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import puntos

SOURCES = "El puerto reabrió el viernes.\n\nLa huelga dejó 62 buques sin atender.\n"
REFERENCES = "The port reopened on Friday.\n\nThe strike left 62 ships unattended.\n"


def test_json_has_scores_signatures_and_a_paired_test(tmp_path: Path) -> None:
    source, reference, other = tmp_path / "set.es", tmp_path / "set.en", tmp_path / "other.en"
    source.write_text(SOURCES, encoding="utf-8")
    reference.write_text(REFERENCES, encoding="utf-8")
    other.write_text(REFERENCES, encoding="utf-8")
    sentences = tmp_path / "sentences.tsv"
    arguments = [str(source), str(reference), "--hypotheses", str(other), "--sentences", str(sentences), "--json"]
    result = CliRunner().invoke(puntos, ["evaluate", *arguments, "--samples", "100"])
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    model, human = document["systems"]
    assert (model["system"], human["system"]) == ("es-en-tiny", "other.en")
    assert human["metrics"][0]["score"] > 99.9
    assert "nrefs:1" in model["metrics"][0]["signature"]
    assert model["words_per_s"] > 0
    assert {each["metric"] for each in document["comparisons"]} == {"BLEU", "chrF"}
    assert len(sentences.read_text("utf-8").splitlines()) == 1 + 2 * 3


def test_the_table_names_the_signatures(tmp_path: Path) -> None:
    pairs = tmp_path / "set.tsv"
    pairs.write_text("El puerto reabrió el viernes.\tThe port reopened on Friday.\n", encoding="utf-8")
    result = CliRunner().invoke(puntos, ["evaluate", str(pairs), "--fast"])
    assert result.exit_code == 0, result.output
    assert "BLEU: nrefs:1" in result.stdout


def test_neither_files_nor_a_name() -> None:
    result = CliRunner().invoke(puntos, ["evaluate"])
    assert result.exit_code == 2
    assert "--test-set" in result.stderr


def test_hypotheses_of_another_length_are_refused(tmp_path: Path) -> None:
    pairs, other = tmp_path / "set.tsv", tmp_path / "other.en"
    pairs.write_text("El puerto reabrió el viernes.\tThe port reopened on Friday.\n", encoding="utf-8")
    other.write_text("One.\nTwo.\n")
    result = CliRunner().invoke(puntos, ["evaluate", str(pairs), "--hypotheses", str(other)])
    assert result.exit_code == 2
    assert "2 lines" in result.stderr

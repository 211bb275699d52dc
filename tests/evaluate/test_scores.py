"""Scores of translations, and the paired test of two systems."""

from __future__ import annotations

import pytest

from pipeline.evaluate import TestSet, compare, score

SET = TestSet(
    "port",
    (
        "La huelga dejó 62 buques sin atender.",
        "El acuerdo fija una subida del 4,5 % este año.",
        "Lucía Armendáriz viajó el viernes a Bruselas.",
    ),
    (
        "The strike left 62 ships unattended.",
        "The agreement sets a rise of 4.5% this year.",
        "Lucía Armendáriz travelled to Brussels on Friday.",
    ),
)
WORSE = ["The strike left 26 ships alone.", "The deal puts a rise of 4.5% now.", "Lucía Armendáriz went to Brussels."]


def test_the_reference_itself_is_perfect() -> None:
    scores = score("human", SET, SET.references)
    assert {metric.name: round(metric.score, 2) for metric in scores.metrics} == {"BLEU": 100, "chrF": 100, "TER": 0}
    assert [accuracy.wrong for accuracy in scores.accuracies] == [0, 0]


def test_signatures_let_another_person_compute_the_score_again() -> None:
    by_name = {metric.name: metric.signature for metric in score("human", SET, SET.references).metrics}
    assert by_name["BLEU"].startswith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:")
    assert by_name["chrF"].startswith("nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:")


def test_a_wrong_number_is_counted_and_placed() -> None:
    scores = score("worse", SET, WORSE)
    numbers = next(accuracy for accuracy in scores.accuracies if accuracy.check == "numbers")
    assert (numbers.sentences, numbers.wrong, numbers.wrong_references) == (2, 1, 0)
    assert [sentence.line for sentence in scores.sentences if "numbers" in sentence.wrong] == [1]
    assert scores.sentences[0].chrf < 100


def test_a_hypothesis_a_line() -> None:
    with pytest.raises(ValueError, match="shorter"):
        score("short", SET, WORSE[:1])


def test_the_paired_test_compares_with_the_baseline_whatever_the_order() -> None:
    systems = [("worse", WORSE), ("human", list(SET.references))]
    comparisons = compare(SET, "human", systems, samples=200)
    assert [(each.metric, each.baseline, each.system) for each in comparisons] == [
        ("BLEU", "human", "worse"),
        ("chrF", "human", "worse"),
    ]
    assert all(each.system_score < each.baseline_score for each in comparisons)
    assert all(0 <= each.p_value <= 1 for each in comparisons)

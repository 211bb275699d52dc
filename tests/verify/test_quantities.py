"""What the grammar of numbers reads, one line a case, in data/quantities_es.tsv and data/quantities_en.tsv."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from pipeline.verify.quantities import Language, Quantity, find_quantities

DATA = Path(__file__).parent / "data"


def cases(language: Language) -> list[tuple[str, str]]:
    lines = (DATA / f"quantities_{language}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("# ")]
    return [(text, expected) for text, expected in rows]


def read_value(written: str) -> Fraction:
    if ":" in written:
        hour, minute, *seconds = (int(part) for part in written.split(":"))
        return Fraction(hour * 60 + minute) + Fraction(sum(seconds), 60)
    if written[2:3] == "-":
        return Fraction(int(written[:2]) * 100 + int(written[3:]))
    return Fraction(written)


def write(found: Quantity, expected: str) -> str:
    """Write a quantity as the table does, with the one of its units that the table names."""
    _, values, unit, *_ = (*expected.split(), "", "", "")
    readings = [*found.values, *(found.alternatives if "~" in values else ())]
    wanted = [read_value(value) for value in values.split("~")] if values else []
    same = readings[: len(wanted)] == wanted if values else True
    name = unit if unit.replace("+", " ") in found.units else "+".join(sorted(found.units))
    return " ".join(filter(None, (found.kind, values if same else "~".join(map(str, readings)), name)))


@pytest.mark.parametrize(("text", "expected"), cases("es"))
def test_spanish(text: str, expected: str) -> None:
    check("es", text, expected)


@pytest.mark.parametrize(("text", "expected"), cases("en"))
def test_english(text: str, expected: str) -> None:
    check("en", text, expected)


def check(language: Language, text: str, expected: str) -> None:
    parts = expected.split(" | ") if expected else []
    found = find_quantities(text, language)
    padded = [*parts, *[""] * (len(found) - len(parts))]
    assert [write(quantity, part) for quantity, part in zip(found, padded, strict=False)] == parts


def test_there_are_at_least_three_hundred_cases() -> None:
    assert len(cases("es")) + len(cases("en")) >= 300


@pytest.mark.parametrize("language", ["es", "en"])
def test_spans_are_the_texts_of_the_quantities(language: Language) -> None:
    for text, _ in cases(language):
        for quantity in find_quantities(text, language):
            assert text[quantity.start : quantity.end] == quantity.text

"""The table of checks: adding a check is adding a row, and a module with its tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pipeline.story import Finding
from pipeline.verify import (
    attribution,
    form,
    gender,
    glossary,
    names,
    negation,
    numbers,
    omission,
    repetition,
    senses,
    spelling,
)
from pipeline.verify.context import Context


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its name, which is the `check` of its findings, what it looks at, and how grave what it finds is."""

    name: str
    run: Callable[[str, str, Context], list[Finding]]
    looks_at: str
    severities: str


CHECKS: Final = (
    Check(
        "numbers",
        numbers.check,
        "numbers, amounts, dates and times on both sides, as exact values with their units",
        "error: missing, changed, added; warning: where translators legitimately differ",
    ),
    Check(
        "names",
        names.check,
        "people, places and organisations, with their accents",
        "error: bent or swapped; warning: missing, added, left in Spanish; note: accent lost",
    ),
    Check(
        "negation",
        negation.check,
        "what one side denies and the other does not",
        "error: one side denies, the other nowhere; warning: one denies more often",
    ),
    Check(
        "omission",
        omission.check,
        "content words and clauses without counterpart, and lengths that do not fit",
        "error: a long run of words is not told, far too short or long; warning: a clause, or words nobody said",
    ),
    Check(
        "repetition",
        repetition.check,
        "words and phrases said more often than in the Spanish",
        "error: a loop, an echo",
    ),
    Check(
        "form",
        form.check,
        "unknown pieces, other scripts, Spanish left standing, quotes and brackets, capitals, question marks",
        "error: not English; warning: doubtful; note: exclamation or first capital lost",
    ),
    Check(
        "spelling",
        spelling.check,
        "words that no English word list has",
        "warning",
    ),
    Check(
        "senses",
        senses.check,
        "words told by a false friend, in a sense that news does not mean, or by no word that is usual for them",
        "warning; note: no usual word in a free translation",
    ),
    Check(
        "gender",
        gender.check,
        "pronouns that contradict the gender of the person the Spanish speaks of",
        "warning",
    ),
    Check(
        "attribution",
        attribution.check,
        "quotation marks, sources, speakers and hedges",
        "error: a hedge of guilt is lost; warning: marks, source, speaker or doubt lost; note: quotations differ",
    ),
    Check(
        "glossary",
        glossary.check,
        "the desk's own terms: required, forbidden, not to be translated",
        "error: forbidden term used, name translated; warning: required term missing",
    ),
)


def verify(source: str, target: str, context: Context = Context()) -> tuple[Finding, ...]:
    """Return what the checks find in an English sentence, `target`, set against its Spanish one, `source`.

    Findings come in the order of the table and have no sentence id; their spans count in `source` and `target`.
    """
    return tuple(finding for check in CHECKS for finding in check.run(source, target, context))

"""Senses: Spanish words told by the English that looks like them, by a sense that news does not mean, or by neither.

A small model spells such a word rightly, so that no other check sees it: «indultos» as insults, «el muelle» as a
cradle. The table, `data/senses.tsv`, says for each what is wrong and what is meant; it is kept to words of which the
wrong English is hardly ever right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.story import Finding, Severity, Span
from pipeline.verify.context import Context
from pipeline.verify.counterparts import CLOSE, COGNATE_LETTERS, closeness
from pipeline.verify.cues import find_cues
from pipeline.verify.function_words import SPANISH
from pipeline.verify.lexicon import load_lexicon
from pipeline.verify.name_tables import read_rows
from pipeline.verify.words import fold, stem, tokenize

NAME: Final = "senses"
FALSE: Final = "false-sense"
UNTOLD: Final = "sense-untold"


@dataclass(frozen=True, slots=True)
class Sense:
    """A row of the table: patterns of the Spanish, of English that is wrong for it, of English that is right.

    `otherwise`: other Spanish of nearly the same sense by form of the Spanish, both as they are in running text.
    """

    spanish: re.Pattern[str]
    wrong: re.Pattern[str]
    right: re.Pattern[str]
    otherwise: dict[str, str]


def check(source: str, target: str, _context: Context) -> list[Finding]:
    """Return the words of the Spanish that the English tells by a false friend, in a false sense, or not at all.

    Nothing is said where the English has a right word as well. A wrong one that another Spanish word can account for
    does not count.
    """
    rows, any_spanish = load_senses()
    if not any_spanish.search(source):
        return []
    findings = []
    for row in rows:
        places = find_cues(row.spanish, source)
        if not places or row.right.search(target):
            continue
        wrong = tuple(
            span for span in find_cues(row.wrong, target) if not _is_told_by_another(source, places, target, span)
        )
        spanish = source[places[0].start : places[0].end]
        if wrong:
            message = f"“{target[wrong[0].start : wrong[0].end]}” is hardly what “{spanish}” means."
            findings.append(Finding(NAME, FALSE, "warning", message, None, places, wrong))
        else:
            severity: Severity = "warning" if closeness(source, target) >= CLOSE else "note"
            message = f"“{spanish}” is told by none of the words that are usual for it."
            findings.append(Finding(NAME, UNTOLD, severity, message, None, places))
    return findings


def reword(source: str, findings: Sequence[Finding]) -> str | None:
    """Return the Spanish with other words of nearly the same sense for those that the findings say were misread.

    None where the table knows no other words for any of them.

    >>> reword("Indultos para doce presos", check("Indultos para doce presos", "Insults to twelve", Context()))
    'Perdones para doce presos'
    """
    rows, _ = load_senses()
    reworded = source
    spans = {span for finding in findings if finding.check == NAME for span in finding.source_spans}
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        form = source[span.start : span.end]
        known = (row.otherwise.get(form) or row.otherwise.get(form.lower()) for row in rows)
        other = next(filter(None, known), form)
        reworded = reworded[: span.start] + _with_capital_of(form, other) + reworded[span.end :]
    return None if reworded == source else reworded


def _with_capital_of(form: str, other: str) -> str:
    if form.isupper() and len(form) > 1:
        return other.upper()
    return other[0].upper() + other[1:] if form[0].isupper() else other


def _is_told_by_another(source: str, places: tuple[Span, ...], target: str, wrong: Span) -> bool:
    """Whether a Spanish word outside `places` may be told by the English word in `wrong`."""
    english = fold(target[wrong.start : wrong.end])
    lexicon = load_lexicon()
    for token in tokenize(source):
        if token.folded in SPANISH or any(place.start <= token.start < place.end for place in places):
            continue
        if token.folded[:COGNATE_LETTERS] == english[:COGNATE_LETTERS] or lexicon.is_told(
            token.folded, frozenset({stem(english, "en")})
        ):
            return True
    return False


@lru_cache(maxsize=1)
def load_senses() -> tuple[tuple[Sense, ...], re.Pattern[str]]:
    """Return the rows of the table, and a pattern of all its Spanish."""
    rows = list(read_rows("senses.tsv"))
    senses = tuple(
        Sense(_pattern(spanish), _pattern(wrong), _pattern(right), _forms(otherwise))
        for spanish, wrong, right, otherwise in rows
    )
    return senses, _pattern("|".join(row[0] for row in rows))


def _forms(otherwise: str) -> dict[str, str]:
    pairs = (pair.split("=") for pair in otherwise.split("|") if pair)
    return dict(pairs)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

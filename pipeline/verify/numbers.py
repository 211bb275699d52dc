"""The check of numbers: each number of the Spanish must stand in the English, with its value and its unit.

The grammar is in `pipeline.verify.quantities`; here is only what is said of the numbers that do not agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Final

from pipeline.story import Finding, Severity, Span
from pipeline.verify.context import Context
from pipeline.verify.quantities import Quantity, find_quantities
from pipeline.verify.quantities.pairing import Agreement, agreement, pair

__all__ = ["check", "find_quantities"]

CHECK: Final = "numbers"

_ONE: Final = {
    "es": re.compile(r"\b(?:un|una|uno|cada|primer\w*|solo|sola|únic[oa])\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:a|an|one|each|per|every|single|first|sole|only|another)\b", re.IGNORECASE),
}
_DIGITS: Final = re.compile(r"\d")


def check(source: str, target: str, context: Context) -> list[Finding]:
    """Find numbers that the English lacks, adds or changes, and units that it changes."""
    sources = find_quantities(source, "es", context.decimal_mark)
    targets = find_quantities(target, "en")
    if not sources and not targets:
        return []
    pairing = pair(sources, targets)
    findings = [
        finding for one, two, how in pairing.pairs if (finding := _judge_pair(one, two, how)) is not None
    ]
    missing = [each for each in pairing.sources if not _is_told(each, targets, target, "en")]
    added = [each for each in pairing.targets if not _is_told(each, sources, source, "es")]
    for one, two in _likeliest_pairs(missing, added):
        missing.remove(one)
        added.remove(two)
        findings.append(_changed(one, two))
    findings.extend(_missing(each) for each in missing)
    findings.extend(_added(each) for each in added)
    return findings


def _finding(code: str, severity: Severity, message: str, one: Quantity | None, two: Quantity | None) -> Finding:
    return Finding(
        CHECK,
        code,
        severity,
        message,
        source_spans=(Span(one.start, one.end),) if one is not None else (),
        target_spans=(Span(two.start, two.end),) if two is not None else (),
    )


def _judge_pair(one: Quantity, two: Quantity, how: Agreement) -> Finding | None:
    if how == "format":
        message = f"{one.text} in the Spanish, {two.text} in the English: the same only if points and commas are swapped"
        return _finding("number-format", "warning", message, one, two)
    if how == "converted":
        message = f"{one.text} in the Spanish was converted to {two.text}: check the sum"
        return _finding("unit-converted", "warning", message, one, two)
    if how == "unit":
        message = f"{one.text} in the Spanish, {two.text} in the English: another unit"
        points = {"percent", "percentage point", "point"}
        severity: Severity = "warning" if one.units <= points and two.units <= points else "error"
        return _finding("unit-changed", severity, message, one, two)
    return None


def _is_told(quantity: Quantity, others: Sequence[Quantity], text: str, language: str) -> bool:
    """Whether the other side says a number that it has no partner for: once instead of twice, or as an article."""
    if quantity.firmness == "faint":
        return True
    if any(agreement(quantity, other) in {"same", "equal"} for other in others):
        return True
    return 1 in quantity.values and _ONE[language].search(text) is not None


def _likeliest_pairs(missing: Sequence[Quantity], added: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Pairs of a missing and an added number that look like one number damaged, most alike first."""
    ranked = sorted(
        ((_unlikeness(one, two), abs(i - j), i, j) for (i, one), (j, two) in product(enumerate(missing), enumerate(added))),
    )
    pairs = []
    used_one: set[int] = set()
    used_two: set[int] = set()
    for unlikeness, _, i, j in ranked:
        if unlikeness < _UNLIKE and i not in used_one and j not in used_two:
            used_one.add(i)
            used_two.add(j)
            pairs.append((missing[i], added[j]))
    return pairs


_UNLIKE: Final = 9


def _unlikeness(one: Quantity, two: Quantity) -> int:
    if _power_of_ten(one, two):
        return 0
    distance = _edits("".join(_DIGITS.findall(one.text)), "".join(_DIGITS.findall(two.text)))
    if distance <= 1 and _DIGITS.search(one.text) and _DIGITS.search(two.text):
        return 1
    if one.kind == two.kind and one.units and not one.units.isdisjoint(two.units):
        return 2
    if one.kind == two.kind:
        return 3
    return 4 if {one.kind, two.kind} <= {"cardinal", "money", "measure", "percent", "score", "year", "ordinal"} else _UNLIKE


def _power_of_ten(one: Quantity, two: Quantity) -> bool:
    for first, second in product(one.values, two.values):
        if first and second and first != second:
            ratio = max(first, second) / min(first, second)
            if ratio.denominator == 1 and ratio >= 10 and str(ratio.numerator).strip("0") == "1":
                return True
    return False


def _edits(one: str, two: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(two) + 1))
    for i, left in enumerate(one, start=1):
        previous, row[0] = row[0], i
        for j, right in enumerate(two, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (left != right))
    return row[-1]


def _changed(one: Quantity, two: Quantity) -> Finding:
    severity: Severity = "error" if "firm" in {one.firmness, two.firmness} else "warning"
    code = "scale-changed" if _power_of_ten(one, two) else "number-changed"
    return _finding(code, severity, f"{one.text} in the Spanish, {two.text} in the English", one, two)


def _missing(one: Quantity) -> Finding:
    severity: Severity = "error" if one.firmness == "firm" else "warning"
    return _finding("number-missing", severity, f"{one.text} in the Spanish is not in the English", one, None)


def _added(two: Quantity) -> Finding:
    severity: Severity = "error" if two.firmness == "firm" else "warning"
    return _finding("number-added", severity, f"{two.text} in the English is not in the Spanish", None, two)

"""The check of numbers: each number of the Spanish must stand in the English, with its value and its unit.

The grammar is in `pipeline.verify.quantities`; here is only what is said of the numbers that do not agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from typing import Final

from pipeline.story import Finding, Severity, Span
from pipeline.verify.context import Context
from pipeline.verify.quantities import Agreement, Quantity, agreement, find_quantities, pair

__all__ = ["check", "find_quantities"]

CHECK: Final = "numbers"

_ONE: Final = {
    "es": re.compile(r"\b(?:un|una|uno|cada|primer\w*|solo|sola|únic[oa])\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:a|an|one|each|per|every|single|first|sole|only|another)\b", re.IGNORECASE),
}
_DIGITS: Final = re.compile(r"\d")
_MILLION: Final = 10**6
# Kinds that damage turns into one another: 14 % becomes 14, the 1980s 1987.
_FAMILIES: Final = (
    frozenset({"cardinal", "money", "measure", "percent", "score", "year", "ordinal", "roman"}),
    frozenset({"year", "decade"}),
)


def check(source: str, target: str, context: Context) -> list[Finding]:
    """Find numbers that the English lacks, adds or changes, and units that it changes."""
    sources = find_quantities(source, "es", context.decimal_mark)
    targets = find_quantities(target, "en")
    if not sources and not targets:
        return []
    pairing = pair(sources, targets)
    findings = [finding for one, two, how in pairing.pairs if (finding := _judge_pair(one, two, how)) is not None]
    findings.extend(
        _finding("unit-missing", "warning", f"{one.text} in the Spanish, {two.text} without its unit", one, two)
        for one, two, _ in pairing.pairs
        if _is_unit_lost(one, two, targets)
    )
    left = [each for each in pairing.sources if each.firmness != "faint"]
    right = [each for each in pairing.targets if each.firmness != "faint"]
    for one, two in _likeliest_pairs(left, right):
        left.remove(one)
        right.remove(two)
        findings.append(_changed(one, two))
    findings.extend(_missing(each) for each in left if not _is_told(each, targets, target, "en"))
    findings.extend(_added(each) for each in right if not _is_told(each, sources, source, "es"))
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
        message = f"{one.text} in the Spanish, {two.text} in the English: not as English writes it"
        # 1.047 million is read as a thousandth of 1.047 millones; 3,6% is only bad style
        severity: Severity = "error" if any(value >= _MILLION for value in two.values) else "warning"
        return _finding("number-format", severity, message, one, two)
    if how == "converted":
        message = f"{one.text} in the Spanish was converted to {two.text}: check the sum"
        return _finding("unit-converted", "warning", message, one, two)
    if how == "unit":
        message = f"{one.text} in the Spanish, {two.text} in the English: another unit"
        points = {"percent", "percentage point", "point"}
        severity = "warning" if one.units <= points and two.units <= points else "error"
        return _finding("unit-changed", severity, message, one, two)
    return None


def _is_unit_lost(one: Quantity, two: Quantity, targets: Sequence[Quantity]) -> bool:
    """Whether a percentage or an amount of money became a bare number, and no other number near has the unit."""
    if one.kind not in {"percent", "money"} or two.units or two.kind in {"fraction", "multiplier", "code"}:
        return False
    return all(one.units.isdisjoint(other.units) for other in targets)


def _is_told(quantity: Quantity, others: Sequence[Quantity], text: str, language: str) -> bool:
    """Whether the other side says a number that it has no partner for: once instead of twice, or as an article."""
    if quantity.firmness == "faint":
        return True
    if any(agreement(quantity, other) in {"same", "equal"} for other in others):
        return True
    return 1 in quantity.values and _ONE[language].search(text) is not None


def _likeliest_pairs(left: Sequence[Quantity], right: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Pairs of numbers left over on both sides that look like one number damaged, most alike first."""
    ranked = sorted(
        (unlikeness, abs(i - j), i, j)
        for (i, one), (j, two) in product(enumerate(left), enumerate(right))
        if (unlikeness := _unlikeness(one, two)) is not None
    )
    pairs: dict[int, int] = {}
    for _, _, i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(left[i], right[j]) for i, j in pairs.items()]


def _unlikeness(one: Quantity, two: Quantity) -> int | None:
    """How little two numbers look like one that was damaged, None where they do not."""
    digits = ["".join(_DIGITS.findall(each.text)) for each in (one, two)]
    near = all(digits) and _edits(*digits) <= 1
    if _power_of_ten(one, two):
        return 0
    if near:
        return 1
    if one.kind == two.kind:
        return 2 if one.units and not one.units.isdisjoint(two.units) else 3
    kinds = {one.kind, two.kind}
    return 4 if any(kinds <= family for family in _FAMILIES) else None


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
    code = "scale-changed" if _power_of_ten(one, two) else "number-changed"
    return _finding(code, "error", f"{one.text} in the Spanish, {two.text} in the English", one, two)


def _missing(one: Quantity) -> Finding:
    severity: Severity = "error" if one.firmness == "firm" else "warning"
    return _finding("number-missing", severity, f"{one.text} in the Spanish is not in the English", one, None)


def _added(two: Quantity) -> Finding:
    severity: Severity = "error" if two.firmness == "firm" else "warning"
    return _finding("number-added", severity, f"{two.text} in the English is not in the Spanish", None, two)

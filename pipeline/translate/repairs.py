"""Places of an English sentence that a rule can put right from the Spanish, once a check has pointed at both."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

from pipeline.story import Finding
from pipeline.translate.numerals import english_figures

SWAPPED: Final = "name-swapped"
"""Code of findings that set a name that is gone against a new word; it is copied where the two look alike."""
LEAST_LIKENESS: Final = 0.6
COPIED: Final = frozenset({"name-changed", "accent-lost"})
"""Codes of findings whose Spanish words should stand in the English as they are."""
RESPELLED: Final = frozenset({"number-format", "number-changed", "scale-changed", "unit-missing"})
"""Codes of findings about figures, which English writes with the same digits."""
_THOUSANDS: Final = re.compile(r"(\d{1,3}) (?:mil|thousand) (\d{3})")
FIGURE: Final = re.compile(rf"{_THOUSANDS.pattern}|\d[\d.,]*\d|\d")
"""A figure in either language, «13 mil 169» included."""
_PER_CENT: Final = re.compile(r"\s?(?:%|por ciento$)")
_SEPARATORS: Final = str.maketrans("", "", ".,")


def repair(finding: Finding, source: str, target: str) -> str | None:
    """Return `target` with the place of `finding` written by rule; None where no rule is sure.

    What a check suggests is written; else a name is copied. A figure is written the English way where the model kept
    its digits and lost their separators or the per cent sign; where it changed a digit no rule knows which figure was
    meant.
    """
    if len(finding.target_spans) != 1:
        return None
    [there] = finding.target_spans
    written = _write(finding, source, target[there.start : there.end])
    return None if written is None else target[: there.start] + written + target[there.end :]


def _write(finding: Finding, source: str, english: str) -> str | None:
    """Return what should stand where `english` stands."""
    spanish = source[finding.source_spans[0].start : finding.source_spans[0].end] if finding.source_spans else ""
    name = finding.suggestion
    if name is None and len(finding.source_spans) == 1:
        if finding.code in RESPELLED:
            return _write_figure(spanish, english)
        if finding.code in COPIED or (finding.code == SWAPPED and _look_alike(spanish, english)):
            name = spanish
    if name is None or name.endswith(("'s", "’s")):
        return name
    return name + (english[-2:] if english.endswith(("'s", "’s")) else "")


def in_english(figure: str) -> str:
    """Return a Spanish figure as English writes it, «13 mil 169» included.

    >>> in_english("13 mil 169"), in_english("7.673,5")
    ('13,169', '7,673.5')
    """
    thousands = _THOUSANDS.fullmatch(figure)
    return f"{thousands[1]},{thousands[2]}" if thousands else english_figures(figure)


def _look_alike(spanish: str, english: str) -> bool:
    """Whether a word looks like a name that the model bent: the same first letter, most letters in order."""
    alike = SequenceMatcher(None, spanish.casefold(), english.casefold(), autojunk=False).ratio()
    return spanish[:1] == english[:1] and alike >= LEAST_LIKENESS


def _write_figure(spanish: str, english: str) -> str | None:
    """Return the English span with the figure of the Spanish one in the place of its own."""
    theirs, ours = list(FIGURE.finditer(spanish)), list(FIGURE.finditer(english))
    if len(theirs) != 1 or len(ours) != 1 or _digits(theirs[0][0]) != _digits(ours[0][0]):
        return None
    figure, rest = in_english(theirs[0][0]), english[ours[0].end() :]
    if _PER_CENT.match(spanish, theirs[0].end()) and not rest:
        figure += "%"
    return english[: ours[0].start()] + figure + rest


def _digits(figure: str) -> str:
    thousands = _THOUSANDS.fullmatch(figure)
    return "".join(thousands.groups()) if thousands else figure.translate(_SEPARATORS)

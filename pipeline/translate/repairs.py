"""Places of an English sentence that a rule can put right from the Spanish, once a check has pointed at both."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

from pipeline.story import Finding
from pipeline.translate.numerals import english_figures
from pipeline.verify.name_tables import Exonym, find_exonym
from pipeline.verify.words import tokenize

SWAPPED: Final = "name-swapped"
"""Code of findings that set a name that is gone against a new word; it is copied where the two look alike."""
LEAST_LIKENESS: Final = 0.6
LOOP: Final = "loop"
"""Code of findings that a phrase follows itself, more often than in the Spanish."""
LEFT_IN_SPANISH: Final = "name-untranslated"
"""Code of findings that a place stands in the English under its Spanish name."""
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

    What is said several times in a row is said once. A place is called what English calls it, another name is copied. A
    figure is written the English way where the model kept its digits and lost their separators or the per cent sign;
    where it changed a digit no rule knows which figure was meant.
    """
    if finding.code == LOOP:
        [run] = finding.target_spans
        return target[: run.start] + _once(target[run.start : run.end]) + target[run.end :]
    if len(finding.source_spans) != 1 or len(finding.target_spans) != 1:
        return None
    [here], [there] = finding.source_spans, finding.target_spans
    spanish, english = source[here.start : here.end], target[there.start : there.end]
    exonym = find_exonym(spanish)
    name: str | None = None
    if finding.code == LEFT_IN_SPANISH:
        name = exonym.english if exonym else None
    elif finding.code in COPIED or (finding.code == SWAPPED and _look_alike(spanish, english)):
        name = _unbent(exonym, english) if exonym else spanish
    written: str | None
    if name:
        written = name + (english[-2:] if english.endswith(("'s", "’s")) else "")
    else:
        written = _write_figure(spanish, english) if finding.code in RESPELLED else None
    return None if written is None else target[: there.start] + written + target[there.end :]


def in_english(figure: str) -> str:
    """Return a Spanish figure as English writes it, «13 mil 169» included.

    >>> in_english("13 mil 169"), in_english("7.673,5")
    ('13,169', '7,673.5')
    """
    thousands = _THOUSANDS.fullmatch(figure)
    return f"{thousands[1]},{thousands[2]}" if thousands else english_figures(figure)


def _once(run: str) -> str:
    """Return the phrase that a run of words says over and over."""
    tokens = tokenize(run)
    words = [token.folded for token in tokens]
    size = next(size for size in range(1, len(words) + 1) if words == (words[:size] * len(words))[: len(words)])
    return run[: tokens[size - 1].end]


def _unbent(exonym: Exonym, english: str) -> str | None:
    """Return the English name that a word was bent from: Gernany, Germany."""
    return next((name for name in exonym.written if _look_alike(name, english)), None)


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

"""Omission and addition: Spanish content without English, English without Spanish, and lengths that do not fit.

Three rules. A run of content words in a row that the lexicon knows and the English does not tell was dropped, surely
so where the run fills a clause. The same the other way round for English words. And the length of the English in
letters, set against the Spanish, lies within what our own model's translations show (see LENGTHS).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from pipeline.story import Finding, Severity, Span
from pipeline.verify.context import Context
from pipeline.verify.counterparts import ContentWord, added_words, content_words
from pipeline.verify.function_words import ENGLISH
from pipeline.verify.words import tokenize

NAME: Final = "omission"
# Mean and standard deviation of ln(English letters / Spanish letters) of the embedded model's translations of WMT news,
# by the least number of Spanish letters (scripts/measure_lengths).
LENGTHS: Final = (
    (300, -0.075, 0.080),
    (160, -0.080, 0.079),
    (80, -0.074, 0.104),
    (40, -0.070, 0.134),
    (0, -0.043, 0.177),
)
# So many standard deviations from the mean are no accident of style.
FAR: Final = 4.0
TOO_FAR: Final = 6.0
# So many untold content words in a row; three in ten thousand of our own translations have five.
LONG_RUN: Final = 4
LONGER_RUN: Final = 5
LEAST_LETTERS: Final = 25
_BREAK: Final = re.compile(r"[,;:.()«»“”\"–—]|\s-\s")


def check(source: str, target: str, _context: Context) -> list[Finding]:
    """Return what seems to be left out, or added."""
    if not target.strip():
        return []
    words = content_words(source, target)
    findings = []
    dropped = _untold_run(words, source)
    if dropped is not None:
        first, last, severity = dropped
        span = Span(words[first].span.start, words[last].span.end)
        text = source[span.start : span.end]
        findings.append(_finding("clause-omitted", severity, f"Not found in the English: “{text}”.", (span,), ()))
    elif (added := _added_run(source, target)) is not None:
        text = target[added.start : added.end]
        findings.append(_finding("added", "warning", f"Not found in the Spanish: “{text}”.", (), (added,)))
    length = _check_length(source, target)
    if length is not None and (not findings or length.severity == "error"):
        findings.append(length)
    return findings


def _untold_run(words: Sequence[ContentWord], source: str) -> tuple[int, int, Severity] | None:
    """Return the longest run of untold words as first and last index, if it is long enough to be no accident."""
    best: tuple[int, int, int, int] | None = None
    start = 0
    while start < len(words):
        if words[start].told is not False:
            start += 1
            continue
        end = start
        while end + 1 < len(words) and words[end + 1].told is not True:
            end += 1
        while words[end].told is not False:
            end -= 1
        count = sum(word.told is False for word in words[start : end + 1])
        if best is None or count > best[2]:
            best = (start, end, count, len(words))
        start = end + 1
    if best is None:
        return None
    first, last, count, _ = best
    told = sum(word.told is True for word in words)
    known = sum(word.told is not None for word in words)
    if count >= LONGER_RUN and told >= 0.85 * (known - count):
        return first, last, "error"
    if (count >= LONG_RUN and told >= 0.7 * (known - count)) or (
        count >= 3 and _fills_clause(words, first, last, source)
    ):
        return first, last, "warning"
    return None


def _fills_clause(words: Sequence[ContentWord], first: int, last: int, source: str) -> bool:
    """Whether the run is all that stands between two marks, and the rest of the sentence is told."""
    before = source[words[first - 1].span.end : words[first].span.start] if first else ","
    after = source[words[last].span.end : words[last + 1].span.start] if last + 1 < len(words) else ","
    rest = [word.told for word in (*words[:first], *words[last + 1 :]) if word.told is not None]
    return bool(_BREAK.search(before) and _BREAK.search(after)) and len(rest) >= 3 and sum(rest) >= 0.75 * len(rest)


def _added_run(source: str, target: str) -> Span | None:
    """Return the place of the longest run of English content words that nothing in the Spanish accounts for."""
    loose = {token.start for token in added_words(source, target)}
    best: list[Span] = []
    run: list[Span] = []
    for token in tokenize(target):
        if token.start in loose:
            run.append(Span(token.start, token.end))
        elif token.folded not in ENGLISH:
            run = []
        if len(run) > len(best):
            best = list(run)
    return Span(best[0].start, best[-1].end) if len(best) >= LONGER_RUN else None


def _check_length(source: str, target: str) -> Finding | None:
    spanish, english = (sum(character.isalnum() for character in text) for text in (source, target))
    if spanish < LEAST_LETTERS or not english:
        return None
    mean, deviation = next((mean, deviation) for least, mean, deviation in LENGTHS if len(source) >= least)
    distance = (math.log(english / spanish) - mean) / deviation
    if abs(distance) < FAR:
        return None
    code, word = ("too-short", "short") if distance < 0 else ("too-long", "long")
    severity: Severity = "error" if abs(distance) >= TOO_FAR else "warning"
    message = f"The English is very {word}: {english} letters for {spanish} of Spanish."
    return _finding(code, severity, message, (Span(0, len(source)),), (Span(0, len(target)),))


def _finding(
    code: str, severity: Severity, message: str, source: tuple[Span, ...], target: tuple[Span, ...]
) -> Finding:
    return Finding(NAME, code, severity, message, source_spans=source, target_spans=target)

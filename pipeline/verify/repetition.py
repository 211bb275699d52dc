"""Repetition: loops of the decoder (``no, no, no``), words and phrases said more often than the Spanish says them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pipeline.story import Finding, Span
from pipeline.verify.context import Context
from pipeline.verify.function_words import ENGLISH
from pipeline.verify.words import Token, tokenize

NAME: Final = "repetition"
LONGEST_PHRASE: Final = 12
# A phrase of so many words that comes back later in the sentence, and not in the Spanish, is a loop.
LEAST_ECHO: Final = 5
# English says these twice by rights: had had, that that, is is.
_DOUBLES: Final = frozenset({"had", "that", "is", "very", "so", "ha", "do"})


def check(source: str, target: str, _context: Context) -> list[Finding]:
    """Return the words that follow themselves, and the phrases that come back, more often than in the Spanish."""
    tokens = tokenize(target)
    run = _longest_run(tokens, target)
    if run is not None:
        start, end, size = run
        source_run = _longest_run(tokenize(source), source)
        if source_run is None or _times(run) > _times(source_run):
            phrase = target[tokens[start].start : tokens[start + size - 1].end]
            message = f"“{phrase}” is said {_times(run)} times in a row."
            return [_finding("loop", message, Span(tokens[start].start, tokens[end - 1].end), suggestion=phrase)]
    echo = _echo(tokens)
    if echo is not None and _echo(tokenize(source)) is None:
        first, second, size = echo
        spans = tuple(Span(tokens[at].start, tokens[at + size - 1].end) for at in (first, second))
        phrase = target[spans[0].start : spans[0].end]
        return [_finding("echo", f"“{phrase}” is said twice, in Spanish once.", *spans)]
    return []


def _times(run: tuple[int, int, int]) -> int:
    start, end, size = run
    return (end - start) // size


@lru_cache(maxsize=64)
def _longest_run(tokens: tuple[Token, ...], text: str) -> tuple[int, int, int] | None:
    """Return start, end (in words) and phrase length of the phrase that follows itself most often, at once."""
    words = [token.folded for token in tokens]
    best: tuple[int, int, int] | None = None
    for size in range(1, min(LONGEST_PHRASE, len(words) // 2) + 1):
        start = 0
        while start + 2 * size <= len(words):
            end = start + size
            if words[start] != words[end]:
                start += 1
                continue
            while words[end : end + size] == words[start : start + size]:
                end += size
            if end > start + size and not _is_allowed(tokens, text, start, end, size):
                run = (start, end, size)
                if best is None or _times(run) > _times(best):
                    best = run
            start = end - size + 1 if end > start + size else start + 1
    return best


def _is_allowed(tokens: Sequence[Token], text: str, start: int, end: int, size: int) -> bool:
    """Whether the run is two words that English doubles, or that stand on both sides of a stop or a figure."""
    if end - start != 2 * size:
        return False
    between = text[tokens[start + size - 1].end : tokens[start + size].start]
    if size == 1 and (tokens[start].folded in _DOUBLES or tokens[start].is_capitalised):
        return True
    return any(mark in between for mark in '.;:!?()"“”') or any(character.isdigit() for character in between)


def _echo(tokens: Sequence[Token]) -> tuple[int, int, int] | None:
    """Return where a phrase of at least LEAST_ECHO words, two of them content words, stands a second time."""
    words = [token.folded for token in tokens]
    seen: dict[tuple[str, ...], int] = {}
    for start in range(len(words) - LEAST_ECHO + 1):
        phrase = tuple(words[start : start + LEAST_ECHO])
        if phrase in seen and start >= seen[phrase] + LEAST_ECHO:
            return seen[phrase], start, LEAST_ECHO
        if sum(count for word, count in Counter(phrase).items() if word not in ENGLISH) >= 2:
            seen.setdefault(phrase, start)
    return None


def _finding(code: str, message: str, *spans: Span, suggestion: str | None = None) -> Finding:
    return Finding(NAME, code, "error", message, target_spans=spans, suggestion=suggestion)

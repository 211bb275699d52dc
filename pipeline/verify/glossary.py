"""The check of a desk's own terms: those required, those forbidden, and names that are not translated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipeline.story import Finding, Severity, Span
from pipeline.verify.context import Context
from pipeline.verify.inflection import english_words, spanish_words
from pipeline.verify.termbase import Glossary, Term

CHECK: Final = "glossary"


def required_terms(source: str, glossary: Glossary) -> tuple[Term, ...]:
    """Return the terms of a glossary that a Spanish sentence holds, in its order, each once.

    Inflected forms count (indultos for indulto, ministra for ministro), and a longer term goes before one within it.
    """
    return tuple(dict.fromkeys(term for term, _ in _find_terms(source, glossary)))


def _find_terms(source: str, glossary: Glossary) -> Iterator[tuple[Term, Span]]:
    words = spanish_words(source)
    stems = tuple(stem for stem, _, _ in words)
    at = 0
    while at < len(stems):
        for form, term in glossary.by_first_word.get(stems[at], ()):
            if stems[at : at + len(form)] == form and _is_cased_alike(term, source[words[at][1] :]):
                yield term, Span(words[at][1], words[at + len(form) - 1][2])
                at += len(form)
                break
        else:
            at += 1


def _is_cased_alike(term: Term, rest: str) -> bool:
    """A name that is kept is a name only with its capital: El País, not el país."""
    return not term.keep or not term.source[:1].isupper() or rest[:1].isupper()


def check(source: str, target: str, context: Context) -> list[Finding]:
    """Find required terms that the English lacks, forbidden ones that it uses, and names that it changes."""
    glossary = context.glossary
    if glossary is None:
        return []
    words = english_words(target)
    findings = []
    seen: set[Term] = set()
    for term, span in _find_terms(source, glossary):
        if term in seen:
            continue
        seen.add(term)
        allowed = [place for wanted in term.targets for place in _places(wanted, words)]
        if term.keep and not any(name in target or name.upper() in target for name in term.targets):
            findings.append(_finding("name-translated", "error", f"“{term.source}” is not to be translated.", span))
        elif term.targets and not term.keep and not allowed:
            wanted = " or ".join(f"“{each}”" for each in term.targets)
            findings.append(_finding("term-missing", "warning", f"“{term.source}” is {wanted} by the glossary.", span))
        findings.extend(_find_forbidden(term, span, words, allowed))
    for term in glossary.terms:
        if not term.source:
            findings.extend(_find_forbidden(term, None, words, []))
    return findings


def _find_forbidden(
    term: Term, span: Span | None, words: list[tuple[str, int, int]], allowed: list[Span]
) -> Iterator[Finding]:
    for forbidden in term.forbidden:
        for place in _places(forbidden, words):
            if any(each.start <= place.start and place.end <= each.end for each in allowed):
                continue
            instead = f": use “{term.targets[0]}”" if term.targets else ""
            message = f"“{forbidden}” is forbidden by the glossary{instead}."
            yield _finding("term-forbidden", "error", message, span, place)


def _places(phrase: str, words: list[tuple[str, int, int]]) -> list[Span]:
    """Where an English phrase stands, in singular or plural."""
    wanted = [stem for stem, _, _ in english_words(phrase)]
    return [
        Span(words[at][1], words[at + len(wanted) - 1][2])
        for at in range(len(words) - len(wanted) + 1)
        if wanted and all(stem == words[at + offset][0] for offset, stem in enumerate(wanted))
    ]


def _finding(code: str, severity: Severity, message: str, source: Span | None, target: Span | None = None) -> Finding:
    return Finding(
        CHECK,
        code,
        severity,
        message,
        source_spans=(source,) if source is not None else (),
        target_spans=(target,) if target is not None else (),
    )

"""The check of a desk's own terms."""

from __future__ import annotations

from pipeline.story import Finding
from pipeline.verify.context import Context
from pipeline.verify.termbase import Glossary, Term


def required_terms(source: str, glossary: Glossary) -> tuple[Term, ...]:
    """Return the terms of the glossary that a Spanish sentence holds."""
    return tuple(term for term in glossary.terms if term.source.casefold() in source.casefold())


def check(source: str, target: str, context: Context) -> list[Finding]:
    """Find glossary terms that the English lacks."""
    if context.glossary is None:
        return []
    return [
        Finding("glossary", "term-missing", "warning", f"“{term.source}” should be “{term.targets[0]}”.")
        for term in required_terms(source, context.glossary)
        if not any(allowed.casefold() in target.casefold() for allowed in term.targets)
    ]

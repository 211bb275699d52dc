"""The table of checks: adding a check is adding a row, and a module with its tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pipeline.story import Finding
from pipeline.verify import glossary, numbers
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

"""Attribution: quotation marks, who said it, and how sure it is.

A quotation keeps its marks and its word of saying; ``presunto`` and ``supuesto`` keep people from being called guilty;
``según`` names a source; ``al parecer`` and the conditional of rumour (``habría recibido``) say that nobody is sure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pipeline.story import Finding, Severity, Span
from pipeline.verify.context import Context
from pipeline.verify.cues import blank, find_cues, load_cues

NAME: Final = "attribution"
# A quotation is a stretch between marks, single ones only where they stand at the ends of words.
_QUOTATION: Final = re.compile(
    r"“[^“”]+”|«[^«»]+»|„[^„“”]+[“”]|\"[^\"]+\"|(?<!\w)'[^']+'(?!\w)|(?<!\w)‘[^‘]+?’(?!\w)|''[^']+''"
)
# Fewer words between marks are a title or a manner of speaking, which English may set otherwise.
LEAST_SPEECH: Final = 3
_OPENING: Final = re.compile(r"[\"“”«»„]|(?<!\w)['‘](?=\w)")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A class of Spanish words that the English must not leave without one of its own."""

    section: str
    code: str
    severity: Severity
    message: str


_RULES: Final = (
    _Rule("guilt", "hedge-lost", "error", "“{}” has no hedge in the English (alleged, suspected)."),
    _Rule("doubt", "doubt-lost", "warning", "“{}” is doubtful in the Spanish, a fact in the English."),
    _Rule("source", "source-lost", "warning", "The source (“{}”) is not named in the English."),
    _Rule("saying", "speaker-lost", "warning", "Nobody says it in the English (“{}” in the Spanish)."),
)


def check(source: str, target: str, _context: Context) -> list[Finding]:
    """Return quotations, sources and hedges of the Spanish that the English dropped."""
    tables = load_cues("attribution")
    findings = [*_check_quotations(source, target)]
    for rule in _RULES:
        idioms = tables.get(f"spanish {rule.section} idioms")
        places = find_cues(tables[f"spanish {rule.section}"], blank(idioms, source) if idioms else source)
        if places and not tables[f"english {rule.section}"].search(target):
            words = ", ".join(source[place.start : place.end] for place in places)
            findings.append(_finding(rule.code, rule.severity, rule.message.format(words), places, ()))
    return findings


def _check_quotations(source: str, target: str) -> list[Finding]:
    spanish = tuple(Span(match.start(), match.end()) for match in _QUOTATION.finditer(source))
    english = tuple(Span(match.start(), match.end()) for match in _QUOTATION.finditer(target))
    if len(spanish) == len(english):
        return []
    if spanish and not _OPENING.search(target):
        is_speech = any(source.count(" ", span.start, span.end) >= LEAST_SPEECH for span in spanish)
        severity: Severity = "warning" if is_speech else "note"
        return [_finding("quotes-lost", severity, "The quotation lost its marks.", spanish, ())]
    if english and not _OPENING.search(source):
        return [_finding("quotes-added", "note", "The English quotes, the Spanish does not.", (), english)]
    message = f"{len(spanish)} quotations in the Spanish, {len(english)} in the English."
    return [_finding("quotes-differ", "note", message, spanish, english)]


def _finding(
    code: str, severity: Severity, message: str, source: tuple[Span, ...], target: tuple[Span, ...]
) -> Finding:
    return Finding(NAME, code, severity, message, source_spans=source, target_spans=target)

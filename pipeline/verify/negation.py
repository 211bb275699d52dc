"""Negation and polarity: what the Spanish denies, the English denies, and the reverse.

Each side is read into cues. A strong cue negates by itself (``no``, ``sin``, ``nunca``; ``not``, ``n't``, ``without``).
A weak one can tell a negation of the other side (``negó``, ``impidió``; ``refused``, ``unable``, ``hardly``), but asks
for none. Spanish negative concord counts once (``no dijo nada``), and what only looks like a negation does not count
(``sin embargo``, ``no obstante``, ``¿no?``; ``no doubt``, ``nothing but``).
Sources: Nueva gramática de la lengua española, ch. 48 (RAE, 2009); Quirk et al., §§ 10.54-10.70 (1985).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from pipeline.story import Finding, Severity, Span
from pipeline.verify.context import Context
from pipeline.verify.counterparts import CLOSE, closeness
from pipeline.verify.cues import blank, find_cues, load_cues
from pipeline.verify.function_words import words

NAME: Final = "negation"
# How far apart, in parts of the sentence, a negation and the weak cue that tells it may stand.
REACH: Final = 0.1


@dataclass(frozen=True, slots=True)
class _Cues:
    """Where a sentence negates."""

    strong: tuple[Span, ...]
    weak: tuple[Span, ...]
    denials: tuple[Span, ...]


# These follow "no" in the same clause without negating once more.
_CONCORD: Final = words("ni nunca jamás jamas nadie nada ningún ningun ninguno ninguna ningunos ningunas tampoco")
# These go on with a negation that stands before them: ni una ni otra, neither one nor the other.
_GOES_ON: Final = words("ni nor neither")
_CLAUSE_END: Final = re.compile(r"[.,;:()«»\"“”]|\s[-–—]\s|\b(?:pero|sino|aunque|porque|que|y|e|o)\b", re.IGNORECASE)


def check(source: str, target: str, _context: Context) -> list[Finding]:
    """Return the negations that stand on one side only."""
    spanish, english = _read(source, "spanish"), _read(target, "english")
    if len(spanish.strong) > len(english.strong):
        places = _unmatched(spanish, english, len(source), len(target))
        code, side, other, text = "negation-lost", "Spanish", "English", source
    else:
        places = _unmatched(english, spanish, len(target), len(source))
        code, side, other, text = "negation-added", "English", "Spanish", target
    if places:
        follows = closeness(source, target) >= CLOSE
        severity: Severity = "error" if follows and not (spanish.strong and english.strong) else "warning"
        spans = (places, ()) if side == "Spanish" else ((), places)
        return [_finding(code, severity, _message(side, text, other, places), *spans)]
    if spanish.denials and not (english.denials or english.strong or english.weak):
        message = _message("Spanish", source, "English", spanish.denials)
        return [
            _finding(
                "denial-lost",
                "error" if closeness(source, target) >= CLOSE else "warning",
                message,
                spanish.denials,
                (),
            )
        ]
    return []


def _unmatched(one: _Cues, other: _Cues, length: int, other_length: int) -> tuple[Span, ...]:
    """Return the strong cues of one side that no cue of the other side at about the same place accounts for.

    Weak cues that both sides have tell themselves, and account for nothing.
    """
    surplus = len(one.strong) - len(other.strong)
    if surplus <= 0:
        return ()
    weak = (*other.weak, *other.denials)
    spare = max(0, len(weak) - len(one.weak) - len(one.denials))
    distances = sorted(
        (abs(span.start / length - match.start / other_length), span.start, match.start)
        for span in one.strong
        for match in other.strong
    )
    paired: set[int] = set()
    taken: set[int] = set()
    for _, start, match in distances:
        if start not in paired and match not in taken:
            paired.add(start)
            taken.add(match)
    left = []
    for span in one.strong:
        if span.start in paired:
            continue
        near = any(abs(span.start / length - match.start / other_length) <= REACH for match in weak)
        if spare and (near or len(other.denials) > len(one.denials)):
            spare -= 1
        else:
            left.append(span)
    return tuple(left)


def _message(side: str, text: str, other: str, places: tuple[Span, ...]) -> str:
    cues = ", ".join(text[place.start : place.end] for place in places)
    return f"The {side} negates (“{cues}”), the {other} does not."


@lru_cache(maxsize=64)
def _read(text: str, language: Literal["spanish", "english"]) -> _Cues:
    tables = load_cues("negation")
    text = blank(tables[f"{language} idioms"], text)
    strong: list[Span] = []
    for span in find_cues(tables[f"{language} strong"], text):
        word = text[span.start : span.end].casefold()
        concord = word in _CONCORD and strong and not _CLAUSE_END.search(text, strong[-1].end, span.start)
        if not concord and not (strong and word in _GOES_ON):
            strong.append(span)
    rest = (find_cues(tables[f"{language} {kind}"], text) for kind in ("weak", "denials"))
    return _Cues(tuple(strong), *rest)


def _finding(
    code: str, severity: Severity, message: str, source: tuple[Span, ...], target: tuple[Span, ...]
) -> Finding:
    return Finding(NAME, code, severity, message, source_spans=source, target_spans=target)

"""A sentence made ready for the model: what of it is translated, what stands as it is, and what is put back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.story import Span
from pipeline.translate.casing import StoryCasing, find_label, is_capitals
from pipeline.translate.endings import match_ends
from pipeline.translate.numerals import close_per_cent, english_figures
from pipeline.translate.protection import Masked, find_protected, mask
from pipeline.translate.quotes import english_marks, marks_for_model
from pipeline.translate.set_phrases import spell_out_heading, translate_set_phrase

_EDGE: Final = re.compile(r"[\s,;:.·|/-]*")
# A protected thing is part of the sentence, to be translated with it, where one of these governs it.
_GOVERNED: Final = re.compile(
    r"\b(?:a|al|ante|como|con|de|del|desde|e|el|en|entre|es|hasta|la|las|lo|los|o|para|por|según|sobre|tras|un|una|vía|y)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence: what the model is given (None: nothing, it stands as it is) and what must be put back."""

    source: str
    asked: str | None
    capitals: bool = False
    masked: Masked | None = None

    def finish(self, translation: str) -> str | None:
        """Turn the model's answer into the English of this part; None where it lost something or is empty."""
        if not translation.strip():
            return None
        if self.masked:
            unmasked = self.masked.unmask(translation)
            if unmasked is None:
                return None
            # What was protected may hold marks that must stay: the rest alone is dressed.
            dressed = self.masked.unmask(match_ends(self.masked.text, _english_signs(translation)))
            return dressed if dressed is not None else unmasked
        text = match_ends(self.source, _english_signs(translation))
        return text.upper() if self.capitals else text

    def without_placeholders(self) -> tuple[Part, ...]:
        """Return this part cut at what it protects, each side to be translated apart."""
        return _cut_at(self.source, find_protected(self.source), self.capitals) if self.masked else (self,)


def _english_signs(translation: str) -> str:
    return close_per_cent(english_marks(translation))


def plan(text: str, casing: StoryCasing) -> tuple[Part, ...]:
    """Cut a sentence into parts; their sources joined are the sentence with single spaces."""
    text = " ".join(text.split())
    if translate_set_phrase(text):
        return (Part(text, None),)
    if is_capitals(text):
        return _plan_capitals(text, casing)
    label = find_label(text)
    if label:
        head, between = label
        rest = text[len(head) + len(between) :]
        return (*_plan_capitals(head, casing), Part(between, None), *_plan_running(rest))
    return _plan_running(text)


def _plan_capitals(text: str, casing: StoryCasing) -> tuple[Part, ...]:
    if translate_set_phrase(text):
        return (Part(text, None),)
    spans = find_protected(text)
    if spans:
        return _cut_at(text, spans, True, casing)
    if casing.is_name(text):
        return (Part(text, None),)
    return (Part(text, marks_for_model(spell_out_heading(casing.lower(text))), capitals=True),)


def _plan_running(text: str) -> tuple[Part, ...]:
    spans = find_protected(text)
    if not spans:
        return (_part(text),)
    head, spans = _opening(text, spans)
    tail, spans = _closing(text, spans)
    # Where nothing is left between them, the space belongs to the head.
    tail = text[max(len(head), len(text) - len(tail)) :]
    middle = text[len(head) : len(text) - len(tail)]
    shifted = [Span(span.start - len(head), span.end - len(head)) for span in spans]
    parts = [Part(head, None)] if head else []
    if middle:
        parts.append(_part(middle, shifted))
    if tail:
        parts.append(Part(tail, None))
    return tuple(parts)


def _part(text: str, spans: Sequence[Span] = ()) -> Part:
    masked = mask(text, spans) if spans else None
    if not any(character.isalpha() for character in (_without(text, spans))):
        return Part(text, None)
    # Masked again after the signs are made plain would lose the originals: the placeholders survive that.
    return Part(text, marks_for_model(masked.text if masked else spell_out_heading(text)), masked=masked)


def _opening(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """Take protected things off the start that a sign parts from the sentence, and pictographs."""
    at, left = 0, list(spans)
    while left and left[0].start == at:
        edge = _EDGE.match(text, left[0].end)
        assert edge is not None, "the pattern matches nothing as well"
        named = any(character.isalpha() for character in text[at : left[0].end])
        if named and not edge[0].strip() and edge.end() < len(text):
            break
        at = edge.end()
        left.pop(0)
    return text[:at], left


def _closing(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """Take protected things that nothing governs off the end, and the signs and spaces around them."""
    at, left = len(text), list(spans)
    while left and _EDGE.fullmatch(text, left[-1].end, at) and not _GOVERNED.search(text[: left[-1].start].rstrip()):
        at = left[-1].start
        left.pop()
    if at == len(text):
        return "", left
    body = text[:at].rstrip()
    return text[len(body) :], left


def _cut_at(text: str, spans: Sequence[Span], capitals: bool, casing: StoryCasing | None = None) -> tuple[Part, ...]:
    parts: list[Part] = []
    at = 0
    for span in (*spans, Span(len(text), len(text))):
        between = text[at : span.start]
        body = between.strip()
        if body:
            lead = len(between) - len(between.lstrip())
            parts += [Part(between[:lead], None)] if lead else []
            if any(character.isalpha() for character in body):
                lowered = casing.lower(body) if casing else body
                parts.append(Part(body, marks_for_model(lowered), capitals=capitals))
            else:
                parts.append(Part(body, None))
            rest = between[lead + len(body) :]
            parts += [Part(rest, None)] if rest else []
        elif between:
            parts.append(Part(between, None))
        if span.end > span.start:
            parts.append(Part(text[span.start : span.end], None))
        at = span.end
    return tuple(parts)


def _without(text: str, spans: Sequence[Span]) -> str:
    pieces, at = [], 0
    for span in spans:
        pieces.append(text[at : span.start])
        at = span.end
    return "".join(pieces) + text[at:]


def literal(text: str) -> str:
    """Write a part that no model saw: set phrases, figures the English way, addresses and the like."""
    phrase = translate_set_phrase(text)
    if phrase is not None:
        return phrase
    pieces, at = [], 0
    for span in find_protected(text):
        pieces += [english_marks(english_figures(text[at : span.start])), text[span.start : span.end]]
        at = span.end
    return "".join(pieces) + english_marks(english_figures(text[at:]))

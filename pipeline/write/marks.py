"""Texts in HTML with the places that flags mean marked in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from pipeline.story import Span
from pipeline.write.view import SIGNS, Flag

_GRAVEST_FIRST = tuple(SIGNS)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text a flag points; `span` may be empty (a hole)."""

    span: Span
    flag: Flag


def mark_text(text: str, places: Sequence[Place], unplaced: Sequence[Flag] = (), *, links: bool) -> str:
    """Return `text` as HTML: marked places, each flag's number after its last one, the unplaced ones at the end.

    `links` makes the numbers lead to the messages of the flags.
    """
    last = {place.flag.number: place for place in sorted(places, key=lambda place: place.span.end)}
    bounds = sorted({0, len(text), *(end for place in places for end in (place.span.start, place.span.end))})
    pieces = [_references(last.values(), 0, links)]
    for start, end in pairwise(bounds):
        flags = [place.flag for place in places if place.span.start <= start and end <= place.span.end]
        pieces.append(_marked(escape(text[start:end]), flags))
        pieces.append(_references(last.values(), end, links))
    pieces += [_reference(flag, links) for flag in unplaced]
    return "".join(pieces)


def flag_id(flag: Flag) -> str:
    """The id of the element that holds a flag's message."""
    return f"flag-{flag.number}"


def mark_class(flag: Flag) -> str:
    """The class of all marked places of a flag."""
    return f"m{flag.number}"


def _marked(content: str, flags: Sequence[Flag]) -> str:
    if not flags:
        return content
    gravest = min((flag.weight for flag in flags), key=_GRAVEST_FIRST.index)
    classes = " ".join([gravest, *dict.fromkeys(mark_class(flag) for flag in flags)])
    return f'<mark class="{classes}">{content}</mark>'


def _references(places: Iterable[Place], at: int, links: bool) -> str:
    return "".join(_reference(place.flag, links) for place in places if place.span.end == at)


def _reference(flag: Flag, links: bool) -> str:
    sign = f"{SIGNS[flag.weight]}{flag.number}"
    if not links:
        return f'<sup class="{flag.weight}" aria-hidden="true">{sign}</sup>'
    link = f'<a href="#{flag_id(flag)}" aria-label="{flag.label} {flag.number}">{sign}</a>'
    return f'<sup class="{flag.weight}">{link}</sup>'

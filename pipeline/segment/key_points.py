"""The key points of a story: the one list that says what matters, in all the forms that outlets give it.

Candidates of all forms are collected and the strongest is taken, the first of equals; what the others hold stays what
it would be without them (list items, headings, paragraphs).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import islice, takewhile
from statistics import median
from typing import Final

from pipeline.segment.features import is_heading_like
from pipeline.segment.layout import Layout
from pipeline.segment.lists import is_clock, levels, runs
from pipeline.segment.units import Unit
from pipeline.segment.vocabulary import (
    COUNT_HEADINGS,
    KEY_HEADINGS,
    LIST_HEADINGS,
    NUMBER_WORDS,
    SUMMARY_HEADINGS,
    fold,
)

_MAX_HEADING_WORDS: Final = 12
_MAX_POINT_WORDS: Final = 40
_MAX_NUMBERED_HEADING_WORDS: Final = 25
_MIN_POINTS: Final = 2
_MAX_LINES: Final = 12
_LIST_SHARE: Final = 0.5  # «most of the story»
# «Plazos. Las solicitudes …», «Plazos: las solicitudes …»
_LABEL: Final = re.compile(r"[A-ZÁÉÍÓÚÑ¿][^.:;!?\n]{1,60}[.:] (?=\S)")
_MAX_LABEL_WORDS: Final = 6
_INLINE_NUMBER: Final = re.compile(r"(?:^|(?<=[\s.:;]))\((?P<number>\d{1,2})\)\s+(?=\S)")
_RUN_IN_HEADING: Final = re.compile(r"(?P<heading>[A-ZÁÉÍÓÚÑ¿][^.:\n]{2,80})(?P<stop>[.:]\s+)(?=\S)")


class Strength(IntEnum):
    """How surely a form marks key points."""

    MOST_OF_STORY = 1
    SUMMARY_LABEL = 1
    NUMBERED_HEADINGS = 2
    SUMMARY_PARAGRAPHS = 2
    LIST_HEADING = 3
    AFTER_HEADLINE = 4
    HEADED_LINES = 5
    INLINE = 5
    HEADED_LIST = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """Units that may be the key points, and the heading over them; `inline` points lie within one unit."""

    strength: Strength
    points: tuple[int, ...]
    heading: int | None = None
    inline: bool = False


def mark_key_points(units: Sequence[Unit], layout: Layout) -> list[Unit]:
    """Type the key points and their heading, where the story has any."""
    found = [candidate for form in FORMS for candidate in form(units, layout)]
    if not found:
        return list(units)
    best = max(found, key=lambda candidate: (candidate.strength, -candidate.points[0]))
    return _typed(units, best)


def _typed(units: Sequence[Unit], best: Candidate) -> list[Unit]:
    marked = list(units)
    if best.heading is not None:
        marked[best.heading] = units[best.heading].typed("key_points_heading")
    for index, level in zip(best.points, levels([units[index] for index in best.points]), strict=True):
        marked[index] = units[index].typed("key_point", level)
    if best.inline:
        at = best.points[0]
        marked[at : at + 1] = _cut_inline(units[at])
    return marked


def _is_open(unit: Unit) -> bool:
    return unit.kind in (None, "heading", "subheadline") and unit.mark is None


def _is_heading(unit: Unit, pattern: re.Pattern[str]) -> bool:
    if not _is_open(unit) or unit.words > _MAX_HEADING_WORDS or "\n" in unit.text or unit.ends_in_stop:
        return False
    return bool(pattern.match(fold(unit.text)))


def _after(units: Sequence[Unit], index: int) -> Iterator[int]:
    """The indexes after `index` without noise."""
    return (other for other in range(index + 1, len(units)) if units[other].kind != "noise")


def _list_under(units: Sequence[Unit], heading: int) -> tuple[int, ...]:
    """The list straight under a heading, or under one sentence that introduces it."""
    after = list(islice(_after(units, heading), 2))
    if len(after) > 1 and not units[after[0]].is_item and units[after[0]].text.endswith(":"):
        after = after[1:]
    if not after or not units[after[0]].is_item or is_clock(units[after[0]]):
        return ()
    return tuple(after[0] + index for index in next(runs(units[after[0] :])))


def headed_lists(units: Sequence[Unit], layout: Layout) -> Iterator[Candidate]:  # noqa: ARG001 - one signature a form
    """«Puntos clave» over marked items; weaker: «Recomendaciones:», «En cifras:»; «3 opiniones» over as many."""
    for index, unit in enumerate(units):
        count = _counts(unit)
        if _is_heading(unit, KEY_HEADINGS):
            strength = Strength.HEADED_LIST
        elif count is not None or _is_heading(unit, LIST_HEADINGS):
            strength = Strength.LIST_HEADING
        else:
            continue
        points = _list_under(units, index)
        if points and count in (None, len(points)):
            yield Candidate(strength, points, index)


def _counts(unit: Unit) -> int | None:
    match = COUNT_HEADINGS.match(fold(unit.text)) if _is_open(unit) and unit.words <= _MAX_HEADING_WORDS else None
    if match is None:
        return None
    count = match["count"]
    return int(count) if count.isdigit() else NUMBER_WORDS[count]


def headed_lines(units: Sequence[Unit], layout: Layout) -> Iterator[Candidate]:
    """A key-point heading over lines without marks: bare phrases, labelled paragraphs, or short sentences."""
    for index, unit in enumerate(units):
        if _is_heading(unit, KEY_HEADINGS):
            after = list(takewhile(lambda other: units[other].kind in (None, "lead"), _after(units, index)))
            points = _labelled(units, after) or _phrases(units, after) or _sentences(units, after, layout)
            if len(points) >= _MIN_POINTS:
                yield Candidate(Strength.HEADED_LINES, points, index)


def _labelled(units: Sequence[Unit], after: Sequence[int]) -> tuple[int, ...]:
    points: list[int] = []
    for index in after:
        label = _LABEL.match(units[index].text)
        if units[index].is_item or label is None or len(label.group().split()) > _MAX_LABEL_WORDS:
            break
        points.append(index)
    return tuple(points) if len(points) >= _MIN_POINTS else ()


def _phrases(units: Sequence[Unit], after: Sequence[int]) -> tuple[int, ...]:
    """Lines without a stop, until a line with one or a blank line where none was between the lines before."""
    points: list[int] = []
    for index in after[: _MAX_LINES + 1]:
        unit = units[index]
        apart = len(points) > 1 and unit.after_blank and not units[points[1]].after_blank
        if unit.is_item or unit.ends_in_stop or unit.words > _MAX_POINT_WORDS or unit.text[-1] == ":" or apart:
            break
        points.append(index)
    if len(points) > _MAX_LINES:
        return ()
    if len(points) > _MIN_POINTS and len(points) < len(after):
        usual = median(units[index].words for index in points[:-1])
        if is_heading_like(units[points[-1]]) and 2 * units[points[-1]].words <= usual:
            points.pop()  # the heading of the next section
    return tuple(points) if len(points) >= _MIN_POINTS else ()


def _sentences(units: Sequence[Unit], after: Sequence[int], layout: Layout) -> tuple[int, ...]:
    """Short sentences, each alone on its line, until a longer unit, a heading or a blank line."""
    points: list[int] = []
    for index in after:
        unit = units[index]
        apart = len(points) > 1 and unit.after_blank and not units[points[1]].after_blank
        single = not re.search(r"[.!?…] +[A-ZÁÉÍÓÚÑ¿¡«“\"]", unit.text)
        if unit.is_item or not unit.ends_in_stop or not single or unit.words > _MAX_POINT_WORDS or apart:
            break
        points.append(index)
    # Where every line is a sentence there is no telling where the points end.
    return () if layout.sentence_lines or len(points) > _MAX_LINES else tuple(points)


def after_headline(units: Sequence[Unit], layout: Layout) -> Iterator[Candidate]:  # noqa: ARG001
    """A list between the headline (and subheadlines) and the lead."""
    content = [index for index, unit in enumerate(units) if unit.kind not in ("noise", "kicker")]
    head = [index for index in content if units[index].kind in ("headline", "subheadline")]
    if not head or head != content[: len(head)]:
        return
    for run in runs(units):
        if len(content) > len(head) and run[0] == content[len(head)] and len(run) >= _MIN_POINTS:
            yield Candidate(Strength.AFTER_HEADLINE, tuple(run))


def inline_numbers(units: Sequence[Unit], layout: Layout) -> Iterator[Candidate]:  # noqa: ARG001
    """«Claves para …. (1) … (2) … (3) …» in one paragraph."""
    for index, unit in enumerate(units):
        heading = _RUN_IN_HEADING.match(unit.text) if _is_open(unit) else None
        if heading is None or not _is_key_text(heading["heading"]):
            continue
        numbers = [int(match["number"]) for match in _INLINE_NUMBER.finditer(unit.text)]
        first = _INLINE_NUMBER.search(unit.text)
        counted = len(numbers) >= _MIN_POINTS and numbers == list(range(1, len(numbers) + 1))
        if counted and first and first.start() == heading.end():
            yield Candidate(Strength.INLINE, (index,), inline=True)


def _is_key_text(text: str) -> bool:
    folded = fold(text)
    return bool(KEY_HEADINGS.match(folded) or LIST_HEADINGS.match(folded))


def _cut_inline(unit: Unit) -> list[Unit]:
    """The run-in heading and the points of one paragraph, each a unit in the same line."""
    numbers = list(_INLINE_NUMBER.finditer(unit.text))
    stop = _RUN_IN_HEADING.match(unit.text)
    if stop is None or not numbers:
        return [unit]
    pieces = [replace(unit, text=stop["heading"], suffix=stop["stop"], kind="key_points_heading")]
    for match, after in zip(numbers, [*numbers[1:], None], strict=True):
        said = unit.text[match.end() : after.start() if after else None]
        text = said.rstrip()
        suffix = said[len(text) :] if after else unit.suffix
        pieces.append(Unit(match.group(), text, suffix, kind="key_point"))
    return pieces


def summary_paragraphs(units: Sequence[Unit], layout: Layout) -> Iterator[Candidate]:  # noqa: ARG001
    """«En resumen», «Resumen ejecutivo» over paragraphs, up to the next heading or the end."""
    for index, unit in enumerate(units):
        if not _is_heading(unit, SUMMARY_HEADINGS):
            continue
        points: list[int] = []
        for other in _after(units, index):
            if units[other].kind is not None or units[other].is_item or is_heading_like(units[other]):
                break
            points.append(other)
        if points:
            yield Candidate(Strength.SUMMARY_PARAGRAPHS, tuple(points), index)


def summary_label(units: Sequence[Unit], layout: Layout) -> Iterator[Candidate]:  # noqa: ARG001
    """«Resumen. Esta nota explica …»: a summary run into the first paragraph."""
    for index, unit in enumerate(units):
        label = _RUN_IN_HEADING.match(unit.text) if _is_open(unit) and unit.kind is None else None
        if label and SUMMARY_HEADINGS.match(fold(label["heading"])) and unit.ends_in_stop:
            yield Candidate(Strength.SUMMARY_LABEL, (index,))
            return


def numbered_headings(units: Sequence[Unit], layout: Layout) -> Iterator[Candidate]:  # noqa: ARG001
    """«1) Presta atención a …»: numbered lines, each the heading of some paragraphs."""
    points = [
        index
        for index, unit in enumerate(units)
        if unit.is_item and unit.mark and unit.mark.kind == "number" and unit.words <= _MAX_NUMBERED_HEADING_WORDS
    ]
    numbers = [mark.number for index in points if (mark := units[index].mark)]
    if len(points) < _MIN_POINTS or numbers != list(range(1, len(points) + 1)):
        return
    followed = [next(_after(units, index), None) for index in points]
    if all(index is not None and not units[index].is_item for index in followed):
        before = [index for index in range(points[0]) if units[index].kind != "noise"]
        over = before[-1] if before and is_heading_like(units[before[-1]]) and _is_open(units[before[-1]]) else None
        yield Candidate(Strength.NUMBERED_HEADINGS, tuple(points), over)


def most_of_story(units: Sequence[Unit], layout: Layout) -> Iterator[Candidate]:  # noqa: ARG001
    """A list that a sentence ending in a colon introduces and that makes most of the story."""
    body = sum(unit.words for unit in units if unit.kind is None or unit.kind == "list_item")
    for run in runs(units):
        before = [index for index in range(run[0]) if units[index].kind != "noise"]
        introduced = bool(before) and (units[before[-1]].text.endswith(":") or units[before[-1]].kind == "headline")
        words = sum(units[index].words for index in run)
        if introduced and len(run) >= _MIN_POINTS and words >= _LIST_SHARE * body:
            yield Candidate(Strength.MOST_OF_STORY, tuple(run))


Form = Callable[[Sequence[Unit], Layout], Iterator[Candidate]]
FORMS: Final[tuple[Form, ...]] = (
    headed_lists,
    headed_lines,
    after_headline,
    inline_numbers,
    summary_paragraphs,
    summary_label,
    numbered_headings,
    most_of_story,
)

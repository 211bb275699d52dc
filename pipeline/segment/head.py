"""The head of a story: kicker, headline, subheadlines, and the records of a digest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from pipeline.segment.datelines import find_dateline
from pipeline.segment.features import is_heading_like
from pipeline.segment.layout import Layout
from pipeline.segment.units import Unit
from pipeline.segment.vocabulary import KEY_HEADINGS, KICKERS, LIST_HEADINGS, RECORD_LABELS, fold

_LABEL: Final = re.compile(r"(?P<label>[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ ]{2,20}|[A-ZÁÉÍÓÚÑ][a-záéíóúñ ]{2,20})\s?:\s*")
_MIN_LABELS: Final = 2
_MIN_UNITS: Final = 2  # a headline needs something under it
# A section name printed without a space before the headline: QUERÉTARODescartan.
_GLUED: Final = re.compile(r"(?P<kicker>[A-ZÁÉÍÓÚÑÜ]{4,})(?=[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü]+\s)")
_SECTION_BAR: Final = re.compile(r"\s[·|/]\s")
_MAX_KICKER_WORDS: Final = 3
_MIN_HEADLINE_WORDS: Final = 4
_MAX_HEADLINE_WORDS: Final = 45
_MAX_QUESTION_WORDS: Final = 25
_MAX_SUBHEADLINES: Final = 3
_MAX_SHORT_WORDS: Final = 14  # a headline or subheadline that ends in a full stop
_MUCH_LONGER: Final = 3
_MIN_ABSTRACT: Final = 40  # characters


def mark_records(units: Sequence[Unit]) -> list[Unit]:
    """Read the labels of a digest record («TITULAR: …»); the label goes to the prefix, a bare one is noise."""
    labels = [_record_label(unit) for unit in units]
    if len({fold(match["label"]) for match in labels if match}) < _MIN_LABELS or not any(
        match and fold(match["label"]) in ("titular", "titulo") for match in labels
    ):
        return list(units)
    return [_labelled(unit, match) if match else unit for unit, match in zip(units, labels, strict=True)]


def _record_label(unit: Unit) -> re.Match[str] | None:
    match = _LABEL.match(unit.text)
    return match if match and unit.kind is None and fold(match["label"]) in RECORD_LABELS else None


def _labelled(unit: Unit, match: re.Match[str]) -> Unit:
    kind = RECORD_LABELS[fold(match["label"])]
    said = unit.text[match.end() :]
    if not said or (kind is None and unit.words <= _MAX_SHORT_WORDS):
        return unit.typed("noise")
    return replace(unit, prefix=unit.prefix + match.group(), text=said, kind=kind)


def mark_head(units: Sequence[Unit], layout: Layout) -> list[Unit]:
    """Type the kicker, the headline and the subheadlines; a headline said twice is noise the second time."""
    marked = list(units)
    content = [index for index, unit in enumerate(marked) if unit.kind not in ("noise", "caption")]
    if any(marked[index].kind == "headline" for index in content):
        return _mark_under_headline(marked, layout)
    if len(content) < _MIN_UNITS:
        return marked
    first, second, *others = (marked[index] for index in content)
    at = content[0]
    if others and _is_kicker(first, second):
        marked[at] = first.typed("kicker")
        at, first, second = content[1], second, others[0]
    if not _is_headline(first, second, layout):
        return list(units)
    marked[at : at + 1] = _cut_kicker(first)
    return _mark_under_headline(marked, layout)


def _is_kicker(unit: Unit, following: Unit) -> bool:
    if not is_heading_like(unit) or not is_headline_like(following) or KEY_HEADINGS.match(fold(unit.text)):
        return False
    short = unit.words <= _MAX_KICKER_WORDS or bool(_SECTION_BAR.search(unit.text) and unit.words <= _MAX_SHORT_WORDS)
    return short and following.words >= _MIN_HEADLINE_WORDS and following.words > unit.words


def is_headline_like(unit: Unit) -> bool:
    """Whether a unit has the looks of a headline: one line that does not end as a sentence, or in capitals."""
    if unit.is_item or unit.mark or unit.kind is not None or "\n" in unit.text or unit.words > _MAX_HEADLINE_WORDS:
        return False
    text = unit.text
    asks = text.endswith(("?", "!")) and unit.words <= _MAX_QUESTION_WORDS
    return unit.is_caps or asks or not (unit.ends_in_stop or text[-1] in ",;:")


def _is_headline(unit: Unit, following: Unit, layout: Layout) -> bool:
    if unit.is_item or unit.kind is not None or find_dateline(unit.text, opens_story=True) or _is_key_heading(unit):
        return False
    if is_headline_like(unit):
        return True
    short = unit.words <= _MAX_SHORT_WORDS and "\n" not in unit.text and unit.text[-1] != ":"
    return short and not layout.sentence_lines and following.words >= _MUCH_LONGER * unit.words


def _is_key_heading(unit: Unit) -> bool:
    folded = fold(unit.text)
    return bool(KEY_HEADINGS.match(folded) or LIST_HEADINGS.match(folded)) and unit.words <= _MAX_KICKER_WORDS


def _cut_kicker(unit: Unit) -> list[Unit]:
    if glued := _GLUED.match(unit.text):
        kicker, headline = unit.cut(glued.end("kicker"))
        return [kicker.typed("kicker"), headline.typed("headline")]
    if named := KICKERS.match(unit.text):
        kicker, headline = unit.cut(named.end("kicker"), named.end())
        return [kicker.typed("kicker"), headline.typed("headline")]
    return [unit.typed("headline")]


def _mark_under_headline(units: Sequence[Unit], layout: Layout) -> list[Unit]:
    marked = list(units)
    headline = next(index for index, unit in enumerate(marked) if unit.kind == "headline")
    under = [index for index in range(headline + 1, len(marked)) if marked[index].kind in (None, "headline")]
    found = 0
    for index, after in pairwise(under):
        unit, following = marked[index], marked[after]
        if fold(unit.text) == fold(marked[headline].text) or _repeats_lead(unit, following):
            marked[index] = unit.typed("noise")
        elif found < _MAX_SUBHEADLINES and _is_subheadline(unit, following, layout):
            marked[index] = unit.typed("subheadline")
            found += 1
        else:
            break
    return marked


def _repeats_lead(unit: Unit, following: Unit) -> bool:
    """Whether an abstract only says the beginning of the lead before the lead says it."""
    dateline = find_dateline(following.text, opens_story=True)
    lead = fold(following.text[dateline[1].end if dateline else 0 :])
    return len(unit.text) >= _MIN_ABSTRACT and lead.startswith(fold(unit.text.rstrip(".…")))


def _is_subheadline(unit: Unit, following: Unit, layout: Layout) -> bool:
    if _is_key_heading(unit) or unit.is_item or find_dateline(unit.text, opens_story=True):
        return False
    if following.is_item and not following.ends_in_stop and unit.text[-1] == ":":
        return False
    if is_headline_like(unit):
        return True
    short = unit.words <= _MAX_SHORT_WORDS and "\n" not in unit.text and unit.text[-1] not in ":;,"
    return short and not layout.sentence_lines and following.words >= _MUCH_LONGER * unit.words

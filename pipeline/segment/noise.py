"""What stands among the lines of a story and is not part of it: adverts, links to other stories, signatures.

Noise stays in the document, in Spanish; a finding tells of every noise line long enough to say something.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.segment.features import is_heading_like
from pipeline.segment.marks import POST_SIGNATURE
from pipeline.segment.noise_vocabulary import (
    AGENCY_LINE,
    BOXES,
    BYLINE,
    DATE,
    FILE_SIZE,
    INITIALS,
    LINES,
    LINKS,
    NAME,
    NOT_BEFORE_TAIL,
    TAIL,
)
from pipeline.segment.units import Unit
from pipeline.segment.vocabulary import GIVEN_NAMES

_MIN_STORY_WORDS: Final = 20
_MIN_TAIL_WORDS: Final = 5
_MIN_HEADLINE_WORDS: Final = 4
_MAX_HEADING_WORDS: Final = 8


def mark_noise(units: Sequence[Unit]) -> list[Unit]:
    """`units` with the noise typed; posts of social networks and signatures are cut from the text they follow."""
    lines = [unit.typed("noise") if _is_noise_line(unit) else unit for unit in units]
    signed = [
        unit.typed("noise") if unit.kind is None and _is_signature(unit, before) else unit
        for before, unit in zip([None, *lines], lines, strict=False)
    ]
    return _mark_sign_off(_mark_posts(_mark_boxes(signed)))


def _is_noise_line(unit: Unit) -> bool:
    return unit.kind is None and unit.mark is None and bool(LINES.match(unit.text) or LINKS.match(unit.text))


def _is_signature(unit: Unit, before: Unit | None) -> bool:
    if unit.mark or unit.ends_in_stop:
        return False
    if AGENCY_LINE.match(unit.text):
        return True
    byline = BYLINE.match(unit.text)
    match = NAME.match(unit.text, byline.end() if byline else 0)
    # A name alone between paragraphs is a heading; under a headline it signs the story.
    signs = before is not None and is_heading_like(before) and before.words >= _MIN_HEADLINE_WORDS
    return bool(match and (byline or (signs and (match["place"] or match["given"] in GIVEN_NAMES))))


def _mark_boxes(units: Sequence[Unit]) -> list[Unit]:
    """Type boxes of links to other stories, and downloads (a title over the size of a file)."""
    marked = list(units)
    opened: int | None = None
    for index, unit in enumerate(units):
        if BOXES.match(unit.text) and not unit.mark:
            opened = index if opened is None else opened
        elif opened is not None and unit.words >= _MIN_STORY_WORDS and unit.ends_in_stop:
            opened = None
        if opened is not None and not _resumes(units, index):
            marked[index] = unit.typed("noise")
        if FILE_SIZE.match(unit.text) and index and is_heading_like(units[index - 1]):
            marked[index - 1] = units[index - 1].typed("noise")
    if opened and is_heading_like(marked[opened - 1]) and marked[opened - 1].words >= _MIN_HEADLINE_WORDS:
        marked[opened - 1] = marked[opened - 1].typed("noise")  # a last link, over the box that ends the page
    return marked


def _resumes(units: Sequence[Unit], index: int) -> bool:
    """Whether a short line in a box of links is the heading with which the story goes on."""
    unit, following = units[index], units[index + 1 : index + 2]
    goes_on = bool(following) and following[0].words >= _MIN_STORY_WORDS and following[0].ends_in_stop
    return goes_on and unit.words <= _MAX_HEADING_WORDS and not (DATE.match(unit.text) or BOXES.match(unit.text))


def _mark_posts(units: Sequence[Unit]) -> list[Unit]:
    """Type the signature of an embedded post as noise, and the post before it as a quote."""
    marked: list[Unit] = []
    for unit in units:
        match = POST_SIGNATURE.search(unit.text)
        if match is None:
            marked.append(unit)
        elif match.start() == 0:
            if marked and marked[-1].kind is None:
                marked[-1] = marked[-1].typed("quote")
            marked.append(unit.typed("noise"))
        else:
            post, signature = unit.cut(match.start())
            marked += [post.typed("quote"), signature.typed("noise")]
    return marked


def _mark_sign_off(units: Sequence[Unit]) -> list[Unit]:
    """Type the agency and the desk's initials that end a story."""
    marked = list(units)
    content = [index for index, unit in enumerate(marked) if unit.kind != "noise"]
    while len(content) > 1 and marked[content[-1]].kind is None and INITIALS.match(marked[content[-1]].text):
        marked[content[-1]] = marked[content[-1]].typed("noise")
        content.pop()
    last = content[-1] if content else None
    match = TAIL.search(marked[last].text) if last is not None else None
    if last is None or match is None:
        return marked
    before = marked[last].text[: match.start()]
    if len(before.split()) >= _MIN_TAIL_WORDS and not NOT_BEFORE_TAIL.search(before):
        text, sign = marked[last].cut(match.start("space"), match.start("sign"))
        marked[last : last + 1] = [text, sign.typed("noise")]
    return marked

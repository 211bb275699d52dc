"""How a story is laid out on its lines, and whether a line goes on in the next.

Met in the wild: one block a line, a blank line between blocks, one sentence a line, lines wrapped at a width.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.segment.marks import find_mark
from pipeline.story import Span

_STOP: Final = re.compile(r"[.!?…:;]['\"»”’)\]]*$")
# Words that cannot end a line of their own: articles, prepositions, conjunctions, possessives.
HANGING: Final = re.compile(
    r"(?:^|\s)(?:a|al|ante|bajo|con|contra|de|del|desde|e|el|en|entre|hacia|hasta|la|las|lo|los|mediante|ni|o|para|por"
    r"|que|según|sin|sobre|su|sus|tras|u|un|una|y|cuyo|cuya|cuyos|cuyas)$"
)
# The desk's initials under the last paragraph.
_DESK: Final = re.compile(r"\(?[a-zñ]{2,4}(?:[/-][a-zñ]{2,4})+\)?$")
_MAX_WIDTH: Final = 130
_MIN_WIDTH: Final = 35
_MIN_JOINS: Final = 3
_FULL_SHARE: Final = 0.75
_SLACK: Final = 3
_LONGER_SHARE: Final = 0.1  # headlines may be longer than the width
_MINHANGING: Final = 20  # characters; shorter lines are cells of a table
_MIN_RUNNING: Final = 40
_NEW_PARAGRAPH_INDENT: Final = 2
_SENTENCE_SHARE: Final = 0.85
_MIN_SENTENCE_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """`width` is the width at which lines are wrapped, or None; `sentence_lines` says one sentence a line."""

    width: int | None = None
    sentence_lines: bool = False


def find_layout(text: str, split: Callable[[str], tuple[Span, ...]]) -> Layout:
    """The layout of `text`; `split` is the sentence splitter."""
    lines = [line.rstrip() for line in text.split("\n")]
    width = _wrap_width(lines)
    return Layout(width, width is None and _has_sentence_lines(lines, split))


def _wrap_width(lines: list[str]) -> int | None:
    joins = [
        (line, following)
        for line, following in pairwise(lines)
        if line and following.strip() and not _STOP.search(line) and find_mark(following) is None
    ]
    if len(joins) < _MIN_JOINS:
        return None
    lengths = sorted(len(line) for line, _ in joins)
    width = lengths[9 * len(lengths) // 10]
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return None
    longer = sum(len(line) > width + _SLACK for line in lines)
    full = sum(_is_full(line, following, width) for line, following in joins)
    return width if full >= _FULL_SHARE * len(joins) and longer <= _LONGER_SHARE * len(lines) else None


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word had no room left on `line`."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width - _SLACK


def _has_sentence_lines(lines: list[str], split: Callable[[str], tuple[Span, ...]]) -> bool:
    if any(not line and index < len(lines) - 1 for index, line in enumerate(lines)):
        return False  # a blank line is a paragraph break, and then lines are paragraphs
    whole = [line for line in lines if _STOP.search(line)]
    single = sum(len(split(line)) == 1 for line in whole)
    return len(whole) >= _MIN_SENTENCE_LINES and single >= _SENTENCE_SHARE * len(whole)


def continues(line: str, following: str, layout: Layout) -> bool:
    """Whether `following` goes on with what `line` began; there is no blank line between them."""
    indent, indent_after = (len(text) - len(text.lstrip()) for text in (line, following))
    line, following = line.strip(), following.strip()
    if find_mark(following) is not None or _DESK.match(following):
        return False
    if layout.width is not None and indent_after - indent < _NEW_PARAGRAPH_INDENT:
        return _is_full(" " * indent + line, following, layout.width)
    if len(line) >= _MINHANGING and HANGING.search(line):
        return True
    running = not _STOP.search(line) or line.endswith(",")
    return len(line) >= _MIN_RUNNING and running and (following[0].islower() or line.endswith(","))

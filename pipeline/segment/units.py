"""Lines of a story joined to units: what will be one block, or be cut into several.

A unit is ``prefix + text + suffix``. All units of a story joined give its text back, character for character, whatever
the steps do, because a step may only set a unit's kind or cut it in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from pipeline.segment.layout import Layout, continues
from pipeline.segment.marks import Mark, find_mark, is_glyph_alone, is_number_alone
from pipeline.story import Block, BlockKind

_LINES: Final = re.compile(r"[^\n]*\n|[^\n]+")
_STOP: Final = re.compile(r"[.!?…]['\"»”’)\]]*$")
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*|\*[A-Z]+\*")
_LETTER: Final = re.compile(r"[^\W\d_]")
_CAPS_SHARE: Final = 0.85
_MIN_CAPS: Final = 3


@dataclass(frozen=True)
class Unit:
    """A future block. `mark` is the list mark that ends `prefix`; `kind` is None until a step sets it.

    `after_blank` says that a blank line stands before it.
    """

    prefix: str
    text: str
    suffix: str
    mark: Mark | None = None
    kind: BlockKind | None = None
    level: int = 0
    after_blank: bool = False

    @cached_property
    def words(self) -> int:
        """How many words the text has; a figure is a word."""
        return len(_WORD.findall(self.text))

    @cached_property
    def ends_in_stop(self) -> bool:
        """Whether the text ends as a sentence does."""
        return bool(_STOP.search(self.text))

    @cached_property
    def is_caps(self) -> bool:
        """Whether the text is written in capitals."""
        letters = _LETTER.findall(self.text)
        return len(letters) >= _MIN_CAPS and sum(map(str.isupper, letters)) >= _CAPS_SHARE * len(letters)

    @property
    def is_item(self) -> bool:
        """Whether it stands in a list, by its mark or by what the format said."""
        return self.kind == "list_item" or (self.mark is not None and self.kind is None)

    def typed(self, kind: BlockKind, level: int = 0) -> Unit:
        """The unit with its kind."""
        return replace(self, kind=kind, level=level)

    def cut(self, start: int, end: int | None = None) -> tuple[Unit, Unit]:
        """Two units in one line: `text` before `start` and from `end` on; what lies between ends the first's suffix."""
        end = start if end is None else end
        first = replace(self, text=self.text[:start], suffix=self.text[start:end])
        return first, replace(self, prefix="", text=self.text[end:], mark=None, after_blank=False)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that is not blank, with the blank lines after it (and, for the first one, before it)."""

    lead: str
    text: str
    tail: str
    hint: Block | None
    after_blank: bool

    @property
    def source(self) -> str:
        return self.lead + self.text + self.tail


def split_units(text: str, hints: Sequence[Block], layout: Layout) -> list[Unit]:
    """The units of `text`; `hints` are blocks whose kind the format knew. White space alone gives no units."""
    units: list[Unit] = []
    number: _Row | None = None
    previous: _Row | None = None
    for row in _rows(text, hints):
        if number is not None:
            units.append(_numbered(number, row))
            number = None
        elif row.hint is not None:
            units.append(_hinted(row, row.hint))
        elif is_number_alone(row.text):
            number = row
        elif previous is not None and not row.after_blank and _joins(previous, row, layout):
            last = units[-1]
            units[-1] = replace(last, text=last.text + last.suffix + row.lead + row.text, suffix=row.tail)
        else:
            units.append(_marked(row))
        previous = row
    if number is not None:
        units.append(_marked(number))
    return units


def _rows(text: str, hints: Sequence[Block]) -> Iterator[_Row]:
    known = {hint.start - len(hint.prefix): hint for hint in hints}
    before = ""
    row: _Row | None = None
    position = 0
    for line in _LINES.findall(text):
        start, position = position, position + len(line)
        stripped = line.strip()
        if not stripped and row is None:
            before += line
        elif not stripped and row is not None:
            row = replace(row, tail=row.tail + line)
        else:
            if row is not None:
                yield row
            at = line.index(stripped)
            blank = row is None or row.tail.count("\n") > 1
            row = _Row(before + line[:at], stripped, line[at + len(stripped) :], known.get(start), blank)
            before = ""
    if row is not None:
        yield row


def _joins(previous: _Row, row: _Row, layout: Layout) -> bool:
    return previous.hint is None and continues(previous.lead + previous.text, row.lead + row.text, layout)


def _numbered(number: _Row, row: _Row) -> Unit:
    """`row` with the number that stands alone on the line before it."""
    mark = find_mark(f"{number.text} {row.text}")
    return Unit(number.source + row.lead, row.text, row.tail, mark, after_blank=number.after_blank)


def _hinted(row: _Row, hint: Block) -> Unit:
    width = len(hint.prefix) - len(row.lead) if hint.prefix.strip() else 0
    mark = find_mark(hint.prefix + "x") if hint.prefix.strip() else None
    return Unit(row.lead + row.text[:width], row.text[width:], row.tail, mark, hint.kind, hint.level, row.after_blank)


def _marked(row: _Row) -> Unit:
    if is_glyph_alone(row.text):
        return Unit(row.lead, row.text, row.tail, kind="noise", after_blank=row.after_blank)
    mark = find_mark(row.lead + row.text)
    width = mark.width if mark else 0
    return Unit(row.lead + row.text[:width], row.text[width:], row.tail, mark, after_blank=row.after_blank)

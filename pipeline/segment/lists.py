"""Lists and tables: which marks count, how deep an item stands, which short lines are cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipeline.segment.features import is_heading_like
from pipeline.segment.units import Unit

_MIN_ROWS: Final = 4
_MAX_CELL_WORDS: Final = 8
_MAX_HEADER_WORDS: Final = 4
_SEQUENCES: Final = ("number", "letter")


def drop_false_marks(units: Sequence[Unit]) -> list[Unit]:
    """Take back numbers and letters that count nothing, and glued hyphens that open speech.

    «1. » is a mark only where a neighbour in the count stands somewhere in the story; «-Que» only after a colon or
    beside another item.
    """
    counted = {(unit.mark.kind, unit.mark.number) for unit in units if unit.mark and unit.mark.number is not None}
    kept: list[Unit] = []
    for index, unit in enumerate(units):
        mark = unit.mark
        if mark is None or unit.kind is not None:
            kept.append(unit)
        elif mark.kind in _SEQUENCES and mark.number is not None:
            near = {(mark.kind, mark.number - 1), (mark.kind, mark.number + 1)} & counted
            kept.append(unit if near else _unmarked(unit))
        elif mark.kind == "dash" and mark.width == 1:
            beside = [*kept[-1:], *units[index + 1 : index + 2]]
            listed = any(other.mark is not None for other in beside) or (kept and kept[-1].text.endswith(":"))
            kept.append(unit if listed else _unmarked(unit))
        else:
            kept.append(unit)
    return kept


def _unmarked(unit: Unit) -> Unit:
    at = unit.prefix.rfind("\n") + 1
    at += len(unit.prefix[at:]) - len(unit.prefix[at:].lstrip())
    if "\n" in unit.prefix.strip():  # the number stands alone on the line above
        at = len(unit.prefix) - len(unit.prefix.lstrip())
    return replace(unit, prefix=unit.prefix[:at], text=unit.prefix[at:] + unit.text, mark=None)


def runs(units: Sequence[Unit]) -> Iterator[list[int]]:
    """The indexes of each run of list items; noise between items (an advert) does not end a run."""
    run: list[int] = []
    for index, unit in enumerate(units):
        if unit.is_item and not is_clock(unit):
            run.append(index)
        elif unit.kind != "noise" and run:
            yield run
            run = []
    if run:
        yield run


def is_clock(unit: Unit) -> bool:
    """Whether the unit is an entry of a live blog, which opens with the time and is a paragraph."""
    return unit.mark is not None and unit.mark.kind == "clock"


def levels(items: Sequence[Unit]) -> list[int]:
    """The depth of each item of one run, by its indent and the look of its mark; 0 is outermost.

    The first look is the outermost; a look not seen since a shallower item goes one level deeper.
    """
    stack: list[tuple[int, str]] = []
    depths: list[int] = []
    for item in items:
        look = (item.mark.indent if item.mark else 0, item.mark.glyph if item.mark else "")
        if look in stack:
            del stack[stack.index(look) + 1 :]
        else:
            while stack and look[0] < stack[-1][0]:
                stack.pop()
            stack.append(look)
        depths.append(max(len(stack) - 1, item.level))
    return depths


def mark_lists(units: Sequence[Unit]) -> list[Unit]:
    """Type the items that are not key points, with their levels."""
    marked = list(units)
    for run in runs(units):
        for index, level in zip(run, levels([units[index] for index in run]), strict=True):
            marked[index] = units[index].typed("list_item", level)
    return marked


def mark_tables(units: Sequence[Unit]) -> list[Unit]:
    """Type the cells of a table that was flattened to lines as list items; its title stays open for a heading."""
    marked = list(units)
    run: list[int] = []
    for index, unit in enumerate([*units, None]):
        if unit is not None and _is_cell(unit):
            run.append(index)
            continue
        for row in _cells(units, run, unit):
            marked[row] = units[row].typed("list_item")
        run = []
    return marked


def _is_cell(unit: Unit) -> bool:
    if unit.kind is not None or unit.mark or "\n" in unit.text or unit.words > _MAX_CELL_WORDS:
        return False
    return is_heading_like(unit) or not any(letter.isalpha() for letter in unit.text) or unit.text[-1] in "€$%"


def _cells(units: Sequence[Unit], run: list[int], following: Unit | None) -> list[int]:
    if len(run) < _MIN_ROWS:
        return []
    if units[run[0]].words > _MAX_HEADER_WORDS >= units[run[1]].words:
        run = run[1:]
    last = units[run[-1]]
    # The heading of what comes next, not the last cell: it is written like one, and a paragraph follows.
    if following is not None and not any(letter.isdigit() for letter in last.text) and is_heading_like(last):
        run = run[:-1]
    return run

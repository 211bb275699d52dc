"""Markdown (CommonMark, and a GFM table for the texts side by side)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.story import BlockKind
from pipeline.write.outline import Row, Style, one_line, write_outline
from pipeline.write.view import Flag, View

# What CommonMark would read as markup wherever it stands; `&` only where it opens an entity.
_SPECIAL = re.compile(r"[\\`*_\[\]<>~]|&(?=#?\w+;)")
# What it would read as markup only at the start of a line: headings, list marks, rules, setext underlines.
_OPENING = re.compile(r"^(\s*)(?:([#+\-=>]+)|(\d{1,9})([.)]))(?=\s|$|-|=)")
_ORDERED = re.compile(r"^(\d{1,9})[.)\-ºª]*$")
_SHAPES: dict[BlockKind, str] = {
    "headline": "# {}",
    "kicker": "*{}*",
    "subheadline": "**{}**",
    "key_points_heading": "### {}",
    "heading": "### {}",
    "quote": "> {}  ",
    "caption": "*Caption:* {}",
}
_HARD_BREAK = "  \n"
_PIPE = "\\|"
_STRONG: frozenset[BlockKind] = frozenset({"headline", "subheadline", "heading", "key_points_heading"})


def write_markdown(view: View, side_by_side: bool) -> str:
    """Write a brief as Markdown; what comes from the story is escaped, so that it reads as it was written."""
    return write_outline(view, _STYLE, side_by_side=side_by_side)


def escape(text: str, opens_line: bool = True) -> str:
    """Return `text` so that a Markdown reader shows it as it is."""
    escaped = _SPECIAL.sub(lambda match: "\\" + match.group(), text)
    if not opens_line:
        return escaped
    return _OPENING.sub(
        lambda match: f"{match[1]}\\{match[2]}" if match[2] else f"{match[1]}{match[3]}\\{match[4]}", escaped
    )


def _item(text: str, level: int, mark: str) -> str:
    ordered = _ORDERED.match(mark)
    return f"{_indent(level)}{f'{ordered[1]}.' if ordered else '-'} {text}"


def _notes(flags: Sequence[Flag], level: int | None) -> str:
    start = "> " if level is None else f"{_indent(level + 1)}> "
    return _HARD_BREAK.join(start + _note(flag) for flag in flags)


def _note(flag: Flag) -> str:
    message = escape(one_line(flag.finding.message), False)
    return f"{flag.marker} **{flag.label}**, {escape(flag.finding.check, False)}: {message}"


def _pairs(rows: Sequence[Row]) -> str:
    lines = ["| Spanish | English |", "|---|---|"]
    for row in rows:
        strong = "**" if row.kind in _STRONG and row.spanish.strip() and row.english.strip() else ""
        cells = [f"{strong}{text}{strong}" for text in (row.spanish, row.english)]
        cells[1] += "".join(f"<br>{_note(flag)}" for flag in row.flags)
        lines.append(f"| {' | '.join(cell.replace('|', _PIPE) for cell in cells)} |")
    return "\n".join(lines)


def _indent(level: int) -> str:
    return "   " * level


_STYLE = Style(
    escape=escape,
    title="# {}".format,
    section=lambda name: f"## {escape(name, False)}",
    aside=lambda text: f"*{escape(text, False)}*",
    item=_item,
    block=lambda kind, text: _SHAPES.get(kind, "{}").format(text),
    notes=_notes,
    source=lambda text, level: f"{_indent(level + 1)}> *{escape(text, False)}*  ",
    pairs=_pairs,
    signature="`{}`".format,
)

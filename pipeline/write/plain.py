"""Plain text, one line a block, to be pasted anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.write.outline import Row, Style, one_line, write_outline
from pipeline.write.view import Flag, View

_NOTE_INDENT = 4


def write_plain(view: View, side_by_side: bool) -> str:
    """Write a brief as plain text; no line is wrapped and no character of the story is changed."""
    return write_outline(view, _STYLE, side_by_side=side_by_side)


def _notes(flags: Sequence[Flag], level: int | None) -> str:
    return "\n".join(" " * _NOTE_INDENT + "  " * (level or 0) + _note(flag) for flag in flags)


def _note(flag: Flag) -> str:
    return f"{flag.marker} {flag.label}, {flag.finding.check}: {one_line(flag.finding.message)}"


def _pairs(rows: Sequence[Row]) -> str:
    return "\n\n".join("\n".join(_pair(row)) for row in rows)


def _pair(row: Row) -> Iterator[str]:
    yield f"ES  {row.spanish}"
    yield f"EN  {row.english}"
    if row.flags:
        yield _notes(row.flags, None)


_STYLE = Style(
    escape=lambda text, _opens_line: text,
    title=str,
    section=str,
    aside="({})".format,
    item=lambda text, level, mark: f"{'  ' * level}{mark} {text}",
    block=lambda kind, text: f"Caption: {text}" if kind == "caption" else text,
    notes=_notes,
    source=lambda text, level: f"{'  ' * level}  {text}",
    pairs=_pairs,
    signature=str,
)

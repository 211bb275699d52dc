"""Mending a line: mojibake, HTML entities, control characters. Each change is noted on the line."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import replace
from typing import Final

from pipeline.read.lines import Change, Line

# What UTF-8 looks like when read as Latin-1 or Windows-1252: a lead byte as a letter, then a continuation byte.
_MOJIBAKE: Final = re.compile(r"[ÂÃÄÅâð][\u0080-\u00bf\u0152-\u017e\u02c6\u02dc\u2013-\u203a\u20ac\u2122 ]")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MAX_ESCAPES: Final = 3
# C0 and C1 controls (wire text is framed with ^A ^B ^C), soft hyphen, zero-width and direction marks; not the tab.
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def _noted(line: Line, text: str, change: Change) -> Line:
    return line if text == line.text else replace(line, text=text, changes=line.changes | {change})


def mend_mojibake(line: Line) -> Line:
    """Undo a wrong decoding where that is sure: ftfy changes the line and finds it less bad than before."""
    if not _MOJIBAKE.search(line.text):
        return line
    from ftfy import fix_encoding  # 0.1 s to import, and most stories have no mojibake
    from ftfy.badness import badness

    mended = fix_encoding(line.text)
    return _noted(line, mended, "mojibake") if badness(mended) < badness(line.text) else line


def replace_entities(line: Line) -> Line:
    """Replace HTML entities by their characters, also those escaped twice (``&amp;ntilde;``)."""
    text = line.text
    for _ in range(_MAX_ESCAPES):
        unescaped = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
        if unescaped == text:
            break
        text = unescaped
    # An entity may stand for a line end; the line stays one line.
    return _noted(line, re.sub(r"[\r\n\v\f\u0085\u2028\u2029]", " ", text), "entities")


def remove_control(line: Line) -> Line:
    """Remove control and invisible characters. Zero-width joiners stay: emoji are built with them."""
    return _noted(line, _INVISIBLE.sub("", line.text), "control")


def compose_letters(line: Line) -> Line:
    """Put a letter and a separate accent together (Unicode normal form C)."""
    if unicodedata.is_normalized("NFC", line.text):
        return line
    return _noted(line, unicodedata.normalize("NFC", line.text), "composed")

"""List marks: bullets, numbers, letters, and the clock times of live blogs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

MarkKind = Literal["bullet", "dash", "number", "letter", "clock"]

_SPACE: Final = r"[ \t\u00a0\u2003]+"
_GLYPHS: Final = "•·▪▫►▶▸✓✔✅☑◦‣⁃∙●■□○➤➢➔→❖◆◇♦★☆🔴🔵🟢🟡⚫🔹🔸🔶🔷📌👉➡"
_PATTERNS: Final[tuple[tuple[MarkKind, re.Pattern[str]], ...]] = (
    # Live blogs open with «21:15 — » or «17.30 | ».
    ("clock", re.compile(r"(?:[01]?\d|2[0-3])[:.]\d\d(?: ?h(?:oras)?\.?)?\s*[—–|-]\s*(?=\S)")),
    ("bullet", re.compile(rf"[{_GLYPHS}]\ufe0f?(?:{_SPACE})?(?=\S)")),
    ("bullet", re.compile(rf"[*+]{_SPACE}(?=\S)")),
    # A raya is glued to what is spoken («—No lo sé»); a hyphen before a capital is a careless bullet («-Que suba …»).
    ("dash", re.compile(rf"[-–—]{_SPACE}(?=\S)|[-–](?=[A-ZÁÉÍÓÚÑ¿¡«“\"])")),
    ("number", re.compile(rf"\(?\d{{1,2}}(?:[.)]-?|\.[º°ª]|[º°]\)?)(?:{_SPACE}(?=\S)|(?<=-)(?=[^\W\d]))")),
    ("letter", re.compile(rf"\(?[a-hA-H][.)]-?{_SPACE}(?=\S)")),
)
_NUMBER_ALONE: Final = re.compile(r"\(?\d{1,2}(?:[.)]-?|\.[º°ª]|[º°])$")
_GLYPH_ALONE: Final = re.compile(rf"[-–—*+{_GLYPHS}]\ufe0f?$")
# «— Ministerio de Salud (@MinSalud) April 14, 2025» signs an embedded post; it is no bullet.
POST_SIGNATURE: Final = re.compile(
    r"—\s?[^—\n]{2,80}\(@\w{1,30}\)\s+(?:[A-Z][a-z]+ (?:\d{1,2}|\*NUMBER\*)|(?:\d{1,2}|\*NUMBER\*) de [a-z]+ de),? "
    r"(?:\d{4}|\*NUMBER\*)\s*$"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the start of a line: its sort, what it looks like, its indent and its width in characters.

    `width` counts from the first character that is not white space to the text; `number` is the count of a numbered
    or lettered item.
    """

    kind: MarkKind
    glyph: str
    indent: int
    width: int
    number: int | None = None


def find_mark(line: str) -> Mark | None:
    """The mark that `line` begins with, white space apart."""
    text = line.lstrip()
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if match and not POST_SIGNATURE.match(text):
            indent = len(line) - len(text) - (line.rfind("\n", 0, len(line) - len(text)) + 1)
            return Mark(kind, _glyph(kind, match.group()), indent, match.end(), _number(kind, match.group()))
    return None


def _glyph(kind: MarkKind, mark: str) -> str:
    if kind in ("number", "letter", "clock"):
        return kind
    return "-" if kind == "dash" else mark[0]


def _number(kind: MarkKind, mark: str) -> int | None:
    if kind == "number":
        return int(re.sub(r"\D", "", mark))
    if kind == "letter":
        return ord(re.sub(r"\W", "", mark).lower()) - ord("a") + 1
    return None


def is_number_alone(text: str) -> bool:
    """Whether `text` is nothing but the number of an item whose text is on the next line."""
    return bool(_NUMBER_ALONE.match(text))


def is_glyph_alone(text: str) -> bool:
    """Whether `text` is a bullet without anything said."""
    return bool(_GLYPH_ALONE.match(text))

"""Plain text, with whatever tags and entities a feed left in it."""

from __future__ import annotations

from pipeline.read.lines import Document, Line
from pipeline.read.markup import fold_tags, strip_tags
from pipeline.read.mend import replace_entities


def read_text(text: str) -> Document:
    """Read plain text whose lines end in a newline."""
    return Document(mended_lines(text))


def mended_lines(text: str) -> tuple[Line, ...]:
    """The lines of `text` without entities and tags."""
    lines = fold_tags(text).removesuffix("\n").split("\n")
    entities = [replace_entities(Line(line)) for line in lines]
    return tuple(strip_tags(entities))

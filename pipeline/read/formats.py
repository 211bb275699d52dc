"""The table of formats: adding one is adding a row, a module and its tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from pipeline.read.lines import Document
from pipeline.read.markdown import is_markdown, read_markdown
from pipeline.read.text import read_text


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the file extensions that mean it, a look at the text that tells it, and its reader.

    `sniff` is asked only where the extension does not decide; `read` gets decoded text whose lines end in a newline.
    """

    name: str
    extensions: frozenset[str]
    sniff: Callable[[str], bool]
    read: Callable[[str], Document]


FORMATS: Final = (
    Format("Markdown", frozenset({".md", ".markdown", ".mdown"}), is_markdown, read_markdown),
    # Last, because it takes everything; «.txt» says little, so that the text is looked at all the same.
    Format("text", frozenset(), lambda _: True, read_text),
)


def find_format(name: str, text: str) -> Format:
    """The format of the input called `name`: by its extension, or else the first that takes the text for its own."""
    extension = PurePath(name).suffix.lower()
    by_extension = (candidate for candidate in FORMATS if extension in candidate.extensions)
    by_text = (candidate for candidate in FORMATS if candidate.sniff(text))
    return next(by_extension, None) or next(by_text)

"""The formats, and the one that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from pipeline.story import Brief
from pipeline.write.brief_json import write_json
from pipeline.write.markdown import write_markdown
from pipeline.write.page import write_page
from pipeline.write.plain import write_plain
from pipeline.write.view import Only, View, look_at

Format = Literal["md", "txt", "json", "html"]


# Writes a view, side by side or not; the text ends with a line break.
Writer = Callable[[View, bool], str]

WRITERS: Mapping[Format, Writer] = {
    "md": write_markdown,
    "txt": write_plain,
    "json": write_json,
    "html": write_page,
}


def render(brief: Brief, format: Format, *, only: Only = "all", side_by_side: bool = False) -> str:  # noqa: A002 - the option's name
    """Write a brief in a format, whole or in part.

    `side_by_side` shows the Spanish beside the English, sentence by sentence; JSON and the HTML page always do.
    """
    whole_draft = format == "html" or (side_by_side and only == "all")
    return WRITERS[format](look_at(brief, only, whole_draft=whole_draft), side_by_side)

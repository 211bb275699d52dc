"""Markdown: front matter becomes metadata, marks become kinds of lines.

Only what news files use is read (headings, emphasis, links, images, lists, quotes, pipe tables, rules); it is not a
full CommonMark parser, because code, references and nesting beyond lists do not occur in stories.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from pipeline.read.lines import Change, Document, Line
from pipeline.read.tables import row_text
from pipeline.read.text import mended_lines

FRONT_MATTER: Final = re.compile(r"\A\s*---[ \t]*\n(?P<yaml>.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
# «## Ladillo» and «**Ladillo**» alone on a line: what plain text does not have.
_SIGNS: Final = re.compile(r"^#{2,6} \S|^\*\*[^*\n]+\*\*:?[ \t]*$", re.MULTILINE)
TITLE_KEYS: Final = ("news_title", "titulo", "título", "headline", "title")

_HEADING: Final = re.compile(r"(?P<level>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*\s*$")
_BULLET: Final = re.compile(r"(?P<indent>[ \t]*)(?P<mark>(?:[-*+]|\d{1,3}[.)])[ \t]+)(?P<text>.*)$")
_RULE: Final = re.compile(r"\s*(?:-\s*){3,}$|\s*(?:\*\s*){3,}$|\s*(?:_\s*){3,}$|\s*={3,}\s*$")
_TABLE_RULE: Final = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_ROW: Final = re.compile(r"\s*\|(?P<cells>.*)\|\s*$")
_BOLD_LINE: Final = re.compile(r"(?:\*\*|__)(?P<text>[^*_].*?)(?:\*\*|__):?\s*$")
_INLINE: Final = (
    (re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{0,1000}\)"), ""),
    (re.compile(r"\[([^\[\]]{1,500})\]\([^()]{0,1000}(?:\([^()]{0,200}\)[^()]{0,500})?\)"), r"\1"),
    (re.compile(r"\*\*(?=\S)(.{1,400}?)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?<!\w)__(?=\S)(.{1,400}?)(?<=\S)__(?!\w)"), r"\1"),
    # Not *NUMBER*: capitals between single stars are a hole that a feed left, which has to stay in sight.
    (re.compile(r"(?<![\w*])\*(?![\s*]|[A-Z_]+\*)(.{1,400}?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=[^\s_])(.{1,400}?)(?<=[^\s_])_(?!\w)"), r"\1"),
    (re.compile(r"`([^`]{1,400})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])"), r"\1"),
)
_INDENT_WIDTH: Final = 2


def is_markdown(text: str) -> bool:
    """Whether `text` has front matter or headings as Markdown writes them."""
    return bool(FRONT_MATTER.match(text) or _SIGNS.search(text))


def read_markdown(text: str) -> Document:
    """Read Markdown with or without YAML front matter."""
    match = FRONT_MATTER.match(text)
    metadata = _front_matter(match["yaml"]) if match else {}
    body = tuple(_marked_lines(mended_lines(text[match.end() :] if match else text)))
    return Document(_with_title(body, metadata), metadata)


def _with_title(lines: tuple[Line, ...], metadata: Mapping[str, str]) -> tuple[Line, ...]:
    """`lines` with the front matter's title put before a body that has no headline of its own."""
    title = next((metadata[key] for key in TITLE_KEYS if metadata.get(key)), "")
    if not title or any(line.kind == "headline" for line in lines):
        return lines
    return (Line(title, "headline"), Line(""), *lines)


def _front_matter(yaml_text: str) -> dict[str, str]:
    import yaml  # most stories have no front matter

    try:
        values = yaml.load(yaml_text, Loader=yaml.BaseLoader)  # makes strings, lists and dicts only
    except yaml.YAMLError:
        return {}
    if not isinstance(values, dict):
        return {}
    return {str(key): " ".join(value.split()) for key, value in values.items() if isinstance(value, str) and value}


def _marked_lines(lines: tuple[Line, ...]) -> Iterator[Line]:
    for number, line in enumerate(lines):
        header = number + 1 < len(lines) and bool(_TABLE_RULE.match(lines[number + 1].text))
        marked = line if line.kind is not None else _marked(line, header)
        if marked is not None:
            text = _plain(marked.text)
            marks: frozenset[Change] = frozenset({"line_marks"} if text != line.text and not line.mark else ())
            yield replace(marked, text=text, changes=marked.changes | marks)


def _marked(line: Line, is_header: bool) -> Line | None:
    """`line` with its mark read; None for a rule, which says nothing."""
    if match := _HEADING.match(line.text):
        return replace(line, text=match["text"], kind="headline" if len(match["level"]) == 1 else "heading")
    if _RULE.match(line.text) or ("|" in line.text and _TABLE_RULE.match(line.text)):
        return None
    if match := _ROW.match(line.text):
        row = row_text(re.split(r"(?<!\\)\|", match["cells"]))
        # The names of the columns are not a fact about the story: a heading row is a caption of the table.
        return replace(line, text=row, kind="caption" if is_header else "list_item")
    if match := _BULLET.match(line.text):
        level = len(match["indent"].expandtabs(4)) // _INDENT_WIDTH and 1
        mark = match["indent"] + match["mark"]
        return replace(line, text=match["text"], mark=mark, level=level, kind="list_item")
    if line.text.startswith(">"):
        return replace(line, text=line.text.lstrip("> "), kind="quote")
    if match := _BOLD_LINE.match(line.text):
        return replace(line, kind="heading")
    return line


def _plain(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text

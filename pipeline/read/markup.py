"""HTML tags out of the text, their sense kept: line ends, list marks, headings, quotes, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.read.lines import Line
from pipeline.read.tables import row_text
from pipeline.story import BlockKind

HEADINGS: Final[Mapping[str, BlockKind]] = {
    "h1": "headline",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "blockquote": "quote",
    "figcaption": "caption",
}
# Elements that begin a line of their own.
BLOCKS: Final = frozenset(
    re.findall(
        r"\w+",
        "address article aside body caption center dd details div dl dt fieldset figure footer form header hr html main"
        " ol p pre section summary table tbody tfoot thead tr ul",
    )
).union(HEADINGS)
INLINE: Final = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big br cite code data del dfn em font i iframe img input ins kbd label li link mark"
        " meta q s samp small source span strike strong sub sup td th time tt u var video wbr",
    )
)
# What these hold is never part of a story.
DROPPED: Final = ("script", "style", "noscript", "svg", "template", "head", "nav", "button", "select", "textarea")

_TAG: Final = re.compile(
    r"<(?P<end>/?)(?P<name>" + "|".join(sorted(BLOCKS | INLINE, key=len, reverse=True)) + r")(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_OPEN_LINES: Final = re.compile(r"<[a-zA-Z][^<>]*>")
_UNSEEN: Final = (
    (re.compile("<!--"), re.compile("-->")),
    *(
        (re.compile(rf"<{name}\b[^<>]*>", re.IGNORECASE), re.compile(rf"</{name}\s*>", re.IGNORECASE))
        for name in DROPPED
    ),
)
# Declarations, and the shortcodes of site generators («{{<siteurl>}}»), which would break the tags they stand in.
_DECLARATIONS: Final = re.compile(
    r"<!\[CDATA\[|\]\]>|<!DOCTYPE[^<>]*>|<\?xml[^<>]*\?>|\{\{[<%][^{}]{0,200}[%>]\}\}", re.IGNORECASE
)
_MAX_LEVEL: Final = 4
_CELL: Final = "\x1f"  # stands between the cells of a row until the row is whole; never in mended text


@dataclass(slots=True)
class _State:
    """Where in the nesting of the markup a reader stands."""

    lists: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    kind: BlockKind | None = None
    mark: str = ""
    text: str = ""
    inline_since: int = 0


def fold_tags(text: str) -> str:
    """`text` with comments, scripts and styles taken out and every tag on one line."""
    if "<" not in text:
        return text
    text = _DECLARATIONS.sub("", text)
    for opening, closing in _UNSEEN:
        text = _without(text, opening, closing)
    return _OPEN_LINES.sub(lambda match: " ".join(match.group().splitlines()), text)


def _without(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """`text` without what stands between `opening` and `closing`; an opening that is never closed hides nothing."""
    kept: list[str] = []
    position = 0
    while (start := opening.search(text, position)) and (end := closing.search(text, start.end())):
        kept.append(text[position : start.start()])
        position = end.end()
    return "".join(kept) + text[position:]


def strip_tags(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines without tags; a line with tags may become several, one that held nothing else is dropped."""
    state = _State()
    for line in lines:
        if "<" not in line.text or not _TAG.search(line.text):
            yield line if state.kind is None or line.kind else replace(line, kind=state.kind)
        else:
            yield from _strip_line(line, state)


def _strip_line(line: Line, state: _State) -> Iterator[Line]:
    changed = replace(line, changes=line.changes | {"tags"})
    position = 0
    for match in _TAG.finditer(line.text):
        state.text += line.text[position : match.start()]
        position = match.end()
        name, closing = match["name"].lower(), bool(match["end"])
        if name in BLOCKS or name in ("br", "li"):
            yield from _flush(changed, state)
            _enter(name, closing, state)
        elif name in ("td", "th"):
            state.text += _CELL if closing else ""
        elif name == "q":
            state.text += "»" if closing else "«"
        elif name == "img" or name == "wbr":
            continue
        else:
            _keep_apart(state, line.text[position : position + 1])
    state.text += line.text[position:]
    yield from _flush(changed, state)


def _keep_apart(state: _State, following: str) -> None:
    """Put a space where the removal of an inline tag would make one word of two.

    Feeds lose the spaces around tags (``registrado<strong>17.853``). A letter with a digit or two long runs are two
    words; a drop cap (``<b>E</b>l``) is one.
    """
    before = re.search(r"\w+$", state.text)
    if before and following.isalnum() and not (before.group().isupper() and len(before.group()) == 1):
        state.text += " "


def _enter(name: str, closing: bool, state: _State) -> None:
    if name in ("ul", "ol"):
        if closing and state.lists:
            state.lists.pop()
            state.counts.pop()
        elif not closing:
            state.lists.append(name)
            state.counts.append(0)
    elif name == "li" and not closing:
        if state.lists and state.lists[-1] == "ol":
            state.counts[-1] += 1
            state.mark = f"{state.counts[-1]}. "
        else:
            state.mark = "- "
    elif name in HEADINGS:
        state.kind = None if closing else HEADINGS[name]


def _flush(line: Line, state: _State) -> Iterator[Line]:
    text = row_text(state.text.split(_CELL)) if _CELL in state.text else state.text.strip()
    state.text = ""
    if text:
        level = min(max(len(state.lists) - 1, 0), _MAX_LEVEL) if state.mark else 0
        mark, state.mark = state.mark, ""
        kind = "list_item" if mark and state.kind is None else state.kind
        yield replace(line, text=text, mark="  " * level + mark or line.mark, level=level, kind=kind or line.kind)

"""A summary as its author wrote it, read into bullets: a brief, Markdown or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.errors import EmptyInputError
from pipeline.segment.sentences import split_sentences
from pipeline.write import read_brief

_ITEM = re.compile(r"^(?P<indent>\s*)(?:[-–—*•·▪◦‣+]|\d{1,2}[.)])\s+(?P<text>\S.*)$")
_HEADING = re.compile(r"^\s*#{1,6}\s+(?P<text>.*?)\s*#*$")
# What stands over the bullets of a summary that has more than bullets.
_KEY_POINTS = re.compile(r"\b(?:key|main|highlights?|bullets?|summary|takeaways?|points?|glance)\b", re.IGNORECASE)
# What puntos writes beside a bullet, and what Markdown marks in it.
_FLAG = re.compile(r"\s*\[[‼⚠i✓]\d+\]")
_QUOTE = re.compile(r"^\s*>")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>~#+\-=.)&|])")
_EMPHASIS = re.compile(r"(?<![\\\w])(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"(?<!\\)\[([^\]]+)\]\([^)\s]+\)")
_TAB = "    "


@dataclass(frozen=True, slots=True)
class Line:
    """A bullet of a summary: its text in English and its depth, 0 outermost."""

    text: str
    level: int = 0


def read_bullets(text: str, name: str) -> tuple[Line, ...]:
    """Return the bullets of a summary.

    A brief in JSON gives its bullets. In text, the list items under the first heading that speaks of key points are the
    bullets; without such a heading the first list is; without a list every line is one, or, where the text is a single
    paragraph, every sentence. `name` stands for the summary in messages. Raises EmptyInputError where there is none,
    and InvalidBriefError for JSON that is no brief.
    """
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        bullets = tuple(Line(bullet.text, bullet.level) for bullet in read_brief(text).bullets)
    else:
        bullets = _read_text(text.removeprefix("\ufeff").splitlines())
    if not bullets:
        raise EmptyInputError(f"{name}: there is no bullet in it; give English bullets, one a line")
    return bullets


def _read_text(lines: Sequence[str]) -> tuple[Line, ...]:
    items = list(_items(lines))
    if items:
        return _with_levels(items)
    prose = [line.strip() for line in lines if line.strip() and not _HEADING.match(line) and not _QUOTE.match(line)]
    if len(prose) == 1:
        spans = split_sentences(prose[0])
        prose = [prose[0][span.start : span.end] for span in spans]
    return tuple(Line(_plain(line)) for line in prose)


def _items(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The indent and text of the items of the list that is the summary; lines that go on with an item are joined."""
    start = _start_of_list(lines)
    item: tuple[int, str] | None = None
    for line in lines[start:]:
        found = _ITEM.match(line)
        if found:
            if item is not None:
                yield item
            item = len(found["indent"].replace("\t", _TAB)), found["text"]
        elif item is None or not line.strip() or _QUOTE.match(line) or _FLAG.match(line):
            continue
        elif line.startswith((" ", "\t")):
            item = item[0], f"{item[1]} {line.strip()}"
        else:
            break
    if item is not None:
        yield item


def _start_of_list(lines: Sequence[str]) -> int:
    """The line after the heading of the key points, in Markdown or bare; 0 where there is none."""
    for index, line in enumerate(lines):
        heading = _HEADING.match(line)
        bare = not _ITEM.match(line) and len(line.split()) <= 12 and not line.rstrip().endswith(".")
        title = heading["text"] if heading else line if bare else ""
        below = next((other for other in lines[index + 1 :] if other.strip()), "")
        if _KEY_POINTS.search(title) and _ITEM.match(below):
            return index + 1
    return 0


def _with_levels(items: Sequence[tuple[int, str]]) -> tuple[Line, ...]:
    stack: list[int] = []
    lines = []
    for indent, text in items:
        while stack and stack[-1] >= indent:
            stack.pop()
        lines.append(Line(_plain(text), len(stack)))
        stack.append(indent)
    return tuple(lines)


def _plain(text: str) -> str:
    """Return a text without flags and Markdown's marks."""
    text = _FLAG.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text).strip()

"""What a format's reader hands over: lines of text, and what the format knew about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.story import Block, BlockId, BlockKind, Finding, Severity, Span

Change = Literal["mojibake", "entities", "tags", "control", "line_marks", "composed"]

CHANGES: Mapping[Change, str] = {
    "mojibake": "text that had been decoded with the wrong encoding was mended",
    "entities": "HTML entities were replaced by their characters",
    "tags": "HTML tags were removed",
    "control": "control or invisible characters were removed",
    "line_marks": "Markdown marks were removed",
    "composed": "letters and separate accents were put together",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a story, without its line end.

    `kind` is what the format said the line is, or None where the segmenter has to tell. `mark` is the list mark or
    numbering that stands before `text`, `level` the depth of the list; `changes` names what was done to the text.
    """

    text: str
    kind: BlockKind | None = None
    mark: str = ""
    level: int = 0
    changes: frozenset[Change] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """A story as its format gives it: lines, and what was said beside the text (date, author, priority …)."""

    lines: tuple[Line, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def compose(lines: Sequence[Line]) -> tuple[str, tuple[Block, ...], tuple[Finding, ...]]:
    """Put lines together: the story's text, the blocks whose kind the format knew, and findings on what changed.

    The blocks are hints for the segmenter: they have no ids and leave out the lines whose kind is not known.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    changed: dict[Change, list[Span]] = {}
    position = 0
    for line in lines:
        start = position + len(line.mark)
        end = start + len(line.text)
        parts.append(f"{line.mark}{line.text}\n")
        if line.kind is not None:
            blocks.append(Block(BlockId(""), line.kind, line.text, start, end, line.mark, "\n", line.level))
        for change in line.changes:
            changed.setdefault(change, []).append(Span(start, end))
        position = end + 1
    return "".join(parts), tuple(blocks), tuple(_reports(changed))


def _reports(changed: Mapping[Change, Sequence[Span]]) -> Iterable[Finding]:
    for change, message in CHANGES.items():
        spans = changed.get(change)
        if spans:
            where = "1 line" if len(spans) == 1 else f"{len(spans)} lines"
            yield reading_note(change, f"{message} in {where}", spans)


def reading_note(code: str, message: str, spans: Iterable[Span] = (), severity: Severity = "note") -> Finding:
    """A finding about how a story was read; `spans` count in the story's text."""
    return Finding("reading", code, severity, message, source_spans=tuple(spans))

"""A story to typed blocks and sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from pipeline.segment.body import (
    cut_heading_tails,
    mark_captions,
    mark_datelines,
    mark_headings,
    mark_paragraphs,
    mark_quotes,
)
from pipeline.segment.head import mark_head, mark_records
from pipeline.segment.key_points import mark_key_points
from pipeline.segment.layout import find_layout
from pipeline.segment.lists import drop_false_marks, mark_lists, mark_tables
from pipeline.segment.noise import mark_noise
from pipeline.segment.sentences import split_sentences
from pipeline.segment.units import Unit, split_units
from pipeline.story import Block, BlockId, Finding, Sentence, SentenceId, Span, Story

# Said as one, whatever stops it holds («Madrid, 3 ene. (EFE)»).
_WHOLE: Final = frozenset({"dateline", "kicker"})
_MIN_TOLD_WORDS: Final = 4


def segment(story: Story) -> Story:
    """Fill the blocks of `story` (ids b1 …) and their sentences (ids s1 … over the whole story).

    The blocks' sources joined are the story's text. Kinds that the story's blocks already have, because its format
    named them, are kept; a list that the format marked may turn out to be the key points. Noise has no sentences.
    """
    layout = find_layout(story.text, split_sentences)
    units = split_units(story.text, story.blocks, layout)
    units = mark_records(units)
    units = drop_false_marks(units)
    units = mark_noise(units)
    units = mark_captions(units)
    units = mark_head(units, layout)
    units = mark_datelines(units)
    units = mark_key_points(units, layout)
    units = mark_lists(units)
    units = mark_quotes(units)
    units = mark_tables(units)
    units = cut_heading_tails(units)
    units = mark_headings(units, layout)
    units = mark_paragraphs(units)
    blocks = tuple(_blocks(story.text, units))
    return replace(story, blocks=blocks, findings=(*story.findings, *_left_out(blocks)))


def _left_out(blocks: Iterable[Block]) -> Iterable[Finding]:
    """A note on the lines that are taken for no part of the story, short labels and signatures apart."""
    spans = [Span(b.start, b.end) for b in blocks if b.kind == "noise" and len(b.text.split()) >= _MIN_TOLD_WORDS]
    if spans:
        lines = "1 line was" if len(spans) == 1 else f"{len(spans)} lines were"
        message = f"{lines} taken for no part of the story (a link, a repetition, a signature) and left in Spanish"
        yield Finding("structure", "left_out", "note", message, source_spans=tuple(spans))


def _blocks(text: str, units: Iterable[Unit]) -> Iterable[Block]:
    position = sentences = 0
    number = 0
    for number, unit in enumerate(units, 1):
        start = position + len(unit.prefix)
        end = start + len(unit.text)
        position = end + len(unit.suffix)
        block = Block(
            BlockId(f"b{number}"), unit.kind or "paragraph", unit.text, start, end, unit.prefix, unit.suffix, unit.level
        )
        block = replace(block, sentences=tuple(_sentences(block, sentences)))
        sentences += len(block.sentences)
        yield block
    if number == 0 and text:
        yield Block(BlockId("b1"), "noise", "", len(text), len(text), prefix=text)


def _sentences(block: Block, before: int) -> Iterable[Sentence]:
    if block.kind == "noise" or not block.text:
        return
    whole = block.kind in _WHOLE
    spans = [(0, len(block.text))] if whole else [(span.start, span.end) for span in split_sentences(block.text)]
    for number, (start, end) in enumerate(spans, before + 1):
        yield Sentence(SentenceId(f"s{number}"), block.text[start:end], start, end)

"""The running text of a story: the sentences from which bullets are chosen and in which evidence is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.story import Block, BlockKind, Sentence, Story

_BODY: Final[frozenset[BlockKind]] = frozenset({"lead", "paragraph", "list_item", "quote"})


@dataclass(frozen=True, slots=True)
class BodySentence:
    """A sentence of the body, the block it stands in, and the section: 0 before the first heading, then counted."""

    sentence: Sentence
    block: Block
    section: int


def read_body(story: Story) -> tuple[BodySentence, ...]:
    """The sentences of the leads, paragraphs, list items and quotes of a segmented story, in reading order."""
    body: list[BodySentence] = []
    section = 0
    for block in story.blocks:
        section += block.kind == "heading"
        if block.kind in _BODY:
            body += (BodySentence(sentence, block, section) for sentence in block.sentences)
    return tuple(body)

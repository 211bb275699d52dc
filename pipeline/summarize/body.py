"""The running text of a story: the sentences from which bullets are chosen and in which evidence is looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.story import Block, BlockKind, Sentence, Story
from pipeline.summarize.terms import find_terms

_BODY: Final[frozenset[BlockKind]] = frozenset({"lead", "paragraph", "list_item", "quote"})


@dataclass(frozen=True, slots=True)
class BodySentence:
    """A sentence of the body, its block, its section (0 before the first heading, then counted), and its terms."""

    sentence: Sentence
    block: Block
    section: int
    terms: Mapping[str, float]


def read_body(story: Story) -> tuple[BodySentence, ...]:
    """The sentences of the leads, paragraphs, list items and quotes of a segmented story, in reading order."""
    body: list[BodySentence] = []
    section = 0
    for block in story.blocks:
        section += block.kind == "heading"
        if block.kind in _BODY:
            body += (BodySentence(sentence, block, section, find_terms(sentence.text)) for sentence in block.sentences)
    return tuple(body)

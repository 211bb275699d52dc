"""What a summary is held against: the reference points of a story, and its body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.story import Brief, DraftBlock, SentenceId

Origin = Literal["key_points", "lead_and_headings"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the story: its Spanish, our English of it, and the sentences it holds."""

    spanish: str
    english: str
    sentences: tuple[SentenceId, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """The points that a summary should tell, and the sentences that may support what it tells beside them."""

    origin: Origin
    points: tuple[Passage, ...]
    body: tuple[Passage, ...]


def find_reference(brief: Brief) -> Reference:
    """Return the reference of a brief's story: its key points, or, where it has none, its lead and headings."""
    points = tuple(_key_points(brief)) or tuple(_lead_and_headings(brief))
    origin: Origin = "key_points" if brief.origin == "key_point" and brief.bullets else "lead_and_headings"
    return Reference(origin, points, tuple(_body(brief)))


def _key_points(brief: Brief) -> Iterator[Passage]:
    if brief.origin == "key_point":
        for bullet in brief.bullets:
            yield Passage(bullet.source, bullet.text, bullet.sentences, bullet.level)


def _lead_and_headings(brief: Brief) -> Iterator[Passage]:
    told = [block for block in brief.draft if block.sentences]
    lead = next((block for block in told if block.kind == "lead"), None)
    lead = lead or next((block for block in told if block.kind == "paragraph"), None)
    for block in told:
        if block is lead or block.kind == "heading":
            yield _passage(block)
    if not told:
        for bullet in brief.bullets:
            yield Passage(bullet.source, bullet.text, bullet.sentences)


def _body(brief: Brief) -> Iterator[Passage]:
    for sentence in brief.sentences:
        if sentence.text:
            yield Passage(sentence.source, sentence.text, (sentence.id,))


def _passage(block: DraftBlock) -> Passage:
    return Passage(block.source, block.text, tuple(sentence.id for sentence in block.sentences))

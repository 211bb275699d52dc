"""The bullets of a story: its own key points mirrored, or sentences chosen from its body."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from pipeline.story import (
    Block,
    BlockId,
    Bullet,
    BulletId,
    BulletOrigin,
    DraftBlock,
    Evidence,
    Sentence,
    SentenceId,
    Story,
)
from pipeline.summarize.body import read_body
from pipeline.summarize.choose import choose_sentences
from pipeline.summarize.evidence import find_evidence
from pipeline.summarize.terms import find_rarity

DEFAULT_HEADING: Final = "Key points"

_Support = Callable[[str, tuple[SentenceId, ...]], tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True)
class Summary:
    """The bullets, the heading over them (None where there are none), and where they come from."""

    heading: str | None
    origin: BulletOrigin
    bullets: tuple[Bullet, ...]


def summarize(story: Story, draft: Sequence[DraftBlock], count: int | None = None) -> Summary:
    """The summary of a segmented story whose English is `draft`, a block for each of its blocks.

    With key points in the story, each is one bullet, in its place and at its level, and `count` is not asked. Without,
    `count` sentences are chosen (see `choose_sentences`). A bullet's text is always text of the draft.
    """
    body = read_body(story)
    support = partial(find_evidence, body=body, rarity=find_rarity([item.terms for item in body]))
    points = [block for block in story.blocks if block.kind == "key_point" and block.text.strip()]
    if points:
        english = {block.id: block for block in draft}
        bullets = tuple(
            _make_bullet(number, english[block.id].text, block.text, block.level, block.sentences, support)
            for number, block in enumerate(points, start=1)
        )
        return Summary(_find_heading(story.blocks, english), "key_point", bullets)
    drafted = {sentence.id: sentence.text for block in draft for sentence in block.sentences}
    chosen = [item.sentence for item in choose_sentences(story, body, count)]
    bullets = tuple(
        _make_bullet(number, drafted[sentence.id], sentence.text, 0, (sentence,), support)
        for number, sentence in enumerate(chosen, start=1)
    )
    return Summary(DEFAULT_HEADING if bullets else None, "chosen", bullets)


def _make_bullet(
    number: int, text: str, source: str, level: int, sentences: Sequence[Sentence], support: _Support
) -> Bullet:
    own = tuple(sentence.id for sentence in sentences)
    return Bullet(BulletId(f"k{number}"), text, source, level, own, evidence=support(source, own))


def _find_heading(blocks: Sequence[Block], english: Mapping[BlockId, DraftBlock]) -> str:
    headings = (english[block.id].text.rstrip(" .:") for block in blocks if block.kind == "key_points_heading")
    return next(filter(None, headings), DEFAULT_HEADING)

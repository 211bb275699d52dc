"""Which sentences of a story without key points become its bullets.

The method is extractive, in the manner of MEAD (Radev, Jing, Styś and Tam, «Centroid-based summarization of multiple
documents», 2004): each sentence has a score, the best are taken, those too like one that is taken already are passed
over. The score is the sum of four numbers between 0 and 1, none of them weighted (see docs/summarize.md):

- centrality: the cosine with the centroid of all body sentences;
- headline: the cosine with the headline and subheadline, or with the first sentence where the story has neither;
- heading: the cosine with the heading of the sentence's own section;
- position: 1 for the first sentence of the body, 0.5 for the first of any other paragraph, else 0.

Every section gives one bullet before any gives a second. A sentence that cannot stand alone (see
`pipeline.summarize.alone`) is taken only where too few others are left, and never where it is no whole statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from pipeline.story import Story
from pipeline.summarize.alone import Standing, judge_standing
from pipeline.summarize.body import BodySentence
from pipeline.summarize.terms import Vector, centroid, cosine, find_rarity, find_terms, weigh

_FEWEST: Final = 3
_MOST: Final = 6
_WORDS_A_BULLET: Final = 120
_PARAGRAPH_POSITION: Final = 0.5
_DUPLICATE_COSINE: Final = 0.5


def choose_sentences(story: Story, body: Sequence[BodySentence], count: int | None = None) -> tuple[BodySentence, ...]:
    """The sentences of the story's `body` for `count` bullets, in reading order; fewer where fewer can be bullets.

    Without `count`, one for each 120 words of the body, at least 3 and at most 6.
    """
    if count is None:
        words = sum(len(item.sentence.text.split()) for item in body)
        count = min(max(words // _WORDS_A_BULLET, _FEWEST), _MOST)
    rarity = find_rarity([item.terms for item in body])
    vectors = [weigh(item.terms, rarity) for item in body]
    scores = _score(story, body, vectors, rarity)
    standings = [judge_standing(item) for item in body]
    chosen: list[int] = []
    for standing in (Standing.ALONE, Standing.LEANING):
        candidates = {index for index, found in enumerate(standings) if found is standing}
        while candidates and len(chosen) < count:
            used = Counter(body[index].section for index in chosen)
            best = min(candidates, key=lambda index: (used[body[index].section], -scores[index], index))
            candidates.remove(best)
            if all(cosine(vectors[best], vectors[index]) < _DUPLICATE_COSINE for index in chosen):
                chosen.append(best)
    return tuple(body[index] for index in sorted(chosen))


def _score(story: Story, body: Sequence[BodySentence], vectors: Sequence[Vector], rarity: Vector) -> list[float]:
    middle = centroid(vectors)
    title = " ".join(block.text for block in story.blocks if block.kind in {"headline", "subheadline"})
    title_vector = weigh(find_terms(title), rarity) or next(iter(vectors), {})
    headings = ["", *(block.text for block in story.blocks if block.kind == "heading")]
    heading_vectors = [weigh(find_terms(heading), rarity) for heading in headings]
    return [
        cosine(vector, middle)
        + cosine(vector, title_vector)
        + cosine(vector, heading_vectors[item.section])
        + (1.0 if index == 0 else _PARAGRAPH_POSITION * (item.sentence.start == 0))
        for index, (item, vector) in enumerate(zip(body, vectors, strict=True))
    ]

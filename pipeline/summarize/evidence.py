"""Which sentences of the body support a bullet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from pipeline.story import Evidence, SentenceId
from pipeline.summarize.body import BodySentence
from pipeline.summarize.terms import find_terms

_FEWEST_SHARED: Final = 2
_LEAST_SUPPORT: Final = 0.4
_MOST_SENTENCES: Final = 3


def find_evidence(
    source: str, own: Collection[SentenceId], body: Sequence[BodySentence], rarity: Mapping[str, float]
) -> tuple[Evidence, ...]:
    """The sentences of `body` that support the bullet whose Spanish is `source`, best first, at most 3; or none.

    Support is the share of the bullet's terms (figures and names counted for more, each by its `rarity` in the body)
    that the sentence has as well. It takes a share of 0.4 and two terms; `own` are the sentences the bullet was taken
    from, which are no evidence of it.
    """
    most_rare = max(rarity.values(), default=1.0)
    wanted = {term: weight * rarity.get(term, most_rare) for term, weight in find_terms(source).items()}
    whole = sum(wanted.values())
    found: list[Evidence] = []
    for item in body:
        shared = wanted.keys() & item.terms.keys()
        if item.sentence.id in own or len(shared) < _FEWEST_SHARED:
            continue
        support = sum(wanted[term] for term in shared) / whole
        if support >= _LEAST_SUPPORT:
            found.append(Evidence(item.sentence.id, round(support, 3)))
    return tuple(sorted(found, key=lambda evidence: -evidence.score)[:_MOST_SENTENCES])

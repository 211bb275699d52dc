"""How sentences are put into batches.

A batch holds sentences of one length only. In a batch of mixed lengths the shorter ones are padded, padding changes the
order in which attention sums, and the last bit of a sum decides between two near-equal hypotheses: in int8 one news
sentence in ten came out differently in other company (scripts/measure_batches). Without padding a sentence gives
the same answer alone and in any batch, so that a cached translation is the one that the model would give again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def batch_by_length(lengths: Sequence[int], max_batch_tokens: int) -> Iterator[tuple[int, ...]]:
    """Yield batches of indices into `lengths`, longest first: equal lengths, at most `max_batch_tokens` in all.

    A sentence longer than the budget is a batch of its own.
    """
    order = sorted(range(len(lengths)), key=lambda index: (-lengths[index], index))
    start = 0
    while start < len(order):
        length = lengths[order[start]]
        size = max(1, max_batch_tokens // max(1, length))
        end = start
        while end < len(order) and end - start < size and lengths[order[end]] == length:
            end += 1
        yield tuple(order[start:end])
        start = end


def max_output_tokens(source_tokens: int, positions: int) -> int:
    """How long a translation may grow: twice the source and a little, within the model's positions.

    English runs shorter than Spanish; what grows beyond twice the source repeats itself.
    """
    return min(2 * source_tokens + 16, positions - 1)

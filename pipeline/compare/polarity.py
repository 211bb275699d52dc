"""Whether an English bullet denies as often as our English of its point does."""

from __future__ import annotations

from pipeline.verify.cues import blank, find_cues, load_cues


def count_denials(text: str) -> int:
    """Return how often an English text denies, by the words that the check of negation calls strong."""
    cues = load_cues("negation")
    return len(find_cues(cues["english strong"], blank(cues["english idioms"], text)))


def polarity_differs(one: str, other: str) -> str | None:
    """Return what to say where one of two English texts denies more often than the other, None where they agree."""
    ours, theirs = count_denials(one), count_denials(other)
    if ours == theirs:
        return None
    return f"The summary denies {'more' if theirs > ours else 'less'} than our translation, which it follows."

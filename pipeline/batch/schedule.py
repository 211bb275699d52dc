"""Which story comes next, and how many go together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pipeline.batch.items import Item, Order

# Bytes of Spanish wire text a word, spaces and markup among them; only used to size windows before a story is read.
BYTES_A_WORD: Final = 6.5
FIRST_WINDOW_WORDS: Final = 300.0
LARGEST_WINDOW_WORDS: Final = 12_000.0
LARGEST_WINDOW_STORIES: Final = 64
# How long a window should take: long enough to fill batches, short enough that Ctrl-C and the progress bar are prompt.
WINDOW_S: Final = 3.0
GROWTH: Final = 2.0

# IPTC NewsML-G2 and NITF: urgency 1 (most urgent) to 8, 5 the normal. ANPA 1312 / IPTC 7901: one letter.
_NORMAL: Final = 5
_LETTERS: Final = {"f": 1, "b": 1, "u": 2, "r": 3, "d": 5, "s": 6, "w": 7, "a": 5}
_WORDS: Final = {
    "flash": 1,
    "alert": 1,
    "alerta": 1,
    "bulletin": 1,
    "boletín": 1,
    "boletin": 1,
    "urgent": 2,
    "urgente": 2,
    "high": 2,
    "alta": 2,
    "rush": 3,
    "normal": 5,
    "regular": 5,
    "routine": 5,
    "deferred": 6,
    "low": 7,
    "baja": 7,
    "weekend": 7,
}


def urgency(metadata: Mapping[str, str]) -> int:
    """Return how urgent a story is, 1 first to 8 last, by what its format said; 5 where it said nothing.

    >>> urgency({"urgency": "2"}), urgency({"priority": "u"}), urgency({"priority": "Flash"}), urgency({})
    (2, 2, 1, 5)
    """
    for field in ("urgency", "priority"):
        value = metadata.get(field, "").strip().casefold()
        if value.isdecimal() and 1 <= int(value) <= 9:
            return int(value)
        found = _LETTERS.get(value) or _WORDS.get(value)
        if found is not None:
            return found
    return _NORMAL


def in_order(items: list[Item], order: Order, urgencies: Mapping[str, int]) -> list[Item]:
    """Return the items as they are to be done: most urgent first, then as they arrived or the longest first.

    `urgencies` are by source; an item that has none is normal.
    """

    def key(item: Item) -> tuple[int, int, int, str]:
        length = -item.size_bytes if order == "longest" else 0
        return urgencies.get(item.source, _NORMAL), length, item.arrived_ns, item.source

    return sorted(items, key=key)


class WindowSize:
    """How many words the next window should hold: few at first, so that briefs come early, then more.

    The size follows the speed that is measured, so that a window takes about `WINDOW_S` whatever the model, and grows
    at most by `GROWTH` at a time.
    """

    def __init__(self) -> None:
        self._words = FIRST_WINDOW_WORDS
        self._words_per_s: float | None = None

    def next_words(self, remaining_words: float, workers: int, remaining_s: float | None = None) -> float:
        """Return the size of the next window, of at least one word.

        It is less near the end, so that no worker is left with all the rest, and before a deadline, `remaining_s` away.
        """
        share = remaining_words / workers if remaining_words < 2 * workers * self._words else self._words
        in_time = share if remaining_s is None or self._words_per_s is None else remaining_s * self._words_per_s
        return max(1.0, min(self._words, share, in_time))

    def learn(self, words: float, seconds: float) -> None:
        """Take in how long a window of `words` took."""
        if words <= 0 or seconds <= 0:
            return
        self._words_per_s = words / seconds
        wanted = WINDOW_S * self._words_per_s
        grown = min(wanted, self._words * GROWTH) if words > self._words / GROWTH else min(wanted, self._words)
        self._words = min(max(grown, FIRST_WINDOW_WORDS / 4), LARGEST_WINDOW_WORDS)

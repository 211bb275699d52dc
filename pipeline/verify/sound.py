"""A key under which spellings of one foreign name in Spanish and English fall together: Jamenei and Khamenei."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# Romanisations of Arabic, Persian, Hebrew and Cyrillic letters: Spanish after the RAE's Ortografía, English after
# BGN/PCGN. In order: the first rule that fits a place wins.
_SPELLINGS: Final = (
    ("tsch", "x"), ("shch", "x"), ("sch", "x"), ("zh", "x"), ("kh", "j"), ("gh", "g"), ("dj", "x"), ("dz", "x"),
    ("th", "t"), ("ph", "f"), ("ch", "x"), ("sh", "x"), ("ck", "k"), ("qu", "k"), ("gu", "g"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ya", "ia"), ("yu", "iu"), ("yo", "io"),
    ("ey", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("aa", "a"), ("q", "k"), ("c", "k"), ("y", "i"), ("w", "u"),
    ("v", "u"), ("z", "s"), ("h", "j"),
)  # fmt: skip
_RULES: Final = dict(_SPELLINGS)
_PATTERN: Final = re.compile("|".join(spelling for spelling, _ in _SPELLINGS))


@lru_cache(maxsize=4096)
def sound_key(folded: str) -> str:
    """Return the key of a folded name."""
    key = _PATTERN.sub(lambda match: _RULES[match.group()], folded)
    return key.replace("e", "i").replace("o", "u").strip("j")

"""The bilingual lexicon: which English stems a Spanish stem is told by, and which words are common in either language.

The data are made by scripts/build_lexicon; the head of the file names the corpora and their licences.
"""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pipeline.verify.words import stem


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`counterparts`: English stems, between spaces, by Spanish stem; the words of the other sets are folded.

    `capitals` are words that English often writes with a capital, names or not: Congress, Hungarian, Obama.
    """

    counterparts: dict[str, str]
    spanish: frozenset[str]
    english: frozenset[str]
    capitals: frozenset[str]

    def knows(self, folded: str) -> bool:
        """Whether the translations of a Spanish word are known."""
        return stem(folded, "es") in self.counterparts

    def is_told(self, folded: str, english_stems: frozenset[str]) -> bool:
        """Whether one of the English stems is a translation of the Spanish word."""
        entry = self.counterparts.get(stem(folded, "es"))
        return entry is not None and not english_stems.isdisjoint(entry.split())

    def is_common_spanish(self, folded: str) -> bool:
        """Whether a Spanish word is written in lower case as a rule; inflected forms of common words count."""
        return folded in self.spanish or (len(folded) > 4 and folded[-1] == "s" and folded[:-1] in self.spanish)

    def is_common_english(self, folded: str) -> bool:
        """Whether an English word is written in lower case as a rule; inflected forms of common words count."""
        return folded in self.english or (len(folded) > 4 and folded[-1] == "s" and folded[:-1] in self.english)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read the lexicon; once a process, because it takes some forty milliseconds."""
    text = lzma.decompress(files("pipeline.verify").joinpath("data/lexicon.tsv.xz").read_bytes()).decode()
    counterparts: dict[str, str] = {}
    common: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        if line[0] == "#":
            continue
        spanish, kind, english = line.split("\t")
        if spanish:
            counterparts[spanish] = english
        else:
            common[kind] = frozenset(english.split())
    return Lexicon(counterparts, common["spanish"], common["english"], common["capitals"])

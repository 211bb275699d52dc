"""What a text says, as weighted terms, and which terms of one text another tells.

Numbers and names weigh most. Numbers are compared as exact values with their units, words by their stems; a word that
translates the same Spanish word differently (a counterpart in the bilingual lexicon) counts as the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.compare.reference import Passage
from pipeline.story import Span
from pipeline.verify.counterparts import COGNATE_LETTERS
from pipeline.verify.function_words import ENGLISH
from pipeline.verify.lexicon import load_lexicon
from pipeline.verify.name_tables import acronyms, exonyms
from pipeline.verify.quantities import Firmness, Quantity, find_quantities
from pipeline.verify.quantities.pairing import agreement
from pipeline.verify.words import is_all_capitals, sentence_starts, stem, tokenize

WORD_WEIGHT = 1.0
NAME_WEIGHT = 2.0
NUMBER_WEIGHTS: dict[Firmness, float] = {"firm": 3.0, "soft": 1.5, "faint": 0.0}
# A number that agrees in one of these ways is told; another unit is another number.
_TOLD = frozenset({"same", "equal", "derived", "format", "converted"})


@dataclass(frozen=True, slots=True)
class Term:
    """A content word, with its place in the text; `is_name` where English writes it with a capital."""

    span: Span
    folded: str
    stem: str
    is_name: bool

    @property
    def weight(self) -> float:
        """How much it counts."""
        return NAME_WEIGHT if self.is_name else WORD_WEIGHT


@dataclass(frozen=True, slots=True)
class Terms:
    """What an English text says: content words, their stems, and numbers."""

    text: str
    words: tuple[Term, ...]
    stems: frozenset[str]
    numbers: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of `weight` in a text is `told` by another, and the places of the words and numbers that are not."""

    told: float
    weight: float
    untold: tuple[Span, ...]

    @property
    def share(self) -> float:
        """The share that is told; 1 for a text that says nothing."""
        return self.told / self.weight if self.weight else 1.0


@lru_cache(maxsize=2048)
def find_terms(text: str) -> Terms:
    """Return the terms of an English text."""
    numbers = tuple(number for number in find_quantities(text, "en") if number.firmness != "faint")
    shouted = is_all_capitals(text)
    starts = sentence_starts(text)
    words = []
    for token in tokenize(text):
        inside = any(number.start <= token.start < number.end for number in numbers)
        if inside or token.folded in ENGLISH or len(token.folded) < 2:
            continue
        is_name = not shouted and (token.is_acronym or (token.is_capitalised and token.start not in starts))
        words.append(Term(Span(token.start, token.end), token.folded, stem(token.folded, "en"), is_name))
    return Terms(text, tuple(words), frozenset(word.stem for word in words), numbers)


def point_told(passage: Passage, text: str) -> Overlap:
    """How much of a passage an English text tells; the places count in the passage's English."""
    said, meant = find_terms(text), find_terms(passage.english)
    known = said.stems
    other_words = _synonyms(passage.spanish)
    told = weight = 0.0
    untold: list[Span] = []
    for word in meant.words:
        weight += word.weight
        ways = other_words.get(word.stem, frozenset()) | {word.stem}
        if not known.isdisjoint(ways):
            told += word.weight
        else:
            untold.append(word.span)
    for number in find_spanish_numbers(passage.spanish):
        value = NUMBER_WEIGHTS[number.firmness]
        weight += value
        if is_number_told(number, said.numbers):
            told += value
        else:
            untold += [Span(own.start, own.end) for own in meant.numbers if agreement(number, own) in _TOLD]
    return Overlap(told, weight, tuple(untold))


def bullet_supported(text: str, passages: tuple[Passage, ...]) -> Overlap:
    """How much of an English text the passages say; the places count in the text."""
    said = find_terms(text)
    sources = [_find_source(passage) for passage in passages]
    told = weight = 0.0
    untold: list[Span] = []
    for word in said.words:
        weight += word.weight
        if any(source.says(word) for source in sources):
            told += word.weight
        else:
            untold.append(word.span)
    for number in said.numbers:
        value = NUMBER_WEIGHTS[number.firmness]
        weight += value
        if any(agreement(other, number) in _TOLD for source in sources for other in source.numbers):
            told += value
        else:
            untold.append(Span(number.start, number.end))
    return Overlap(told, weight, tuple(untold))


@lru_cache(maxsize=4096)
def find_spanish_numbers(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a Spanish text that a summary should keep."""
    return tuple(number for number in find_quantities(text, "es") if number.firmness != "faint")


def is_number_told(number: Quantity, others: tuple[Quantity, ...]) -> bool:
    """Whether a Spanish number stands among English ones."""
    return any(agreement(number, other) in _TOLD for other in others)


@dataclass(frozen=True, slots=True)
class _Source:
    """What a passage may be told by: stems of English, Spanish words and their beginnings, Spanish numbers."""

    stems: frozenset[str]
    words: frozenset[str]
    beginnings: frozenset[str]
    numbers: tuple[Quantity, ...]

    def says(self, word: Term) -> bool:
        cognate = len(word.folded) >= COGNATE_LETTERS and word.folded[:COGNATE_LETTERS] in self.beginnings
        return cognate or word.stem in self.stems or word.folded in self.words


@lru_cache(maxsize=4096)
def _find_source(passage: Passage) -> _Source:
    words = frozenset(token.folded for token in tokenize(passage.spanish))
    return _Source(
        find_terms(passage.english).stems | frozenset[str]().union(*_ways(passage.spanish)),
        words,
        frozenset(word[:COGNATE_LETTERS] for word in words if len(word) >= COGNATE_LETTERS),
        find_spanish_numbers(passage.spanish),
    )


@lru_cache(maxsize=4096)
def _synonyms(spanish: str) -> dict[str, frozenset[str]]:
    """For each English stem that may tell a Spanish word of the text, the others that may tell the same word."""
    found: dict[str, frozenset[str]] = {}
    for ways in _ways(spanish):
        for way in ways:
            found[way] = found.get(way, frozenset()) | ways
    return found


@lru_cache(maxsize=4096)
def _ways(spanish: str) -> tuple[frozenset[str], ...]:
    """For each word of a Spanish text, the English stems that may tell it, names by their exonyms."""
    lexicon = load_lexicon()
    ways = []
    for token in tokenize(spanish):
        entry = lexicon.counterparts.get(stem(token.folded, "es"), "")
        name = exonyms().get(token.folded) or acronyms().get(token.folded.upper())
        english = {stem(word, "en") for phrase in (name.phrases if name else ()) for word in phrase.split()}
        ways.append(frozenset(entry.split()) | english)
    return tuple(way for way in ways if way)

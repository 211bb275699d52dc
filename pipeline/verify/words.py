"""Words of Spanish and English as the checks see them: tokens with their places, folded forms, crude stems.

Everything here is pure and remembered for the last few texts, because every check asks for the same words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

Language = Literal["es", "en"]

# Letters and digits with at least one letter; apostrophes join (O'Brien, didn't). Initials with full stops are one
# word (EE. UU., U.S., a. m. is not: it is lower case). Web addresses have no words: they are copied whole.
_WORD = re.compile(
    r"(?P<address>(?:https?://|\bwww\.)\S+)"
    r"|(?:[A-ZÁÉÍÓÚÑ]{1,2}\.[ \u00a0\u202f]?){1,4}[A-ZÁÉÍÓÚÑ]{1,2}\.(?!\w)"
    r"|[^\W_]*[^\W\d_][^\W_]*(?:['’´][^\W\d_]+)*"
)
# What stands before a word that takes a capital anyway: an end, a colon, an opening quote or bracket, a dash.
_BREAK = re.compile(r"[!?…;¿¡\"“”«‘(\[]|[.:](?=\s)|\s[-–—]\s?|(?<=\s)['‘]|\n")
_DOTS = re.compile(r"[.\s]")
_POSSESSIVE = re.compile(r"['’´]s?$|(?<=[sS])['’´]$")

# A stem of this length keeps translations of inflected forms together and still tells most words apart.
STEM_LENGTH = 6
_SUFFIXES: dict[Language, tuple[str, ...]] = {
    "es": ("es", "s"),
    "en": ("ies", "es", "ing", "ed", "s"),
}
_LEAST_STEM = 4


class Token(NamedTuple):
    """A word, its half-open place in the text, and its folded form (lower case, no accents, no possessive)."""

    text: str
    start: int
    end: int
    folded: str

    @property
    def is_capitalised(self) -> bool:
        """Whether the word starts with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_acronym(self) -> bool:
        """Whether the word is written in capitals alone, at least two of them."""
        # Digits and full stops have no case: G20 and EE.UU. are upper, X5 has one letter.
        return self.text.isupper() and sum(map(str.isalpha, self.text)) >= 2


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """Return the word in lower case without accents (ñ becomes n)."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=512)
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the words of a text in order. Numbers, punctuation and web addresses are left out."""
    tokens = []
    for match in _WORD.finditer(text):
        if match["address"]:
            continue
        word = match.group()
        plain = _DOTS.sub("", word) if "." in word else _POSSESSIVE.sub("", word)
        tokens.append(Token(word, match.start(), match.end(), fold(plain).replace("’", "'").replace("´", "'")))
    return tuple(tokens)


@lru_cache(maxsize=32768)
def stem(folded: str, language: Language) -> str:
    """Return a crude stem: one inflectional ending off where enough is left, then the first letters."""
    for suffix in _SUFFIXES[language]:
        if folded.endswith(suffix) and len(folded) - len(suffix) >= _LEAST_STEM:
            folded = folded[: -len(suffix)]
            break
    return folded[:STEM_LENGTH]


@lru_cache(maxsize=512)
def is_all_capitals(text: str) -> bool:
    """Whether a text of at least two words is written in capitals."""
    if text[1:].islower():
        return False
    letters = [character for character in text if character.isalpha()]
    capitals = sum(map(str.isupper, letters))
    return len(letters) >= 8 and " " in text.strip() and capitals >= 0.9 * len(letters)


@lru_cache(maxsize=512)
def sentence_starts(text: str) -> frozenset[int]:
    """Return the places of the words that would take a capital letter anyway.

    The first word, and the first after a full stop, a colon, a dash between spaces or an opening quote; not the one
    after an initial (Lance T. Izumi).
    """
    starts = set()
    previous = None
    for token in tokenize(text):
        if previous is None or (
            _BREAK.search(text, previous.end, token.start) and not (len(previous.text) == 1 and previous.is_capitalised)
        ):
            starts.add(token.start)
        previous = token
    return frozenset(starts)


def edit_distance(one: str, other: str, most: int) -> int:
    """Return the Damerau-Levenshtein distance (optimal string alignment), or `most` + 1 where it is larger."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        current = [row]
        for column, right in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (left != right))
            if row > 1 and column > 1 and left == other[column - 2] and one[row - 2] == right:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, last = last, current
    return min(last[-1], most + 1)

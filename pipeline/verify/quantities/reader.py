"""What the parts of the grammar share: the sentence in hand, and what they find in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from pipeline.verify.quantities.lexicon import LEXICONS, Lexicon
from pipeline.verify.quantities.quantity import DecimalMark, Firmness, Kind, Language
from pipeline.verify.quantities.tokens import Tokens
from pipeline.verify.quantities.units import UNITS

NO_UNIT: frozenset[str] = frozenset()
_CAPITALS = frozenset("GHMT")


@dataclass(frozen=True, slots=True)
class Reader:
    """A sentence with the language it is read in and the decimal mark it speaks for."""

    tokens: Tokens
    language: Language
    mark: DecimalMark | None

    @property
    def words(self) -> tuple[str, ...]:
        """The tokens in lower case, without accents."""
        return self.tokens.words

    @property
    def lexicon(self) -> Lexicon:
        """The number words of the language."""
        return LEXICONS[self.language]

    def is_numeral(self, index: int) -> bool:
        """Whether a token is digits."""
        return self.words[index][:1].isdecimal()

    def integer(self, index: int) -> int | None:
        """The value of plain digits without separators."""
        word = self.words[index]
        return int(word) if word.isdecimal() and len(word) <= 15 else None

    def unit(self, index: int) -> tuple[frozenset[str], int]:
        """The unit that starts at a token, longest first, and the token after it; no unit and `index` for none."""
        words = self.words
        if len(words[index]) == 1 and self.tokens.raw(index) in _CAPITALS:  # 5G is no weight
            return NO_UNIT, index
        for form, names in UNITS[self.language].get(words[index], ()):
            if words[index : index + len(form)] == form:
                return names, index + len(form)
        return NO_UNIT, index

    def starts(self, index: int, phrases: Collection[tuple[str, ...]]) -> int:
        """The token after the first of the phrases that starts at a token, or `index` for none."""
        for phrase in phrases:
            if self.words[index : index + len(phrase)] == phrase:
                return index + len(phrase)
        return index


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity on tokens ``first`` to ``next``, the latter excluded; `scale` is the million … that it ended in."""

    first: int
    next: int
    kind: Kind
    values: tuple[Fraction, ...]
    alternatives: tuple[Fraction, ...] = ()
    units: frozenset[str] = NO_UNIT
    firmness: Firmness = "firm"
    scale: Fraction = Fraction(1)

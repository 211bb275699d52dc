"""Cardinal numbers in digits, in words and in both: ``13 mil 169``, ``dos millones y medio``, ``3.5bn``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from pipeline.verify.quantities.lexicon import Lexicon
from pipeline.verify.quantities.numerals import read_numeral
from pipeline.verify.quantities.reader import Reader

HALF: Final = Fraction(1, 2)
VULGAR: Final = {
    "½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3),
    "⅕": Fraction(1, 5), "⅛": Fraction(1, 8),
}  # fmt: skip

_AND_A_HALF: Final = (
    ("and", "a", "half"), ("and", "one", "half"), ("and", "half"), ("and", "one", "-", "half"),
    ("-", "and", "-", "a", "-", "half"), ("and", "-", "a", "-", "half"), ("y", "medio"), ("y", "media"),
)  # fmt: skip
# English scales of one or two letters, which stand straight after digits or after an amount of money.
_LETTERS: Final = frozenset({"m", "b", "k", "mn", "tn"})
_HUNDREDTHS: Final = re.compile(r"\d{1,3}[.,]\d{2}")  # 200 mil 144.56 pesos
# Mexico's press: millones de dólares, de pesos, de euros.
_SPANISH_LETTERS: Final = {"mdd": 10**6, "mdp": 10**6, "mde": 10**6}


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number read, the token after it, and how it was written."""

    values: tuple[Fraction, ...]
    alternatives: tuple[Fraction, ...]
    next: int
    in_digits: bool
    scale: Fraction = Fraction(1)

    def times(self, factor: Fraction, after: int) -> Cardinal:
        """The number times a factor that ends before the token `after`."""
        return self._map(lambda value: value * factor, after)

    def plus(self, more: Fraction, after: int) -> Cardinal:
        """The number and more, which ends before the token `after`."""
        return self._map(lambda value: value + more, after)

    def _map(self, change: Callable[[Fraction], Fraction], after: int) -> Cardinal:
        return replace(
            self,
            values=tuple(change(value) for value in self.values),
            alternatives=tuple(change(value) for value in self.alternatives),
            next=after,
        )


def read_group(reader: Reader, index: int) -> tuple[int, int] | None:
    """Read a number below a thousand in words; return its value and the token after it."""
    if reader.language == "es":
        return _read_spanish_group(reader.words, reader.lexicon, index)
    return _read_english_group(reader.words, reader.lexicon, index)


def _read_spanish_group(words: tuple[str, ...], lexicon: Lexicon, index: int) -> tuple[int, int] | None:
    at = index
    value = 0
    if words[at] in lexicon.hundreds:
        value = lexicon.hundreds[words[at]]
        at += 1
        if words[at - 1] == "cien":
            return value, at
    word = words[at]
    if word in lexicon.tens:
        value += lexicon.tens[word]
        at += 1
        if words[at] == "y" and words[at + 1] in lexicon.ones:
            value += lexicon.ones[words[at + 1]]
            at += 2
    elif word in lexicon.teens:
        value += lexicon.teens[word]
        at += 1
    elif word in lexicon.ones:
        value += lexicon.ones[word]
        at += 1
    return (value, at) if at > index else None


def _read_english_group(words: tuple[str, ...], lexicon: Lexicon, index: int) -> tuple[int, int] | None:
    below = _read_below_hundred(words, lexicon, index)
    value, at = below or (1, index)
    after = at + 1 if words[at] == "-" else at
    if words[after] not in lexicon.hundreds:
        return below
    value, at = value * 100, after + 1
    rest = _read_below_hundred(words, lexicon, at + 1 if words[at] == "and" else at)
    if rest is not None and value < 1000:
        return value + rest[0], rest[1]
    return value, at


def _read_below_hundred(words: tuple[str, ...], lexicon: Lexicon, index: int) -> tuple[int, int] | None:
    word = words[index]
    if word in lexicon.tens:
        at = index + 2 if words[index + 1] == "-" else index + 1
        if words[at] in lexicon.ones:
            return lexicon.tens[word] + lexicon.ones[words[at]], at + 1
        return lexicon.tens[word], index + 1
    if word in lexicon.teens:
        return lexicon.teens[word], index + 1
    if word in lexicon.ones:
        return lexicon.ones[word], index + 1
    return None


def read_cardinal(reader: Reader, index: int, *, money: bool = False) -> Cardinal | None:
    """Read the cardinal number that starts at a token.

    `money` says that a currency stands before it, so that a letter after it is a scale (``$20 m``). A malformed number
    (``2,200,12``) has no values.
    """
    number = _read_lead(reader, index)
    if number is None or not (number.values or number.alternatives):
        return number
    part = _read_thousands(reader, number)
    total: Cardinal | None = None
    ceiling = Fraction(0)
    while (scale := _scale_at(reader, part, money)) is not None and (
        total is None or (part.values and scale[0] < ceiling)
    ):
        ceiling, after = scale
        letter = reader.words[after - 1]
        if letter == "m" and not money and not total and reader.language == "en":  # 400m is a race or a budget
            large = part.times(ceiling, after)
            return replace(large, values=large.values + part.values, scale=ceiling)
        part = (part if total else _drop_unlikely(reader, part)).times(ceiling, after)
        total = total.plus(part.values[0], after) if total else replace(part, scale=part.scale * ceiling)
        half = reader.starts(after, _AND_A_HALF)
        if half > after:
            return total.plus(ceiling / 2, half)
        rest = _read_rest(reader, after, in_words=not part.in_digits)
        if rest is None:
            return total
        part = rest
    if total is None:
        return part
    if not part.values:  # 6 million 946 thousand 636 is not English, but told
        told = total.plus(part.alternatives[0], part.next)
        return replace(told, values=(), alternatives=told.values)
    return total.plus(part.values[0], part.next)


def _read_lead(reader: Reader, index: int) -> Cardinal | None:
    words = reader.words
    if reader.is_numeral(index):
        values, alternatives = read_numeral(words[index], reader.language, reader.mark)
        number = Cardinal(values, alternatives, index + 1, in_digits=True)
        if words[index + 1] in VULGAR:
            return number.plus(VULGAR[words[index + 1]], index + 2)
        if (
            reader.is_numeral(index + 1) and words[index + 2] == "/" and reader.is_numeral(index + 3)
            and reader.tokens.glued(index + 1) and reader.tokens.glued(index + 2)
        ):  # fmt: skip
            top, bottom = reader.integer(index + 1), reader.integer(index + 3)
            if top and bottom and top < bottom < 10:
                return number.plus(Fraction(top, bottom), index + 4)
        half = reader.starts(index + 1, _AND_A_HALF)
        return number.plus(HALF, half) if half > index + 1 else number
    if words[index] in reader.lexicon.thousands and words[index] != "k":
        return Cardinal((Fraction(1),), (), index, in_digits=False)
    group = read_group(reader, index)
    if group is None:
        if words[index] in reader.lexicon.scales and words[index] not in _LETTERS:
            return Cardinal((Fraction(1),), (), index, in_digits=False)
        return None
    number = Cardinal((Fraction(group[0]),), (), group[1], in_digits=False)
    half = reader.starts(group[1], _AND_A_HALF)
    return number.plus(HALF, half) if half > group[1] else number


def _read_thousands(reader: Reader, number: Cardinal) -> Cardinal:
    words = reader.words
    at = number.next + 1 if reader.language == "en" and words[number.next] == "-" else number.next
    if words[at] not in reader.lexicon.thousands or not number.values or number.values[0] >= 1000:
        return number
    if words[at] == "k" and not (number.in_digits and reader.tokens.glued(at - 1)):
        return number
    number = replace(number.times(Fraction(1000), at + 1), scale=Fraction(1000))
    at += 1
    if reader.is_numeral(at):
        rest = reader.integer(at)
        if rest is None and reader.language == "es" and _HUNDREDTHS.fullmatch(words[at]) is not None:
            return number.plus(read_numeral(words[at], "es")[0][0], at + 1)
        if reader.language == "es" and rest is not None and 1 <= rest < 1000 and len(words[at]) <= 3:
            return number.plus(Fraction(rest), at + 1)
        if reader.language == "en" and rest is not None and len(words[at]) == 3 and words[at - 1] == "thousand":
            told = number.plus(Fraction(rest), at + 1)  # 13 thousand 169 is not English, but told
            return replace(told, values=(), alternatives=told.values)
        return number
    half = reader.starts(at, _AND_A_HALF)
    if half > at:
        return number.plus(Fraction(500), half)
    group = read_group(reader, at + 1 if reader.language == "en" and words[at] == "and" else at)
    if group is None or (number.in_digits and reader.language == "en"):
        return number
    if group[0] == 1 and words[group[1] - 1] in reader.lexicon.articles:  # mil una noches is rarer than mil, una vez
        return number
    return number.plus(Fraction(group[0]), group[1])


def _scale_at(reader: Reader, number: Cardinal, money: bool) -> tuple[Fraction, int] | None:
    words, at = reader.words, number.next
    if reader.language == "en":
        hyphen = words[at] == "-"
        word = words[at + hyphen]
        if word in _LETTERS and not (number.in_digits and (money or reader.tokens.glued(at - 1))):
            return None
        scale = reader.lexicon.scales.get(word)
        return None if scale is None else (Fraction(scale), at + hyphen + 1)
    word = words[at]
    if word == "m" and words[at + 1] in {"€", "$", "us$"}:
        return Fraction(10**6), at + 1
    scale = reader.lexicon.scales.get(word) or _SPANISH_LETTERS.get(word)
    if scale is None:
        return None
    return Fraction(scale), at + 2 if word == "mill" and words[at + 1] == "." else at + 1


def _drop_unlikely(reader: Reader, number: Cardinal) -> Cardinal:
    """3.500 millones is never three and a half: nobody writes decimals that end in noughts before a scale word."""
    if reader.language == "es" and number.in_digits and "." in reader.words[number.next - 1]:
        likely = tuple(value for value in number.values if not _ends_in_nought(value) or len(number.values) == 1)
        return replace(number, values=likely, alternatives=())
    return number


def _ends_in_nought(value: Fraction) -> bool:
    """Whether a number that was written with three decimals has a nought for the last."""
    return value.denominator > 1 and (value * 100).denominator == 1


def _read_rest(reader: Reader, index: int, *, in_words: bool) -> Cardinal | None:
    """Read what may follow a scale word: `2 millones 300 mil`, `un millón doscientos mil`, ten million and one.

    Small words belong to a number in words alone: `20 millones dos años después`.
    """
    words = reader.words
    at = index + 1 if reader.language == "en" and words[index] == "and" else index
    lead = _read_lead(reader, at)
    if lead is None or len(lead.values) != 1 or lead.values[0] >= 1000:
        return None
    if lead.next == at and words[at] not in reader.lexicon.thousands:
        return None
    full = _read_thousands(reader, lead)
    if full.next > lead.next or (not lead.in_digits and lead.values[0] >= 100):
        return full
    joined = at > index or (reader.language == "es" and words[at] not in reader.lexicon.articles)
    return full if in_words and not lead.in_digits and joined else None

"""Digits with their separators, read as exact numbers.

Spain, Argentina, Colombia and others write ``1.234,56``; Mexico, Central America, Peru and others ``1,234.56``, as
English does. RAE (Ortografía, 2010) and the International Bureau of Weights and Measures ask for spaces between groups
and allow both decimal marks. So some Spanish forms have two readings, and all that can be told from the form alone is
which is the likelier one; the rest of the sentence or of the story may tell more (`guess_decimal_mark`).
"""

from __future__ import annotations

import re
from fractions import Fraction

from pipeline.verify.quantities.quantity import DecimalMark, Language

Readings = tuple[tuple[Fraction, ...], tuple[Fraction, ...]]

_GROUPED = re.compile(r"(?!0)\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+([.,'’])\d+")
_BOTH = re.compile(r"(?!0)\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*([.,])\d+")
_SPACES = re.compile(r"[ \u00a0\u202f]")

# Forms that can be read in one way only, and so betray the convention of the whole text.
_COMMA_IS_DECIMAL = re.compile(
    r"(?<![\d.,])(?:\d+,\d{1,2}|0,\d+|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d+)(?![\d,]|\.\d)"
)
_POINT_IS_DECIMAL = re.compile(
    r"(?<![\d.,])(?:\d+\.\d{1,2}|0\.\d+|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3})+\.\d+)(?![\d.]|,\d)"
)


def guess_decimal_mark(text: str) -> DecimalMark | None:
    """Return the decimal mark that the numbers of a text agree on, or None where they do not tell or differ."""
    comma = _COMMA_IS_DECIMAL.search(text) is not None
    point = _POINT_IS_DECIMAL.search(text) is not None
    if comma == point:
        return None
    return "," if comma else "."


def _plain(digits: str) -> Fraction:
    return Fraction(re.sub(r"[.,]", "", digits))


def _decimal(digits: str) -> Fraction:
    whole, part = re.split(r"[.,'’](?=\d+$)", digits)
    return Fraction(int(re.sub(r"[.,]", "", whole) + part), 10 ** len(part))


def read_numeral(digits: str, language: Language, mark: DecimalMark | None = None) -> Readings:
    """Return the likely and the unlikely readings of digits with separators; none for a malformed number.

    `mark` is the decimal mark that the rest of a Spanish text speaks for.
    """
    digits = _SPACES.sub("", digits)
    if digits.isdecimal():
        if len(digits) > 2 and digits[0] == "0":  # 007 is a name, 003 what is left of 2003
            return (), ()
        return (Fraction(int(digits)),), ()
    if (grouped := _GROUPED.fullmatch(digits)) is not None:
        return _read_grouped(digits, grouped[1], language, mark)
    if (decimal := _DECIMAL.fullmatch(digits)) is not None:
        value = (_decimal(digits),)
        return (value, ()) if language == "es" or decimal[1] == "." else ((), value)
    if (both := _BOTH.fullmatch(digits)) is not None and both[1] != both[2]:
        value = (_decimal(digits),)
        return (value, ()) if language == "es" or both[2] == "." else ((), value)
    return (), ()


def _read_grouped(digits: str, separator: str, language: Language, mark: DecimalMark | None) -> Readings:
    grouped = (_plain(digits),)
    once = digits.count(separator) == 1
    if language == "en":
        if separator == ",":
            return grouped, ()
        return ((_decimal(digits),), grouped) if once else ((), grouped)
    if not once:
        return grouped, ()
    decimal = (_decimal(digits),)
    if (
        mark is not None
    ):  # one sentence may hold both conventions, so a mark that agrees proves less than one that does not
        return (decimal + grouped, ()) if mark == separator else (grouped, ())
    # 14.571 is thousands in most of the Spanish press; 14,571 is as often thousands as it is a decimal.
    return (grouped, decimal) if separator == "." else (grouped + decimal, ())

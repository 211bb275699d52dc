"""Figures that are parts of names: COVID-19, B-52, 5G, www.example.org/2024, #8M, *NUMBER*; and scores."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from pipeline.verify.quantities.reader import Found, Reader
from pipeline.verify.quantities.units import is_money

_ADDRESS: Final = re.compile(r"https?://|www\.|[^\s@]+@|[#@]\w|\*")
_DIGITS: Final = re.compile(r"\d+")
# Names that are written in small letters too.
_SMALL: Final = frozenset({"covid", "sars", "cov", "mp", "omega", "vih"})


def _code(reader: Reader, first: int, after: int) -> Found:
    text = "".join(reader.words[first:after])
    values = tuple(Fraction(int(digits)) for digits in _DIGITS.findall(text))
    return Found(first, after, "code", values, firmness="soft")


def read_address(reader: Reader, index: int) -> Found | None:
    """Read an address, a tag or a cut-out figure, if it holds a digit or stands for one."""
    word = reader.words[index]
    if not _ADDRESS.match(word) or len(word) < 2 or not (_DIGITS.search(word) or word[0] == "*"):
        return None
    return _code(reader, index, index + 1)


def read_code(reader: Reader, index: int) -> Found | None:
    """Read letters and digits grown together around a numeral."""
    first = _left_end(reader, index)
    after = _right_end(reader, index)
    if first == index and after == index + 1:
        return None
    return _code(reader, first, after)


def _left_end(reader: Reader, index: int) -> int:
    tokens, words = reader.tokens, reader.words
    at = index - 1 if words[index - 1] == "-" and tokens.glued(index - 1) else index
    if at == 0 or not tokens.glued(at - 1) or not words[at - 1].isalpha():
        return index
    raw = tokens.raw(at - 1)
    if is_money(reader.unit(at - 1)[0]):  # EUR12
        return index
    named = raw[0].isupper() and (at < index or len(raw) <= 6)
    return at - 1 if named or raw in _SMALL or (len(raw) == 1 and at == index) else index


def _right_end(reader: Reader, index: int) -> int:
    tokens, words = reader.tokens, reader.words
    at = index + 1
    while tokens.glued(at - 1):
        if words[at].isalpha():
            known = (
                words[at] in {"k", "m"}
                or words[at] in reader.lexicon.scales
                or words[at] in reader.lexicon.ordinal_marks
            )
            between = reader.is_numeral(at + 1) and tokens.glued(at) and len(words[at]) <= 2
            if not between and (known or not tokens.raw(at)[0].isupper() or reader.unit(at)[1] > at):
                break
        elif not (reader.is_numeral(at) and words[at - 1].isalpha()):
            break
        at += 1
    return at


def read_score(reader: Reader, index: int) -> list[Found]:
    """Read 3-1 as two finds, one for each end; not where the ends grow and a unit follows, which is a range."""
    tokens, words = reader.tokens, reader.words
    one, two = reader.integer(index), reader.integer(index + 2)
    if words[index + 1] != "-" or one is None or two is None or max(one, two) > 199:
        return []
    if not (tokens.glued(index) and tokens.glued(index + 1)) or (words[index + 3] == "-" and tokens.glued(index + 2)):
        return []
    if words[index - 1] == "-" and tokens.glued(index - 1):
        return []
    after = words[index + 3]
    known = reader.unit(index + 3)[1] > index + 3 or after in reader.lexicon.scales or after in reader.lexicon.thousands
    if known or (one < two and after.isalpha() and one > 5):
        return []
    return [
        Found(index, index + 1, "score", (Fraction(one),)),
        Found(index + 2, index + 3, "score", (Fraction(two),)),
    ]

"""Dates, times of day, years and decades."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from pipeline.verify.quantities.cardinals import read_group
from pipeline.verify.quantities.lexicon import MONTH_LETTERS
from pipeline.verify.quantities.reader import Found, Reader

_NUMERIC_DATE: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_NOT_LETTERS: Final = re.compile(r"[. \u00a0\u202f]")
_CLOCK: Final = re.compile(r"([01]?\d|2[0-4])[.:,]([0-5]\d)")
_HOUR_WORDS: Final = frozenset({"horas", "hora", "h", "hs", "hrs", "hours"})
_PART_OF_DAY: Final = {
    ("de", "la", "manana"): "am", ("de", "la", "madrugada"): "am", ("de", "la", "mañana"): "am",
    ("de", "la", "tarde"): "pm", ("de", "la", "noche"): "pm", ("del", "mediodia"): "pm", ("del", "medio", "dia"): "pm",
    ("in", "the", "morning"): "am", ("in", "the", "afternoon"): "pm", ("in", "the", "evening"): "pm",
    ("at", "night"): "pm", ("a", "m"): "am", ("p", "m"): "pm", ("o'clock",): "",
}  # fmt: skip
_PART_STARTS: Final = frozenset(phrase[0] for phrase in _PART_OF_DAY)
_QUARTERS: Final = {("y", "media"): 30, ("y", "cuarto"): 15, ("menos", "cuarto"): -15}
_PAST: Final[dict[tuple[str, ...], int]] = {("half", "past"): 30, ("quarter", "past"): 15, ("quarter", "to"): -15}
_CENTURIES: Final = range(1000, 2200)


def _date(first: int, after: int, *readings: tuple[int, int]) -> Found | None:
    """A date from (month, day) readings."""
    values = tuple(Fraction(month * 100 + day) for month, day in readings if 1 <= month <= 12 and 1 <= day <= 31)
    return Found(first, after, "date", tuple(dict.fromkeys(values))) if values else None


def _year(first: int, after: int, digits: str) -> Found:
    value = int(digits)
    if len(digits) == 2:
        value += 1900 if value > 50 else 2000
    return Found(first, after, "year", (Fraction(value),), firmness="soft")


def read_numeric_date(reader: Reader, index: int) -> list[Found]:
    """Read 3/12/2007, 3-12-2007, 03.12.2007, 2007-12-03 or 11-S; the year is a find of its own."""
    words, glued = reader.words, reader.tokens.glued
    if (dotted := _NUMERIC_DATE.fullmatch(words[index])) is not None:
        found = _date(index, index + 1, *_order(reader, int(dotted[1]), int(dotted[2])))
        return [found] if found else []
    mark = words[index + 1]
    if mark not in {"/", "-"} or not (glued(index) and glued(index + 1)):
        return []
    one, two, three = reader.integer(index), reader.integer(index + 2), reader.integer(index + 4)
    if one is None:
        return []
    if two is None:
        months = MONTH_LETTERS.get(words[index + 2], ()) if reader.tokens.raw(index + 2).isupper() else ()
        found = _date(index, index + 3, *((month, one) for month in months)) if mark == "-" else None
        return [found] if found and not glued(index + 2) else []
    if three is not None and words[index + 3] == mark and glued(index + 2) and glued(index + 3):
        if one > 31:
            found = _date(index, index + 5, (two, three))
            return [found, _year(index, index + 5, words[index])] if found else []
        found = _date(index, index + 5, *_order(reader, one, two))
        return [found, _year(index, index + 5, words[index + 4])] if found else []
    if reader.language == "en" and (one, mark, two) == (9, "/", 11):
        return [Found(index, index + 3, "date", (Fraction(911),))]
    return []


def _order(reader: Reader, one: int, two: int) -> list[tuple[int, int]]:
    """Spanish writes the day first; English does on one side of the ocean only."""
    return [(two, one)] if reader.language == "es" else [(one, two), (two, one)]


def read_day(reader: Reader, index: int, day: int, after: int) -> Found | None:
    """Read the month after a day that ends before `after`: `3 de diciembre`, `3 dic`, `3rd of December`."""
    words = reader.words
    if not 1 <= day <= 31:
        return None
    at = after + 1 if words[after] in {"de", "of"} else after
    month = reader.lexicon.months.get(words[at])
    if month is None or (reader.language == "en" and not reader.tokens.raw(at)[:1].isupper()):
        return None
    if at > after and len(words[at]) <= 3 and words[at] != "may":
        return None
    return _date(index, at + 1, (month, day))


def read_month(reader: Reader, index: int) -> Found | None:
    """Read the day after an English month: `Dec. 3`, `December 3rd`."""
    words = reader.words
    if not reader.tokens.raw(index)[:1].isupper():
        return None
    at = index + 2 if words[index + 1] == "." and len(words[index]) <= 4 else index + 1
    at += words[at] == "the"
    if words[index : index + 2] == ("may", "day"):
        return _date(index, index + 2, (5, 1))
    day = reader.integer(at)
    if day is None or not 1 <= day <= 31 or len(words[at]) > 2:
        return None
    at += 1
    if words[at] in reader.lexicon.ordinal_marks and reader.tokens.glued(at - 1):
        at += 1
    elif words[at] == ":" or words[at] == "%" or reader.lexicon.months.get(words[at]) is not None:
        return None
    return _date(index, at, (reader.lexicon.months[words[index]], day))


def read_time(reader: Reader, index: int) -> Found | None:
    """Read a time of day: 21:15, `las 20.30`, `5 p. m.`, `las ocho y media de la tarde`, 5 o'clock."""
    words = reader.words
    named = words[index - 1] in {"las", "la", "at"}
    certain = False
    hour = reader.integer(index)
    minute = 0
    at = index + 1
    if hour is not None and words[at] == ":" and reader.tokens.glued(index) and reader.tokens.glued(at):
        read = reader.integer(index + 2)
        if read is None or len(words[index + 2]) != 2 or read > 59:
            return None
        minute, at, certain = read, index + 3, True
        last = reader.integer(at + 1)
        if words[at] == ":" and last is not None and len(words[at + 1]) == 2:
            return Found(index, at + 2, "time", (Fraction(hour * 60 + minute) + Fraction(last, 60),))
    elif hour is not None and words[at] == "h" and len(words[at + 1]) == 2 and (reader.integer(at + 1) or 99) < 60:
        minute, at, certain = int(words[at + 1]), at + 2, True  # 13h30
    elif hour is None and (clock := _CLOCK.fullmatch(words[index])) is not None:
        hour, minute = int(clock[1]), int(clock[2])
        certain = words[at] in _HOUR_WORDS or (reader.language == "es" and named and words[at] not in {"%", "por"})
    elif hour is None:
        group = read_group(reader, index)
        if group is None:
            return None
        hour, at = group
    if not 0 <= hour <= 24:
        return None
    if named and reader.language == "es" and not certain:
        for phrase, minutes in _QUARTERS.items():
            if words[at : at + 2] == phrase:
                minute, at, certain = minutes, at + 2, True
    part, after = _part_of_day(reader, at)
    if part is None and named and reader.language == "es" and words[at] in {"horas", "h", "hrs", "hs"}:
        certain = True
    if part is None and (not certain or (hour == 24 and not minute)):  # las 24 horas are a day
        return None
    if words[after] in _HOUR_WORDS and part is None:
        after += 1
    return Found(index, after, "time", _minutes(hour, minute, part))


def read_time_past(reader: Reader, index: int) -> Found | None:
    """Read half past eight, a quarter to seven in the evening."""
    words = reader.words
    minutes = _PAST.get(words[index : index + 2])
    group = read_group(reader, index + 2) if minutes is not None else None
    if minutes is None or group is None or group[0] > 12:
        return None
    part, after = _part_of_day(reader, group[1])
    return Found(index, after, "time", _minutes(group[0], minutes, part))


def _part_of_day(reader: Reader, at: int) -> tuple[str | None, int]:
    words = reader.words
    if words[at][:1] in {"a", "p"} and (compact := _NOT_LETTERS.sub("", words[at])) in {"am", "pm"}:
        return compact, at + 1
    if words[at] in _PART_STARTS:
        for phrase, part in _PART_OF_DAY.items():
            if words[at : at + len(phrase)] == phrase:
                return part, at + len(phrase)
    return None, at


def _minutes(hour: int, minute: int, part: str | None) -> tuple[Fraction, ...]:
    """Minutes after midnight; an hour without its half of the day may be either."""
    day = 24 * 60
    if part and hour <= 12:
        hour = hour % 12 + (12 if part == "pm" else 0)
        # las doce de la noche
        return (
            (Fraction(hour * 60 + minute),)
            if hour != 12 or part == "am"
            else (Fraction(720 + minute), Fraction(minute))
        )
    value = hour * 60 + minute
    if hour > 12:
        return (Fraction(value % day),)
    return (Fraction(value % day), Fraction((value + day // 2) % day))


def read_year(reader: Reader, index: int) -> list[Found]:
    """Read a year, or two (2011-12, 1998/99); a decade in figures too (1980s, `los años 80`, '80s)."""
    words = reader.words
    value = reader.integer(index)
    if value is None:
        return []
    decade = _read_decade(reader, index, value, index + 1)
    if decade is not None:
        return [decade]
    if len(words[index]) == 2 and words[index - 1] == "'" and reader.tokens.glued(index - 1):
        return [_year(index - 1, index + 1, words[index])]
    if len(words[index]) != 4 or value not in _CENTURIES:
        return []
    year = _year(index, index + 1, words[index])
    second = reader.integer(index + 2)
    if (
        words[index + 1] in {"-", "/"} and second is not None and len(words[index + 2]) == 2
        and second == (value + 1) % 100 and reader.tokens.glued(index) and reader.tokens.glued(index + 1)
    ):  # fmt: skip
        return [year, Found(index + 2, index + 3, "year", (Fraction(value + 1),), firmness="faint")]
    return [year]


def _read_decade(reader: Reader, index: int, value: int, after: int) -> Found | None:
    words = reader.words
    if value % 10 or not (10 <= value <= 90 or value in _CENTURIES):
        return None
    if reader.language == "en":
        plural = words[after] == "s" and reader.tokens.glued(after - 1)
        if words[after] == "'" and words[after + 1] == "s" and reader.tokens.glued(after - 1):
            plural, after = True, after + 1
        first = index - 1 if words[index - 1] == "'" and reader.tokens.glued(index - 1) else index
        return decade(first, after + 1, value) if plural else None
    before = words[index - 2 : index] if index >= 2 else ()
    first = index - 1 if words[index - 1] in {"'", "anos", "años"} else index
    if words[index - 1] in {"anos", "años"} or before in {("anos", "'"), ("años", "'"), ("los", "'")}:
        return decade(first, after, value)
    if before and words[index - 3 : index - 1] == ("decada", "de") and words[index - 1] in {"los", "de"}:
        return decade(index, after, value)
    return decade(index, after, value) if before == ("decada", "de") else None


def decade(first: int, after: int, value: int) -> Found:
    """A decade: 80 may be 1980, 1980 is itself."""
    values = (Fraction(value),) if value >= 100 else (Fraction(1900 + value), Fraction(value))
    return Found(first, after, "decade", values, firmness="soft")


def read_decade_in_words(reader: Reader, index: int) -> Found | None:
    """Read `años ochenta`, `la década de los ochenta`, the eighties."""
    words = reader.words
    if reader.language == "en":
        value = reader.lexicon.decades.get(words[index])
    else:
        value = reader.lexicon.tens.get(words[index]) or (20 if words[index] == "veinte" else None)
    if value is None:
        return None
    if reader.language == "en":
        return decade(index, index + 1, value)
    return _read_decade(reader, index, value, index + 1)


def read_year_in_words(reader: Reader, index: int) -> Found | None:
    """Read nineteen eighty-four and the nineteen seventies."""
    words, lexicon = reader.words, reader.lexicon
    if words[index] not in {"seventeen", "eighteen", "nineteen"}:
        return None
    century = lexicon.teens[words[index]] * 100
    at = index + 2 if words[index + 1] == "-" else index + 1
    if words[at] in lexicon.decades:
        return decade(index, at + 1, century + lexicon.decades[words[at]])
    rest = read_group(reader, at) if words[at] in lexicon.tens else None
    return Found(index, rest[1], "year", (Fraction(century + rest[0]),), firmness="soft") if rest else None

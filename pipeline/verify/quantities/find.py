"""The one way through a sentence: at each token, the form of number that may start there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Final

from pipeline.verify.quantities import amounts, calendar, codes
from pipeline.verify.quantities.lexicon import LEXICONS
from pipeline.verify.quantities.numerals import guess_decimal_mark
from pipeline.verify.quantities.quantity import DecimalMark, Language, Quantity
from pipeline.verify.quantities.reader import Found, Reader
from pipeline.verify.quantities.tokens import cut

Reading = Callable[[Reader, int], list[Found]]

# Between the two numbers of a range or a pair, which share scale and unit: `entre 20 y 30 millones`, 2 to 3 percent.
_CONNECTORS: Final = frozenset({"y", "o", "u", "a", "-", "and", "or", "to", "al", "e", "hasta", "/"})
_ARTICLES_BETWEEN: Final = frozenset({"el", "un", "los", "las", "a", "the", "al"})

_ROMAN_DIGITS: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_ONES: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS: Final = {
    tens + ones: 10 * ten + one
    for ten, tens in enumerate(("", "x", "xx", "xxx"))
    for one, ones in enumerate(_ROMAN_ONES)
    if ten or one
}


def _maybe(read: Callable[[Reader, int], Found | None]) -> Reading:
    def reading(reader: Reader, index: int) -> list[Found]:
        found = read(reader, index)
        return [found] if found is not None else []

    return reading


def _read_roman(reader: Reader, index: int) -> list[Found]:
    """Read XIX in a century, VI after a name; a single letter only where it cannot be a word."""
    words = reader.words
    if not reader.tokens.raw(index).isupper():
        return []
    value = (Fraction(_ROMANS[words[index]]),)
    before = words[index - 1]
    if before in {"siglo", "siglos"} or words[index + 1] in {"century", "centuries"}:
        return [Found(index, index + 1, "ordinal", value, units=frozenset({"century"}), firmness="soft")]
    if len(words[index]) == 1 and not (reader.language == "es" and reader.tokens.raw(index - 1)[:1].isupper()):
        return []
    return [Found(index, index + 1, "roman", value, firmness="faint" if len(words[index]) == 1 else "soft")]


def _read_ordinal(reader: Reader, index: int) -> list[Found]:
    if reader.tokens.raw(index).lower() == "decimos":  # we say; a tenth is décimos
        return []
    if reader.words[index + 1 : index + 3] == ("de", "final"):  # octavos de final are the last sixteen
        value = reader.lexicon.ordinals[reader.words[index]]
        return [Found(index, index + 3, "fraction", (Fraction(2 * value), Fraction(1, value)), firmness="faint")]
    ordinal = amounts.read_ordinal(reader, index)
    if ordinal is None:
        return []
    day = calendar.read_day(reader, index, int(ordinal.values[0]), ordinal.next) if ordinal.kind == "ordinal" else None
    return [day or _with_century(reader, ordinal)]


def _with_century(reader: Reader, found: Found) -> Found:
    after = found.next + (reader.words[found.next] == "-")
    if reader.words[after] in {"century", "centuries"}:
        return replace(found, next=after + 1, units=frozenset({"century"}), firmness="soft")
    return found


def _read_number_word(reader: Reader, index: int) -> list[Found]:
    if reader.words[index] == "ciento" and reader.words[index - 1] == "por":  # tanto por ciento
        return []
    time = calendar.read_time(reader, index)
    if time is not None:
        return [time]
    if (year := calendar.read_year_in_words(reader, index)) is not None:
        return [year]
    decade = calendar.read_decade_in_words(reader, index) if reader.language == "es" else None
    if decade is not None:
        return [decade]
    fraction = amounts.read_fraction(reader, index)
    if fraction is not None:
        return [_with_century(reader, fraction)]
    number = amounts.read_amount(reader, index)
    if number is None:
        return []
    if number.values and number.values[0].denominator == 1 and number.scale == 1:
        day = calendar.read_day(reader, index, int(number.values[0]), number.next)
        if day is not None:
            return [day]
    return [number]


def _read_one(reader: Reader, index: int) -> list[Found]:
    """Spanish `un`, `una` are articles unless a noun of number follows."""
    if reader.is_numeral(index + 1):
        return []
    if found := _ARTICLE(reader, index):
        return found
    if "percent" in reader.unit(index + 1)[0]:
        return _read_number_word(reader, index)
    return []


def _read_denominator(reader: Reader, index: int) -> list[Found]:
    """`mitad`, `décimas`, quarter and the like with no number before them."""
    value = reader.lexicon.denominators[reader.words[index]]
    return [Found(index, index + 1, "fraction", (Fraction(1, value),), firmness="soft" if value == 2 else "faint")]


def _read_halving(_reader: Reader, index: int) -> list[Found]:
    return [Found(index, index + 1, "fraction", (Fraction(1, 2),), firmness="faint")]


def _read_quarter(reader: Reader, index: int) -> list[Found]:
    return _TIME_PAST(reader, index) or _read_denominator(reader, index)


def _read_a(reader: Reader, index: int) -> list[Found]:
    return _TIME_PAST(reader, index + 1) or _ARTICLE(reader, index)


def _read_half(reader: Reader, index: int) -> list[Found]:
    return _TIME_PAST(reader, index) or _HALF(reader, index)


def _read_bare_scale(reader: Reader, index: int) -> list[Found]:
    """A scale word with no number: `millón y medio`, several million."""
    words = reader.words
    if reader.language == "es" and words[index + 1] == "y" and words[index + 2] in {"medio", "media"}:
        return _AMOUNT(reader, index)
    if len(words[index]) <= 3:
        return []
    return _VAGUE(reader, index)


def _read_numeral(reader: Reader, index: int) -> list[Found]:
    for read in (_TIME, _CODE, calendar.read_numeric_date):
        if found := read(reader, index):
            return found
    value = reader.integer(index)
    ordinal = amounts.read_ordinal_numeral(reader, index)
    if value is not None:
        day = calendar.read_day(reader, index, value, ordinal.next if ordinal else index + 1)
        if day is not None:
            return [day]
    if ordinal is not None:
        return [_with_century(reader, ordinal)]
    for read in (codes.read_score, _FRACTION):
        if found := read(reader, index):
            return found
    number = amounts.read_amount(reader, index)
    if number is None:
        return []
    if not number.units and number.scale == 1 and (found := calendar.read_year(reader, index)):
        return found
    return [number]


# Units that stand for one of themselves when no number is near: the last year is the last 12 months.
_SINGLE_UNITS: Final = frozenset({"año", "ano", "siglo", "decada", "semana", "hora", "quincena"}) | frozenset(
    {"year", "century", "decade", "week", "hour", "fortnight"}
)

_TIME_PAST: Final = _maybe(calendar.read_time_past)
_HALF: Final = _maybe(amounts.read_half)
_ARTICLE: Final = _maybe(amounts.read_article)
_VAGUE: Final = _maybe(amounts.read_vague)
_AMOUNT: Final = _maybe(amounts.read_amount)
_CODE: Final = _maybe(codes.read_code)
_TIME: Final = _maybe(calendar.read_time)
_FRACTION: Final = _maybe(amounts.read_fraction)


def _table(language: Language) -> dict[str, Reading]:
    """The first words of all forms that start with a word; a later line wins."""
    lexicon = LEXICONS[language]
    readings: tuple[tuple[object, Reading], ...] = (
        (_SINGLE_UNITS, _maybe(amounts.read_unit_and_a_half)),
        (lexicon.faint, _maybe(amounts.read_faint)),
        (lexicon.vague, _VAGUE),
        (lexicon.scales, _read_bare_scale),
        (lexicon.denominators if language == "es" else (), _read_denominator),
        ({"quarter"} if language == "en" else (), _read_quarter),
        ({"halve", "halved", "halving"} if language == "en" else (), _read_halving),
        (lexicon.multiples, _maybe(amounts.read_multiple)),
        (lexicon.collectives, _maybe(amounts.read_collective)),
        (lexicon.ordinals, _read_ordinal),
        (lexicon.decades, _maybe(calendar.read_decade_in_words)),
        (lexicon.ones, _read_number_word),
        (lexicon.teens, _read_number_word),
        (lexicon.tens, _read_number_word),
        (lexicon.hundreds if language == "es" else (), _read_number_word),
        (lexicon.thousands - {"k"} if language == "es" else (), _read_number_word),
        ({"hundred", "thousand"} if language == "en" else (), _VAGUE),
        (lexicon.halves, _read_half),
        (lexicon.articles, _read_one if language == "es" else _read_a),
        (_ROMANS, _read_roman),
        (lexicon.months if language == "en" else (), _maybe(calendar.read_month)),
    )
    table: dict[str, Reading] = {}
    for words, reading in readings:
        table.update(dict.fromkeys(words, reading))  # type: ignore[call-overload]
    return table


_TABLES: Final[dict[Language, dict[str, Reading]]] = {"es": _table("es"), "en": _table("en")}
_ADDRESS: Final = _maybe(codes.read_address)


def find_quantities(text: str, language: Language, decimal_mark: DecimalMark | None = None) -> tuple[Quantity, ...]:
    """Return the numbers of a text in reading order.

    `decimal_mark` is what the whole story's numbers agree on (`guess_decimal_mark`); without it the text itself is
    asked. It decides the ambiguous Spanish forms and is of no account for English.
    """
    tokens = cut(text)
    reader = Reader(tokens, language, (decimal_mark or guess_decimal_mark(text)) if language == "es" else None)
    table = _TABLES[language]
    found: list[Found] = []
    index = 0
    while index < tokens.count:
        word = tokens.words[index]
        if word[0].isdecimal():
            here = _read_numeral(reader, index)
        elif (reading := table.get(word)) is not None:
            here = reading(reader, index)
        elif len(word) > 2 and not word.isalpha():
            here = _ADDRESS(reader, index)
        else:
            here = []
        found.extend(here)
        index = max(here[-1].next, index + 1) if here else index + 1
    return tuple(_quantity(tokens.starts, tokens.ends, text, each) for each in _share(reader, found))


def _quantity(starts: tuple[int, ...], ends: tuple[int, ...], text: str, found: Found) -> Quantity:
    start, end = starts[found.first], ends[found.next - 1]
    return Quantity(
        text[start:end], start, end, found.kind, found.values, found.alternatives, found.units, found.firmness
    )


def _share(reader: Reader, found: list[Found]) -> list[Found]:
    """Give the first number of a pair the scale and unit of the second, and the second the currency of the first."""
    shared = list(found)
    for index in range(len(shared) - 2, -1, -1):
        one, two = shared[index], shared[index + 1]
        if not _are_joined(reader, one, two) or "code" in {one.kind, two.kind}:
            continue
        if (
            two.scale > 1
            and one.scale == 1
            and one.kind in {"cardinal", "money", "score", "year"}
            and (one.kind != "money" or not two.units or one.units == two.units)
        ):
            shared[index] = one = replace(one, values=one.values + tuple(value * two.scale for value in one.values))
        if two.units and not one.units and one.kind in {"cardinal", "score", "year"}:
            shared[index] = replace(one, units=two.units, kind=two.kind if two.kind != "ordinal" else one.kind)
        elif one.kind == "money" and not two.units and two.kind in {"cardinal", "score"}:
            shared[index + 1] = replace(two, units=one.units, kind="money")
    return shared


def _are_joined(reader: Reader, one: Found, two: Found) -> bool:
    between = reader.words[one.next : two.first]
    return (
        1 <= len(between) <= 2 and between[0] in _CONNECTORS and (len(between) == 1 or between[1] in _ARTICLES_BETWEEN)
    )

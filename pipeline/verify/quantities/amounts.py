"""Cardinals with their units, ordinals, fractions and the nouns of number."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from pipeline.verify.quantities.cardinals import HALF, VULGAR, Cardinal, read_cardinal, read_group
from pipeline.verify.quantities.quantity import Firmness, Kind
from pipeline.verify.quantities.reader import NO_UNIT, Found, Reader
from pipeline.verify.quantities.units import FACTORS, PERCENT, UNITS, is_money

# Currency symbols and codes stand before the number too.
_PREFIXES: Final = frozenset(
    form[0]
    for table in UNITS.values()
    for forms in table.values()
    for form, names in forms
    if is_money(names) and len(form) == 1 and (not form[0].isalpha() or len(form[0]) in {1, 3} or form[0] == "bs")
) - {"yen", "kc"}
_SMALLEST_FIRM_WORD: Final = 11
_HALF_AFTER_UNIT: Final = (("y", "medio"), ("y", "media"), ("and", "a", "half"))
_MEASURES: Final = frozenset(FACTORS) | {"point", "percentage point", "basis point", "degree"}


def kind_of(units: frozenset[str]) -> Kind:
    """The kind of an amount, by its units."""
    if PERCENT in units or "permille" in units:
        return "percent"
    if any(name.isupper() for name in units):
        return "money"
    if "times" in units:
        return "multiplier"
    return "measure" if units else "cardinal"


def prefix(reader: Reader, index: int) -> tuple[frozenset[str], int]:
    """The currency that stands before a number, and its token; no unit and `index` for none."""
    before = reader.words[index - 1]
    if before in _PREFIXES and (reader.tokens.glued(index - 1) or not before.isalpha() or len(before) > 1):
        for form, names in UNITS[reader.language][before]:
            if len(form) == 1:
                return names, index - 1
    return NO_UNIT, index


def unit_after(reader: Reader, index: int, *, partitive: bool = False) -> tuple[frozenset[str], int]:
    """The unit after a number that ends before `index`; `partitive` allows de or of between them."""
    words = reader.words
    at = index
    if words[at] == "-" and reader.language == "en":
        at += 1
    elif partitive and words[at] in {"de", "of"}:
        at += 1
        if words[at] in {"an", "a", "the", "los", "las"}:
            at += 1
    units, after = reader.unit(at)
    return (units, after) if after > at else (NO_UNIT, index)


def read_amount(reader: Reader, index: int) -> Found | None:
    """Read a cardinal number with the unit before or after it."""
    before, first = prefix(reader, index)
    number = read_cardinal(reader, index, money=bool(before))
    if number is None:
        return None
    if not number.values and not number.alternatives:  # malformed: 2,200,12 million dollars
        scaled = reader.words[number.next] in reader.lexicon.scales
        _, after = unit_after(reader, number.next + scaled, partitive=scaled)
        return Found(first, after, "code", ())
    return finish(reader, number, before, first)


def finish(reader: Reader, number: Cardinal, before: frozenset[str], first: int) -> Found:
    """Add the unit after a number, and a half after that (`tres años y medio`)."""
    noun = reader.lexicon.counted.get(reader.words[number.next])
    if noun is not None and number.scale == 1:  # two dozen
        number = replace(number.times(Fraction(noun), number.next + 1), scale=Fraction(noun))
    units, after = unit_after(reader, number.next, partitive=number.scale > 1)
    half = reader.starts(after, _HALF_AFTER_UNIT) if units else after
    if half > after:
        number, after = number.plus(HALF, half), half
    if before and units and not is_money(units):
        units, after = NO_UNIT, number.next
    units = (before & units or units) if before and units else units or before
    kind = kind_of(units)
    return Found(
        first,
        max(after, number.next),
        kind,
        number.values,
        number.alternatives,
        units,
        _firmness(number, kind),
        number.scale,
    )


def _firmness(number: Cardinal, kind: Kind) -> Firmness:
    if number.in_digits or number.scale > 1 or kind in {"percent", "money"}:
        return "firm"
    value = number.values[0]
    if value == 1:
        return "faint"
    return "firm" if value >= _SMALLEST_FIRM_WORD else "soft"


def read_ordinal_numeral(reader: Reader, index: int) -> Found | None:
    """Read 53ª, 1.º, 3er, 21st: digits with the ending of an ordinal."""
    words, glued = reader.words, reader.tokens.glued
    value = reader.integer(index)
    if value is None or not glued(index):
        return None
    at = index + 1
    if words[at] == "." and words[at + 1] in {"º", "ª", "°", "er"} and glued(at):
        at += 1
    if words[at] not in reader.lexicon.ordinal_marks or (words[at] == "°" and words[at + 1] in {"c", "f"}):
        return None
    return Found(index, at + 1, "ordinal", (Fraction(value),))


def read_ordinal(reader: Reader, index: int) -> Found | None:
    """Read an ordinal word: `vigésimo primera`, `tercera parte`, a third."""
    words, ordinals = reader.words, reader.lexicon.ordinals
    value = ordinals[words[index]]
    at = index + 1
    if reader.language == "es":
        if words[at] in {"parte", "partes"} and value > 2:
            return Found(index, at + 1, "fraction", (Fraction(1, value),), firmness="soft")
        if value % 10 == 0 and 20 <= value < 100 and ordinals.get(words[at], 10) < 10:
            return Found(index, at + 1, "ordinal", (Fraction(value + ordinals[words[at]]),))
    elif words[at] in {"of"} and value > 2 and words[index - 1] in {"a", "one", "-"}:
        return Found(index, at, "fraction", (Fraction(1, value),), (Fraction(value),), firmness="soft")
    faint: Firmness = "faint" if value <= 2 else "soft"
    values = (Fraction(value),)
    if value > 2 and words[index] in reader.lexicon.denominators:
        return Found(index, at, "ordinal", values, (Fraction(1, value),), firmness=faint)
    return Found(index, at, "ordinal", values, firmness="firm" if value > 10 else faint)


def read_fraction(reader: Reader, index: int) -> Found | None:
    """Read `dos tercios`, `tres cuartas partes`, `un cuarto de hora`, two-thirds, 3/4, twenty-first (an ordinal)."""
    words, lexicon = reader.words, reader.lexicon
    if words[index] in VULGAR:
        return Found(index, index + 1, "fraction", (VULGAR[words[index]],))
    if reader.is_numeral(index):
        top, bottom = reader.integer(index), reader.integer(index + 2)
        glued = reader.tokens.glued(index) and reader.tokens.glued(index + 1)
        if top is not None and bottom == top + 1 and reader.unit(index + 3)[0]:  # 6/7 años
            return None
        if words[index + 1] == "/" and glued and top is not None and bottom and len(words[index]) < 4:
            firmness: Firmness = "firm" if top < bottom else "soft"  # 24/7
            return Found(index, index + 3, "fraction", (Fraction(top, bottom),), firmness=firmness)
        after = index + 1
    else:
        if words[index] in lexicon.articles:
            group: tuple[int, int] | None = (1, index + 1)
        else:
            group = read_group(reader, index)
        if group is None:
            return None
        top, after = group
        ordinal = _read_english_compound(reader, index, top, after)
        if ordinal is not None:
            return ordinal
        if top == 1 and words[after] in _OUT_OF:
            return _read_one_in(reader, index, after)
    if top is None:
        return None
    at = after + 1 if words[after] == "-" and reader.language == "en" else after
    word = words[at]
    if reader.language == "es" and lexicon.ordinals.get(word, 0) > 2 and words[at + 1] in {"parte", "partes"}:
        return Found(index, at + 2, "fraction", (Fraction(top, lexicon.ordinals[word]),), firmness=_part(top))
    bottom = lexicon.denominators.get(word)
    if bottom is None or (bottom == 2 and top != 1) or (top > 1 and not word.endswith("s")):
        return None
    alternatives = (Fraction(bottom),) if top == 1 else (Fraction(top),)
    value = Fraction(top, bottom)
    next_at = at + 1
    if words[next_at] in {"de", "of"}:
        scale_at = next_at + 1 + (words[next_at + 1] in {"a", "un"})
        scale = lexicon.scales.get(words[scale_at])
        if scale is not None:
            number = Cardinal((value * scale,), (), scale_at + 1, in_digits=False, scale=Fraction(scale))
            return finish(reader, number, NO_UNIT, index)
    elif reader.language == "en" and words[next_at + (words[next_at] == "-")] in lexicon.scales:
        next_at += words[next_at] == "-"
        scale = lexicon.scales[words[next_at]]
        number = Cardinal((value * scale,), (), next_at + 1, in_digits=False, scale=Fraction(scale))
        return finish(reader, number, NO_UNIT, index)
    units, end = unit_after(reader, next_at, partitive=True)
    if units and units.isdisjoint(FACTORS):
        units, end = NO_UNIT, next_at
    return Found(index, end, "fraction", (value,), alternatives, units, _part(top))


_OUT_OF: Final = frozenset({"de", "in", "out"})


def _read_one_in(reader: Reader, index: int, at: int) -> Found | None:
    """Read `uno de cada cuatro`, one in four, one out of every four."""
    every = reader.starts(at, (("de", "cada"), ("in", "every"), ("out", "of", "every"), ("out", "of"), ("in",)))
    number = read_cardinal(reader, every) if every > at else None
    if (
        number is None
        or len(number.values) != 1
        or not 3 <= number.values[0] <= 100
        or number.values[0].denominator > 1
    ):
        return None
    return Found(index, number.next, "fraction", (1 / number.values[0],), firmness="soft")


def _read_english_compound(reader: Reader, index: int, top: int, after: int) -> Found | None:
    """Read twenty-first, one hundred fiftieth, one hundred and first."""
    words, lexicon = reader.words, reader.lexicon
    last = words[after - 1]
    if reader.language != "en" or not (last in lexicon.tens or last in lexicon.hundreds):
        return None
    at = after + 1 if words[after] in {"-", "and"} else after
    value = lexicon.ordinals.get(words[at], 100)
    if value >= (10 if last in lexicon.tens else 100):
        return None
    return Found(index, at + 1, "ordinal", (Fraction(top + value),))


def _part(top: int) -> Firmness:
    return "soft" if top == 1 else "firm"


def read_half(reader: Reader, index: int) -> Found | None:
    """Read `medio millón`, `media docena`, `media hora`, half a million, half an hour, half."""
    words, lexicon = reader.words, reader.lexicon
    if words[index - 1] == "y":
        return None
    at = index + 1
    at += words[at] in lexicon.articles or words[at] == "-"
    scale = lexicon.scales.get(words[at])
    if scale is not None:
        number = Cardinal((Fraction(scale, 2),), (), at + 1, in_digits=False, scale=Fraction(scale))
        return finish(reader, number, NO_UNIT, index)
    dozen = lexicon.collectives.get(words[at])
    if dozen is not None and dozen >= 10:
        return Found(index, at + 1, "cardinal", (Fraction(dozen, 2),), firmness="soft")
    units, after = reader.unit(at)
    if units and not units.isdisjoint(FACTORS):
        return Found(index, after, "fraction", (HALF,), units=units, firmness="soft")
    if reader.language == "es":  # una media de, medio ambiente
        return None
    return Found(index, index + 1, "fraction", (HALF,), firmness="faint")


def read_unit_and_a_half(reader: Reader, index: int) -> Found | None:
    """Read `año y medio`, a decade and a half; a unit alone may stand for one (`el último año`, the last 12 months)."""
    units, after = reader.unit(index)
    half = reader.starts(after, _HALF_AFTER_UNIT)
    if units.isdisjoint(FACTORS):
        return None
    if half > after:
        return Found(index, half, "measure", (Fraction(3, 2),), units=units, firmness="soft")
    if reader.is_numeral(after) or reader.words[after] == "de" or reader.tokens.raw(after).isupper():
        return None
    return Found(index, after, "measure", (Fraction(1),), units=units, firmness="faint")


def read_article(reader: Reader, index: int) -> Found | None:
    """Read what an article may begin: `un millón`, `una docena`, a hundred, a third of, an hour and a half."""
    words, lexicon = reader.words, reader.lexicon
    at = index + 1
    word = words[at]
    if word in lexicon.scales or word in lexicon.hundreds or word in lexicon.thousands:
        number = read_cardinal(reader, index if reader.language == "es" and word in lexicon.scales else at)
        if number is not None:
            number = replace(number, scale=max(number.scale, Fraction(2)))
            return finish(reader, number, NO_UNIT, index)
    if word in lexicon.collectives:
        found = read_collective(reader, at)
        return replace(found, first=index) if found is not None else None
    if word in lexicon.vague and reader.language == "en":
        return None
    half = read_unit_and_a_half(reader, at)
    if half is not None:
        return replace(half, first=index)
    return read_fraction(reader, index)


def read_collective(reader: Reader, index: int) -> Found | None:
    """Read `docena`, `centenar`, dozen, pair."""
    value = Fraction(reader.lexicon.collectives[reader.words[index]])
    if reader.words[index + 1] in {"de", "of"} and reader.words[index + 2] in reader.lexicon.vague and value >= 10:
        return _read_power(reader, index, Fraction(100 if value == 100 else 1000 if value == 1000 else 10), index + 2)
    if reader.language == "es" and reader.words[index - 1] in {"primera", "segunda"}:
        return None
    firmness: Firmness = "faint" if value <= 2 or value == 15 else "soft"
    return Found(index, index + 1, "cardinal", (value,), firmness=firmness)


def read_vague(reader: Reader, index: int) -> Found | None:
    """Read `miles`, `decenas de miles`, `millones`, hundreds of thousands, several million: a power of ten."""
    if reader.words[index] in {"tens", "scores"} and reader.words[index + 1] != "of":
        return None
    return _read_power(reader, index, Fraction(1), index)


def _read_power(reader: Reader, index: int, power: Fraction, at: int) -> Found:
    words, lexicon = reader.words, reader.lexicon
    while True:
        value = lexicon.vague.get(words[at]) or lexicon.scales.get(words[at])
        if value is None and reader.language == "en":
            value = lexicon.hundreds.get(words[at]) or (1000 if words[at] == "thousand" else None)
        if value is None:
            break
        power *= value
        at += 1
        if words[at] not in {"de", "of"} or not (words[at + 1] in lexicon.vague or words[at + 1] in lexicon.scales):
            break
        at += 1
    units, after = unit_after(reader, at, partitive=True)
    if units and not is_money(units):
        units, after = NO_UNIT, at
    return Found(index, after, "vague", (power,), units=units, firmness="soft")


def read_multiple(reader: Reader, index: int) -> Found:
    """Read `doble`, `triple`, twice, double."""
    value = Fraction(reader.lexicon.multiples[reader.words[index]])
    return Found(index, index + 1, "multiplier", (value,), firmness="soft" if value > 2 else "faint")


def read_faint(reader: Reader, index: int) -> Found:
    """Read words that say a number in passing: `ambos`, `se duplicó`, both, one."""
    return Found(index, index + 1, "cardinal", (Fraction(reader.lexicon.faint[reader.words[index]]),), firmness="faint")

"""Units and currencies by all their names: symbol, word and ISO code say the same.

Currency codes: ISO 4217. Factors: the International System (BIPM, SI Brochure, 9th edition) and, for customary units,
NIST Special Publication 811, appendix B. A form may stand for several units (``$``, ``libra``): two quantities agree
where they share one.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Final

from pipeline.verify.quantities.quantity import Language

PERCENT: Final = "percent"
POINTS: Final = frozenset({PERCENT, "percentage point", "point"})

_PESOS: Final = "MXN ARS CLP COP UYU CUP DOP PHP"
_DOLLARS: Final = "USD CAD AUD NZD HKD"
_CROWNS: Final = "CZK SEK NOK DKK ISK SKK"
# Units of time, and of calendar time, which is exact among itself alone.
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400, "fortnight": 14 * 86400}
_MONTHS: Final = {"month": 1, "quarter year": 3, "semester": 6, "year": 12, "decade": 120, "century": 1200}

# name: (dimension, how many of the dimension's first unit)
FACTORS: Final[dict[str, tuple[str, Fraction]]] = {
    **{name: ("time", Fraction(factor)) for name, factor in _SECONDS.items()},
    **{name: ("calendar", Fraction(factor)) for name, factor in _MONTHS.items()},
    **{
        name: (dimension, Fraction(factor))
        for dimension, names in {
            "length": {
                "metre": "1", "kilometre": "1000", "centimetre": "0.01", "millimetre": "0.001", "mile": "1609.344",
                "nautical mile": "1852", "foot": "0.3048", "inch": "0.0254", "yard": "0.9144", "league": "5572",
                "micrometre": "0.000001", "nanometre": "0.000000001",
            },
            "area": {
                "square metre": "1", "square kilometre": "1000000", "hectare": "10000", "square foot": "0.09290304",
                "square mile": "2589988.110336", "acre": "4046.8564224", "square centimetre": "0.0001",
            },
            "volume": {
                "litre": "1", "cubic metre": "1000", "gallon": "3.785411784", "barrel": "158.987294928",
                "millilitre": "0.001", "cubic hectometre": "1000000000", "cubic kilometre": "1000000000000",
                "cubic foot": "28.316846592", "pint": "0.473176473", "centilitre": "0.01",
            },
            "mass": {
                "gram": "1", "kilogram": "1000", "tonne": "1000000", "milligram": "0.001", "pound": "453.59237",
                "ounce": "28.349523125", "short ton": "907184.74", "microgram": "0.000001", "quintal": "100000",
            },
            "speed": {"kilometre an hour": "1", "mile an hour": "1.609344", "knot": "1.852", "metre a second": "3.6"},
            "energy": {"watt-hour": "1", "kilowatt-hour": "1000", "megawatt-hour": "1000000",
                       "gigawatt-hour": "1000000000", "terawatt-hour": "1000000000000"},
            "power": {"watt": "1", "kilowatt": "1000", "megawatt": "1000000", "gigawatt": "1000000000",
                      "horsepower": "735.49875"},
            "data": {"byte": "1", "kilobyte": "1000", "megabyte": "1000000", "gigabyte": "1000000000",
                     "terabyte": "1000000000000"},
        }.items()
        for name, factor in names.items()
    },
}  # fmt: skip

_FAMILIES: Final = {"DOLLARS": _DOLLARS, "PESOS": _PESOS, "CROWNS": _CROWNS}

# First word of a form → the forms that start so, longest first, with what they stand for.
UnitTable = dict[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]


def _read_names(field: str) -> frozenset[str]:
    """``DOLLARS PESOS`` are codes and families of codes, ``point, percentage point`` names."""
    names: set[str] = set()
    for part in field.split(", "):
        if part.isupper():
            names.update(name for code in part.split() for name in _FAMILIES.get(code, code).split())
        else:
            names.add(part)
    return frozenset(names)


def _read_units() -> dict[Language, UnitTable]:
    rows: dict[Language, dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]] = {"es": {}, "en": {}}
    sections: dict[str, tuple[Language, ...]] = {"[both]": ("es", "en"), "[es]": ("es",), "[en]": ("en",)}
    languages: tuple[Language, ...] = ()
    for line in Path(__file__).with_name("units.txt").read_text("utf-8").splitlines():
        if line in sections:
            languages = sections[line]
        elif line and not line.startswith("#"):
            field, forms = line.split(" ; ")
            names = _read_names(field)
            for form in forms.split(" | "):
                words = tuple(form.split())
                for language in languages:
                    starting = rows[language].setdefault(words[0], [])
                    starting.append((words, names))
                    if len(words) == 2:  # a 300-square-foot flat
                        starting.append(((words[0], "-", words[1]), names))
    return {
        language: {first: tuple(sorted(found, key=lambda row: -len(row[0]))) for first, found in table.items()}
        for language, table in rows.items()
    }


UNITS: Final = _read_units()


def is_money(units: frozenset[str]) -> bool:
    """Whether units are currencies and nothing else (codes of ISO 4217 are in capitals)."""
    return bool(units) and all(name.isupper() for name in units)

"""A number as it stands in a text, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Language = Literal["es", "en"]
DecimalMark = Literal[",", "."]
Kind = Literal[
    "cardinal",
    "ordinal",
    "percent",
    "money",
    "measure",
    "multiplier",
    "fraction",
    "vague",
    "date",
    "time",
    "year",
    "decade",
    "score",
    "roman",
    "code",
]
Firmness = Literal["firm", "soft", "faint"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its kind and unit; ``text[start:end]`` is `text`, its unit included.

    `values` are the exact readings of the form, more than one where it is ambiguous (``14,571`` in Spanish text);
    `alternatives` are readings against the custom of the language, which a careful reader would doubt. What a value
    means depends on the kind: a date is 100 × month + day (its year is a quantity of its own), a time the minutes
    since midnight, a decade its first year, a vague plural (``miles de``) its power of ten, a percentage its
    hundredths. A range or a score is two quantities, one for each end.

    `units` are the names of the units that the form may stand for (``$``: any dollar, any peso), empty for none.
    `firmness` says how far a translator is free to leave the number out or to say it without a number: ``firm`` not at
    all, ``soft`` often enough (small numbers in words, years), ``faint`` always (``both``, ``one``).
    """

    text: str
    start: int
    end: int
    kind: Kind
    values: tuple[Fraction, ...]
    alternatives: tuple[Fraction, ...] = ()
    units: frozenset[str] = frozenset()
    firmness: Firmness = "firm"

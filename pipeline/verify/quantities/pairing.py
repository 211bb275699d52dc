"""Which numbers of the Spanish stand for which of the English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from pipeline.verify.quantities.quantity import Quantity
from pipeline.verify.quantities.units import FACTORS

# How two quantities agree, best first; `agreement` returns one of these, or None.
Agreement = Literal["same", "equal", "derived", "format", "converted", "unit"]
RANKS: Final[tuple[Agreement, ...]] = ("same", "equal", "derived", "format", "converted", "unit")

# A desk rounds when it turns kilometres into miles.
CONVERSION_TOLERANCE: Final = Fraction(8, 100)

_SCALARS: Final = frozenset(
    {"cardinal", "ordinal", "roman", "year", "score", "multiplier", "decade", "measure", "money"}
)
_COMPONENT: Final = frozenset({"cardinal", "ordinal", "score", "roman", "measure"})


@dataclass(frozen=True, slots=True)
class Pairing:
    """Pairs that agree, with how they do, and what is left on each side, in reading order."""

    pairs: tuple[tuple[Quantity, Quantity, Agreement], ...]
    sources: tuple[Quantity, ...]
    targets: tuple[Quantity, ...]


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _same_units(one: Quantity, two: Quantity) -> bool:
    return not one.units or not two.units or not one.units.isdisjoint(two.units)


def agreement(source: Quantity, target: Quantity) -> Agreement | None:
    """Return how a Spanish and an English quantity agree, None where they do not."""
    if "code" in {source.kind, target.kind}:
        return _code_agreement(source, target)
    if {source.kind, target.kind} & {"date", "time", "vague"} and source.kind != target.kind:
        return "derived" if _component(source, target) or _component(target, source) else None
    if not set(source.values).isdisjoint(target.values):
        if _same_units(source, target):
            return "same" if source.kind == target.kind else "equal"
        return None if "faint" in {source.firmness, target.firmness} else "unit"
    if _derived(source, target) or _derived(target, source):
        return "derived"
    if _same_units(source, target) and (how := _alternative_agreement(source, target)) is not None:
        return how
    if _converted(source, target, Fraction(0)):
        return "derived"
    return "converted" if _converted(source, target) else None


def _alternative_agreement(source: Quantity, target: Quantity) -> Agreement | None:
    """Agreement by a doubtful reading: `5.000` and 5.000, 3,6 and 3,6, but not `5.000` and 5.00."""
    if "fraction" in {source.kind, target.kind}:  # a third is a part or an ordinal
        every = {*source.values, *source.alternatives}
        return None if every.isdisjoint((*target.values, *target.alternatives)) else "equal"
    if not set(source.values).isdisjoint(target.alternatives):
        return "format"
    same_digits = _digits(source.text) == _digits(target.text)
    return "format" if same_digits and not set(source.alternatives).isdisjoint(target.values) else None


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())


def _code_agreement(source: Quantity, target: Quantity) -> Agreement | None:
    if _bare(source.text) == _bare(target.text):
        # 169.135 told as 16,9.135, which is read as a code because it is no number
        return "format" if source.kind != "code" and _is_figure(target.text) else "same"
    if not source.values or not target.values:
        return None
    shorter, longer = sorted((source.values, target.values), key=len)
    return "derived" if set(shorter) <= set(longer) else None


def _is_figure(text: str) -> bool:
    return all(character.isdecimal() or character in ".," for character in text)


def _component(whole: Quantity, part: Quantity) -> bool:
    """A date against its day alone, a time against its hour, `miles` against a thousand."""
    if whole.kind == "date":
        return part.kind in _COMPONENT and any(value % 100 in part.values for value in whole.values)
    if whole.kind == "time":
        hours = {value // 60 for value in whole.values if value % 60 == 0}
        plain = {value // 60 + value % 60 / 100 for value in whole.values}  # 20.30 not seen as a time
        return part.kind in _COMPONENT and not (hours | plain).isdisjoint(part.values)
    return (
        whole.kind == "vague" and part.kind in {"cardinal", "money"} and not set(whole.values).isdisjoint(part.values)
    )


def _derived(one: Quantity, two: Quantity) -> bool:
    """Other exact ways to say the same: 25 % and a quarter, the 1800s and `siglo XIX`, '98 and 1998."""
    if one.kind == "percent" and two.kind == "fraction":
        return any(value / 100 in two.values for value in one.values)
    if one.kind == "percent" and two.kind in {"multiplier", "cardinal"} and not two.units:
        return any(value == 100 * other for value in one.values for other in two.values)
    if one.kind == "decade" and "century" in two.units:
        return any(value // 100 + 1 in two.values for value in one.values)
    if one.kind == "code":
        return False
    if one.kind in {"year", "decade"} and two.kind in {"year", "decade", "cardinal"}:
        return any(value % 100 in two.values for value in one.values)
    return False


def _converted(one: Quantity, two: Quantity, tolerance: Fraction = CONVERSION_TOLERANCE) -> bool:
    if not one.units or not two.units or not one.units.isdisjoint(two.units):
        return False
    for first in one.units & FACTORS.keys():
        for second in two.units & FACTORS.keys():
            if FACTORS[first][0] != FACTORS[second][0]:
                continue
            ratio = FACTORS[first][1] / FACTORS[second][1]
            if any(abs(v * ratio - w) <= tolerance * w for v in one.values for w in two.values):
                return True
    return False


def pair(sources: Sequence[Quantity], targets: Sequence[Quantity]) -> Pairing:
    """Pair the quantities of the two sides, best agreement first, then in reading order."""
    candidates = sorted(
        (RANKS.index(how), abs(s - t), s, t)
        for s, source in enumerate(sources)
        for t, target in enumerate(targets)
        if (how := agreement(source, target)) is not None
    )
    partner: dict[int, tuple[int, Agreement]] = {}
    taken: set[int] = set()
    for rank, _, s, t in candidates:
        if s not in partner and t not in taken:
            partner[s] = (t, RANKS[rank])
            taken.add(t)
    return Pairing(
        tuple((sources[s], targets[t], how) for s, (t, how) in sorted(partner.items())),
        tuple(source for s, source in enumerate(sources) if s not in partner),
        tuple(target for t, target in enumerate(targets) if t not in taken),
    )

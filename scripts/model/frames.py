"""Make pairs that teach numbers and names: sentence frames whose slots hold what must come through unharmed.

    python -m scripts.model.frames --count 6000 --out FILE

Input: frames.yaml. Output: TSV pairs, the same for the same seed. Seconds: 1.
"""

import argparse
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FRAMES = Path(__file__).with_name("frames.yaml")
SLOT = re.compile(r"\{([a-z_]+?)(\d?)\}")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Frames:
    """The table of frames.yaml."""

    frames: list[Pair]
    given: list[str]
    surnames: list[str]
    places: list[str]
    acronyms: list[str]
    currencies: list[Pair]
    months: list[Pair]


def read_frames(path: Path = FRAMES) -> Frames:
    """The frames and their fillers."""
    table: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))

    def pairs(name: str) -> list[Pair]:
        return [(row[0], row[1]) for row in table[name]]

    return Frames(
        frames=pairs("frames"),
        given=table["given"],
        surnames=table["surnames"],
        places=table["places"],
        acronyms=table["acronyms"],
        currencies=pairs("currencies"),
        months=pairs("months"),
    )


def grouped(value: int, separator: str) -> str:
    """Digits in threes; four-digit Spanish figures stay whole (RAE, Ortografía 2010), English ones do not.

    >>> grouped(1234, "."), grouped(12345, ".")
    ('1.234', '12.345')
    """
    return f"{value:,}".replace(",", separator)


def integer(rng: random.Random) -> Pair:
    """A whole number as 9, 1.234, 13 mil 169 or 45 mil."""
    value = rng.choice(
        [rng.randint(2, 99), rng.randint(100, 999), rng.randint(1000, 99_999), rng.randint(100_000, 9_999_999)]
    )
    english = grouped(value, ",")
    if 1000 <= value < 1_000_000 and rng.random() < 0.3:
        thousands, rest = divmod(value, 1000)
        if rng.random() < 0.5 or not rest:
            return f"{thousands} mil", f"{thousands},000"
        return f"{thousands} mil {rest}", english
    if 1000 <= value < 10_000 and rng.random() < 0.3:
        return str(value), english
    return grouped(value, "\u00a0" if rng.random() < 0.1 else "."), english


def decimal(rng: random.Random) -> Pair:
    """A number with a decimal comma, or the decimal point of Mexico and Central America."""
    whole, part = (
        rng.choice([rng.randint(0, 99), rng.randint(100, 99_999)]),
        rng.choice(["5", "25", "75", f"{rng.randint(1, 9)}", f"{rng.randint(10, 99)}"]),
    )
    english = f"{grouped(whole, ',')}.{part}"
    if whole < 1000 and rng.random() < 0.2:
        return f"{whole}.{part}", english
    return f"{grouped(whole, '.')},{part}", english


def percent(rng: random.Random) -> Pair:
    """A share: `3,5 %`, `3,5%` or `3,5 por ciento`."""
    spanish, english = decimal(rng) if rng.random() < 0.5 else (str(value := rng.randint(1, 99)), str(value))
    sign, english_sign = rng.choice([(" %", "%"), ("%", "%"), (" por ciento", " percent")])
    return spanish + sign, english + english_sign


def money(rng: random.Random, currencies: list[Pair]) -> Pair:
    """A sum in a currency, up to billones (10^12, English trillions)."""
    currency, english_currency = rng.choice(currencies)
    small = str(rng.randint(2, 999))
    spanish, english = decimal(rng)
    thousand = rng.randint(2, 99)
    hundred = rng.choice([0, 0, rng.randint(1, 9)]) * 100
    scale, english_scale = rng.choice(
        [
            (f"{spanish} millones de", f"{english} million"),
            (f"{small} millones de", f"{small} million"),
            (
                f"{grouped(thousand * 1000 + hundred, '.')} millones de",
                f"{thousand}{f'.{hundred // 100}' if hundred else ''} billion",
            ),
            (f"{thousand} mil millones de", f"{thousand} billion"),
            ("mil millones de", "1 billion"),
            (f"{thousand} billones de", f"{thousand} trillion"),
            ("un billón de", "1 trillion"),
            *[integer(rng)] * 2,
            (spanish, english),
        ]
    )
    if currency == "euros" and rng.random() < 0.3:
        return f"{scale.removesuffix(' de')} €", f"{english_scale} euros"
    return f"{scale} {currency}", f"{english_scale} {english_currency}"


def slots(frames: Frames) -> Mapping[str, Callable[[random.Random], Pair]]:
    """What fills each slot."""

    def same(make: Callable[[random.Random], str]) -> Callable[[random.Random], Pair]:
        return lambda rng: (text := make(rng), text)

    def person(rng: random.Random) -> str:
        return " ".join([rng.choice(frames.given), *rng.sample(frames.surnames, rng.choice([1, 1, 2]))])

    def date(rng: random.Random) -> Pair:
        day, (month, english_month) = rng.randint(1, 28), rng.choice(frames.months)
        if rng.random() < 0.5:
            return f"{day} de {month}", f"{english_month} {day}"
        year = rng.randint(1975, 2027)
        return f"{day} de {month} de {year}", f"{english_month} {day}, {year}"

    def month_year(rng: random.Random) -> Pair:
        (month, english_month), year = rng.choice(frames.months), rng.randint(1975, 2027)
        return f"{month} de {year}", f"{english_month} {year}"

    return {
        "money": lambda rng: money(rng, frames.currencies),
        "percent": percent,
        "integer": integer,
        "decimal": decimal,
        "date": date,
        "month": lambda rng: rng.choice(frames.months),
        "month_year": month_year,
        "year": same(lambda rng: str(rng.randint(1975, 2027))),
        "law": same(lambda rng: f"{rng.randint(1, 40)}/{rng.randint(1985, 2026)}"),
        "time": same(lambda rng: f"{rng.randint(1, 23)}:{rng.choice(['00', '15', '30', '45'])}"),
        "age": same(lambda rng: str(rng.randint(18, 97))),
        "person": same(person),
        "place": same(lambda rng: rng.choice(frames.places)),
        "acronym": same(lambda rng: rng.choice(frames.acronyms)),
    }


def fill(frame: Pair, fillers: Mapping[str, Callable[[random.Random], Pair]], rng: random.Random) -> Pair:
    """One frame with its slots filled, the same filler where the same slot returns."""
    filled: dict[str, Pair] = {}
    for match in SLOT.finditer(frame[0]):
        filled[match[0]] = fillers[match[1]](rng)
    spanish = SLOT.sub(lambda match: filled[match[0]][0], frame[0])
    return spanish, SLOT.sub(lambda match: filled[match[0]][1], frame[1])


def make_pairs(count: int, seed: int = 1) -> list[Pair]:
    """`count` pairs; the same ones for the same seed."""
    rng, frames = random.Random(seed), read_frames()
    fillers = slots(frames)
    return [fill(rng.choice(frames.frames), fillers, rng) for _ in range(count)]


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rows = (f"{spanish}\t{english}\n" for spanish, english in make_pairs(args.count))
    args.out.write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()

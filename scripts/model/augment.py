"""Noise on the fly: what wire text loses or gains on its way, on the Spanish side alone or on both.

Each row of NOISE is drawn by its share for every line shown. English that changes with the Spanish is text
again, so a distilled line loses its likely pieces then and is learnt from as a plain pair.
"""

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from scripts.model.mend import FIGURE, figures

Pair = tuple[str, str]
FINAL_STOP = re.compile(r"(?<=\w)\.$")
ACCENTS_KEPT = "ñÑ"
"""Text that lost its accents mostly kept ñ: it is a letter of its own."""


def without_accents(spanish: str, random_source: random.Random) -> str:
    """The line without acute accents and diaereses; one line in three loses the tilde of ñ too."""
    kept = "" if random_source.random() < 1 / 3 else ACCENTS_KEPT
    return "".join(
        letter if letter in kept else unicodedata.normalize("NFD", letter)[0]
        for letter in unicodedata.normalize("NFC", spanish)
    )


def capitals(spanish: str, english: str) -> Pair:
    """A shouted headline; its English stays as a desk would set it."""
    return spanish.upper(), english


def without_final_stop(spanish: str, english: str) -> Pair:
    """Both lines without their full stop, as headlines and list items are set."""
    if FINAL_STOP.search(spanish) and FINAL_STOP.search(english):
        return spanish[:-1], english[:-1]
    return spanish, english


def masked_figures(spanish: str, english: str) -> Pair:
    """Both lines with every figure as *NUMBER*, when the same figures stand on both sides."""
    if figures(spanish) == figures(english):
        return FIGURE.sub("*NUMBER*", spanish), FIGURE.sub("*NUMBER*", english)
    return spanish, english


def typographic_quotes(spanish: str, random_source: random.Random) -> str:
    """Straight double quotes as “…” or «…»."""
    opening, closing = random_source.choice([("“", "”"), ("«", "»")])
    parts = spanish.split('"')
    if len(parts) % 2 == 0:
        return spanish
    return parts[0] + "".join((opening if i % 2 else closing) + part for i, part in enumerate(parts[1:], 1))


@dataclass(frozen=True, slots=True)
class Noise:
    """A change and the share of lines that get it."""

    name: str
    share: float
    apply: Callable[[str, str, random.Random], Pair]


NOISE = (
    Noise("lost accents", 0.08, lambda es, en, rng: (without_accents(es, rng), en)),
    Noise("capitals", 0.04, lambda es, en, _: capitals(es, en)),
    Noise("lower case", 0.03, lambda es, en, _: (es.lower(), en)),
    Noise("no final stop", 0.06, lambda es, en, _: without_final_stop(es, en)),
    Noise("list mark", 0.02, lambda es, en, _: (f"- {es}", f"- {en}")),
    Noise("numbered", 0.005, lambda es, en, _: (f"1) {es}", f"1) {en}")),
    Noise("masked figures", 0.03, lambda es, en, _: masked_figures(es, en)),
    Noise("typographic quotes", 0.3, lambda es, en, rng: (typographic_quotes(es, rng), en)),
)


def noisy(spanish: str, english: str, random_source: random.Random) -> Pair:
    """The pair after each noise that the draw gave it."""
    for noise in NOISE:
        if random_source.random() < noise.share:
            spanish, english = noise.apply(spanish, english, random_source)
    return spanish, english

"""Numbers in Spanish and English text, as exact values with their kind and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a text."""

    text: str
    start: int
    end: int


def find_quantities(text: str, language: Literal["es", "en"]) -> tuple[Quantity, ...]:  # noqa: ARG001
    """Return the numbers of a text in reading order."""
    return tuple(Quantity(match[0], match.start(), match.end()) for match in _DIGITS.finditer(text))

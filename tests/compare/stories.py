"""A story with four key points, two body sentences, and English of both that is right."""

from __future__ import annotations

from pipeline.compare import Comparison, Line
from pipeline.compare.comparing import compare_with
from pipeline.compare.reference import Passage, Reference
from pipeline.story import SentenceId

POINTS = (
    (
        "El acuerdo fija una subida salarial del 4,5 % este año y del 3 % en 2026.",
        "The agreement sets a wage increase of 4.5% this year and 3% in 2026.",
    ),
    (
        "La huelga dejó 62 buques sin atender y pérdidas de 38,4 millones de euros, según la patronal.",
        "The strike left 62 ships unattended and losses of 38.4 million euros, according to the employers.",
    ),
    (
        "El sindicato no renuncia a la jornada de 35 horas, que se negociará antes de junio.",
        "The union does not give up the 35-hour week, which will be negotiated before June.",
    ),
    (
        "La ministra de Transportes, Lucía Armendáriz, viajará mañana a Bruselas.",
        "Transport Minister Lucía Armendáriz will travel to Brussels tomorrow.",
    ),
)
BODY = (
    (
        "La Autoridad Portuaria informó de que a las 6:30 entró el primer carguero, procedente de Tánger.",
        "The Port Authority reported that the first cargo ship, from Tangier, entered at 6:30.",
    ),
    (
        "De esas pérdidas, 12 millones corresponden a los exportadores de fruta de Villamar.",
        "Of those losses, 12 million correspond to the fruit exporters of Villamar.",
    ),
)
OWN = tuple(english for _, english in POINTS)
ALIEN = "The council of Lugo approved a tram line that will link the airport with the old town in 2031."


def _passages(pairs: tuple[tuple[str, str], ...], first: int) -> tuple[Passage, ...]:
    return tuple(
        Passage(spanish, english, (SentenceId(f"s{number}"),)) for number, (spanish, english) in enumerate(pairs, first)
    )


REFERENCE = Reference("key_points", _passages(POINTS, 1), _passages(POINTS + BODY, 1))


def against_port(*texts: str) -> Comparison:
    """Hold English bullets against the story."""
    return compare_with(REFERENCE, [Line(text) for text in texts], "port", "summary")

"""Headings and labels of the press that have one English form, whatever a model makes of two words without context."""

from __future__ import annotations

import re
from typing import Final

# The headings of key-point boxes and press labels that Spanish outlets use, with what English desks call them.
_PHRASES: Final = {
    "puntos clave": "Key points",
    "puntos claves": "Key points",
    "claves": "Key points",
    "las claves": "Key points",
    "ideas clave": "Key ideas",
    "lo esencial": "The essentials",
    "lo más importante": "The main points",
    "lo más destacado": "Highlights",
    "destacados": "Highlights",
    "aspectos clave": "Key aspects",
    "puntos destacados": "Highlights",
    "puntos principales": "Main points",
    "principales conclusiones": "Main conclusions",
    "cifras clave": "Key figures",
    "datos clave": "Key facts",
    "indicadores clave": "Key indicators",
    "de un vistazo": "At a glance",
    "en datos": "In figures",
    "en pocas palabras": "In a nutshell",
    "en síntesis": "In summary",
    "lo importante": "What matters",
    "lo principal": "The main points",
    "lo que debes saber": "What you should know",
    "lo que hay que saber": "What you need to know",
    "lo que se sabe": "What is known",
    "en resumen": "In summary",
    "en breve": "In brief",
    "en cifras": "In figures",
    "en claves": "Key points",
    "resumen": "Summary",
    "resumen ejecutivo": "Executive summary",
    "resumen y puntos clave": "Summary and key points",
    "informaciones claves": "Key information",
    "conclusiones": "Conclusions",
    "recomendaciones": "Recommendations",
    "contexto": "Background",
    "antecedentes": "Background",
    "cronología": "Timeline",
    "última hora": "Breaking news",
    "urgente": "Urgent",
    "más información": "More information",
    "fuente": "Source",
    "fuentes": "Sources",
    "plazos": "Deadlines",
    "requisitos": "Requirements",
    "preguntas frecuentes": "Frequently asked questions",
}  # fmt: skip
# «Claves de la iniciativa»: a heading, and not the keys of a door.
_KEYS: Final = re.compile(r"(?:las )?claves (?=(?:del?|para|sobre) [^.!?:]+$)", re.IGNORECASE)
_MOST_HEADING_WORDS: Final = 10
_MARKS: Final = re.compile(r"[\s.:]*$")


def translate_set_phrase(text: str) -> str | None:
    """Return the English of a text that is a set phrase alone, its stop or colon and capitals kept; else None.

    >>> translate_set_phrase("PUNTOS CLAVE:"), translate_set_phrase("Puntos clave del acuerdo")
    ('KEY POINTS:', None)
    """
    phrase = _MARKS.sub("", text)
    english = _PHRASES.get(" ".join(phrase.split()).casefold())
    if english is None:
        return None
    return (english.upper() if phrase.isupper() else english) + text[len(phrase) :]


def spell_out_heading(text: str) -> str:
    """Return a heading as a model understands it: claves that are no keys are called key points.

    >>> spell_out_heading("Las claves del acuerdo"), spell_out_heading("Las claves de la caja no aparecen.")
    ('Puntos clave del acuerdo', 'Las claves de la caja no aparecen.')
    """
    match = _KEYS.match(text)
    if match is None or len(text.split()) > _MOST_HEADING_WORDS:
        return text
    return ("Puntos clave " if text[0].isupper() else "puntos clave ") + text[match.end() :]

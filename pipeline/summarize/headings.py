"""The headings under which key points stand, in English."""

from __future__ import annotations

from typing import Final

DEFAULT_HEADING: Final = "Key points"

_HEADINGS: Final = {
    "aspectos clave": "Key aspects",
    "aspectos destacados": "Highlights",
    "cifras clave": "Key figures",
    "claves": "Key points",
    "conclusiones": "Conclusions",
    "datos clave": "Key facts",
    "de un vistazo": "At a glance",
    "destacados": "Highlights",
    "en breve": "In brief",
    "en cifras": "In figures",
    "en claves": "Key points",
    "en corto": "In short",
    "en datos": "In figures",
    "en pocas palabras": "In a few words",
    "en resumen": "In summary",
    "en síntesis": "In summary",
    "ideas clave": "Key ideas",
    "indicadores clave": "Key indicators",
    "información clave": "Key information",
    "informaciones claves": "Key information",
    "las claves": "Key points",
    "lo destacado": "Highlights",
    "lo esencial": "The essentials",
    "lo importante": "What matters",
    "lo más destacado": "Highlights",
    "lo más importante": "The most important points",
    "lo principal": "The main points",
    "lo que debes saber": "What you should know",
    "lo que hay que saber": "What to know",
    "lo que se sabe": "What is known",
    "principales conclusiones": "Main conclusions",
    "principales puntos": "Main points",
    "puntos clave": "Key points",
    "puntos claves": "Key points",
    "puntos destacados": "Highlights",
    "puntos principales": "Main points",
    "recomendaciones": "Recommendations",
    "resumen": "Summary",
    "resumen ejecutivo": "Executive summary",
    "síntesis": "Summary",
}
"""Headings that Spanish outlets put over key points and what English ones put there (AP and Reuters use «Key points»,
«At a glance», «Highlights»). Any other heading is shown as the draft has it."""


def translate_heading(source: str, draft: str) -> str:
    """The English of a key-point heading: from the table where it has `source`, else `draft`; without a final colon.

    >>> translate_heading("LO ESENCIAL:", "THE ESSENTIAL:")
    'The essentials'
    >>> translate_heading("Claves del decreto", "Keys to the decree")
    'Keys to the decree'
    """
    known = _HEADINGS.get(" ".join(source.strip(" .:*#_").lower().split()))
    return known or draft.strip().rstrip(":").rstrip() or DEFAULT_HEADING

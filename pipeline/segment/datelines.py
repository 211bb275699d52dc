"""Datelines: place, date and agency before the first words of a story.

The styles of EFE («Madrid, 1 dic (EFE).- »), Europa Press («MADRID, 3 Ene. (EUROPA PRESS) - »), AP («LA HABANA
(AP) —»), Reuters («LIMA (Reuters) - »), AFP, Notimex, Prensa Latina, apro and newspapers («Ciudad de México.- » and
«Quito. »).
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.segment.vocabulary import AGENCIES
from pipeline.story import Span

_CAPITALISED: Final = r"[A-ZÁÉÍÓÚÑÜ][\w’'-]*"
_PLACE: Final = (
    rf"{_CAPITALISED}(?:[ /-](?:{_CAPITALISED}|d[e’']l?|la|las|los|el|y|da|do|of|the)){{0,6}}"
    rf"(?:, ?{_CAPITALISED}(?: (?:{_CAPITALISED}|de|del|la)){{0,3}}\.?){{0,2}}"
)
_MONTH: Final = (
    r"(?i:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
    r"|(?:ene|febr?|mar|abr|may|jun|jul|ago|sept?|set|oct|nov|dic)\.?)"
)
_DAY: Final = r"(?:\d{1,2}|\*NUMBER\*)"
_DATE: Final = rf"(?:\w+ )?{_DAY}(?: de)?(?: {_MONTH}(?: (?:de |del )?(?:\d{{4}}|\*NUMBER\*))?)?"
_AGENCY: Final = "|".join(map(re.escape, sorted(AGENCIES, key=len, reverse=True)))
_DASH: Final = r"\s*(?:\.\s?[-–—_]+|[-–—_]+|\.)\s*"
_STOP_DASH: Final = r"\s*\.\s?[-–—_]+\s*"

# Cities that papers put before a full stop alone («Quito. El presidente …»): capitals and seats of newspapers.
CITIES: Final = (
    "Madrid|Barcelona|Valencia|Sevilla|Bilbao|Zaragoza|Málaga|Ciudad de México|México|CDMX|Guadalajara|Monterrey|Puebla"
    "|Querétaro|Tijuana|Bogotá|Medellín|Cali|Barranquilla|Lima|Arequipa|Quito|Guayaquil|Cuenca|Caracas|Maracaibo|La Paz"
    "|Santa Cruz|Sucre|Santiago|Santiago de Chile|Valparaíso|Buenos Aires|Córdoba|Rosario|Mendoza|La Plata|Montevideo"
    "|Asunción|La Habana|Santo Domingo|San Juan|Panamá|Ciudad de Panamá|San José|Managua|Tegucigalpa|San Salvador"
    "|Guatemala|Ciudad de Guatemala|Washington|Nueva York|Miami|Bruselas|París|Londres|Roma|Berlín|Ginebra|Moscú|Pekín"
    "|Tokio|Lisboa|Redacción"
)

_FORMS: Final = (
    # Place and date may be missing before a known agency, the dash after it.
    re.compile(
        rf"(?P<said>(?:(?:{_PLACE})(?:,? ?{_DATE})?[ ,]*)?\([^()]{{0,40}}(?:{_AGENCY})[^()]{{0,40}}\))"
        rf"(?P<bar>{_DASH}|\s+)"
    ),
    # Without a known agency the brackets may hold an initialism («La Unión Europea (UE) - …»): full stop and dash.
    re.compile(rf"(?P<said>(?:{_PLACE})(?:,? ?{_DATE})? ?\([^()]{{2,40}}\))(?P<bar>{_STOP_DASH})"),
    re.compile(rf"(?P<said>(?:{_PLACE}),? {_DATE}(?: ?/ ?(?:{_AGENCY}))?)(?P<bar>\s*\.?\s?[-–—]+\s*)"),
    re.compile(rf"(?P<said>(?:{_AGENCY})[.,/|] ?(?:{_PLACE}))(?P<bar>\s*[.|]?\s?[-–—]*\s+)"),
    re.compile(rf"(?P<said>{_PLACE})(?P<bar>\.\s?[-–—]+\s*)"),
    re.compile(r"(?P<said>[A-ZÁÉÍÓÚÑÜ][A-ZÁÉÍÓÚÑÜ .]{2,30})(?P<bar>\s?[—–]\s*|\s-\s)"),
    re.compile(rf"(?P<said>(?i:{CITIES}))(?P<bar>\. )(?=[A-ZÁÉÍÓÚÑ¿¡«“\"])"),
)
_AGENCY_FORM: Final = _FORMS[0]


def find_dateline(text: str, *, opens_story: bool) -> tuple[Span, Span] | None:
    """The dateline at the start of `text` and the stop or dash after it; None where there is none.

    In the first paragraph (`opens_story`) all forms count, later only those that name an agency.
    """
    for form in _FORMS if opens_story else (_AGENCY_FORM,):
        match = form.match(text)
        if match and match.end() < len(text):
            return Span(*match.span("said")), Span(*match.span("bar"))
    return None

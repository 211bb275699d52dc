"""Datelines in AP style: ``MADRID, Jan. 3 (EFE)`` for «Madrid, 3 ene (EFE)».

AP Stylebook, "datelines" and "months": the place in capitals, the month before the day and shortened but for March,
April, May, June and July; the names of places are English ones.
"""

from __future__ import annotations

import re
from typing import Final

# Spanish abbreviations after the RAE's list, «sep» and «set» both met in wire copy.
_MONTHS: Final = {
    "ene": "Jan.", "feb": "Feb.", "mar": "March", "abr": "April", "may": "May", "jun": "June", "jul": "July",
    "ago": "Aug.", "sep": "Sept.", "set": "Sept.", "oct": "Oct.", "nov": "Nov.", "dic": "Dec.",
}  # fmt: skip

# Places whose English name is another (AP Stylebook, "foreign names"); all others stay as they are.
_PLACES: Final = {
    "amberes": "Antwerp", "argel": "Algiers", "atenas": "Athens", "bagdad": "Baghdad", "berlín": "Berlin",
    "bogotá": "Bogota", "brasilia": "Brasilia", "bruselas": "Brussels", "bucarest": "Bucharest",
    "ciudad de guatemala": "Guatemala City", "ciudad de méxico": "Mexico City", "ciudad de panamá": "Panama City",
    "ciudad del cabo": "Cape Town", "ciudad del vaticano": "Vatican City", "copenhague": "Copenhagen",
    "córdoba": "Cordoba", "damasco": "Damascus", "dublín": "Dublin", "el cairo": "Cairo", "estambul": "Istanbul",
    "estocolmo": "Stockholm", "estrasburgo": "Strasbourg", "filadelfia": "Philadelphia", "florencia": "Florence",
    "fráncfort": "Frankfurt", "ginebra": "Geneva", "hamburgo": "Hamburg", "jerusalén": "Jerusalem",
    "johannesburgo": "Johannesburg", "kiev": "Kyiv", "la habana": "Havana", "la haya": "The Hague",
    "lisboa": "Lisbon", "londres": "London", "los ángeles": "Los Angeles", "luxemburgo": "Luxembourg",
    "marsella": "Marseille", "méxico": "Mexico", "milán": "Milan", "moscú": "Moscow", "múnich": "Munich",
    "nueva delhi": "New Delhi", "nueva orleans": "New Orleans", "nueva york": "New York", "panamá": "Panama",
    "parís": "Paris", "pekín": "Beijing", "praga": "Prague", "quebec": "Quebec", "riad": "Riyadh",
    "roma": "Rome", "san juan": "San Juan", "santiago de chile": "Santiago", "seúl": "Seoul", "sevilla": "Seville",
    "shanghái": "Shanghai", "sídney": "Sydney", "singapur": "Singapore", "teherán": "Tehran", "tokio": "Tokyo",
    "túnez": "Tunis", "turín": "Turin", "varsovia": "Warsaw", "venecia": "Venice", "viena": "Vienna",
    "zúrich": "Zurich",
}  # fmt: skip

_DATELINE: Final = re.compile(
    r"(?P<place>[^\W\d_][^()\d]*?)"
    r"(?:,?\s(?P<weekday>\w+\s)?(?P<day>\d{1,2}|\*NUMBER\*)(?:\sde)?\s(?P<month>[a-zA-Z]{3,10})\.?"
    r"(?:\s(?:de\s|del\s)?(?P<year>\d{4}))?)?"
    r"(?:\s?(?P<agency>\([^()]*\)))?[.,]?"
)
_AGENCY_ALONE: Final = re.compile(r"\([^()]*\)")
_BAR: Final = " - "


def translate_dateline(text: str) -> str | None:
    """Write a dateline in AP style; None where it has another form.

    >>> translate_dateline("Madrid, 3 ene. (EFE)"), translate_dateline("Ciudad de México, 14 de septiembre")
    ('MADRID, Jan. 3 (EFE)', 'MEXICO CITY, Sept. 14')
    """
    text = " ".join(text.split())
    if _AGENCY_ALONE.fullmatch(text):
        return text
    match = _DATELINE.fullmatch(text)
    if not match:
        return None
    place = ", ".join(_PLACES.get(part.casefold(), part) for part in match["place"].rstrip(" ,").split(", "))
    written = place.upper()
    if match["day"]:
        month = _MONTHS.get(match["month"][:3].casefold())
        if not month:
            return None
        written += f", {month} {match['day']}"
        if match["year"]:
            written += f", {match['year']}"
    if match["agency"]:
        written += f" {match['agency']}"
    return written


def english_bar(suffix: str) -> str:
    """Write what stands between a dateline and its story the English way, where both are on one line."""
    return suffix if "\n" in suffix or not suffix.strip() else _BAR

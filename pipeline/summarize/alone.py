"""Whether a sentence can stand alone as a bullet."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from pipeline.summarize.body import BodySentence

_FEWEST_WORDS: Final = 4
_GOOD_WORDS: Final = (8, 50)
_GOOD_WORDS_OF_LEAD: Final = 80
_GOOD_TERMS: Final = 4

_OPENINGS_TEXT: Final = """
a partir de ahí|a su vez|además|ahora bien|ahí|al respecto|allá|allí|ambas|ambos|ante ello|ante esta|ante este|
ante esto|aquel|aquella|aquellas|aquello|aquellos|asimismo|así|aun así|aún así|bajo esa|bajo ese|bajo esta|
bajo este|con ello|con esa|con ese|con esta|con este|con esto|de ahí|de ellas|de ellos|de esa|de ese|de esta forma|
de esta manera|de este modo|de hecho|de igual forma|de igual manera|del mismo modo|desde entonces|después|dicha|
dichas|dicho|dichos|el mismo|el resto|ella|ellas|ello|ellos|en cambio|en concreto|en cualquier caso|en definitiva|
en efecto|en ella|en ello|en esa|en ese|en esta|en este|en tanto|en todo caso|entonces|entre ellas|entre ellos|
es decir|esa|esas|ese|eso|eso sí|esos|esta|estas|este|esto|estos|finalmente|hasta entonces|igualmente|incluso|
la misma|lo anterior|luego|mientras tanto|no obstante|o|o sea|para ello|pero|por ejemplo|por ello|por esa|por ese|
por eso|por esta|por este|por lo tanto|por otra parte|por otro lado|por su lado|por su parte|por tanto|por último|
pues|según ella|según él|sin embargo|sobre esto|su|sus|tal|tales|también|tampoco|tras ello|tras esta|tras este|y
"""
_OPENINGS: Final = "|".join(part for line in _OPENINGS_TEXT.split("\n") for part in line.split("|") if part)
_LEANING: Final = re.compile(rf"[\W_]*(?:(?:{_OPENINGS})\b(?! del?\b)|otr[oa]s?\b)", flags=re.IGNORECASE)
"""Words that point to what was said before: pronouns, demonstratives, connectives. Ours, after «Nueva gramática de la
lengua española» (RAE and ASALE, 2009), chapters 17 and 30. «Esta mañana» is no such word (`_TIMES`), nor is «además
de», which names what it adds to."""
_LEANING_WITHIN: Final = re.compile(r"\b(?:a|ante|bajo|con|de|en|hacia|para|por|sobre|tras) es[ea]s?\b")
_TIMES: Final = re.compile(
    r"[\W_]*(?:en )?est[ea]s? "
    r"(?:año|mañana|mes|noche|semana|tarde|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b",
    flags=re.IGNORECASE,
)
_REPORTING: Final = re.compile(
    r"(?:aclar|advirti|afirm|agreg|apunt|asegur|añadi|coment|concluy|consider|critic|declar|destac|detall|dij|explic|"
    r"expres|indic|inform|insisti|lament|manifest|matiz|precis|pidi|reconoci|record|reiter|resalt|señal|sostuv|subray)"
    r"(?:[óo]|aron|ieron)\b",
    flags=re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"https?:|www\.|\w@\w")
_QUOTES: Final = {"«": 1, "»": -1, "“": 1, "”": -1}


class Standing(Enum):
    """ALONE: a statement clear by itself. LEANING: a statement, but not a good bullet. NONE: no whole statement."""

    ALONE = "alone"
    LEANING = "leaning"
    NONE = "none"


def judge_standing(item: BodySentence) -> Standing:
    """Whether a body sentence can stand alone.

    NONE: no full stop, fewer than 4 words, an address of the net, or a quotation open at its start or its end.
    LEANING: fewer than 8 words or 4 terms; more than 50 words (80 for the lead, which carries the news); begins with a
    word that points back or with a verb of saying («Agregó que…»), or has «en ese», «de esa».
    """
    text = item.sentence.text
    before = item.block.text[: item.sentence.start]
    count = len(text.split())
    if count < _FEWEST_WORDS or not text.rstrip("»”\"'’)").endswith(".") or _ADDRESS.search(text):
        return Standing.NONE
    if _leaves_quote_open(before) or _leaves_quote_open(text):
        return Standing.NONE
    is_lead = item.block.kind == "lead" and item.sentence.start == 0
    if count > (_GOOD_WORDS_OF_LEAD if is_lead else _GOOD_WORDS[1]):
        return Standing.LEANING
    if count < _GOOD_WORDS[0] or len(item.terms) < _GOOD_TERMS:
        return Standing.LEANING
    leans = (_LEANING.match(text) and not _TIMES.match(text)) or _REPORTING.match(text) or _LEANING_WITHIN.search(text)
    return Standing.LEANING if leans else Standing.ALONE


def _leaves_quote_open(text: str) -> bool:
    return sum(_QUOTES.get(mark, 0) for mark in text) != 0 or text.count('"') % 2 == 1

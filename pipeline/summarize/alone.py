"""Whether a sentence can stand alone as a bullet."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from pipeline.summarize.body import BodySentence

_FEWEST_WORDS: Final = 6
_FEWEST_TERMS: Final = 3
_MOST_WORDS: Final = 50

_OPENINGS_TEXT: Final = """
a su vez|además|agrega|agregó|ahí|al respecto|allá|allí|ambas|ambos|añade|añadió|aquel|aquella|aquello|así|
asimismo|con ello|con esta|con este|con esto|de ahí|de ellas|de ellos|de esta forma|de esta manera|de este modo|
de hecho|de igual forma|de igual manera|del mismo modo|después|dicha|dicho|el mismo|el resto|ella|ellas|ello|
ellos|en cambio|en concreto|en ella|en ello|en esa|en ese|en esta|en este|entonces|entre ellas|entre ellos|
es decir|esa|esas|ese|eso|esos|esta|estas|este|esto|estos|finalmente|igualmente|incluso|la misma|lo anterior|
luego|mientras tanto|no obstante|o|o sea|otra|otras|otro|otros|para ello|pero|por ejemplo|por ello|por eso|
por esta|por este|por lo tanto|por otra parte|por otro lado|por su lado|por su parte|por tanto|por último|pues|
según él|según ella|sin embargo|su|sus|tal|tales|también|tampoco|tras ello|tras esta|tras este|y
"""
_OPENINGS: Final = "|".join(part for line in _OPENINGS_TEXT.split("\n") for part in line.split("|") if part)
_LEANING: Final = re.compile(rf"[\W_]*(?:{_OPENINGS})\b", flags=re.IGNORECASE)
"""Words that point to what was said before: pronouns, demonstratives, connectives. Ours, after «Nueva gramática de la
lengua española» (RAE and ASALE, 2009), chapters 17 and 30. «Esta mañana» and its like do not: see `_TIMES`."""
_TIMES: Final = re.compile(
    r"[\W_]*(?:en )?est[ea]s? "
    r"(?:año|mañana|mes|noche|semana|tarde|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b",
    flags=re.IGNORECASE,
)
_REPORTING: Final = re.compile(
    r"(?:aclar|advirti|afirm|agreg|apunt|asegur|coment|concluy|consider|critic|declar|destac|detall|dij|explic|"
    r"expres|indic|inform|insisti|lament|manifest|matiz|precis|pidi|reconoci|record|reiter|resalt|se[nñ]al|sostuv|subray)"
    r"(?:[óo]|aron|ieron)\b",
    flags=re.IGNORECASE,
)
_QUOTES: Final = {"«": 1, "»": -1, "“": 1, "”": -1}


class Standing(Enum):
    """ALONE: a statement clear by itself. LEANING: one that points to what was said before. NONE: no statement."""

    ALONE = "alone"
    LEANING = "leaning"
    NONE = "none"


def judge_standing(item: BodySentence) -> Standing:
    """Whether a body sentence can stand alone.

    NONE: fewer than 6 words or 3 terms, more than 50 words, no full stop, or a quotation open at its start or its end.
    LEANING: begins with a word that points back, or with a verb of saying («Agregó que…»).
    """
    text = item.sentence.text
    words = text.split()
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or len(item.terms) < _FEWEST_TERMS:
        return Standing.NONE
    before = item.block.text[: item.sentence.start]
    if not text.rstrip("»”\"'’)").endswith(".") or _leaves_quote_open(before) or _leaves_quote_open(text):
        return Standing.NONE
    leans = (_LEANING.match(text) and not _TIMES.match(text)) or _REPORTING.match(text)
    return Standing.LEANING if leans else Standing.ALONE


def _leaves_quote_open(text: str) -> bool:
    return sum(_QUOTES.get(mark, 0) for mark in text) != 0 or text.count('"') % 2 == 1

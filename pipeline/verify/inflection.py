"""Number and gender taken off nouns, so that a glossary's term is known in its other forms.

Spanish plurals: RAE, Nueva gramática, 3.2; gender is folded only in the endings that name people and their offices
(ministra, diputados), since elsewhere it tells words apart (caso, casa; puerto, puerta). English plurals: the regular
ones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_ACCENTS: Final = str.maketrans("áéíóúü", "aeiouu")
_SPANISH_WORD: Final = re.compile(r"[^\W_]+")
_ENGLISH_WORD: Final = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
# diputado, ministro, consejero, secretario, senador, presidente, candidato, ciudadano, psicólogo, jueza
_PEOPLE: Final = re.compile(
    r"(?<=...)(?:(?:(?:ad|nistr|aestr|er|ari|at|an|og)[oa])|(?:(?:dor|tor|sor)a)|ent[ea])$|^jueza$"
)
# interés, país, compás: an accent on the last vowel is no plural's
_SINGULAR_IN_S: Final = re.compile(r"[áéíóú]s$")


@lru_cache(maxsize=65536)
def stem_spanish(word: str) -> str:
    """Return the form that a Spanish noun or adjective shares with its plural and, for people, its other gender."""
    stem = word.lower()
    if _SINGULAR_IN_S.search(stem):
        return stem.translate(_ACCENTS)
    stem = stem.translate(_ACCENTS)
    if len(stem) > 4 and stem.endswith("ces"):
        stem = stem[:-3] + "z"
    elif len(stem) > 4 and stem.endswith("es") and stem[-3] in "bcdfjlnrstxyz":
        stem = stem[:-2]
    elif len(stem) > 3 and stem.endswith("s") and stem[-2] in "aeou":
        stem = stem[:-1]
    # clase, clases: after the plural's -es the singular has lost its -e as well
    if len(stem) > 3 and stem[-1] == "e" and stem[-2] in "bcdfjlnrstxyz":
        return stem[:-1]
    return stem[:-1] if _PEOPLE.search(stem) else stem


@lru_cache(maxsize=65536)
def stem_english(word: str) -> str:
    """Return the form that an English noun shares with its regular plural."""
    stem = word.lower()
    if len(stem) > 4 and stem.endswith("ies"):
        return stem[:-3] + "y"
    if len(stem) > 4 and stem.endswith(("sses", "shes", "ches", "xes", "zes")):
        return stem[:-2]
    if len(stem) > 3 and stem.endswith("s") and not stem.endswith(("ss", "us", "is")):
        return stem[:-1]
    return stem


def spanish_words(text: str) -> list[tuple[str, int, int]]:
    """Return the stems of a Spanish text with the place of their words."""
    return [(stem_spanish(match[0]), match.start(), match.end()) for match in _SPANISH_WORD.finditer(text)]


def english_words(text: str) -> list[tuple[str, int, int]]:
    """Return the stems of an English text with the place of their words; a possessive's ’s is left out."""
    return [(stem_english(match[0]), match.start(), match.end()) for match in _ENGLISH_WORD.finditer(text)]

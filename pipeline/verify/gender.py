"""Gender of people: where the Spanish marks one gender and the English pronouns have only the other."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pipeline.story import Finding, Span
from pipeline.verify.context import Context
from pipeline.verify.cues import blank, find_cues, load_cues
from pipeline.verify.function_words import words
from pipeline.verify.name_tables import Gender, given_names
from pipeline.verify.words import tokenize

NAME: Final = "gender"
_WORD: Final[dict[Gender, str]] = {"f": "feminine", "m": "masculine"}
_PERSON: Final[dict[Gender, str]] = {"f": "a woman", "m": "a man"}
# Given names that are common words or places as well.
_WORDS_TOO: Final = words(
    """paz gloria luz mercedes dolores pilar victoria consuelo esperanza rosa clara alba blanca estrella angeles mar
    soledad concepcion asuncion encarnacion nieves remedios milagros rocio florencia santiago san domingo salvador leon
    angel justo marcial severo franco lima valencia israel roman pascual"""
)
_OTHER: Final[dict[Gender, Gender]] = {"f": "m", "m": "f"}


def check(source: str, target: str, _context: Context) -> list[Finding]:
    """Return the English pronouns that contradict the only gender that the Spanish marks.

    The Spanish marks a person's gender by pronouns, nouns and given names. Where it marks both, nothing is said.
    """
    tables = load_cues("gender")
    marks = {gender: _marks(source, gender) for gender in _WORD}
    for gender, its_marks in marks.items():
        other = _OTHER[gender]
        if not its_marks or marks[other]:
            continue
        pronouns = find_cues(tables[f"english {_WORD[other]}"], target)
        fitting = find_cues(tables[f"english {_WORD[gender]}"], target)
        if pronouns and not fitting and not find_cues(tables[f"english {_WORD[other]} nouns"], target):
            said_of = ", ".join(source[mark.start : mark.end] for mark in its_marks)
            said = target[pronouns[0].start : pronouns[0].end]
            message = f"The Spanish speaks of {_PERSON[gender]} (“{said_of}”), the English says “{said}”."
            return [Finding(NAME, "gender-changed", "warning", message, None, its_marks, pronouns)]
    return []


@lru_cache(maxsize=128)
def _marks(source: str, gender: Gender) -> tuple[Span, ...]:
    tables = load_cues("gender")
    nouns = find_cues(tables[f"spanish {_WORD[gender]}"], blank(tables["spanish kin of somebody"], source))
    names = tuple(
        Span(token.start, token.end)
        for token in tokenize(source)
        if token.is_capitalised and given_names().get(token.folded) == gender and token.folded not in _WORDS_TOO
    )
    return nouns + names

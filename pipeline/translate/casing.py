"""Lines in capitals: lower-cased with sense for the model, which reads running text, and put back in capitals after.

What keeps its capitals in running text is learnt from the rest of the story («SÁNCHEZ» is «Sánchez» there, «OMS» stays
«OMS»), and else taken from a table of names and acronyms of the news.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from pipeline.story import Story
from pipeline.translate.proper_nouns import PROPER_NOUNS, PROPER_PHRASES

_WORD: Final = re.compile(r"(?:[A-ZÁÉÍÓÚÑÜ]{1,2}\.\s?){2,}|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MIN_LETTERS: Final = 5
_VOWELS: Final = frozenset("aeiou")
_PHRASES: Final = {phrase.lower(): phrase for phrase in PROPER_PHRASES}
_ROMAN: Final = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})")
# Words in capitals before a colon, a stop and dash, or a bar, and running text behind: «PLAZOS. Las solicitudes …».
_LABEL: Final = re.compile(r"(?P<label>[^a-záéíóúñü:|]{2,60}?)(?P<between>\s*(?::|\||\.\s?[-–—]|[-–—]|\.)\s+)(?=\S)")


@dataclass(frozen=True, slots=True)
class StoryCasing:
    """How a story writes its words in running text, by the word without accents and in lower case."""

    forms: Mapping[str, str] = field(default_factory=dict)

    def lower(self, text: str) -> str:
        """Lower-case a text in capitals, but for what keeps capitals in running text; its first letter is a capital.

        >>> StoryCasing({"sanchez": "Sánchez"}).lower("SANCHEZ VIAJA A LA CUMBRE DE LA OTAN")
        'Sánchez viaja a la cumbre de la OTAN'
        """
        lowered = _WORD.sub(lambda match: self._lower_word(match[0]), text)
        lowered = _proper_phrases().sub(lambda match: _PHRASES[match[0].lower()], lowered)
        index = next((index for index, character in enumerate(lowered) if character.isalpha()), 0)
        return lowered[:index] + lowered[index : index + 1].upper() + lowered[index + 1 :]

    def is_name(self, text: str) -> bool:
        """Whether a text in capitals is one word that the story writes with a capital: a name, to be left alone.

        >>> StoryCasing({"sinaprese": "Sinaprese"}).is_name("SINAPRESE")
        True
        """
        return self.forms.get(fold(text), text.lower())[:1].isupper()

    def _lower_word(self, word: str) -> str:
        folded = fold(word)
        known = self.forms.get(folded) or _proper_nouns().get(folded)
        if known:
            return known
        if "." in word:
            return word
        if "-" in word:
            return "-".join(self._lower_word(part) for part in word.split("-"))
        if len(word) > 1 and (not _VOWELS & set(folded) or _ROMAN.fullmatch(word)) and folded != "y":
            return word
        return word.lower()


NO_CASING: Final = StoryCasing()
"""Of a text without a story."""


def learn_casing(stories: Iterable[Story]) -> StoryCasing:
    """Learn from the running text of stories how each word is written within a sentence."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for story in stories:
        for sentence in story.sentences:
            if is_capitals(sentence.text):
                continue
            label = find_label(sentence.text)
            start = len(label[0]) if label else 0
            for number, match in enumerate(_WORD.finditer(sentence.text, start)):
                # A sentence's first word has its capital anyway.
                if number or match[0].isupper():
                    seen[fold(match[0])][match[0]] += 1
    # Most words are lower-case ones, which need no entry; a tie is decided by the alphabet, not by chance.
    best = {folded: max(counter, key=lambda form: (counter[form], form)) for folded, counter in seen.items()}
    return StoryCasing({folded: form for folded, form in best.items() if form != folded})


def is_capitals(text: str) -> bool:
    """Whether a text is a line in capitals rather than an acronym.

    >>> is_capitals("ÚLTIMA HORA"), is_capitals("PSOE"), is_capitals("El PP"), is_capitals("EE.UU.")
    (True, False, False, False)
    """
    letters = [character for character in text if character.isalpha() and character not in "ºª"]
    if len(letters) < _MIN_LETTERS or any(character.islower() for character in letters):
        return False
    words = _WORD.findall(text)
    return not all(_proper_nouns().get(fold(word), "").isupper() or "." in word for word in words)


def find_label(text: str) -> tuple[str, str] | None:
    """Find a label in capitals at the start of running text: the label, and what stands between.

    >>> find_label("PLAZOS. Las solicitudes se entregan en mayo.")
    ('PLAZOS', '. ')
    """
    match = _LABEL.match(text)
    if not match or not is_capitals(match["label"]) or is_capitals(text[match.end() :]):
        return None
    return match["label"], match["between"]


def fold(word: str) -> str:
    """Lower-case a word and take its accents away, ñ's tilde included: lines in capitals often lack them."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character)).replace(" ", "")


@cache
def _proper_phrases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(PROPER_PHRASES)})\b", re.IGNORECASE)


@cache
def _proper_nouns() -> Mapping[str, str]:
    return {fold(name): name for name in PROPER_NOUNS.split()}

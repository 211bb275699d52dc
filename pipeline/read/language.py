"""Is it Spanish? Function words tell most stories in a millisecond; py3langid decides the rest.

The rule, for a text and for each line of it:

- fewer than `MIN_WORDS` words: too short to tell;
- Spanish for sure: words that only Spanish has are frequent, varied and far ahead of those that its neighbours
  (Catalan, Galician, Portuguese, Italian, French, English) have and Spanish has not;
- otherwise py3langid chooses among `LANGUAGES`. Spanish passes. Another language with a probability of at least
  `SURE` is refused; with less it passes with a warning.

A line of at least `MIN_LINE_WORDS` words in a Spanish story that has more words of another language than Spanish ones,
and that py3langid finds another language with a probability of at least `SURE`, is reported with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol, cast

from pipeline.story import Finding, Span

LANGUAGES: Final = {
    "es": "Spanish",
    "ca": "Catalan",
    "de": "German",
    "en": "English",
    "eu": "Basque",
    "fr": "French",
    "gl": "Galician",
    "it": "Italian",
    "nl": "Dutch",
    "oc": "Occitan",
    "pt": "Portuguese",
    "ro": "Romanian",
}
MIN_WORDS: Final = 6
MIN_LINE_WORDS: Final = 12
SURE: Final = 0.9
_MIN_SPANISH: Final = 4
_MIN_KINDS: Final = 3
_MIN_SHARE: Final = 0.04
_LEAD: Final = 4
_ADDRESS_MARKS: Final = ("://", "www.", "@")


def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Function words of Spanish that none of its neighbours writes so (RAE, Nueva gramática de la lengua española). Left
# out are «el» and «con» (Catalan, Italian), «está», «ese», «así», «porque» (Galician, Portuguese) and their like.
SPANISH_WORDS: Final = _vocabulary(
    "y los las según también más muy hasta estos esos hay sus cuando donde ya hace hacia ayer hoy sólo después además"
    " mientras aunque tiene tienen puede pueden año años quien quienes dijo cual cuyo fueron hubo otro otra otros otras"
    " mismo misma ella ellos ahora aún sino nuestro nuestra muchos"
)
# Function words of the neighbours that Spanish does not have (so not «e», «no», «que», «les», «da», «va», «plus»).
FOREIGN_WORDS: Final = _vocabulary(
    # Catalan
    "els amb dels als és més aquest aquesta aquests però també són pel pels dins ahir avui molt perquè seva seu i hi"
    " segons mentre sense fins després"
    # Galician and Portuguese
    " os as do das na nas ao aos um uma não em com mais é pelo pela são foi à às sua também já unha máis nun nunha polo"
    " pola tamén foron onte hoxe moi súa seus até ontem hoje ainda num numa pelos pelas dum"
    # Italian
    " il di che è gli della dello dei delle nel nella per non sono anche più ieri oggi dal dalla alla ai alle sul sulla"
    " questo secondo"
    # French
    " le des du et est dans pour qui une au aux pas ce cette ses été ont avec hier"
    # English
    " the of and to in is that for was on with as by at from are be this it his her their"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """An ISO 639-1 code, or None where the text is too short to tell, and how sure that is (0 to 1)."""

    language: str | None
    probability: float


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def detect_language(text: str) -> Verdict:
    """The language of `text`, by the rule of this module."""
    words = _words(text)
    if len(words) < MIN_WORDS:
        return Verdict(None, 0.0)
    if is_surely_spanish(text):
        return Verdict("es", 1.0)
    return _identify(text)


def find_foreign_lines(text: str) -> Iterator[Finding]:
    """A warning for each line of a Spanish `text` that is in another language."""
    position = 0
    for line in text.split("\n"):
        words = _words(line)
        if len(words) >= MIN_LINE_WORDS and _count(words, FOREIGN_WORDS) > max(_count(words, SPANISH_WORDS), 1):
            verdict = _identify(line)
            if verdict.language not in ("es", None) and verdict.probability >= SURE:
                message = f"this passage is in {LANGUAGES[str(verdict.language)]}, not Spanish"
                span = Span(position, position + len(line))
                yield Finding("language", "foreign_passage", "warning", message, source_spans=(span,))
        position += len(line) + 1


def _words(text: str) -> list[str]:
    tokens = [token for token in text.lower().split() if not any(mark in token for mark in _ADDRESS_MARKS)]
    return re.findall(r"[^\W\d_]+", " ".join(tokens))


def _count(words: list[str], vocabulary: frozenset[str]) -> int:
    return sum(word in vocabulary for word in words)


def is_surely_spanish(text: str) -> bool:
    """Whether function words alone show that `text` is Spanish; they never do so for a neighbour's text."""
    words = _words(text)
    spanish = _count(words, SPANISH_WORDS)
    kinds = len(SPANISH_WORDS.intersection(words))
    return (
        spanish >= max(_MIN_SPANISH, _MIN_SHARE * len(words))
        and kinds >= _MIN_KINDS
        and spanish >= _LEAD * _count(words, FOREIGN_WORDS)
    )


def _identify(text: str) -> Verdict:
    language, probability = _identifier().classify(text)
    return Verdict(str(language), float(probability))


@cache
def _identifier() -> _Identifier:
    # numpy and the model take half a second to load: only for texts that the function words leave open.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # it ships no types

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return cast(_Identifier, identifier)

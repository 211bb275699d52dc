"""The names in a Spanish sentence, and those of a whole story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.story import Span, Story
from pipeline.verify.context import Context
from pipeline.verify.function_words import CALENDAR, SPANISH, words
from pipeline.verify.lexicon import load_lexicon
from pipeline.verify.name_tables import MOST_WORDS, Exonym, exonyms, given_names
from pipeline.verify.words import Token, is_all_capitals, sentence_starts, tokenize

# Titles before a name; they are translated, dropped or moved.
_TITLES: Final = words("sr sra srta dr dra don dona ud uds vd d dna mr mrs ms sir lady lord fray sor san santa")
# Words of titles and institutions that are seldom in lower case, and endings of common nouns and adjectives (RAE, Nueva
# gramática, ch. 5-7): translated, not copied.
_INSTITUTIONS: Final = words(
    """republica virgen hacienda alianza reino procurador procuraduria fiscalia consejeria comisaria secretaria senado
    asamblea audiencia ayuntamiento diputacion cabildo alcaldia gobernacion intendencia comandancia jefatura magistrado
    majestad excelencia senoria monsenor canciller cancilleria congreso camara cortes tesoro mundial estado revisor
    yihad folclore padrino buscador urbanismo termas prefectura carta magna epifania resurreccion metro puente avenida
    calle"""
)
_COMMON_ENDING: Final = re.compile(
    "(?:cion|sion|dad|tad|miento|ismo|logia|tura|encia|ancia|eria|ativ[oa]|istic[oa]|ologic[oa]|torio|toria)(?:e?s)?$"
)

# A name of several words as English writes it: Bank of America, Office for National Statistics.
_CAPITALISED: Final = r"(?<!\w)[A-Z][a-z]+(?!\w)"
_TITLE: Final = re.compile(rf"{_CAPITALISED}(?:(?: (?:of|for|and|in|on|the|of the|&) | |-){_CAPITALISED})+")
_LEAST_ENGLISH_WORDS: Final = 2

Sureness = Literal["person", "name", "perhaps"]


@dataclass(frozen=True, slots=True)
class Name:
    """A word of the source that should be found in English; `perhaps`: it has a capital anyway, being first.

    `before` is the folded word before it, `is_given` tells a given name that its surname follows.
    """

    token: Token
    sureness: Sureness
    before: str = ""
    is_given: bool = False


def story_names(story: Story) -> frozenset[str]:
    """Return the folded names of a segmented story: words with a capital inside a sentence, and surnames.

    They tell a name from a common word where every word has a capital, and at the start of a sentence.
    """
    found: set[str] = set()
    for sentence in story.sentences:
        if not is_all_capitals(sentence.text):
            tokens = tokenize(sentence.text)
            found.update(
                name.token.folded
                for name in find_names(tokens, sentence.text, Context(), frozenset())
                if name.sureness != "perhaps"
            )
    return frozenset(found)


def find_english_names(source: str) -> list[Span]:
    """Return the names that are in English already: at least two of their words are English and not Spanish.

    >>> source = "Lo publicó ayer la Associated Press."
    >>> [source[span.start : span.end] for span in find_english_names(source)]
    ['Associated Press']
    """
    lexicon = load_lexicon()
    spans = []
    for match in _TITLE.finditer(source):
        tokens = tokenize(match[0])
        spanish = [lexicon.is_common_spanish(word.folded) or word.folded in SPANISH for word in tokens]
        english = [lexicon.is_common_english(word.folded) or word.folded in CALENDAR for word in tokens]
        if sum(known and not other for known, other in zip(english, spanish, strict=True)) >= _LEAST_ENGLISH_WORDS:
            # «El Open Arms»: what is Spanish alone at the ends is no part of the name.
            own = [word for word, known, other in zip(tokens, english, spanish, strict=True) if known or not other]
            spans.append(Span(match.start() + own[0].start, match.start() + own[-1].end))
    return spans


def find_exonyms(tokens: tuple[Token, ...], source: str, context: Context) -> list[tuple[int, int, Exonym]]:
    """Return the names that English writes otherwise, with the half-open range of their words."""
    table = exonyms()
    shouted = is_all_capitals(source)
    starts = sentence_starts(source)
    found = []
    position = 0
    while position < len(tokens):
        first = tokens[position]
        step = 1
        if first.is_capitalised:
            for length in range(min(MOST_WORDS, len(tokens) - position), 0, -1):
                words = tokens[position : position + length]
                if length > 1 and words[-1].text.islower():
                    continue
                exonym = table.get(" ".join(word.folded for word in words))
                if exonym is None or (length == 1 and _is_something_else(position, tokens, starts, shouted, context)):
                    continue
                found.append((position, position + length, exonym))
                step = length
                break
        position += step
    return found


def _is_something_else(
    position: int, tokens: tuple[Token, ...], starts: frozenset[int], shouted: bool, context: Context
) -> bool:
    """Whether one word that is also a place is part of another name, or a common word that is first."""
    word = tokens[position]
    if (shouted or word.start in starts) and load_lexicon().is_common_spanish(word.folded):
        return word.folded not in context.names
    if word.folded in given_names() and position + 1 < len(tokens) and tokens[position + 1].is_capitalised:
        return True  # Mauricio Macri
    neighbours = tokens[max(0, position - 1) : position] + tokens[position + 1 : position + 2]
    return any(neighbour.folded in given_names() and neighbour.is_capitalised for neighbour in neighbours)


def find_names(tokens: tuple[Token, ...], source: str, context: Context, taken: frozenset[int]) -> list[Name]:
    """Return the other names, word by word; `taken` are the positions of words that are accounted for."""
    given, starts = given_names(), sentence_starts(source)
    shouted = is_all_capitals(source)
    if _is_label(tokens, source):
        starts = frozenset()
    names = []
    after_given = False
    for position, token in enumerate(tokens):
        is_given = token.is_capitalised and token.folded in given and position not in taken
        sureness = None
        if position not in taken and token.is_capitalised and token.folded not in _TITLES and len(token.folded) > 1:
            # In a shouted line any word may follow a given name: MARÍA DICE.
            surname = after_given and not (shouted and load_lexicon().knows(token.folded))
            sureness = _judge(token, context, surname, shouted or token.start in starts, shouted)
        before = tokens[position - 1].folded if position else ""
        if is_given and not shouted and _is_surname(tokens[position + 1 : position + 2], position + 1 in taken):
            names.append(Name(token, "person", before, is_given=True))  # Lucía Armendáriz, though «lucía» is a verb
        elif sureness is not None:
            names.append(Name(token, sureness, before))
        # A given name goes on over further given names and over "de la" before the surname.
        after_given = is_given or (after_given and token.folded in ("de", "del", "la", "los") and token.text.islower())
    return names


def _is_surname(following: tuple[Token, ...], is_taken: bool) -> bool:
    """Whether the word after a given name, if there is one, is a surname and no common word with a capital."""
    return any(
        token.is_capitalised and not is_taken and token.folded not in SPANISH and not is_translatable(token.folded)
        for token in following
    )


def _is_label(tokens: tuple[Token, ...], source: str) -> bool:
    """Whether a text is no more than a name may be, as the cells of tables and the items of lists of names are.

    Learned adjectives are not: Politécnica de Cartagena.
    """
    told = [token for token in tokens if token.folded not in SPANISH]
    return (
        len(tokens) <= MOST_WORDS
        and not source.rstrip().endswith((".", "?", "!", ":"))
        and not is_all_capitals(source)
        and all(
            token.is_capitalised
            and not is_translatable(token.folded)
            and not token.folded.endswith(("ica", "ico", "icas", "icos"))
            for token in told
        )
    )


def _judge(token: Token, context: Context, after_given: bool, capital_is_due: bool, shouted: bool) -> Sureness | None:
    if token.folded in SPANISH:
        return None
    if after_given:
        return "person"
    word = token.folded
    common = is_translatable(word)
    if word in context.names:
        return "name"
    if common:
        return None if capital_is_due else "perhaps"
    if capital_is_due:
        return "person" if word in given_names() and (shouted or not token.is_acronym) else "perhaps"
    return "name"


def is_translatable(word: str) -> bool:
    """Whether a folded word with a capital is one that English translates, as the words of institutions' names are."""
    return load_lexicon().is_common_spanish(word) or word in _INSTITUTIONS or bool(_COMMON_ENDING.search(word))

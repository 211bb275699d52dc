"""An English sentence as names are looked for in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.verify.function_words import CALENDAR, ENGLISH
from pipeline.verify.lexicon import load_lexicon
from pipeline.verify.name_tables import Exonym, acronyms, exonyms, given_names, phrase, read_rows
from pipeline.verify.sound import sound_key
from pipeline.verify.words import Token, edit_distance, is_all_capitals, sentence_starts, stem, tokenize

# What English has for Spanish endings; what differs by one of them is translated, not bent.
_COGNATE_ENDINGS: Final = (
    ("os", "s"), ("as", "s"), ("anos", "ans"), ("ano", "an"), ("ana", "an"), ("ia", "y"), ("ias", "ies"), ("io", "y"),
    ("ico", "ic"), ("ica", "ic"), ("icos", "ics"), ("icas", "ics"), ("ico", "ical"), ("ica", "ical"), ("ica", "ics"),
    ("cion", "tion"), ("ciones", "tions"), ("ista", "ist"), ("istas", "ists"), ("ismo", "ism"), ("ivo", "ive"),
    ("iva", "ive"), ("ura", "ure"), ("ario", "ary"), ("aria", "ary"), ("orio", "ory"), ("ente", "ent"), ("ales", "al"),
    ("ado", "ate"), ("ados", "ates"), ("ino", "ine"), ("ina", "ine"), ("eno", "ene"), ("uto", "ute"), ("eso", "ess"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class English:
    """The words: folded between spaces, a set with the parts around apostrophes, stems, sound keys, in one piece."""

    tokens: tuple[Token, ...]
    words: str
    folded: frozenset[str]
    stems: frozenset[str]
    keys: frozenset[str]
    acronyms: frozenset[str]
    squeezed: str

    def has_phrase(self, phrase: str) -> bool:
        """Whether the folded words stand in a row."""
        return f" {phrase} " in self.words

    def tells(self, exonym: Exonym) -> bool:
        """Whether one of the English names stands here."""
        return not self.acronyms.isdisjoint(exonym.acronyms) or any(map(self.has_phrase, exonym.phrases))


@lru_cache(maxsize=64)
def read_english(target: str) -> English:
    """Read an English sentence."""
    tokens = tokenize(target)
    parts = [part for token in tokens for part in (token.folded, *token.folded.split("'"))]
    return English(
        tokens,
        f" {' '.join(token.folded for token in tokens)} ",
        frozenset(parts),
        frozenset(stem(part, "en") for part in parts),
        frozenset(sound_key(part) for part in parts),
        frozenset(token.folded.upper() for token in tokens if token.is_acronym),
        "".join(token.folded for token in tokens),
    )


def near_form(word: str, english: English, told: frozenset[str]) -> Token | None:
    """Return the first English word with a capital that comes near `word` and is neither known nor in the source."""
    most = 1 if len(word) < 7 else 2
    lexicon = load_lexicon()
    for other in english.tokens:
        if not other.is_capitalised or other.folded in told or other.folded in ENGLISH or len(other.folded) < 3:
            continue
        if lexicon.is_common_english(other.folded) or other.folded in lexicon.capitals:
            continue
        if other.folded.startswith(word) or edit_distance(word, other.folded, most) > most:
            continue
        if not is_cognate(word, other.folded):
            return other
    return None


def is_cognate(spanish: str, english: str) -> bool:
    """Whether two folded words differ by an ending that English has for a Spanish one: mexicanos, mexicans."""
    return any(
        spanish.endswith(one) and english == spanish[: len(spanish) - len(one)] + other
        for one, other in _COGNATE_ENDINGS
    )


def added_names(target: str, english: English, tokens: tuple[Token, ...]) -> list[Token]:
    """Return the English words with a capital where none is due that nothing in the source accounts for."""
    if is_all_capitals(target):
        return []
    starts = sentence_starts(target)
    lexicon = load_lexicon()
    folded = {token.folded for token in tokens}
    # A common word may be told by its translation, not by what sounds like it: Novo León for Nuevo León.
    keys = {sound_key(word) for word in folded if not lexicon.is_common_spanish(word)}
    explained = {word for token in tokens for word in lexicon.counterparts.get(stem(token.folded, "es"), "").split()}
    added = []
    for token in english.tokens:
        word = token.folded
        if not token.is_capitalised or token.start in starts or token.is_acronym or len(word) < 3:
            continue
        if word in folded or word in ENGLISH or word in CALENDAR or sound_key(word) in keys:
            continue
        if lexicon.is_common_english(word) or stem(word, "en") in explained:
            continue
        if any(may_be_made_of(word, other) for other in folded) or _is_english_of(word, tokens):
            continue
        added.append(token)
    return added


def _is_english_of(word: str, tokens: tuple[Token, ...]) -> bool:
    """Whether the word is in an English name of something in the source."""
    words = f" {' '.join(token.folded for token in tokens)} "
    return any(f" {spanish} " in words for spanish in _spanish_names_by_english_word().get(word, ()))


@lru_cache(maxsize=1)
def _spanish_names_by_english_word() -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for table in (exonyms(), {name.lower(): exonym for name, exonym in acronyms().items()}):
        for spanish, exonym in table.items():
            for told in exonym.phrases:
                for word in told.split():
                    index.setdefault(word, []).append(spanish)
    return index


def may_be_made_of(english: str, spanish: str) -> bool:
    """Whether two folded words begin alike and are not two places: Australian for Australia, not Austria."""
    if not shares_beginning(english, spanish):
        return False
    place = exonyms().get(spanish)
    return place is None or english not in _english_places() or any(english in name for name in place.phrases)


@lru_cache(maxsize=1)
def _english_places() -> frozenset[str]:
    """The folded English names, of one word, of the CLDR's places."""
    return frozenset(phrase(english) for _, english in read_rows("exonyms.tsv")) - given_names().keys()


def shares_beginning(one: str, other: str) -> bool:
    """Whether two folded words of some length begin alike."""
    return len(one) >= 5 and len(other) >= 5 and one[:4] == other[:4]

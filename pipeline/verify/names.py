"""Names: people, places and organisations of the Spanish stand in the English, unbent, with their accents.

What is a name: a word with a capital where none is due, unless it is a common Spanish word (Ministerio, Tribunal are
translated, not copied). A common word after a given name is a surname (Nicolás Maduro). Names that English writes
otherwise come from tables; other spellings of foreign names are accepted where they sound alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from pipeline.story import Finding, Severity, Span, Story
from pipeline.verify.context import Context
from pipeline.verify.counterparts import CLOSE, closeness
from pipeline.verify.function_words import ENGLISH, SPANISH, words
from pipeline.verify.lexicon import Lexicon, load_lexicon
from pipeline.verify.name_tables import MOST_WORDS, Exonym, acronyms, exonyms, given_names
from pipeline.verify.sound import sound_key
from pipeline.verify.words import STEM_LENGTH, Token, edit_distance, is_all_capitals, sentence_starts, stem, tokenize

NAME: Final = "names"
MOST_ACRONYM_LETTERS: Final = 6
# Severities of what is found in a free translation.
_LESS: Final[dict[str, Severity]] = {
    "name-changed": "warning",
    "name-swapped": "warning",
    "name-missing": "warning",
    "place-missing": "note",
    "acronym-missing": "note",
    "name-untranslated": "warning",
    "name-added": "note",
    "accent-lost": "note",
}
# Numerals are another check's business.
_ROMAN: Final = re.compile("[IVXLC]+")
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
# Names of days and months have capitals in English only.
_CALENDAR: Final = words(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun"""
)

Sureness = Literal["person", "name", "perhaps"]


@dataclass(frozen=True, slots=True)
class _Name:
    """A word of the source that should be found in English; `perhaps`: it has a capital anyway, being first.

    `before` is the folded word before it.
    """

    token: Token
    sureness: Sureness
    before: str = ""


@dataclass(frozen=True, slots=True)
class _Missing:
    """A name of the source that is nowhere in the English."""

    text: str
    span: Span
    code: str = "name-missing"


_Verdict = Finding | _Missing | None


@dataclass(frozen=True, slots=True)
class _English:
    """The English sentence as names are looked for in it."""

    tokens: tuple[Token, ...]
    words: str
    folded: frozenset[str]
    stems: frozenset[str]
    keys: frozenset[str]
    acronyms: frozenset[str]
    squeezed: str

    def has_phrase(self, phrase: str) -> bool:
        return f" {phrase} " in self.words

    def tells(self, exonym: Exonym) -> bool:
        return not self.acronyms.isdisjoint(exonym.acronyms) or any(map(self.has_phrase, exonym.phrases))


@lru_cache(maxsize=64)
def _read_english(target: str) -> _English:
    tokens = tokenize(target)
    parts = [part for token in tokens for part in (token.folded, *token.folded.split("'"))]
    return _English(
        tokens,
        f" {' '.join(token.folded for token in tokens)} ",
        frozenset(parts),
        frozenset(stem(part, "en") for part in parts),
        frozenset(sound_key(part) for part in parts),
        frozenset(token.folded.upper() for token in tokens if token.is_acronym),
        "".join(token.folded for token in tokens),
    )


def check(source: str, target: str, context: Context) -> list[Finding]:
    """Return the names of the source that the English changed, lost or left in Spanish, and those it added."""
    english = _read_english(target)
    tokens = tokenize(source)
    findings: list[Finding] = []
    missing: list[_Missing] = []
    taken: set[int] = set()
    for start, end, exonym in _find_exonyms(tokens, source, context):
        taken.update(range(start, end))
        _sort(_check_exonym(tokens[start:end], exonym, english), findings, missing)
    for name in _find_names(tokens, source, context, frozenset(taken)):
        if name.token.is_acronym and not is_all_capitals(source):
            _sort(_check_acronym(name.token, english, tokens), findings, missing)
        else:
            _sort(_check_name(name, english, tokens), findings, missing)
    reported = {span.start for finding in findings for span in finding.target_spans}
    added = [token for token in _added_names(target, english, tokens) if token.start not in reported]
    findings.extend(_check_missing(missing, added))
    if closeness(source, target) < CLOSE:
        # A free translation may call people and places otherwise, and may call them "he" and "there".
        return [replace(finding, severity=_LESS[finding.code]) for finding in findings]
    return findings


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
                for name in _find_names(tokens, sentence.text, Context(), frozenset())
                if name.sureness != "perhaps"
            )
    return frozenset(found)


def _find_exonyms(tokens: tuple[Token, ...], source: str, context: Context) -> list[tuple[int, int, Exonym]]:
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
    neighbours = tokens[max(0, position - 1) : position] + tokens[position + 1 : position + 2]
    return any(neighbour.folded in given_names() and neighbour.is_capitalised for neighbour in neighbours)


def _find_names(tokens: tuple[Token, ...], source: str, context: Context, taken: frozenset[int]) -> list[_Name]:
    lexicon, given, starts = load_lexicon(), given_names(), sentence_starts(source)
    shouted = is_all_capitals(source)
    names = []
    after_given = False
    for position, token in enumerate(tokens):
        is_given = token.is_capitalised and token.folded in given and position not in taken
        sureness = None
        if position not in taken and token.is_capitalised and token.folded not in _TITLES and len(token.folded) > 1:
            sureness = _judge(token, lexicon, context, after_given and not shouted, shouted or token.start in starts)
        if sureness is not None:
            names.append(_Name(token, sureness, tokens[position - 1].folded if position else ""))
        # A given name goes on over further given names and over "de la" before the surname.
        after_given = is_given or (after_given and token.folded in ("de", "del", "la", "los") and token.text.islower())
    return names


def _judge(
    token: Token, lexicon: Lexicon, context: Context, after_given: bool, capital_is_due: bool
) -> Sureness | None:
    if token.folded in SPANISH:
        return None
    if after_given:
        return "person"
    word = token.folded
    common = (
        lexicon.is_common_spanish(word) or word in _INSTITUTIONS or bool(_COMMON_ENDING.search(word, len(word) - 7))
    )
    if word in context.names:
        return "name"
    if common:
        return None if capital_is_due else "perhaps"
    if capital_is_due:
        return "person" if word in given_names() and not token.is_acronym else "perhaps"
    return "name"


def _is_told(name: _Name, english: _English) -> bool:
    word = name.token.folded
    if word in english.folded or sound_key(word) in english.keys or (len(word) > 3 and word in english.squeezed):
        return True
    if name.sureness == "person":
        return False
    own = stem(word, "es")
    entry = load_lexicon().counterparts.get(own, "").split()
    if own in entry:
        # Both languages share it: it is copied whole, or told by a word made from it (Israel, Israeli).
        return len(word) > 3 and any(other.startswith(word) for other in english.folded)
    return not english.stems.isdisjoint(entry)


def _sort(verdict: _Verdict, findings: list[Finding], missing: list[_Missing]) -> None:
    if isinstance(verdict, Finding):
        findings.append(verdict)
    elif verdict is not None:
        missing.append(verdict)


def _check_exonym(words: tuple[Token, ...], exonym: Exonym, english: _English) -> _Verdict:
    if english.tells(exonym):
        return None
    spanish = " ".join(word.folded for word in words)
    span = Span(words[0].start, words[-1].end)
    if english.has_phrase(spanish) and len(words) == 1:
        place = next(token for token in english.tokens if token.folded == spanish)
        best = (*exonym.phrases, *sorted(exonym.acronyms))[0].title()
        message = f"“{exonym.spanish}” is left in Spanish; English says “{best}”."
        return _finding("name-untranslated", "warning", message, span, Span(place.start, place.end))
    for phrase in exonym.phrases if len(words) == 1 else ():
        near = _near_form(phrase, english, frozenset(word.folded for word in words))
        if near is not None:
            message = f"“{exonym.spanish}” became “{near.text}”."
            return _finding("name-changed", "error", message, span, Span(near.start, near.end))
    content = [word.folded for word in words if word.folded not in SPANISH]
    if english.has_phrase(spanish) or all(load_lexicon().is_told(word, english.stems) for word in content):
        return None
    if any(_shares_beginning(content[-1], other.folded) for other in english.tokens):
        return None
    return _Missing(exonym.spanish, span, "place-missing")


def _near_form(word: str, english: _English, told: frozenset[str]) -> Token | None:
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
        return other
    return None


def _check_acronym(token: Token, english: _English, tokens: tuple[Token, ...]) -> _Verdict:
    acronym = token.folded.upper()
    letters = len(acronym)
    known = acronyms().get(acronym)
    if acronym in english.acronyms or token.folded in english.folded or (known and english.tells(known)):
        return None
    if any(other.text.startswith(acronym) or other.text.endswith(acronym) for other in english.tokens):
        return None
    if letters > MOST_ACRONYM_LETTERS or _ROMAN.fullmatch(acronym) or _spelled_out(acronym, english):
        return None
    span = Span(token.start, token.end)
    if known is not None:
        return _Missing(token.text, span, "acronym-missing")
    told = {other.folded for other in tokens}
    for other in english.tokens:
        if not other.is_capitalised or other.folded in told or len(other.folded) < 2:
            continue
        if edit_distance(token.folded, other.folded, 1) <= 1 and (other.is_acronym or letters > 3):
            message = f"“{token.text}” became “{other.text}”."
            return _finding("name-changed", "error", message, span, Span(other.start, other.end))
    return _Missing(token.text, span, "acronym-missing")


def _spelled_out(acronym: str, english: _English) -> bool:
    """Whether words with capitals in a row start with the letters of the acronym, in whatever order."""
    wanted = sorted(acronym.lower())
    initials = [token.folded[0] for token in english.tokens if token.is_capitalised]
    size = len(wanted)
    return any(sorted(initials[start : start + size]) == wanted for start in range(len(initials) - size + 1))


def _check_name(name: _Name, english: _English, tokens: tuple[Token, ...]) -> _Verdict:
    token = name.token
    word = token.folded
    span = Span(token.start, token.end)
    if word in english.folded:
        return None if token.text.isascii() else _check_accents(token, english)
    if _is_told(name, english):
        return None
    told = frozenset(other.folded for other in tokens)
    if name.sureness == "person":
        near = _translated_name(name, english, told)
    else:
        near = _near_form(word, english, told) if len(word) > 3 else None
    if near is not None:
        message = f"The name “{token.text}” became “{near.text}”."
        return _finding("name-changed", "error", message, span, Span(near.start, near.end))
    if name.sureness == "perhaps" or (name.sureness == "name" and _is_translated(word)):
        return None
    if any(_shares_beginning(word, other.folded) for other in english.tokens):
        return None
    return _Missing(token.text, span)


def _translated_name(name: _Name, english: _English, told: frozenset[str]) -> Token | None:
    """Return the English word that a person's name was bent into, or translated by: Maduro, Mature."""
    near = _near_form(name.token.folded, english, told)
    if near is not None:
        return near
    entry = load_lexicon().counterparts.get(stem(name.token.folded, "es"), "").split()
    before = ""
    for other in english.tokens:
        is_new = other.folded not in told and other.is_capitalised and other.folded not in ENGLISH
        # What follows the given name stands for the surname.
        if is_new and (stem(other.folded, "en") in entry or (name.before and before == name.before)):
            return other
        before = other.folded
    return None


def _check_accents(token: Token, english: _English) -> Finding | None:
    wanted = token.text.casefold()
    shown = [other for other in english.tokens if token.folded in (other.folded, *other.folded.split("'"))]
    if any(wanted in other.text.casefold() for other in shown) or token.is_acronym:
        return None
    place = shown[0]
    message = f"“{token.text}” lost its accent: “{place.text}”."
    return _finding("accent-lost", "note", message, Span(token.start, token.end), Span(place.start, place.end))


def _check_missing(missing: list[_Missing], added: list[Token]) -> list[Finding]:
    """Set the names not found against the names the English has and the source has not."""
    findings = []
    for name in missing:
        if added:
            other = added.pop(0)
            message = f"The name “{name.text}” is not in the English, but “{other.text}” is."
            findings.append(_finding("name-swapped", "error", message, name.span, Span(other.start, other.end)))
        else:
            message = f"“{name.text}” is not in the English."
            findings.append(_finding(name.code, "warning", message, name.span))
    for other in added:
        message = f"“{other.text}” is not in the Spanish."
        findings.append(_finding("name-added", "note", message, None, Span(other.start, other.end)))
    return findings


def _is_translated(word: str) -> bool:
    """Whether the lexicon knows translations of a word, but not the word itself among them."""
    lexicon = load_lexicon()
    entry = lexicon.counterparts.get(stem(word, "es"))
    if entry is None or (len(word) > STEM_LENGTH and not lexicon.is_common_spanish(word)):
        return False
    return stem(word, "es") not in entry.split()


def _added_names(target: str, english: _English, tokens: tuple[Token, ...]) -> list[Token]:
    """Return the English words with a capital where none is due that nothing in the source accounts for."""
    if is_all_capitals(target):
        return []
    starts = sentence_starts(target)
    lexicon = load_lexicon()
    folded = {token.folded for token in tokens}
    keys = {sound_key(word) for word in folded}
    explained = {word for token in tokens for word in lexicon.counterparts.get(stem(token.folded, "es"), "").split()}
    added = []
    for token in english.tokens:
        word = token.folded
        if not token.is_capitalised or token.start in starts or token.is_acronym or len(word) < 3:
            continue
        if word in folded or word in ENGLISH or word in _CALENDAR or sound_key(word) in keys:
            continue
        if lexicon.is_common_english(word) or stem(word, "en") in explained:
            continue
        if any(_shares_beginning(word, other) for other in folded) or _is_english_of(word, tokens):
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
            for phrase in exonym.phrases:
                for word in phrase.split():
                    index.setdefault(word, []).append(spanish)
    return index


def _shares_beginning(one: str, other: str) -> bool:
    return len(one) >= 5 and len(other) >= 5 and one[:4] == other[:4]


def _finding(code: str, severity: Severity, message: str, source: Span | None, target: Span | None = None) -> Finding:
    return Finding(
        NAME,
        code,
        severity,
        message,
        source_spans=() if source is None else (source,),
        target_spans=() if target is None else (target,),
    )

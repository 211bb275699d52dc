"""Names: people, places and organisations of the Spanish stand in the English, unbent, with their accents.

What is a name: a word with a capital where none is due, unless it is a common Spanish word (Ministerio, Tribunal are
translated, not copied). A common word after a given name is a surname (Nicolás Maduro). Names that English writes
otherwise come from tables; other spellings of foreign names are accepted where they sound alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from pipeline.story import Finding, Severity, Span
from pipeline.verify import function_words
from pipeline.verify.context import Context
from pipeline.verify.counterparts import CLOSE, closeness
from pipeline.verify.english_names import (
    English,
    added_names,
    may_be_made_of,
    near_form,
    read_english,
    shares_beginning,
)
from pipeline.verify.function_words import ENGLISH, SPANISH
from pipeline.verify.lexicon import load_lexicon
from pipeline.verify.name_tables import Exonym, acronyms, phrase
from pipeline.verify.sound import sound_key
from pipeline.verify.source_names import Name, find_english_names, find_exonyms, find_names, is_translatable
from pipeline.verify.words import STEM_LENGTH, Token, edit_distance, is_all_capitals, stem, tokenize

NAME: Final = "names"
MOST_ACRONYM_LETTERS: Final = 6
# Severities of what is found in a free translation.
_LESS: Final[dict[str, Severity]] = {
    "name-changed": "warning",
    "word-garbled": "warning",
    "name-swapped": "warning",
    "english-name-changed": "note",
    "name-missing": "warning",
    "given-name-missing": "note",
    "place-missing": "note",
    "acronym-missing": "note",
    "name-untranslated": "warning",
    "name-added": "note",
    "accent-lost": "note",
}
# Countries and continents that English writes without the Spanish accent; of cities (Bogotá) it may keep it.
_PLAIN_IN_ENGLISH: Final = function_words.words(
    "africa benin butan canada gabon haiti iran mali mexico niger oceania oman pakistan panama peru sudan taiwan"
)
_BRITISH: Final = {
    "center": "centre", "defense": "defence", "labor": "labour", "organization": "organisation", "theater": "theatre"
}  # fmt: skip
# Numerals are another check's business.
_ROMAN: Final = re.compile("[IVXLC]+")


@dataclass(frozen=True, slots=True)
class _Missing:
    """A name of the source that is nowhere in the English."""

    text: str
    span: Span
    code: str = "name-missing"


_Verdict = Finding | _Missing | None


def check(source: str, target: str, context: Context) -> list[Finding]:
    """Return the names of the source that the English changed, lost or left in Spanish, and those it added."""
    english = read_english(target)
    tokens = tokenize(source)
    findings: list[Finding] = []
    missing: list[_Missing] = []
    taken: set[int] = set()
    bent: list[Span] = []
    for span in find_english_names(source):
        if _stands(phrase(source[span.start : span.end]), english):
            taken.update(at for at, token in enumerate(tokens) if span.start <= token.start < span.end)
        else:
            bent.append(span)
    for start, end, exonym in find_exonyms(tokens, source, context):
        if start in taken:
            continue
        taken.update(range(start, end))
        _sort(_check_exonym(tokens[start:end], exonym, english), findings, missing)
    for name in find_names(tokens, source, context, frozenset(taken)):
        if name.token.is_acronym and not is_all_capitals(source) and not _is_shouted(name.token, tokens):
            _sort(_check_acronym(name.token, english, tokens), findings, missing)
        else:
            _sort(_check_name(name, english, tokens), findings, missing)
    reported = {span.start for finding in findings for span in finding.target_spans}
    added = [token for token in added_names(target, english, tokens) if token.start not in reported]
    findings.extend(_check_missing(missing, added))
    findings.extend(_check_english_names(bent, source, findings))
    if closeness(source, target) < CLOSE:
        # A free translation may call people and places otherwise, and may call them "he" and "there".
        return [replace(finding, severity=_LESS[finding.code]) for finding in findings]
    return findings


def _is_told(name: Name, english: English) -> bool:
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
    # The stem of a long word may be another's: what tells «mercado» does not tell «Mercadona».
    return not _is_unlisted(word) and not english.stems.isdisjoint(entry)


def _sort(verdict: _Verdict, findings: list[Finding], missing: list[_Missing]) -> None:
    if isinstance(verdict, Finding):
        findings.append(verdict)
    elif verdict is not None:
        missing.append(verdict)


def _check_exonym(words: tuple[Token, ...], exonym: Exonym, english: English) -> _Verdict:
    spanish = " ".join(word.folded for word in words)
    span = Span(words[0].start, words[-1].end)
    if english.tells(exonym):
        return _check_spanish_accent(words, exonym, english)
    if english.has_phrase(spanish) and len(words) == 1:
        place = next(token for token in english.tokens if token.folded == spanish)
        message = f"“{exonym.spanish}” is left in Spanish; English says “{exonym.written[0]}”."
        there = Span(place.start, place.end)
        return _finding("name-untranslated", "warning", message, span, there, exonym.english or None)
    for written in [name for name in exonym.written if len(words) == 1 and not name.isupper()]:
        near = near_form(phrase(written), english, frozenset(word.folded for word in words))
        if near is not None:
            message = f"“{exonym.spanish}” became “{near.text}”."
            return _finding("name-changed", "error", message, span, Span(near.start, near.end), written)
    content = [word.folded for word in words if word.folded not in SPANISH]
    if english.has_phrase(spanish) or all(load_lexicon().is_told(word, english.stems) for word in content):
        return None
    if any(may_be_made_of(other.folded, content[-1]) for other in english.tokens):
        return None
    return _Missing(exonym.spanish, span, "place-missing")


def _check_spanish_accent(words: tuple[Token, ...], exonym: Exonym, english: English) -> Finding | None:
    """Find a place that English writes without the accent: Perú for Peru."""
    if len(words) > 1 or words[0].text.isascii():
        return None
    plain = [name for name in exonym.written if phrase(name) == words[0].folded]
    if not plain or words[0].folded not in _PLAIN_IN_ENGLISH:
        return None
    for token in english.tokens:
        if token.text == words[0].text:
            message = f"“{token.text}” is left in Spanish; English says “{plain[0]}”."
            span, there = Span(words[0].start, words[0].end), Span(token.start, token.end)
            return _finding("name-untranslated", "warning", message, span, there, plain[0])
    return None


def _stands(name: str, english: English) -> bool:
    """Whether a name in English stands in the English, perhaps as British English writes it: Research Centre."""
    british = " ".join(_BRITISH.get(word, word) for word in name.split())
    return english.has_phrase(name) or english.has_phrase(british)


def _check_english_names(bent: list[Span], source: str, findings: list[Finding]) -> list[Finding]:
    """Find the names in English that do not stand as they are, but those of which a word is reported already."""
    reported = [span for finding in findings for span in finding.source_spans]
    return [
        _finding(
            "english-name-changed",
            "warning",
            f"The English name “{source[name.start : name.end]}” is not there as the Spanish has it.",
            name,
        )
        for name in bent
        if all(span.end <= name.start or name.end <= span.start for span in reported)
    ]


def _is_shouted(token: Token, tokens: tuple[Token, ...]) -> bool:
    """Whether a common word is in capitals as its neighbour is, in a label: ÚLTIMA HORA."""
    at = tokens.index(token)
    neighbours = tokens[max(0, at - 1) : at] + tokens[at + 1 : at + 2]
    common = load_lexicon().is_common_spanish
    return common(token.folded) and any(other.is_acronym and common(other.folded) for other in neighbours)


def _check_acronym(token: Token, english: English, tokens: tuple[Token, ...]) -> _Verdict:
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


def _spelled_out(acronym: str, english: English) -> bool:
    """Whether words with capitals in a row start with the letters of the acronym, in whatever order."""
    wanted = sorted(acronym.lower())
    initials = [token.folded[0] for token in english.tokens if token.is_capitalised]
    size = len(wanted)
    return any(sorted(initials[start : start + size]) == wanted for start in range(len(initials) - size + 1))


def _check_name(name: Name, english: English, tokens: tuple[Token, ...]) -> _Verdict:
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
        near = near_form(word, english, told) if len(word) > 3 else None
    if near is not None and name.sureness == "perhaps" and is_translatable(word):
        message = f"“{near.text}” is no word; the Spanish has “{token.text}”."
        return _finding("word-garbled", "error", message, span, Span(near.start, near.end))
    if near is not None:
        message = f"The name “{token.text}” became “{near.text}”."
        return _finding("name-changed", "error", message, span, Span(near.start, near.end))
    if name.sureness == "perhaps" or (name.sureness == "name" and _is_translated(word)):
        return None
    if any(shares_beginning(word, other.folded) for other in english.tokens):
        return None
    return _Missing(token.text, span, "given-name-missing" if name.is_given else "name-missing")


def _translated_name(name: Name, english: English, told: frozenset[str]) -> Token | None:
    """Return the English word that a person's name was bent into, or translated by: Maduro, Mature."""
    near = near_form(name.token.folded, english, told)
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


def _check_accents(token: Token, english: English) -> Finding | None:
    wanted = token.text.casefold()
    shown = [other for other in english.tokens if token.folded in (other.folded, *other.folded.split("'"))]
    if any(wanted in other.text.casefold() for other in shown) or token.is_acronym:
        return None
    place = shown[0]
    if is_translatable(token.folded) and load_lexicon().is_common_english(place.folded):
        return None  # Supervisión, Supervision
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
        findings.append(_finding("name-added", "warning", message, None, Span(other.start, other.end)))
    return findings


def _is_unlisted(word: str) -> bool:
    """Whether a word is cut by its stem and not one that the lexicon knows in whole."""
    return len(word) > STEM_LENGTH and not load_lexicon().is_common_spanish(word)


def _is_translated(word: str) -> bool:
    """Whether the lexicon knows translations of a word, but not the word itself among them."""
    lexicon = load_lexicon()
    entry = lexicon.counterparts.get(stem(word, "es"))
    if entry is None or _is_unlisted(word):
        return False
    return stem(word, "es") not in entry.split()


def _finding(
    code: str,
    severity: Severity,
    message: str,
    source: Span | None,
    target: Span | None = None,
    suggestion: str | None = None,
) -> Finding:
    return Finding(
        NAME,
        code,
        severity,
        message,
        source_spans=() if source is None else (source,),
        target_spans=() if target is None else (target,),
        suggestion=suggestion,
    )

"""Form: what an English sentence must not look like, whatever it says.

Pieces that the model has no letters for, foreign scripts, Spanish left standing, quotes and brackets that open and do
not close, capitals lost or gained, a question or an exclamation told as a statement, and an English sentence that is
empty.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from pipeline.story import Finding, Severity, Span
from pipeline.verify.context import Context
from pipeline.verify.function_words import ENGLISH, SPANISH, words
from pipeline.verify.lexicon import load_lexicon
from pipeline.verify.spelling import is_listed
from pipeline.verify.words import Token, is_all_capitals, tokenize

NAME: Final = "form"
_UNKNOWN_PIECE: Final = re.compile(r"⁇|▁|<unk>|<s>|</s>|<pad>|\ufffd|@@")
_PAIRS: Final = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("«", "»"))
_QUOTES: Final = frozenset("“«")
# So many Spanish words in a row are no name and no quotation.
LEAST_SPANISH_RUN: Final = 3
# Words of Spanish that are English words, or parts of names, as well.
_AMBIGUOUS: Final = words(
    """a al el la los las de del me no he son sin y e o u etc van den era has di do so un ha tu mi si ti sur cada ante
    sea sera hay ella mas solo vaya more pan real ten red sale once come dame pie mayor menos mal bien nada san santa
    santo com tan use rector dos tres es con en por para que se le les nos us os te su"""
)
# Those of them that stand in a run all the same, where the words beside them are Spanish.
_RUN_ONLY: Final = words("a al el la los las de del no sin son y un ha se con en por para que su es lo le les")
_UNTOLD: Final = re.compile(r"[\w]")


def check(source: str, target: str, context: Context) -> list[Finding]:
    """Return what is wrong with the look of the English."""
    if not target.strip():
        return [_finding("empty", "error", "The sentence has no English.")] if _UNTOLD.search(source) else []
    return [
        *_check_pieces(source, target),
        *_check_script(source, target),
        *_check_spanish(source, target, context),
        *_check_pairs(source, target),
        *_check_case(source, target, context),
        *_check_end(source, target),
    ]


def _check_pieces(source: str, target: str) -> list[Finding]:
    places = tuple(
        Span(match.start(), match.end()) for match in _UNKNOWN_PIECE.finditer(target) if match.group() not in source
    )
    return (
        [_finding("unknown-piece", "error", "The model has no letters for a part of this.", *places)] if places else []
    )


@lru_cache(maxsize=1024)
def _script(character: str) -> str:
    return unicodedata.name(character, "UNKNOWN").partition(" ")[0]


def _check_script(source: str, target: str) -> list[Finding]:
    if target.isascii():
        return []
    known = {_script(character) for character in source if character.isalpha()}
    places = tuple(
        Span(place, place + 1)
        for place, character in enumerate(target)
        if ord(character) > 0x24F
        and character.isalpha()
        and _script(character) not in known
        and _script(character) not in ("LATIN", "MODIFIER", "FEMININE", "MASCULINE")
    )
    if not places:
        return []
    name = _script(target[places[0].start]).capitalize()
    return [_finding("wrong-script", "error", f"Letters of another script ({name}).", *places)]


def _is_spanish(token: Token) -> bool:
    word = token.folded
    if not token.text.islower() or word in _AMBIGUOUS or word in ENGLISH:
        return False
    lexicon = load_lexicon()
    if lexicon.is_common_english(word):
        return False
    if len(word) > 5 and is_listed(word) and not word.endswith(("a", "as", "o", "os")):
        return False  # favorable, as America spells it; a loan may still be the Spanish word (hacienda)
    return word in SPANISH or lexicon.is_common_spanish(word)


def _check_spanish(source: str, target: str, context: Context) -> list[Finding]:
    """Words copied from the Spanish: in a run, an error; alone, a warning."""
    known = {token.folded for token in tokenize(source) if token.text.islower()}
    tokens = tokenize(target)
    marks = [token.folded in known and _is_spanish(token) and token.folded not in context.names for token in tokens]
    quoted = _quoted(target)
    findings = []
    position = 0
    while position < len(tokens):
        if not marks[position]:
            position += 1
            continue
        end = position + 1
        while end < len(tokens) and (marks[end] or (tokens[end].folded in _RUN_ONLY and tokens[end].folded in known)):
            end += 1
        while not marks[end - 1]:
            end -= 1
        start = position
        while start > 0 and tokens[start - 1].folded in _RUN_ONLY and tokens[start - 1].folded in known:
            start -= 1
        span = Span(tokens[start].start, tokens[end - 1].end)
        is_run = end - start >= LEAST_SPANISH_RUN and sum(marks[position:end]) >= 2
        if not any(mark.start <= span.start < mark.end for mark in quoted):
            message = f"“{target[span.start : span.end]}” is left in Spanish."
            findings.append(_finding("untranslated", "error" if is_run else "warning", message, span))
        position = end
    return findings


@lru_cache(maxsize=64)
def _quoted(text: str) -> tuple[Span, ...]:
    return tuple(Span(match.start(), match.end()) for match in re.finditer(r"[\"“«][^\"”»]{1,60}[\"”»]", text))


def _check_pairs(source: str, target: str) -> list[Finding]:
    findings = []
    for opening, closing in _PAIRS:
        if target.count(opening) != target.count(closing) and _is_paired(source, opening, closing):
            place = max(target.rfind(opening), target.rfind(closing))
            message = f"“{opening}” and “{closing}” do not match."
            findings.append(_finding("unbalanced", "warning", message, Span(place, place + 1)))
    if target.count('"') % 2 and source.count('"') % 2 == 0:
        place = target.rfind('"')
        findings.append(_finding("unbalanced", "warning", "A quotation mark is missing.", Span(place, place + 1)))
    return findings


def _is_paired(source: str, opening: str, closing: str) -> bool:
    """Whether the Spanish closes what it opens; a quotation that goes on into the next sentence does not."""
    if opening not in _QUOTES:
        return source.count(opening) == source.count(closing)
    return source.count('"') % 2 == 0 and sum(map(source.count, "“«")) == sum(map(source.count, "”»"))


def _check_case(source: str, target: str, context: Context) -> list[Finding]:
    """Capitals gained. Capitals lost are the house's style: a shouted Spanish headline is told in sentence case."""
    if is_all_capitals(target) and not is_all_capitals(source) and context.kind not in ("key_points_heading", "kicker"):
        return [_finding("capitals", "warning", "The English is all in capitals, the Spanish is not.")]
    first = next((character for character in target if character.isalpha()), "")
    start = next((character for character in source if character.isalpha()), "")
    if first.islower() and start.isupper() and target.lstrip('"“‘«( ')[:1].isalpha() and not _starts_small(target):
        place = target.index(first)
        return [_finding("small-letter", "note", "The English starts with a small letter.", Span(place, place + 1))]
    return []


def _starts_small(target: str) -> bool:
    """Whether the first word has a capital further on: iPhone, eBay."""
    word = tokenize(target)[0].text if tokenize(target) else ""
    return not word.islower()


def _check_end(source: str, target: str) -> list[Finding]:
    findings = []
    if ("¿" in source or "?" in source) and "?" not in target:
        place = max(source.find("¿"), source.rfind("?"))
        findings.append(
            Finding(
                NAME, "question-lost", "warning", "A question is told as a statement.", None, (Span(place, place + 1),)
            )
        )
    elif "?" in target and "?" not in source and "¿" not in source:
        place = target.index("?")
        findings.append(
            _finding("question-added", "warning", "A statement is told as a question.", Span(place, place + 1))
        )
    if ("¡" in source or source.rstrip().endswith("!")) and "!" not in target:
        findings.append(_finding("exclamation-lost", "note", "An exclamation is told as a statement."))
    return findings


def _finding(code: str, severity: Severity, message: str, *spans: Span) -> Finding:
    return Finding(NAME, code, severity, message, target_spans=spans)

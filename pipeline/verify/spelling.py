"""Spelling: words of the draft that no English word list has, which a small model makes up of pieces.

Only words in lower case are looked at, and those of a line in capitals: names are the names check's. A word that the
Spanish has too is copied, not made up, and is told by the form check where it should not stand.
"""

from __future__ import annotations

import lzma
import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

from pipeline.story import Finding, Span
from pipeline.verify.context import Context
from pipeline.verify.function_words import words
from pipeline.verify.lexicon import load_lexicon
from pipeline.verify.words import Token, is_all_capitals, tokenize

NAME: Final = "spelling"
# Shorter ones are units, ordinals, particles of names.
LEAST_LETTERS: Final = 4
# What English puts before any word: Quirk et al., A Comprehensive Grammar, appendix I, and the press's own.
_PREFIXES: Final = words(
    """anti auto bio co counter cyber de dis eco electro euro ex extra fore geo hyper in inter intra macro mega meta
    micro mid mini mis mono multi nano narco neo neuro non out over paleo para petro photo poly post pre pro proto
    pseudo psycho radio re self semi socio sub super tele trans tri ultra un under uni vice video"""
)
_SUFFIXES: Final = (
    "s",
    "es",
    "like",
    "less",
    "ness",
    "wide",
    "fold",
    "ism",
    "ist",
    "ists",
    "ship",
    "hood",
    "ly",
    "er",
    "ers",
)
_LEAST_REST: Final = 4
_LETTERS: Final = re.compile(r"[a-z]+")


def check(source: str, target: str, context: Context) -> list[Finding]:
    """Return the words of the English that are no words."""
    capitals = is_all_capitals(target)
    given: frozenset[str] | None = None
    findings: list[Finding] = []
    for token in tokenize(target):
        if not (token.text.islower() or capitals) or _is_word(token.folded) or _is_part_of_address(target, token):
            continue
        if given is None:
            given = _given(source, context)
        if token.folded not in given and not _is_made_of(token.folded, given):
            findings.append(
                Finding(
                    NAME,
                    "unknown-word",
                    "warning",
                    f"“{token.text}” is in no English word list.",
                    target_spans=(Span(token.start, token.end),),
                )
            )
    return findings


def _given(source: str, context: Context) -> frozenset[str]:
    """The words that may stand in the English whatever the lists say: the Spanish ones, names, the desk's own terms."""
    terms = [target for term in context.glossary.terms for target in term.targets] if context.glossary else []
    return frozenset(token.folded for text in (source, *context.names, *terms) for token in tokenize(text))


def _is_part_of_address(target: str, token: Token) -> bool:
    around = target[max(0, token.start - 1) : token.start] + target[token.end : token.end + 1]
    return any(sign in "@/#_.0123456789" for sign in around.removesuffix("."))


@lru_cache(maxsize=32768)
def _is_word(folded: str) -> bool:
    return (
        len(folded) < LEAST_LETTERS
        or not _LETTERS.fullmatch(folded)
        or load_lexicon().is_common_english(folded)
        or is_listed(folded)
    )


def _is_made_of(folded: str, given: frozenset[str]) -> bool:
    """Whether a word is a listed one with a prefix or an ending, and not the Spanish one with a bent beginning.

    «encuesta» became “incuesta”, and a cuesta is a hill.
    """
    stems = [folded[: -len(suffix)] for suffix in _SUFFIXES if folded.endswith(suffix)]
    rests = [folded[len(prefix) :] for prefix in _PREFIXES if folded.startswith(prefix)]
    own = [rest for rest in rests if not any(word.endswith(rest) for word in given)]
    return any(len(part) >= _LEAST_REST and is_listed(part) for part in (*stems, *own))


def is_listed(folded: str) -> bool:
    """Whether the word list has a folded word."""
    return f"\n{folded}\n" in _text()


@lru_cache(maxsize=1)
def _text() -> str:
    """The list as one text, a word a line: a set of it would take ten times the memory in every worker."""
    data = files("pipeline.verify").joinpath("data/english_words.txt.xz").read_bytes()
    return "\n" + lzma.decompress(data).decode()

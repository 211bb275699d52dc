"""The tables of names: what English calls them, and which words are given names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Final, Literal

from pipeline.verify.words import fold, tokenize

Gender = Literal["f", "m"]
MOST_WORDS = 5
# A name as running text has it; "Congo - Kinshasa" and "Trinidad & Tobago" are how lists write them.
_ONE_NAME: Final = re.compile(r"[A-Z][\w.’-]+(?: [A-Z][\w.’-]+)*")


@dataclass(frozen=True, slots=True)
class Exonym:
    """A Spanish name and the English ones: phrases of folded words between spaces, and acronyms in capitals.

    `written` are the English names as they are written. `english` is the only one, where it can be put for the Spanish
    one unseen: the CLDR's name of a place of one word; "" elsewhere.
    """

    spanish: str
    phrases: tuple[str, ...]
    acronyms: frozenset[str]
    written: tuple[str, ...] = ()
    english: str = ""


def read_rows(name: str) -> Iterator[list[str]]:
    """Yield the fields of each line of a table of the checks' data; lines that start with ``#`` are remarks."""
    text = files("pipeline.verify").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def phrase(text: str) -> str:
    """Return the folded words of a text between single spaces."""
    return " ".join(token.folded for token in tokenize(text))


def _exonym(spanish: str, english: set[str]) -> Exonym:
    acronyms = {name.replace(".", "") for name in english if name.isupper()}
    phrases = {phrase(name) for name in english if not name.isupper()}
    return Exonym(spanish, tuple(sorted(phrases)), frozenset(acronyms))


@lru_cache(maxsize=1)
def exonyms() -> dict[str, Exonym]:
    """Return the exonyms by the folded words of the Spanish name: the CLDR's and those written by hand together."""
    table: dict[str, tuple[str, list[str]]] = {}
    for name in ("names.tsv", "exonyms.tsv"):
        for spanish, english in read_rows(name):
            _, known = table.setdefault(phrase(spanish), (spanish, []))
            known.extend(other for other in english.split("|") if other not in known)
    places = {phrase(spanish) for spanish, _ in read_rows("exonyms.tsv")}
    found = {}
    for key, (spanish, names) in table.items():
        only = names[0] if len(names) == 1 and key in places and _can_stand(key, names[0]) else ""
        found[key] = replace(_exonym(spanish, set(names)), written=tuple(names), english=only)
    return {key: exonym for key, exonym in found.items() if key}


def _can_stand(spanish: str, english: str) -> bool:
    """Whether a place's English name can stand for the folded Spanish one: no person's name, no more of the same."""
    one_word = " " not in spanish and spanish not in given_names()
    return one_word and bool(_ONE_NAME.fullmatch(english)) and not english.casefold().startswith(spanish)


@lru_cache(maxsize=1)
def acronyms() -> dict[str, Exonym]:
    """Return what English calls Spanish acronyms, by the acronym in capitals without full stops."""
    table: dict[str, set[str]] = {}
    for spanish, english in read_rows("acronyms.tsv"):
        table.setdefault(spanish.replace(".", "").upper(), set()).update(english.split("|"))
    return {spanish: _exonym(spanish, english) for spanish, english in table.items()}


@lru_cache(maxsize=1)
def given_names() -> dict[str, Gender | None]:
    """Return the folded given names and the gender they go with, None where either bears them."""
    names: dict[str, Gender | None] = {}
    text = files("pipeline.verify").joinpath("data", "given_names.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        kind, _, words = line.partition(":")
        if line.startswith("#"):
            continue
        for word in words.split():
            names[fold(word)] = "f" if kind == "f" else "m" if kind == "m" else None
    return names

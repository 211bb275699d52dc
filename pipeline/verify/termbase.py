"""A desk's glossary as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A Spanish term, the English ones allowed for it and those forbidden.

    `keep` says that the term is a name that stands in English as it does in Spanish.
    """

    source: str
    targets: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    keep: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of a glossary, in the order of its file."""

    terms: tuple[Term, ...]

"""The same wire sent twice, and a wire corrected and sent again.

Two stories are **duplicates** when their texts, as read, are the same to the letter. A story is a **take** of an
earlier one when both have the same headline, once case, accents, punctuation and take marks are put aside, and the
resemblance of their texts is at least `RESEMBLANCE`: the share of runs of five words that the two have in common
(A. Broder, "On the resemblance and containment of documents", 1997), estimated from the 64 smallest hashes of each
text, with a standard error below 0.07.
"""

from __future__ import annotations

import hashlib
import heapq
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.batch.manifest import Entry

RESEMBLANCE: Final = 0.5
SHINGLE_WORDS: Final = 5
SKETCH_SIZE: Final = 64
HASH_BYTES: Final = 4
# A standing headline («Agenda del día») may come daily for years: only its last ones are compared.
COMPARED: Final = 50
HEADLINE_WORDS: Final = 12
# What agencies write around a headline that is sent again: EFE and Europa Press use «CORRECCIÓN», «AMPLIACIÓN»,
# «Resumen» and «(2ª versión)»; ANPA wires number their takes; Fundéu counts «actualización» among the marks of a desk.
_MARKS: Final = re.compile(
    r"\b(?:correcci[oó]n|corrige|corregid[ao]|ampliaci[oó]n|ampl[ií]a|actualizaci[oó]n|actualizad[ao]|actualiza|avance"
    r"|urgente|repetici[oó]n|repite|rep|sustituye|nueva versi[oó]n|"
    r"(?:\d+\s*[ªa]|primera|segunda|tercera|cuarta|[uú]ltima)\s+(?:versi[oó]n|actualizaci[oó]n|toma)|"
    r"(?:toma|versi[oó]n)\s+\d+)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w+")

Relation = Literal["duplicate", "take"]


@dataclass(frozen=True, slots=True)
class Link:
    """`later` is a duplicate or a take of `earlier`; both are stems. `resemblance` is between 0 and 1."""

    relation: Relation
    earlier: str
    later: str
    resemblance: float


def sketch(text: str) -> bytes:
    """Return the smallest hashes of a text's runs of words, at most `SKETCH_SIZE`, `HASH_BYTES` each, ascending."""
    words = fold(text).split()
    runs = {" ".join(words[at : at + SHINGLE_WORDS]) for at in range(max(1, len(words) - SHINGLE_WORDS + 1))}
    hashes = {hashlib.blake2b(run.encode(), digest_size=HASH_BYTES).digest() for run in runs if run}
    return b"".join(heapq.nsmallest(SKETCH_SIZE, hashes))


def resemblance(first: bytes, second: bytes) -> float:
    """Estimate the share of runs that two texts have in common, from their sketches."""
    ours, theirs = _hashes(first), _hashes(second)
    union = heapq.nsmallest(SKETCH_SIZE, ours | theirs)
    common = ours & theirs
    return sum(each in common for each in union) / len(union) if union else 0.0


def _hashes(sketched: bytes) -> set[bytes]:
    return {sketched[at : at + HASH_BYTES] for at in range(0, len(sketched), HASH_BYTES)}


def fold(text: str) -> str:
    """Put aside case, accents and punctuation, so that what is left are plain words."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return " ".join(_WORD.findall("".join(each for each in plain if not unicodedata.combining(each))))


def headline_key(headline: str) -> str:
    """Return what two takes of a story have in common in their headlines.

    >>> headline_key("CORRECCIÓN: El paro baja en mayo (2ª versión)") == headline_key("El paro baja en mayo")
    True
    """
    return " ".join(fold(_MARKS.sub(" ", headline)).split()[:HEADLINE_WORDS])


def find_links(entries: Sequence[Entry]) -> list[Link]:
    """Link every story to the one that it repeats or corrects, in order of arrival; raises nothing.

    A take is linked to the take just before it, a duplicate to the first of its kind.
    """
    links: list[Link] = []
    first_of_text: dict[str, Entry] = {}
    takes: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda each: (each.arrived_ns, each.stem)):
        original = first_of_text.setdefault(entry.text_sha256, entry)
        if original is not entry:
            links.append(Link("duplicate", original.stem, entry.stem, 1.0))
            continue
        earlier = takes.setdefault(headline_key(entry.headline), [])
        scored = ((resemblance(entry.sketch, each.sketch), each) for each in reversed(earlier[-COMPARED:]))
        found = next((pair for pair in scored if pair[0] >= RESEMBLANCE), None)
        if found is not None:
            links.append(Link("take", found[1].stem, entry.stem, round(found[0], 2)))
        earlier.append(entry)
    return links

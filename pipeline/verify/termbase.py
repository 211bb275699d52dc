"""A desk's glossary: its terms as values, read from CSV or TBX.

CSV: ``source,target[,note]``, comma or semicolon, with or without a line of headings. A target that starts with ``!``,
or whose note starts with ``forbidden``, must not be used; one that is ``=`` or the source itself says that the name is
not translated. Several lines for one source, or ``|`` within a cell, allow several targets. A forbidden target without
a source is forbidden everywhere. TBX: ISO 30042, in the styles DCA and DCT, of 2008 (``termEntry``, ``langSet``) and of
2019 (``conceptEntry``, ``langSec``); a term whose administrative status is deprecated or superseded is forbidden.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import ConfigurationError
from pipeline.verify.inflection import spanish_words

if TYPE_CHECKING:
    from lxml.etree import _Element

_SOURCE_HEADINGS: Final = frozenset({"source", "es", "spanish", "español", "origen", "source term"})
_TARGET_HEADINGS: Final = frozenset({"target", "en", "english", "inglés", "destino", "target term"})
_NOTE_HEADINGS: Final = frozenset({"note", "notes", "nota", "comment"})
_FORBIDDEN_STATUS: Final = re.compile(r"deprecated|superseded|notrecommended|forbidden|obsolete", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A Spanish term, the English ones allowed for it and those forbidden.

    `keep` says that the term is a name that stands in English as it does in Spanish. An empty `source` has forbidden
    targets alone, which no sentence may use.
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
    by_first_word: Mapping[str, tuple[tuple[tuple[str, ...], Term], ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
        for term in self.terms:
            stems = tuple(stem for stem, _, _ in spanish_words(term.source))
            if stems:
                index.setdefault(stems[0], []).append((stems, term))
        # Longest first: Ministerio de Economía goes before ministerio.
        longest_first = {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in index.items()}
        object.__setattr__(self, "by_first_word", longest_first)

    @property
    def sha256(self) -> str:
        """A digest of what the glossary says, whatever its format, for signatures and cache keys."""
        return hashlib.sha256(repr(self.terms).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a glossary, whatever its format."""

    line: int
    source: str
    target: str
    forbidden: bool
    note: str = ""


def load_glossary(path: Path) -> Glossary:
    """Read a glossary, TBX where its name ends in ``.tbx`` or ``.xml``, CSV otherwise.

    Raises ConfigurationError, with the line, where the file cannot be read as such.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"The glossary {path} cannot be read ({error.strerror}). Check its path.") from error
    rows = _read_tbx(data, path) if path.suffix.lower() in {".tbx", ".xml"} else _read_csv(data, path)
    terms = _gather(rows, path)
    if not terms:
        raise ConfigurationError(
            f"The glossary {path} holds no term with a Spanish and an English side. Expected: source,target[,note]."
        )
    return Glossary(terms)


def _gather(rows: Iterable[_Row], path: Path) -> tuple[Term, ...]:
    """Join the lines of one source, and hold that no target is both allowed and forbidden."""
    terms: dict[str, Term] = {}
    for row in rows:
        key = row.source.casefold()
        term = terms.get(key, Term(row.source))
        keep = not row.forbidden and (row.target == "=" or row.target == row.source)
        targets = (row.source,) if keep else tuple(filter(None, (part.strip() for part in row.target.split("|"))))
        if row.forbidden:
            term = replace(term, forbidden=tuple(dict.fromkeys((*term.forbidden, *targets))))
        else:
            term = replace(term, targets=tuple(dict.fromkeys((*term.targets, *targets))), keep=term.keep or keep)
        both = {target.casefold() for target in term.targets} & {target.casefold() for target in term.forbidden}
        if both:
            raise ConfigurationError(
                f"The glossary {path}, line {row.line}: “{both.pop()}” is both allowed and forbidden for "
                f"“{row.source}”. Remove one of the two lines."
            )
        terms[key] = replace(term, note=term.note or row.note)
    return tuple(terms.values())


def _read_csv(data: bytes, path: Path) -> Iterator[_Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(f"The glossary {path}, line {line}: not UTF-8. Save the file as UTF-8.") from error
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    places = (0, 1, 2)
    is_first = True
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if not any(cells) or cells[0].startswith("#"):
                continue
            headings = _headings(cells) if is_first else None
            is_first = False
            if headings is not None:
                places = headings
                continue
            yield _row(cells, places, reader.line_num, path)
    except csv.Error as error:
        raise ConfigurationError(f"The glossary {path}, line {reader.line_num}: {error}.") from error


def _headings(cells: list[str]) -> tuple[int, int, int] | None:
    """The columns of source, target and note, where a line names them."""
    names = [cell.casefold() for cell in cells]
    found = [
        next((place for place, name in enumerate(names) if name in headings), None)
        for headings in (_SOURCE_HEADINGS, _TARGET_HEADINGS, _NOTE_HEADINGS)
    ]
    source, target, note = found
    if source is None or target is None:
        return None
    return source, target, len(cells) if note is None else note


def _row(cells: list[str], places: tuple[int, int, int], line: int, path: Path) -> _Row:
    source, target, note = (cells[place] if place < len(cells) else "" for place in places)
    forbidden = target.startswith("!") or note.casefold().startswith("forbidden")
    target = target.removeprefix("!").strip()
    if not target:
        raise ConfigurationError(
            f"The glossary {path}, line {line}: no target for “{source}”. Expected: source,target[,note]."
        )
    if not source and not forbidden:
        raise ConfigurationError(
            f"The glossary {path}, line {line}: no source for “{target}”. Only a forbidden target (!) may do without."
        )
    return _Row(line, source, target, forbidden, note)


def _read_tbx(data: bytes, path: Path) -> Iterator[_Row]:
    # lxml takes a while to import, and most runs have no TBX.
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ConfigurationError(
            f"The glossary {path}, line {error.lineno}: not well-formed XML ({error.msg})."
        ) from error
    entries = list(root.iter("{*}termEntry", "{*}conceptEntry"))
    if not entries:
        raise ConfigurationError(
            f"The glossary {path}, line {root.sourceline}: no termEntry or conceptEntry, so no TBX."
        )
    for entry in entries:
        spanish = [text for text, _ in _terms(entry, "es")]
        for source in spanish:
            for target, forbidden in _terms(entry, "en"):
                yield _Row(entry.sourceline or 0, source, target, forbidden)


def _terms(entry: _Element, language: str) -> Iterator[tuple[str, bool]]:
    """The terms of an entry in a language, and whether each is forbidden."""
    for section in entry.iter("{*}langSet", "{*}langSec"):
        code = section.get("{http://www.w3.org/XML/1998/namespace}lang") or section.get("lang") or ""
        if code.split("-")[0].lower() != language:
            continue
        for term in section.iter("{*}tig", "{*}ntig", "{*}termSec"):
            text = "".join(next(iter(term.iter("{*}term")), term).itertext()).strip()
            if text:
                yield " ".join(text.split()), any(_forbids(note) for note in term.iter("{*}*"))


def _forbids(note: _Element) -> bool:
    """Whether an element is an administrative status that forbids: by its type (DCA) or by its name (DCT)."""
    name = note.get("type") or str(note.tag).rpartition("}")[2]
    status = name in {"administrativeStatus", "normativeAuthorization"}
    return status and _FORBIDDEN_STATUS.search(note.text or "") is not None

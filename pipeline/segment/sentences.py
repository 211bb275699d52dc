"""Where the sentences of Spanish news copy begin and end.

A sentence ends at a full stop, ellipsis, question or exclamation mark (with the closing quotes and brackets that hug
it) when what follows can open one and what stands before is not an abbreviation, an initial, an ordinal or a list
number; at a blank line; and nowhere else. Sentences inside a quotation are sentences; a short bracket is never cut.
The rules follow «Ortografía de la lengua española» (RAE and ASALE, 2010), chapters III.3 and III.4. Where usage is
ambiguous (a name after «S. A.») two sentences are rather left together than one cut in half.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.segment.abbreviations import DOMAINS, LETTER_NOUNS, NAMES_WITH_MARK, STARTERS, Ending, ending_of
from pipeline.story import Span

_CLOSERS: Final = "»”’›\"'\\)\\]"
_LOOKBACK: Final = 60

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_STOP: Final = re.compile(
    rf"[.!?…]+(?:[{_CLOSERS}]|[^\S\n]+[»”](?=[\s.,;:)]|$))*"
    rf"(?:[.!?…]+[{_CLOSERS}]*)*"
    r"(?:\[\d{1,3}\])*"  # a reference mark
    r"(?:[*_]{1,3}(?=\s|$))?"  # the end of Markdown's bold
)
_ELLIPSIS: Final = re.compile(r"…|\.{3}")
_BRACKETS: Final = re.compile(r"\((?:(?!\n[^\S\n]*\n)[^()]){0,300}\)|\[(?:(?!\n[^\S\n]*\n)[^\[\]]){0,300}\]")
_OPENERS: Final = re.compile(r"[«“‘‹\"'(\[*_¿¡—–\-•·\s]*")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LETTER_OR_DIGIT: Final = re.compile(r"[^\W_]")
_ABBREVIATION: Final = re.compile(r"(?<![^\W\d])(?:[^\W\d_]{1,4}\.[^\S\n]?){0,4}[^\W\d_]+[º°]?\.$")
_PART: Final = re.compile(r"[^\W\d_]+[º°]?\.")
_INITIAL: Final = re.compile(r"[^\W\d_]\.")
_DOUBLED: Final = re.compile(r"([A-Z])\1\.")  # «SS.» in «SS. AA.»
_DEGREE: Final = re.compile(r"[A-Z][a-z]?\.[A-Z][a-z]{0,2}\.$")  # «Ph.D.», «M.Sc.»
_ORDINAL: Final = re.compile(r"\d(?:er|ero|ra|ro|do|da|to|ta|mo|ma|vo|va|no|na)\.$")  # «3er. Congreso»
_LETTER_NOUN: Final = re.compile(r"([^\W\d_]+)\s[A-Z]\.$")
_FIGURE_BEFORE: Final = re.compile(r"(?:\d|\*NUMBER\*)\s?[^\W\d_.]+(?:/[^\W\d_]+)?\.$")
_LIST_NUMBER: Final = re.compile(r"[\W_]*(?:\d{1,2}|[A-Za-z]|[IVXLC]{1,5})")
_INLINE_LIST_NUMBER: Final = re.compile(r"[:;]\s(?:\d{1,2}|[A-Za-z])\.$")
_DATELINE: Final = re.compile(
    r"[^.()]{2,60}(?:\.[^.()]{0,20})?\([^()]{2,40}\)\s?|[A-ZÁÉÍÓÚÑÜ][A-ZÁÉÍÓÚÑÜ ]{2}[^.!?]{0,50}"
)
_GLUED: Final = re.compile(r"[«“¿¡]|\(?([A-ZÁÉÍÓÚÑÜ][a-záéíóúñü]*)(?![\w@])")
_GLUED_BEFORE: Final = re.compile(r"(?:[a-záéíóúñü]{2}|[\d%»”)])\.$")
_TOKEN: Final = re.compile(r"\S+$")


def split_sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences of `text`, trimmed and in order; only white space lies before, between and after them.

    >>> [text[s.start : s.end] for text in ["Llegó el Sr. Rey. Habló."] for s in split_sentences(text)]
    ['Llegó el Sr. Rey.', 'Habló.']
    """
    spans: list[Span] = []
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        spans += _split_paragraph(text, start, blank.start())
        start = blank.end()
    return (*spans, *_split_paragraph(text, start, len(text)))


def _split_paragraph(text: str, start: int, end: int) -> list[Span]:
    paragraph = text[start:end].rstrip()
    offset = start + len(paragraph) - len(paragraph.lstrip())
    paragraph = paragraph.lstrip()
    brackets = {match.end(): match.start() for match in _BRACKETS.finditer(paragraph)}
    inside = {position for high, low in brackets.items() for position in range(low + 1, high)}
    spans: list[Span] = []
    begin, first_word = 0, _find_word(paragraph, 0)
    for stop in _STOP.finditer(paragraph):
        after = stop.end()
        if stop.start() < first_word or after == len(paragraph) or after in inside:
            continue
        if _ends_sentence(paragraph, begin, stop, brackets):
            spans.append(Span(offset + begin, offset + after))
            begin = after
            while paragraph[begin].isspace():
                begin += 1
            first_word = _find_word(paragraph, begin)
    if begin < len(paragraph):
        spans.append(Span(offset + begin, offset + len(paragraph)))
    return spans


def _find_word(text: str, begin: int) -> int:
    """Where the first letter or digit stands from `begin` on; the end of the text where none does."""
    match = _LETTER_OR_DIGIT.search(text, begin)
    return match.start() if match else len(text)


@dataclass(frozen=True, slots=True)
class _Following:
    """What comes after a stop: the kind of its first character that is no opening mark, and the marks before it.

    `opens`: it surely opens a sentence, being a question, an exclamation, or a word that commonly does.
    """

    kind: Literal["capital", "lower", "figure", "other", "none"]
    opens: bool
    openers: str
    doubled: bool = False


def _read_following(text: str, position: int) -> _Following:
    match = _OPENERS.match(text, position)
    here = match.end() if match else position
    openers = text[position:here].strip()
    asks = "¿" in openers or "¡" in openers
    if here == len(text) or text[here] in ",;:)]»”./%":
        return _Following("none", False, openers)
    if text[here].isdigit() or text[here - 1 : here + 7] == "*NUMBER*":
        return _Following("figure", asks, openers)
    word = _WORD.match(text, here)
    if word is None:
        return _Following("other", asks, openers)
    second = text[here + 1 : here + 2]
    if text[here].islower() and not second.isupper() and second != ")":  # «iPhone» and «b)» open like a capital
        return _Following("lower", asks, openers)
    starter = word.group().lower() in STARTERS and not (
        text.startswith(".", word.end()) or (len(word.group()) == 1 and text.startswith(",", word.end()))
    )
    return _Following("capital", asks or starter, openers, bool(_DOUBLED.match(text, here)))


def _ends_sentence(text: str, begin: int, stop: re.Match[str], brackets: Mapping[int, int]) -> bool:
    """Whether the sentence that begins at `begin` ends with `stop`; `brackets` gives for each one's end its start."""
    marks = "".join(character for character in stop.group() if character in ".!?…")
    if not text[stop.end()].isspace() and not _is_glued(text, begin, stop):
        return False
    following = _read_following(text, stop.end())
    if following.kind == "none" or (following.kind == "lower" and not (marks == "." and following.opens)):
        return False
    opened = brackets.get(stop.end())
    tail = text[max(begin, stop.start() - _LOOKBACK) : stop.start() + 1]
    if opened is not None and opened > begin:  # in mid-sentence «(¿cuándo?)», «[…]», «(EE. UU.)» keep their marks
        return marks == "." and _ending(tail, following) is None
    if marks == ".":
        return not _is_label(text, begin, stop.start(), following) and _full_stop_ends(tail, following)
    if set(marks) <= set(".…"):
        return following.kind != "figure" or not _ELLIPSIS.search(stop.group())
    return following.opens or not text.endswith(NAMES_WITH_MARK, begin, stop.start() + 1)


def _is_label(text: str, begin: int, end: int, following: _Following) -> bool:
    """Whether all that the sentence says so far is a list number («1.»), or a dateline that a dash follows."""
    dashed = following.openers[:1] in {"-", "–", "—"} and _DATELINE.fullmatch(text, begin, end)
    return bool(dashed or _LIST_NUMBER.fullmatch(text, begin, end))


def _full_stop_ends(tail: str, following: _Following) -> bool:
    """Whether the full stop at the end of `tail`, the last characters of a sentence, ends it."""
    if _INLINE_LIST_NUMBER.search(tail):
        return False
    figure = following.kind == "figure"
    match _ending(tail, following):
        case None:
            return True
        case "never":
            return following.openers.endswith(("¿", "¡"))
        case "starter":
            return following.opens and not figure
        case "capital":
            return not following.openers.startswith("(")
        case "unit":
            return bool(_FIGURE_BEFORE.search(tail)) or (following.opens and not figure)
        case "number":
            return not figure
        case "date":
            return not following.openers.startswith("(") and not (figure and _FIGURE_BEFORE.search(tail))


def _ending(tail: str, following: _Following) -> Ending | None:
    """What the full stop that ends `tail` means: None where no abbreviation or initial stands before it."""
    match = _ABBREVIATION.search(tail)
    if match is None:
        return "never" if tail.endswith("/.") else None  # «S/. 500»
    parts = _PART.findall(match.group())
    for first in range(len(parts)):
        ending = ending_of("".join(parts[first:]))
        if ending is not None:
            return ending
    if _DEGREE.search(tail) or _ORDINAL.search(tail) or (following.doubled and _DOUBLED.fullmatch(parts[-1])):
        return "starter"
    before = tail[: -len(parts[-1])][-1:]
    if not _INITIAL.fullmatch(parts[-1]) or before.isdigit() or before in {"°", "º"}:
        return None
    noun = _LETTER_NOUN.search(tail)
    return None if noun and noun.group(1).lower() in LETTER_NOUNS else "starter"


def _is_glued(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether the next sentence follows `stop` without a space («terminó.El»), and not an address or a dash («.-»)."""
    glued = _GLUED.match(text, stop.end())
    if glued is None:
        return False
    if glued.group(1) is None or stop.group() != ".":
        return True
    before = text[max(begin, stop.start() - _LOOKBACK) : stop.start() + 1]
    token = _TOKEN.search(before)
    return (
        bool(_GLUED_BEFORE.search(before))
        and token is not None
        and not any(mark in token.group()[:-1] for mark in "./@#_")
        and glued.group(1).lower() not in DOMAINS
    )

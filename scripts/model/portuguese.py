"""Spanish lines in Portuguese: by Apertium, whose dictionary lacks much of the press's words, and by two tables.

`unknown.tsv` has words that Apertium leaves in Spanish, which the pivot would garble, and common endings take their
Portuguese form; `misread.tsv` has words that it gives another sense: «el muelle» as a cradle, «la dimisión» as a
dismissal. Names are kept out of its hands: it would make Reds of Luis Carlos Rojas.
"""

import re
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import ascii_lowercase

from pipeline.verify.context import Context
from pipeline.verify.source_names import find_exonyms, find_names
from pipeline.verify.words import tokenize

APERTIUM_MODE = "es-pt_BR"
HERE = Path(__file__).parent
WORD = re.compile(r"[^\W\d_]{3,}")
LONG_SCALE = re.compile(r"\b[Bb]il(?:h|i)(ões|ão)\b")
"""Apertium's Portuguese of the Spanish «billón» (10^12), which Brazil would read as 10^9."""
PERCENT_ARTICLE = re.compile(r"\b([Uu]m|[Oo]|ao|pelo|do|no) (?=\d[\d.,]* ?(?:%|por cento))")
"""The article that Spanish sets before a percentage, and Portuguese and English do not."""
WITHOUT_ARTICLE = {"ao": "a ", "pelo": "por ", "do": "de ", "no": "em "}
ENDINGS = [
    (re.compile(spanish), portuguese)
    for spanish, portuguese in [
        ("ciones$", "ções"),
        ("ción$", "ção"),
        ("siones$", "sões"),
        ("sión$", "são"),
        ("idad(es)?$", r"idade\1"),
        ("tud$", "tude"),
        ("miento(s?)$", r"mento\1"),
        ("able$", "ável"),
        ("ables$", "áveis"),
        ("ible$", "ível"),
        ("ibles$", "íveis"),
        ("(?<=[a-z]{4})ales$", "ais"),
        ("(?<=[a-z]{3})aje$", "agem"),
        ("(?<=[a-z]{3})ajes$", "agens"),
        ("(log|graf|metr|pat|arqu)ía(s?)$", r"\1ia\2"),
        ("ñ", "nh"),
    ]
]
"""Spanish endings and a letter that Portuguese lacks, and what it has: a word with one was left in Spanish."""


class PivotError(RuntimeError):
    """Apertium is missing, failed, or gave another number of lines than it was given."""


@dataclass(frozen=True, slots=True)
class Misread:
    """Where the Spanish has `spanish`, the Portuguese `wrong` should be `right`."""

    spanish: re.Pattern[str]
    wrong: re.Pattern[str]
    right: str

    def mend(self, portuguese: str) -> str:
        """The line with what is wrong put right."""
        return self.wrong.sub(lambda match: _as(match[0], self.right), portuguese)


def to_portuguese(lines: list[str]) -> list[str]:
    """The Portuguese of each Spanish line; words that neither Apertium nor the tables know are left as they are.

    Raises PivotError.
    """
    held = [hold_names(line) for line in lines]
    text = "".join(f"{line}\n" for line, _ in held)
    try:
        done = subprocess.run(["apertium", "-u", APERTIUM_MODE], input=text, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise PivotError(f"apertium {APERTIUM_MODE} does not run: {error}") from error
    out = done.stdout.removesuffix("\n").split("\n")
    if len(out) != len(lines):
        raise PivotError(f"apertium gave {len(out)} lines for {len(lines)}")
    named = [give_back(line, names) for line, (_, names) in zip(out, held, strict=True)]
    return [mended(spanish, portuguese) for spanish, portuguese in zip(lines, named, strict=True)]


def hold_names(line: str) -> tuple[str, dict[str, str]]:
    """The line with words that no dictionary has in the place of its names, and the name of each of them.

    Names of places that English writes otherwise are not held: Portuguese has its own for them, too.
    """
    tokens = tokenize(line)
    places = {at for start, end, _ in find_exonyms(tokens, line, Context()) for at in range(start, end)}
    names = [
        name.token
        for name in find_names(tokens, line, Context(), frozenset(places))
        if name.sureness != "perhaps" and not name.token.is_acronym
    ]
    held = {}
    for number, token in reversed(list(enumerate(names))):
        word = f"Zq{ascii_lowercase[number % 26]}{ascii_lowercase[number // 26 % 26]}xz"
        held[word] = token.text
        line = line[: token.start] + word + line[token.end :]
    return line, held


def give_back(line: str, names: dict[str, str]) -> str:
    """The line with the names in the places of their words."""
    for word, name in names.items():
        line = line.replace(word, name)
    return line


def mended(spanish: str, portuguese: str) -> str:
    """Apertium's Portuguese of a Spanish line, put right by the tables.

    >>> mended("La encuesta costó un billón.", "A encuesta custou um bilhão.")
    'A sondagem custou um trilhão.'
    """
    portuguese = LONG_SCALE.sub(lambda match: "trilh" + match[1], portuguese)
    portuguese = PERCENT_ARTICLE.sub(lambda match: WITHOUT_ARTICLE.get(match[1], ""), portuguese)
    rows = [row for row in read_misread() if row.spanish.search(spanish)]
    left_over = []
    for row in rows:
        before, portuguese = portuguese, row.mend(portuguese)
        if portuguese == before:
            left_over.append(row)
    # A word that stands on both sides is one that Apertium left; with a capital it may be a name, but not as the first.
    left = {word for index, word in enumerate(WORD.findall(spanish)) if not index or word.islower()}
    portuguese = WORD.sub(lambda match: spelled(match[0]) if match[0] in left else match[0], portuguese)
    for row in left_over:  # what the other table or an ending has spelled may be misread as well
        portuguese = row.mend(portuguese)
    return portuguese


def spelled(word: str) -> str:
    """The Portuguese of a word that was left in Spanish, or the word itself where the table does not have it."""
    known = read_unknown().get(word.lower())
    if known:
        return _as(word, known)
    for ending, portuguese in ENDINGS:
        if word.islower() and ending.search(word):
            return ending.sub(portuguese, word)
    return word


def _as(model: str, word: str) -> str:
    """The word with a capital first where `model` has one."""
    return word[0].upper() + word[1:] if model[0].isupper() else word


def rows(name: str) -> list[list[str]]:
    """The rows of one of the tables, unknown.tsv or misread.tsv, as their fields."""
    lines = HERE.joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@lru_cache(maxsize=1)
def read_unknown() -> dict[str, str]:
    """Spanish word -> Portuguese, in small letters."""
    return dict(rows("unknown.tsv"))


@lru_cache(maxsize=1)
def read_misread() -> list[Misread]:
    """The rows of misread.tsv."""
    return [
        Misread(
            re.compile(rf"\b(?:{spanish})(?!\w)", re.IGNORECASE if spanish == spanish.lower() else re.NOFLAG),
            re.compile(rf"\b{re.escape(wrong)}\b", re.IGNORECASE if wrong == wrong.lower() else re.NOFLAG),
            right,
        )
        for spanish, wrong, right in rows("misread.tsv")
    ]

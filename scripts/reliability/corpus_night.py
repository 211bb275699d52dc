"""A night of stories as large as wanted: real ones, and news sentences in the order they stand in a corpus."""

from __future__ import annotations

import itertools
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipeline.errors import UnusableInputError
from pipeline.read import read

# Columns: file below the corpus folder, and the field of its lines that is Spanish. All are news or near it.
_SOURCES: Final = (
    ("mono/conll2002_efe.es.xz", 0),
    ("wmt_newstest08_11.tsv.xz", 0),
    ("mono/eltiempo.es.xz", 0),
    ("mono/press_scrapes.es.xz", 0),
    ("wmt24_general.tsv.xz", 0),
    ("europarl_small.tsv.xz", 0),
)
_LENGTHS: Final = (2, 3, 4, 5, 8)
_SENTENCES_A_PARAGRAPH: Final = 3


def write_night(folder: Path, shared: Path, count: int) -> int:
    """Write `count` stories into a folder and return their words.

    First come the real stories of `shared`/stories; the rest are made of runs of 2 to 8 sentences of `shared`/corpus,
    the first as a headline, the others in paragraphs of three. No sentence is used twice until the corpus is used up.
    What is no Spanish story, of which the folder has a few, is left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    real = (path.read_text(encoding="utf-8", errors="replace") for path in sorted((shared / "stories").glob("*.txt")))
    words = 0
    for number, text in enumerate(
        itertools.islice(filter(_is_story, itertools.chain(real, _made(shared / "corpus"))), count)
    ):
        (folder / f"noche-{number:05}.txt").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def _is_story(text: str) -> bool:
    try:
        return bool(read(text.encode("utf-8"), "a.txt").text)
    except UnusableInputError:
        return False


def _made(corpus: Path) -> Iterator[str]:
    sentences = itertools.chain.from_iterable(_lines(corpus) for _ in itertools.count())
    for length in itertools.cycle(_LENGTHS):
        headline, *body = itertools.islice(sentences, length + 1)
        paragraphs = [
            " ".join(body[at : at + _SENTENCES_A_PARAGRAPH]) for at in range(0, len(body), _SENTENCES_A_PARAGRAPH)
        ]
        yield "\n\n".join([headline.rstrip("."), *paragraphs]) + "\n"


def _lines(corpus: Path) -> Iterator[str]:
    for name, field in _SOURCES:
        if (corpus / name).is_file():
            with lzma.open(corpus / name, "rt", encoding="utf-8") as lines:
                yield from (line.rstrip("\n").split("\t")[field] for line in lines if line.strip())
